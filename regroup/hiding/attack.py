"""What a reader can work out of a hidden sum from the printed ones: the least and the most it can be.

Linear programming over the sizes that are not printed, as in the audit of suppressed tables (Fischetti and
Salazar-González, 2001). The reader is given more than is printed: sums without rounding, the sum of all units, and
which sizes are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import linprog

from regroup.hiding.base import FACETS, Group, Printed

ZERO = 1e-7
Row = tuple[Group, int]
"""The sum of some units that are not printed, of their lowest, likely or highest sizes."""


@dataclass(frozen=True, slots=True)
class Interval:
    """What a hidden sum lies between, and the printed sums that say so."""

    least: float
    most: float
    binding: frozenset[Group]

    @property
    def width(self) -> float:
        """How much is not known; infinite where nothing bounds it."""
        return self.most - self.least


class Attack:
    """A reader who has every printed sum but the hidden ones.

    Args:
        printed: what would be printed if nothing were hidden.
        hidden: the sums left out.
    """

    def __init__(self, printed: Printed, hidden: frozenset[Group]) -> None:
        self.printed = printed
        known = printed.groups - hidden
        self.unknown = frozenset(unit for unit in printed.sizes if frozenset([unit]) not in known)
        self._known: dict[Group, set[Group]] = {}
        for group in (*known, printed.everything):
            self._known.setdefault(group & self.unknown, set()).add(group)
        self._known.pop(frozenset(), None)

    def interval(self, group: Group, facet: int) -> Interval:
        """The least and the most that the sum over ``group`` can be."""
        known = float(self.printed.total(group - self.unknown, facet))
        aim = self._row((group & self.unknown, facet))
        (least, one), (most, other) = self._end(aim), self._end(-aim)
        return Interval(known + least, known - most, one | other)

    def exceeds(self, group: Group, facet: int, by: Fraction) -> bool:
        """Whether the sum can be that much more than it is: then it need not be asked how little it can be."""
        most = -self._end(-self._row((group & self.unknown, facet)))[0]
        return most >= float(self.printed.total(group & self.unknown, facet) + by) - ZERO

    def _end(self, aim: np.ndarray[Any, Any]) -> tuple[float, frozenset[Group]]:
        """The smallest value of ``aim``, and the printed sums that hold it there."""
        equations, right = self._equations
        order = self._order
        answer = linprog(aim, A_eq=equations, b_eq=right, A_ub=order, b_ub=np.zeros(len(order)))
        if answer.fun is None:
            return -np.inf, frozenset()
        rows = [self._rows[at] for at in np.flatnonzero(np.abs(answer.eqlin.marginals) > ZERO)]
        return float(answer.fun), frozenset(group for row in rows for group in self._known[row[0]])

    @cached_property
    def _rows(self) -> list[Row]:
        """What is printed of sums with something unknown in them."""
        return [(part, facet) for part in sorted(self._known, key=sorted) for facet in range(FACETS)]

    @cached_property
    def _equations(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        rows = np.array([self._row(row) for row in self._rows])
        return rows, np.array([float(self.printed.total(*row)) for row in self._rows])

    @cached_property
    def _columns(self) -> dict[tuple[str, int], int]:
        """The variable of each unit and facet; one for all three where the size is exact."""
        columns: dict[tuple[str, int], int] = {}
        for unit in sorted(self.unknown):
            low, _, high = self.printed.sizes[unit]
            first = len(set(columns.values()))
            columns |= {(unit, facet): first if low == high else first + facet for facet in range(FACETS)}
        return columns

    def _row(self, row: Row) -> np.ndarray[Any, Any]:
        units, facet = row
        line = np.zeros(1 + max(self._columns.values()))
        line[[self._columns[unit, facet] for unit in units]] = 1.0
        return line

    @cached_property
    def _order(self) -> np.ndarray[Any, Any]:
        """Lowest ≤ likely ≤ highest."""
        alone = [frozenset([unit]) for unit in sorted(self.unknown)]
        pairs = [(unit, facet) for unit in alone for facet in range(FACETS - 1)]
        return np.array([self._row((unit, facet)) - self._row((unit, facet + 1)) for unit, facet in pairs])
