"""A walk through all plans: each half of the free groups in every way, and every half with every other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regroup.census.groups import Groups, groups_of
from regroup.census.tables import FORBIDDEN, Tables, tables_of
from regroup.core import Assignment, Core, Ints

MOST_ASSIGNMENTS = 20_000_000
MOST_SETS = 2**22
"""Entries of a table; with two areas it is the tables that grow first."""


@dataclass(frozen=True, slots=True)
class Half:
    """Every way J to place g of the free groups.

    Attributes:
        areas: (J, g) the area of each group.
        sets: (k, J) the set of groups in each area.
    """

    groups: tuple[int, ...]
    areas: Ints
    sets: Ints


class Walk:
    """All assignments of a core that leave its groups whole and each where it may be, in blocks of one first half.

    Attributes:
        core: the core.
        groups: its groups.
    """

    def __init__(self, core: Core, groups: Groups) -> None:
        self.core, self.groups = core, groups
        free = groups.free
        at = _middle([len(groups.areas[group]) for group in free])
        self.first = _half(core.k, groups, free[:at], 0)
        self.second = _half(core.k, groups, free[at:], at)

    @cached_property
    def tables(self) -> Tables:
        """The score of each area with each set."""
        return tables_of(self.core, self.groups)

    def blocks(self) -> Iterator[tuple[int, Ints]]:
        """For each first half its number, and (J,) integer points with each second half.

        Points below `least_points` mark an assignment that breaks a rule.
        """
        core = self.core
        counts = core.count_least > 0 or core.count_most < int(core.counted.sum())
        for number in range(self.first.sets.shape[1]):
            sets = self.second.sets + self.first.sets[:, number, None]
            points = np.full(sets.shape[1], core.constant, dtype=np.int64)
            for area in range(core.k):
                points += self.tables.score[area][sets[area]]
            if counts:
                used = sum(self.tables.counted[area][sets[area]] for area in range(core.k))
                points[(used < core.count_least) | (used > core.count_most)] = FORBIDDEN
            yield number, points

    @property
    def least_points(self) -> int:
        """No allowed assignment has fewer points; every forbidden one has."""
        return FORBIDDEN // 2

    def assignment(self, first: int, second: int) -> Assignment:
        """(n,) the areas of one assignment."""
        area = np.array([areas[0] for areas in self.groups.areas], dtype=np.int64)
        area[list(self.first.groups)] = self.first.areas[first]
        area[list(self.second.groups)] = self.second.areas[second]
        return np.asarray(area[self.groups.of_node])

    def stays(self, place: Ints) -> tuple[int, Ints, Ints]:
        """How many nodes are where ``place`` (n,) has them: of placed groups, and in each way of both halves."""
        matches = np.zeros((len(self.groups.areas), self.core.k), dtype=np.int64)
        known = place >= 0
        np.add.at(matches, (self.groups.of_node[known], place[known]), 1)
        placed = sum(int(matches[g, areas[0]]) for g, areas in enumerate(self.groups.areas) if len(areas) == 1)
        first, second = (matches[list(h.groups), h.areas].sum(axis=1) for h in (self.first, self.second))
        return placed, first, second


def walk_of(core: Core, most: int = MOST_ASSIGNMENTS) -> Walk | None:
    """A walk through a core's assignments; None where they are more than ``most``, or the tables too large."""
    groups = groups_of(core)
    if groups.assignments > most or core.k * 2 ** len(groups.free) > MOST_SETS:
        return None
    return Walk(core, groups) if groups.assignments else None


def _middle(ways: list[int]) -> int:
    """Where to part the groups so that both halves have about as many ways."""
    return min(range(len(ways) + 1), key=lambda at: math.prod(ways[:at]) + math.prod(ways[at:]))


def _half(k: int, groups: Groups, which: tuple[int, ...], bit: int) -> Half:
    areas = np.zeros((1, 0), dtype=np.int64)
    sets = np.zeros((k, 1), dtype=np.int64)
    for position, group in enumerate(which, start=bit):
        choices = np.array(groups.areas[group], dtype=np.int64)
        areas = np.concatenate([np.repeat(areas, len(choices), axis=0), np.tile(choices, len(areas))[:, None]], axis=1)
        added = (np.arange(k)[:, None] == choices[None, :]).astype(np.int64) << position
        sets = (sets[:, :, None] + added[:, None, :]).reshape(k, -1)
    return Half(which, areas, sets)
