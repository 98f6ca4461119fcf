"""What prices prove: no plan has more points. Exact integers, whatever the prices are.

For node prices p, and b_T no less than the value of any column of type T at these prices, a plan with its columns
is worth at most  sum of p + the greatest sum of b over a choice of areas that keeps the number of areas allowed:
a plan's areas are such a choice, and its members pay all prices once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.core import Core
from regroup.engines.columns_area import AreaType


@dataclass(frozen=True, slots=True)
class Choice:
    """Which areas there may be: bounds on how many of each type, and on how many counted ones.

    Attributes:
        least, most: per type.
        counted: whether a type counts.
        count_least, count_most: bounds on the number of counted areas.
    """

    least: tuple[int, ...]
    most: tuple[int, ...]
    counted: tuple[bool, ...]
    count_least: int
    count_most: int

    def best(self, values: Sequence[int]) -> int | None:
        """The greatest sum of values over a choice of areas; None where there is no such choice."""
        used = self.used(values)
        return None if used is None else sum(number * value for number, value in zip(used, values, strict=True))

    def used(self, values: Sequence[float]) -> tuple[int, ...] | None:
        """How many areas of each type the choice with the greatest sum uses; None where there is no such choice."""
        kinds = range(len(values))
        used = [most if value > 0 else least for value, least, most in zip(values, self.least, self.most, strict=True)]
        for kind in kinds:
            if self.counted[kind]:
                used[kind] = self.least[kind]
        number = sum(used[kind] for kind in kinds if self.counted[kind])
        for kind in sorted((kind for kind in kinds if self.counted[kind]), key=lambda kind: -values[kind]):
            wanted = self.count_most - number if values[kind] > 0 else self.count_least - number
            more = max(0, min(self.most[kind] - used[kind], wanted))
            used[kind], number = used[kind] + more, number + more
        return tuple(used) if self.count_least <= number <= self.count_most else None

    def only(self) -> tuple[int, ...] | None:
        """How many areas of each type there are, where no choice is left; else None."""
        if self.least == self.most:
            return self.most if self.used([0] * len(self.most)) else None
        if len(self.most) == 1 and self.counted[0] and self.count_least == self.count_most:
            return self.used([0])
        return None

    def with_one(self, values: Sequence[int], kind: int) -> int | None:
        """The greatest sum of the others where one area is of a given type; None where it cannot be."""
        if self.most[kind] == 0:
            return None
        least = tuple(max(0, number - (at == kind)) for at, number in enumerate(self.least))
        most = tuple(number - (at == kind) for at, number in enumerate(self.most))
        one = int(self.counted[kind])
        rest = Choice(least, most, self.counted, self.count_least - one, self.count_most - one)
        return rest.best(values)

    def above(self, values: Sequence[int], target: int) -> list[int]:
        """For each type, what a column is worth more than if it is in a choice with a sum of at least a target."""
        others = [self.with_one(values, kind) for kind in range(len(values))]
        return [value if rest is None else target - 1 - rest for value, rest in zip(values, others, strict=True)]


def choice_of(core: Core, types: Sequence[AreaType]) -> Choice:
    """The choices of areas that a core allows."""
    sizes = tuple(len(kind.areas) for kind in types)
    must = tuple(bool(core.must_use[kind.areas[0]]) for kind in types)
    counted = tuple(bool(core.counted[kind.areas[0]]) for kind in types)
    least = tuple(size if needed else 0 for size, needed in zip(sizes, must, strict=True))
    return Choice(least, sizes, counted, core.count_least, core.count_most)
