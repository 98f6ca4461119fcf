"""The score of each area with each set of free groups, so that a plan's points are one look-up for each area.

Sets are numbers: bit h of a set is free group h. Groups with one place left are in their area in every set.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.census.groups import Groups
from regroup.core import Bools, Core, Ints

FORBIDDEN = -(2**55)
"""The score of a set that no plan may have in an area; the sum over 100 areas still fits 64 bits."""


@dataclass(frozen=True, slots=True)
class Tables:
    """k areas, f free groups.

    Attributes:
        score: (k, 2^f) integer points of an area with a set; `FORBIDDEN` where a rule on one area forbids it.
        counted: (k, 2^f) 1 where an area with a set counts towards the number of areas used.
    """

    score: Ints
    counted: Ints


def tables_of(core: Core, groups: Groups) -> Tables:
    """Every area with every set, in exact integers."""
    areas = [_Area(core, groups, area) for area in range(core.k)]
    score = np.stack([area.score() for area in areas])
    counted = np.stack([(area.used & core.counted[area.area]).astype(np.int64) for area in areas])
    return Tables(score, counted)


def sums(start: int, values: Ints) -> Ints:
    """(2^f,) ``start`` plus the values of the groups in each set."""
    found = np.array([start], dtype=np.int64)
    for value in values.tolist():
        found = np.concatenate([found, found + value])
    return found


class _Area:
    """One area of a core."""

    def __init__(self, core: Core, groups: Groups, area: int) -> None:
        self.core, self.area = core, area
        self.base = groups.fixed(area)
        free = np.array(groups.free, dtype=np.int64)
        self.members = (groups.of_node[None, :] == free[:, None]).astype(np.int64)
        self.used: Bools = np.asarray(self._sums(np.ones(core.n, dtype=np.int64)) > 0)

    def score(self) -> Ints:
        """(2^f,) points, or `FORBIDDEN`."""
        empty = FORBIDDEN if self.core.must_use[self.area] else 0
        return np.where(self.used, np.where(self._keeps_rules(), self._points(), FORBIDDEN), empty)

    def _sums(self, values: Ints) -> Ints:
        """(2^f,) the sum of nodes' values in each set."""
        return sums(int(values @ self.base), self.members @ values)

    def _pairs(self, matrix: Ints) -> Ints:
        """(2^f,) the sum over pairs of nodes in each set; ``matrix`` is (n, n), the same both ways."""
        found = np.array([int(self.base @ matrix @ self.base) // 2], dtype=np.int64)
        between = self.members @ matrix @ self.members.T
        for group, members in enumerate(self.members):
            alone = int(members @ matrix @ self.base) + int(between[group, group]) // 2
            found = np.concatenate([found, found + sums(alone, between[group, :group])])
        return found

    def _points(self) -> Ints:
        core, area = self.core, self.area
        matrix = np.zeros((core.n, core.n), dtype=np.int64)
        np.add.at(matrix, (core.pair_i, core.pair_j), core.pair_points)
        points = self._sums(core.pull[:, area]) + self._pairs(matrix + matrix.T) - core.open_cost[area]
        for members, cost in zip(core.label_members, core.label_cost[:, area], strict=True):
            points = points - cost * (self._sums(members.astype(np.int64)) > 0)
        for hinge in np.flatnonzero(core.hinge_area == area):
            distance = self._sums(core.sizes[core.hinge_measure[hinge]]) - core.hinge_at[hinge]
            points = points - core.hinge_below[hinge] * np.maximum(-distance, 0)
            points = points - core.hinge_above[hinge] * np.maximum(distance, 0)
        return np.asarray(points)

    def _keeps_rules(self) -> Bools:
        """(2^f,) windows, limited company and units apart."""
        core, area = self.core, self.area
        keeps = np.ones(len(self.used), dtype=np.bool_)
        for row, least, most in zip(core.sizes, core.window_least[:, area], core.window_most[:, area], strict=True):
            total = self._sums(row)
            keeps &= (total >= least) & (total <= most)
        for node, weight, most in zip(core.guard_node, core.guard_weight, core.guard_most, strict=True):
            inside = self._sums((np.arange(core.n) == node).astype(np.int64)) > 0
            keeps &= ~inside | (self._sums(weight) <= most)
        clash = np.zeros((core.n, core.n), dtype=np.int64)
        clash[core.apart[:, 0], core.apart[:, 1]] = 1
        return np.asarray(keeps & (self._pairs(np.maximum(clash, clash.T)) == 0))
