"""One type of area as pricing sees it: what a set of members is worth and whether it is allowed, in integers.

A **column** is an area type with its members. Its value is its points less the prices of its members, and pricing
finds the columns of greatest value. All of it is exact: points and prices are integers on one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from regroup.core import Bools, Core, Ints
from regroup.preprocess import area_types

Members = tuple[int, ...]
"""The nodes of one column, ascending; never none."""


@dataclass(frozen=True, slots=True)
class AreaType:
    """Areas of one type, for n nodes, M measures, H hinges, L labels and G guards; points times a common scale.

    Attributes:
        areas: their indices in the core.
        allowed: (n,) whether a node may be in one.
        pull: (n,) points for each member.
        open_cost: points lost by having members.
        sizes: (M, n) size of each node in each measure, not negative.
        least, most: (M,) bounds on the total size.
        hinge_measure, hinge_at, hinge_below, hinge_above: (H,) losses per unit of size below and above.
        labels, label_cost: (L, n), (L,): who carries a label, and what is lost where a member does.
        pairs: (n, n) points for two members, symmetric, zero on the diagonal.
        apart: (n, n) who may not be members together, symmetric.
        guard_node, guard_weight, guard_most: (G,), (G, n), (G,): where the node is a member, the weights of all
            members sum to at most; weights may be negative.
    """

    areas: tuple[int, ...]
    allowed: Bools
    pull: Ints
    open_cost: int
    sizes: Ints
    least: Ints
    most: Ints
    hinge_measure: Ints
    hinge_at: Ints
    hinge_below: Ints
    hinge_above: Ints
    labels: Bools
    label_cost: Ints
    pairs: Ints
    apart: Bools
    guard_node: Ints
    guard_weight: Ints
    guard_most: Ints

    @property
    def n(self) -> int:
        """Number of nodes, members or not."""
        return len(self.pull)

    def points(self, members: Members) -> int:
        """The points of a column, whether it is allowed or not."""
        chosen = np.array(members, dtype=np.int64)
        total = int(self.pull[chosen].sum()) + int(self.pairs[chosen][:, chosen].sum()) // 2 - self.open_cost
        if len(self.label_cost):
            total -= int(self.label_cost[self.labels[:, chosen].any(axis=1)].sum())
        if not len(self.hinge_at):
            return total
        distance = self.sizes[:, chosen].sum(axis=1)[self.hinge_measure] - self.hinge_at
        lost = self.hinge_below * np.maximum(-distance, 0) + self.hinge_above * np.maximum(distance, 0)
        return total - int(lost.sum())

    def admits(self, members: Members) -> bool:
        """Whether a column is allowed."""
        chosen = np.array(members, dtype=np.int64)
        totals = self.sizes[:, chosen].sum(axis=1)
        return bool(
            self.allowed[chosen].all()
            and (totals >= self.least).all()
            and (totals <= self.most).all()
            and not self.apart[chosen][:, chosen].any()
            and (not len(self.guard_node) or self._guards_hold(chosen))
        )

    def _guards_hold(self, chosen: Ints) -> bool:
        bound = np.isin(self.guard_node, chosen)
        return bool((self.guard_weight[bound][:, chosen].sum(axis=1) <= self.guard_most[bound]).all())


def types_of(core: Core, scale: int) -> tuple[AreaType, ...]:
    """The area types of a core in which nothing must be together; all points are multiplied by the scale."""
    pairs = np.zeros((core.n, core.n), dtype=np.int64)
    pairs[core.pair_i, core.pair_j] = core.pair_points * scale
    apart = np.zeros((core.n, core.n), dtype=np.bool_)
    apart[core.apart[:, 0], core.apart[:, 1]] = True
    return tuple(_type(core, areas, scale, pairs + pairs.T, apart | apart.T) for areas in area_types(core))


def _type(core: Core, areas: Sequence[int], scale: int, pairs: Ints, apart: Bools) -> AreaType:
    first = areas[0]
    hinges = np.flatnonzero(core.hinge_area == first)
    return AreaType(
        areas=tuple(areas),
        allowed=core.allowed[:, first],
        pull=core.pull[:, first] * scale,
        open_cost=int(core.open_cost[first]) * scale,
        sizes=core.sizes,
        least=core.window_least[:, first],
        most=core.window_most[:, first],
        hinge_measure=core.hinge_measure[hinges],
        hinge_at=core.hinge_at[hinges],
        hinge_below=core.hinge_below[hinges] * scale,
        hinge_above=core.hinge_above[hinges] * scale,
        labels=core.label_members,
        label_cost=core.label_cost[:, first] * scale,
        pairs=pairs,
        apart=apart,
        guard_node=core.guard_node,
        guard_weight=core.guard_weight,
        guard_most=core.guard_most,
    )


@dataclass(frozen=True, slots=True)
class Priced:
    """What pricing one area type found.

    Attributes:
        columns: the best columns above the threshold, in descending order of value; all of them where that was asked.
        values: the value of each.
        bound: no column, found or not, has a greater value than this; holds also where the search was cut short.
        rest: no column that is not among these has a greater value; None where no more is known than of all.
        complete: whether the search came to its end: then the bound is the larger of threshold and best value.
        work: steps taken, the same on every machine.
    """

    columns: tuple[Members, ...]
    values: tuple[int, ...]
    bound: int
    complete: bool
    work: int
    rest: int | None = None


class Pricer(Protocol):
    """Finds the columns of one area type that are worth most at given prices."""

    def price(self, prices: Ints, above: int, most: int, *, every: bool = False, work: int = 10**9) -> Priced:
        """Columns of value (points less prices of members) greater than a threshold.

        Args:
            prices: (n,) integer price of each node, of either sign.
            above: the threshold.
            most: how many columns to return.
            every: ask for all of them; where there are more than ``most`` the search is cut short.
            work: steps after which the search is cut short.
        """
        ...
