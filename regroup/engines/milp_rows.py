"""The core as a mixed-integer program in sparse rows: minimise the points lost.

Columns: a place per node and allowed area, whether each area is used, a product per pair and area, shortfall
and excess per hinge, and presence per label and area. Every row is divided by what its numbers share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csc_array

from regroup.core import Core, Ints
from regroup.engines.local_net import Floats
from regroup.preprocess import area_types

NO_LIMIT = np.inf
Entries = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Program:
    """Minimise ``cost @ x`` under ``constraints``.

    Attributes:
        places: the columns that say which node is in which area, in the order of ``argwhere(core.allowed)``.
    """

    cost: Floats
    integrality: Ints
    bounds: Bounds
    constraints: list[LinearConstraint]
    places: Ints


def program(core: Core) -> Program:
    """The whole program."""
    rows = _Rows(core)
    rows.place()
    rows.restrict()
    rows.score_pairs()
    rows.score_areas()
    return rows.program()


class _Rows:
    """Columns and rows as they are added."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.cost: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []
        self.entries: list[Entries] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.place_of = {(int(i), int(a)): self.column(-core.pull[i, a]) for i, a in np.argwhere(core.allowed)}
        self.used = [self.column(core.open_cost[area]) for area in range(core.k)]

    def column(self, cost: float | np.int64, most: float = 1.0, *, whole: bool = True) -> int:
        """A new variable from 0 to ``most``."""
        self.cost.append(float(cost))
        self.most.append(float(most))
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, entries: Entries, low: float, high: float) -> None:
        """A new row: low <= entries <= high."""
        numbers = [abs(int(number)) for _, number in entries] + [abs(int(b)) for b in (low, high) if np.isfinite(b)]
        shared = max(1, int(np.gcd.reduce(np.array(numbers, dtype=np.int64)))) if numbers else 1
        self.entries.append([(column, number / shared) for column, number in entries])
        self.low.append(low / shared)
        self.high.append(high / shared)

    def total(self, weights: Ints, area: int) -> Entries:
        """The sum of (n,) weights over an area's members."""
        inside = np.flatnonzero((weights != 0) & self.core.allowed[:, area]).tolist()
        return [(self.place_of[node, area], float(weights[node])) for node in inside]

    def place(self) -> None:
        """Every node once; an area is used where it has a member, and only there."""
        core = self.core
        for node in range(core.n):
            inside = [(self.place_of[node, area], 1.0) for area in range(core.k) if (node, area) in self.place_of]
            self.row(inside, 1, 1)
        for area, used in enumerate(self.used):
            members = self.total(np.ones(core.n, dtype=np.int64), area)
            self.row([*members, (used, -1.0)], 0, NO_LIMIT)
            for column, _ in members:
                self.row([(column, 1.0), (used, -1.0)], -NO_LIMIT, 0)
        for areas in area_types(core):
            for area in areas[1:]:  # the first node may be in the first of interchangeable areas only
                if (0, area) in self.place_of:
                    self.row([(self.place_of[0, area], 1.0)], 0, 0)

    def restrict(self) -> None:
        """Windows, the count, what must be apart or together, and guards."""
        core = self.core
        for m, area in np.ndindex(core.window_least.shape):
            total = self.total(core.sizes[m], area)
            self.row([*total, (self.used[area], -float(core.window_least[m, area]))], 0, NO_LIMIT)
            self.row([*total, (self.used[area], -float(core.window_most[m, area]))], -NO_LIMIT, 0)
        counted = [(self.used[area], 1.0) for area in np.flatnonzero(core.counted).tolist()]
        self.row(counted, core.count_least, core.count_most)
        for area in np.flatnonzero(core.must_use).tolist():
            self.row([(self.used[area], 1.0)], 1, 1)
        for area in range(core.k):
            for pairs, sign, low in ((core.apart, 1.0, -NO_LIMIT), (core.together, -1.0, 0.0)):
                for i, j in pairs.tolist():
                    self._relate(i, j, area, sign, low)
            for g, node in enumerate(core.guard_node.tolist()):
                self._guard(g, node, area)

    def _relate(self, i: int, j: int, area: int, sign: float, low: float) -> None:
        """At most one of two nodes in the area (sign 1), or both or none (sign -1)."""
        one, other = self.place_of.get((i, area)), self.place_of.get((j, area))
        entries = [(column, number) for column, number in ((one, 1.0), (other, sign)) if column is not None]
        self.row(entries, low, 1 if sign > 0 else 0)

    def _guard(self, g: int, node: int, area: int) -> None:
        """The limit where the node is; elsewhere as much as the weights can ever come to."""
        here = self.place_of.get((node, area))
        if here is None:
            return
        weights, most = self.core.guard_weight[g], int(self.core.guard_most[g])
        room = max(0, int(np.maximum(weights, 0).sum()) - most)
        total = dict(self.total(weights, area))
        total[here] = total.get(here, 0.0) + room
        self.row(list(total.items()), -NO_LIMIT, most + room)

    def score_pairs(self) -> None:
        """A product per pair and area: bounded by both places for a gain, forced by them for a loss."""
        core = self.core
        for i, j, points in zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True):
            for area in range(core.k):
                if (i, area) not in self.place_of or (j, area) not in self.place_of:
                    continue
                both = self.column(-points, whole=False)
                one, other = self.place_of[i, area], self.place_of[j, area]
                if points > 0:
                    self.row([(both, 1.0), (one, -1.0)], -NO_LIMIT, 0)
                    self.row([(both, 1.0), (other, -1.0)], -NO_LIMIT, 0)
                else:
                    self.row([(one, 1.0), (other, 1.0), (both, -1.0)], -NO_LIMIT, 1)

    def score_areas(self) -> None:
        """Shortfall and excess at hinges; presence of labels."""
        core = self.core
        for h, area in enumerate(core.hinge_area.tolist()):
            m, at = int(core.hinge_measure[h]), float(core.hinge_at[h])
            below = self.column(core.hinge_below[h], NO_LIMIT, whole=False)
            above = self.column(core.hinge_above[h], NO_LIMIT, whole=False)
            entries = [*self.total(core.sizes[m], area), (self.used[area], -at), (below, 1.0), (above, -1.0)]
            self.row(entries, 0, 0)
        for label, area in np.argwhere(core.label_cost > 0).tolist():
            present = self.column(core.label_cost[label, area], whole=False)
            for column, _ in self.total(core.label_members[label].astype(np.int64), area):
                self.row([(column, 1.0), (present, -1.0)], -NO_LIMIT, 0)

    def program(self) -> Program:
        """What was added, as arrays."""
        counts = [len(entries) for entries in self.entries]
        row = np.repeat(np.arange(len(counts)), counts)
        column = np.array([column for entries in self.entries for column, _ in entries], dtype=np.int64)
        number = np.array([number for entries in self.entries for _, number in entries])
        matrix = csc_array((number, (row, column)), shape=(len(counts), len(self.cost)))
        return Program(
            cost=np.array(self.cost),
            integrality=np.array(self.whole, dtype=np.int64),
            bounds=Bounds(0.0, np.array(self.most)),
            constraints=[LinearConstraint(matrix, np.array(self.low), np.array(self.high))],
            places=np.array(list(self.place_of.values()), dtype=np.int64),
        )
