"""Core: the numeric form of a problem that every engine understands. Integers only, pure numpy.

The points of an assignment are the sum over areas of a score that depends on that area and its members
alone. An area without members scores nothing, and windows do not bind it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Assignment = Ints
"""Shape (n,): the area index of each node."""

LARGEST_SUM = 2**50
"""No sum of sizes or points may reach this; proved before a core is made."""


@dataclass(frozen=True, slots=True)
class Core:
    """n nodes to be placed in k areas, P pairs, M measures, H hinges, L labels, G guards.

    Attributes:
        pair_i, pair_j, pair_points: (P,) points when node i and node j share an area; i < j, each pair once.
        pull: (n, k) points when a node is in an area.
        sizes: (M, n) size of each node in each measure, not negative.
        window_least, window_most: (M, k) bounds on the total size of an area that has members.
        hinge_measure, hinge_area: (H,) which total a hinge speaks of.
        hinge_at: (H,) the size at which it turns.
        hinge_below, hinge_above: (H,) points lost per unit of size below and above; not negative.
        label_members: (L, n) whether a node carries a label.
        label_cost: (L, k) points lost where an area has a label among its members; not negative.
        open_cost: (k,) points lost by an area that has members.
        must_use: (k,) whether an area must have members.
        counted: (k,) whether an area with members counts towards the number of areas used.
        count_least, count_most: bounds on that number.
        guard_node: (G,) the node whose company is limited.
        guard_weight, guard_most: (G, n), (G,): the weights of the members of that node's area sum to at most.
        apart: (Q, 2) nodes that may not share an area.
        together: (T, 2) nodes that must share an area.
        allowed: (n, k) whether a node may be in an area.
        constant: points that every assignment has.
        scale: how many integer points make one point of the model.
        size_scale: (M,) how many integer sizes make one of the measure's unit.
    """

    pair_i: Ints
    pair_j: Ints
    pair_points: Ints
    pull: Ints
    sizes: Ints
    window_least: Ints
    window_most: Ints
    hinge_measure: Ints
    hinge_area: Ints
    hinge_at: Ints
    hinge_below: Ints
    hinge_above: Ints
    label_members: Bools
    label_cost: Ints
    open_cost: Ints
    must_use: Bools
    counted: Bools
    count_least: int
    count_most: int
    guard_node: Ints
    guard_weight: Ints
    guard_most: Ints
    apart: Ints
    together: Ints
    allowed: Bools
    constant: int
    scale: int
    size_scale: Ints

    @property
    def n(self) -> int:
        """Number of nodes."""
        return int(self.pull.shape[0])

    @property
    def k(self) -> int:
        """Number of areas."""
        return int(self.pull.shape[1])

    def membership(self, assignment: Assignment) -> Bools:
        """(n, k): whether each node is in each area."""
        return np.asarray(assignment[:, None] == np.arange(self.k)[None, :])

    def points(self, assignment: Assignment) -> int:
        """All points of an assignment, whether it is allowed or not.

        Args:
            assignment: (n,) area indices.
        """
        inside = self.membership(assignment)
        used = np.asarray(inside.any(axis=0))
        same = assignment[self.pair_i] == assignment[self.pair_j]
        total = self.constant + int(self.pair_points[same].sum())
        total += int(self.pull[np.arange(self.n), assignment].sum())
        total -= int(self.open_cost[used].sum())
        total -= int(self.label_cost[self._labels_present(inside)].sum())
        distance = (self.sizes @ inside)[self.hinge_measure, self.hinge_area] - self.hinge_at
        lost = self.hinge_below * np.maximum(-distance, 0) + self.hinge_above * np.maximum(distance, 0)
        return total - int(lost[used[self.hinge_area]].sum())

    def allows(self, assignment: Assignment) -> bool:
        """Whether an assignment breaks nothing hard."""
        inside = self.membership(assignment)
        used = np.asarray(inside.any(axis=0))
        sums = self.sizes @ inside
        in_window = ((sums >= self.window_least) & (sums <= self.window_most)) | ~used[None, :]
        beside = assignment[None, :] == assignment[self.guard_node][:, None]
        guarded = (self.guard_weight * beside).sum(axis=1) <= self.guard_most
        return bool(
            self.allowed[np.arange(self.n), assignment].all()
            and in_window.all()
            and used[self.must_use].all()
            and self.count_least <= int(used[self.counted].sum()) <= self.count_most
            and guarded.all()
            and (assignment[self.apart[:, 0]] != assignment[self.apart[:, 1]]).all()
            and (assignment[self.together[:, 0]] == assignment[self.together[:, 1]]).all()
        )

    def _labels_present(self, inside: Bools) -> Bools:
        """(L, k): whether any member of an area carries a label."""
        return np.asarray(self.label_members.astype(np.int64) @ inside.astype(np.int64) > 0)
