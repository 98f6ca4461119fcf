"""Every plan of a tiny problem at once, judged by plain reading of scenario and model: the truth that engines must say.

It stands on `Stated`, the inputs in plain numbers, and shares no code with rules, terms, evaluation or the core. All
k**n plans are the rows of a table; sums are whole numbers over a common denominator, so nothing is rounded.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, cached_property
from itertools import product
from math import lcm

import numpy as np
import numpy.typing as npt

from regroup.verify.stated import Object, Stated

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
LARGEST = 2**62


@cache
def _every(n: int, k: int) -> Ints:
    return np.array(list(product(range(k), repeat=n)), dtype=np.int64).reshape(k**n, n)


class Plans:
    """All plans of a problem.

    Attributes:
        places: (N, n) area indices, N = k**n, in the order of `itertools.product`.
        inside: (N, n, k) whether each unit is in each area.
        used: (N, k) whether each area has units.
    """

    def __init__(self, stated: Stated) -> None:
        self.stated = stated
        self.n, self.k = len(stated.units), len(stated.areas)
        self.unit = {unit: index for index, unit in enumerate(stated.units)}
        self.area = {area: index for index, area in enumerate(stated.areas)}
        self.places = _every(self.n, self.k)
        self.inside: Bools = self.places[:, :, None] == np.arange(self.k)
        self.used: Bools = self.inside.any(axis=1)

    @cached_property
    def line(self) -> list[int]:
        """Areas that rules and terms on size and number speak of."""
        return [self.area[area] for area in self.stated.line]

    def at(self, unit: str) -> Ints:
        """(N,) where a unit is."""
        return self.places[:, self.unit[unit]]

    def with_field(self, field: str) -> Bools:
        """(n,) whether each unit has a field of work."""
        return np.array([field in self.stated.fields(unit) for unit in self.stated.units], dtype=np.bool_)

    def scale(self, measure: str) -> int:
        """Sizes in a measure are whole numbers of one part in so many."""
        return lcm(*(self.stated.size(unit, measure).denominator for unit in self.stated.units))

    def sizes(self, measure: str) -> Ints:
        """(n,) sizes in whole numbers."""
        scale = self.scale(measure)
        return np.array([int(self.stated.size(unit, measure) * scale) for unit in self.stated.units], dtype=np.int64)

    def totals(self, measure: str) -> Ints:
        """(N, k) sizes of the areas, in whole numbers."""
        return np.einsum("pna,n->pa", self.inside.astype(np.int64), self.sizes(measure))

    def spoken_of(self, rule: Object) -> list[int]:
        """Areas that a rule on size or number speaks of."""
        return [area for area in self.line if not rule["areas"] or self.stated.areas[area] in rule["areas"]]

    def row(self, places: tuple[int, ...]) -> int:
        """Where a plan stands in the table."""
        found = 0
        for place in places:
            found = found * self.k + place
        return found


def summed(amounts: list[tuple[Ints, Fraction]], rows: int) -> tuple[Ints, int]:
    """Σ factor × whole numbers, as (N,) whole numbers over one denominator."""
    below = lcm(1, *(factor.denominator for _, factor in amounts))
    total, largest = np.zeros(rows, dtype=np.int64), 0
    for numbers, factor in amounts:
        times = int(factor * below)
        largest += abs(times) * int(np.abs(numbers).max(initial=0))
        assert largest < LARGEST, "too large to be exact"
        total += times * numbers
    return total, below
