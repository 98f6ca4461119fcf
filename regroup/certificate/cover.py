"""Whether given columns can be made into a plan with some points: exact search, class by class.

Every column falls short of what an area of its sort may be worth. A plan that is good enough cannot fall short by
more than the slack, and that ends the search early.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.certificate.steps import Steps

ITEMS_A_STEP = 10
"""Columns looked at in one step."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Areas that can be exchanged, and what is said of their columns.

    Attributes:
        value: no column has a greater value.
        least, most: how many of these areas a plan uses.
        counted: whether they count.
    """

    value: int
    least: int
    most: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Which areas a plan may use: some of each sort, and so many counted ones."""

    sorts: tuple[Sort, ...]
    number: int

    def best(self, used: Sequence[int]) -> int | None:
        """The greatest sum of values beyond some areas that are used already; None where there is no choice."""
        total, free, number = 0, list[int](), self.number
        for sort, already in zip(self.sorts, used, strict=True):
            needed, room = max(0, sort.least - already), sort.most - already
            if room < needed:
                return None
            total += needed * sort.value
            if sort.counted:
                number -= already + needed
                free += [sort.value] * (room - needed)
            else:
                total += max(0, sort.value) * (room - needed)
        if not 0 <= number <= len(free):
            return None
        return total + sum(sorted(free, reverse=True)[:number])

    def best_beside(self, at: int) -> int | None:
        """The greatest sum of values beside one area of a sort."""
        return self.best([int(other == at) for other in range(len(self.sorts))])


@dataclass(frozen=True, slots=True)
class Item:
    """A column: its sort, its members, and its value."""

    sort: int
    members: frozenset[int]
    value: int


def coverable(n: int, items: Sequence[Item], choice: Choice, wanted: int, steps: Steps) -> bool:
    """Whether some items hold each of n classes once, are a choice of areas, and are worth what is wanted together.

    Args:
        items: of no greater value than their sort's.

    Raises:
        OutOfSteps: there are not enough.
    """
    return Cover(n, items, choice, wanted, steps).run()


class Cover:
    """See `coverable`.

    Whoever holds a class falls short by no less than its part, so each item has only the rest as its excess.
    """

    def __init__(self, n: int, items: Sequence[Item], choice: Choice, wanted: int, steps: Steps) -> None:
        self._choice, self._wanted, self._steps = choice, wanted, steps
        self._n, self._items = n, list(items)
        self._used = [0] * len(choice.sorts)
        short = [choice.sorts[item.sort].value - item.value for item in items]
        self._part = [
            min(
                (less // len(item.members) for item, less in zip(items, short, strict=True) if one in item.members),
                default=0,
            )
            for one in range(n)
        ]
        self._excess = {
            item: less - sum(self._part[one] for one in item.members) for item, less in zip(items, short, strict=True)
        }

    def run(self) -> bool:
        """Whether there is such a plan."""
        return self._visit(frozenset(range(self._n)), self._items, 0)

    def _visit(self, left: frozenset[int], items: Sequence[Item], worth: int) -> bool:
        self._steps.take(1 + len(items) // ITEMS_A_STEP)
        rest = self._choice.best(self._used)
        if rest is None or worth + rest < self._wanted:
            return False
        if not left:
            return worth >= self._wanted and self._ended()
        slack = worth + rest - self._wanted - sum(self._part[one] for one in left)
        items = [item for item in items if self._excess[item] <= slack]
        return any(self._with(item, left, items, worth) for item in _fewest(left, items))

    def _with(self, item: Item, left: frozenset[int], items: Sequence[Item], worth: int) -> bool:
        self._used[item.sort] += 1
        beside = [other for other in items if other.members.isdisjoint(item.members)]
        found = self._visit(left - item.members, beside, worth + item.value)
        self._used[item.sort] -= 1
        return found

    def _ended(self) -> bool:
        pairs = list(zip(self._choice.sorts, self._used, strict=True))
        number = sum(used for sort, used in pairs if sort.counted)
        return number == self._choice.number and all(used >= sort.least for sort, used in pairs)


def _fewest(left: frozenset[int], items: Sequence[Item]) -> list[Item]:
    """The items that hold the class that fewest hold."""
    holding: dict[int, list[Item]] = {one: [] for one in left}
    for item in items:
        for one in item.members:
            holding[one].append(item)
    return min(holding.values(), key=len)
