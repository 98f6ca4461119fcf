"""What is left to place: units that must share an area are one group, and a group with one place left is placed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from regroup.core import Core, Ints


@dataclass(frozen=True, slots=True)
class Groups:
    """The nodes of a core as groups, each of which goes to one area as a whole.

    Attributes:
        of_node: (n,) the group of each node.
        areas: for each group, the areas that the rules leave it; no plan keeps the rules where one has none.
    """

    of_node: Ints
    areas: tuple[tuple[int, ...], ...]

    @property
    def free(self) -> tuple[int, ...]:
        """Groups with more than one place."""
        return tuple(group for group, areas in enumerate(self.areas) if len(areas) > 1)

    @property
    def assignments(self) -> int:
        """In how many ways the groups can be placed; other rules may still forbid some."""
        return math.prod(len(areas) for areas in self.areas)

    def fixed(self, area: int) -> Ints:
        """(n,) 1 for each node whose only place is ``area``."""
        only = np.array([areas == (area,) for areas in self.areas], dtype=np.int64)
        return np.asarray(only[self.of_node])


def groups_of(core: Core) -> Groups:
    """The groups of a core."""
    leader = list(range(core.n))

    def found(node: int) -> int:
        while leader[node] != node:
            node = leader[node]
        return node

    for one, other in core.together.tolist():
        leader[max(found(one), found(other))] = min(found(one), found(other))
    leaders, of_node = np.unique([found(node) for node in range(core.n)], return_inverse=True)
    allowed = [core.allowed[of_node == group].all(axis=0) for group in range(len(leaders))]
    areas = tuple(tuple(np.flatnonzero(row).tolist()) for row in allowed)
    return Groups(np.asarray(of_node, dtype=np.int64), areas)
