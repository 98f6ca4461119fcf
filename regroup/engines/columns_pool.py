"""The columns found so far, and plans made of columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from regroup.core import Assignment, Core
from regroup.engines.columns_area import AreaType, Members

Column = tuple[int, Members]
"""The number of an area type, and the members."""


class Pool:
    """Columns with their points, each once, in the order they came.

    Attributes:
        columns: all of them.
        points: of each, unscaled.
    """

    def __init__(self, types: Sequence[AreaType], scale: int) -> None:
        self._types, self._scale = types, scale
        self._known: set[Column] = set()
        self.columns: list[Column] = []
        self.points: list[int] = []

    def add(self, kind: int, members: Members) -> bool:
        """Takes a column that is allowed and new; says whether it did."""
        column = (kind, members)
        if column in self._known or not self._types[kind].admits(members):
            return False
        self._known.add(column)
        self.columns.append(column)
        self.points.append(self._types[kind].points(members) // self._scale)
        return True


def columns_of(types: Sequence[AreaType], assignment: Assignment) -> Iterable[Column]:
    """The columns that an assignment is made of."""
    for kind, area_type in enumerate(types):
        for area in area_type.areas:
            members = tuple(np.flatnonzero(assignment == area).tolist())
            if members:
                yield kind, members


def assignment_of(core: Core, types: Sequence[AreaType], columns: Iterable[Column]) -> Assignment | None:
    """The assignment, (n,), made of columns; None where they are not a plan."""
    assignment = np.full(core.n, -1, dtype=np.int64)
    free = [list(kind.areas) for kind in types]
    for kind, members in columns:
        if not free[kind] or bool((assignment[list(members)] >= 0).any()):
            return None
        assignment[list(members)] = free[kind].pop(0)
    return None if bool((assignment < 0).any()) else assignment
