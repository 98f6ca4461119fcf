"""The axes as the runs have them, and how often the best plan changes along each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from regroup.sweep.base import Value
from regroup.sweep.record import At

Spot = tuple[int, ...]


@dataclass(frozen=True)
class Seen:
    """An axis: its key, and the values that runs have on it; numbers by size, all else in the order of the sweep.

    A run that is not on the axis at all has the place -1 there.
    """

    key: str
    values: tuple[Value, ...]

    @cached_property
    def _places(self) -> dict[tuple[bool, Value], int]:
        return {(isinstance(value, bool), value): place for place, value in enumerate(self.values)}

    def place(self, value: Value | None) -> int:
        """Where a value stands among the values."""
        return -1 if value is None else self._places[isinstance(value, bool), value]


@dataclass(frozen=True)
class Turning:
    """How often the plan changes along an axis.

    Attributes:
        axes: the axis, or those that always change together.
        compared: pairs of runs that are next to each other on it, equal on all others, and both have a plan.
        changed: those of them whose plans differ.
    """

    axes: tuple[str, ...]
    compared: int
    changed: int

    @property
    def share(self) -> Fraction | None:
        """Changed of compared; None where no two runs can be compared, as in a random sample."""
        return Fraction(self.changed, self.compared) if self.compared else None


def axes_seen(ats: Iterable[At]) -> tuple[Seen, ...]:
    """The axes in the order in which they first occur."""
    values: dict[str, dict[tuple[bool, Value], Value]] = {}
    for at in ats:
        for key, value in at:
            values.setdefault(key, {}).setdefault((isinstance(value, bool), value), value)
    return tuple(Seen(key, _ordered(list(found.values()))) for key, found in values.items())


def turning(axes: Sequence[Seen], placed: Sequence[tuple[Spot, int | str]]) -> tuple[Turning, ...]:
    """For each axis the pairs of neighbours whose plans differ; the axis that changes the plan most comes first."""
    groups = _together(axes, [spot for spot, _ in placed])
    found = [_turning(axes, group, placed) for group in groups]
    return tuple(sorted(found, key=lambda one: -1 if one.share is None else one.share, reverse=True))


def _turning(axes: Sequence[Seen], group: Sequence[int], placed: Sequence[tuple[Spot, int | str]]) -> Turning:
    lines: dict[Spot, dict[int, int | str]] = defaultdict(dict)
    for spot, what in placed:
        rest = tuple(place for at, place in enumerate(spot) if at not in group)
        lines[rest][spot[group[0]]] = what
    compared = changed = 0
    for line in lines.values():
        for one, other in pairwise(sorted(line)):
            if isinstance(line[one], int) and isinstance(line[other], int):
                compared += 1
                changed += line[one] != line[other]
    return Turning(tuple(axes[at].key for at in group), compared, changed)


def _together(axes: Sequence[Seen], spots: Sequence[Spot]) -> list[list[int]]:
    """Axes that always change together, each place of the one with one place of the other and in the same order."""
    groups: list[list[int]] = []
    for at in range(len(axes)):
        for group in groups:
            if _same_steps({(spot[group[0]], spot[at]) for spot in spots}):
                group.append(at)
                break
        else:
            groups.append([at])
    return groups


def _same_steps(pairs: set[tuple[int, int]]) -> bool:
    """Whether the second grows, or falls, with the first."""
    if len(pairs) < 2:
        return False
    seconds = [second for _, second in sorted(pairs)]
    firsts = {first for first, _ in pairs}
    rising = all(one < other for one, other in pairwise(seconds))
    falling = all(one > other for one, other in pairwise(seconds))
    return len(firsts) == len(pairs) and (rising or falling)


def _ordered(values: list[Value]) -> tuple[Value, ...]:
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    return tuple(sorted(numbers)) if len(numbers) == len(values) else tuple(values)
