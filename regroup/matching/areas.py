"""Which area of one plan is which area of another: the one it shares most with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from regroup.instance import Instance
from regroup.matching.assignment import heaviest
from regroup.plan import Plan

Shared = Mapping[tuple[str, str], Sequence[str]]
"""The units that an area of one plan and an area of the other both hold."""


@dataclass(frozen=True, slots=True)
class Match:
    """Areas of two plans paired by content.

    Attributes:
        after: area of the first plan → the area of the second that it goes on as; areas that share no unit with
            the one they would be left with have no pair.
        shared: the units that each pair of areas has in common; pairs with none are absent.
    """

    after: Mapping[str, str]
    shared: Shared

    @property
    def before(self) -> dict[str, str]:
        """The same from the second plan to the first."""
        return {after: before for before, after in self.after.items()}


def match(instance: Instance, before: Plan, after: Plan) -> Match:
    """Pairs the areas of two plans so that the fewest change area.

    What is shared counts by size in the scenario's main measure where every unit has one, then by number of units,
    then by the area's own name; units that only one of the plans places count nothing.
    """
    shared = _shared(instance, before, after)
    rows, columns = _in_order(instance, before), _in_order(instance, after)
    size = max(len(rows), len(columns))
    value = _Value(instance, shared)
    weights = [
        [value.of(rows[r], columns[c]) if r < len(rows) and c < len(columns) else 0 for c in range(size)]
        for r in range(size)
    ]
    found = zip(rows, heaviest(weights), strict=False)
    pairs = {
        row: columns[column] for row, column in found if column < len(columns) and (row, columns[column]) in shared
    }
    return Match(pairs, shared)


def _shared(instance: Instance, before: Plan, after: Plan) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for unit in instance.unit_of:
        if unit in before and unit in after:
            found.setdefault((before[unit], after[unit]), []).append(unit)
    return found


def _in_order(instance: Instance, plan: Plan) -> list[str]:
    used = set(plan.values())
    return [area for area in instance.area_names if area in used]


class _Value:
    """What a pair of areas is worth, as one integer: shared size first, then shared units, then the same name."""

    def __init__(self, instance: Instance, shared: Shared) -> None:
        self._shared = shared
        units = [unit for held in shared.values() for unit in held]
        sizes = {unit: _size(instance, unit) for unit in units}
        known = all(size is not None for size in sizes.values())
        self._size = {unit: (size or Fraction(0)) if known else Fraction(0) for unit, size in sizes.items()}
        self._whole = lcm(*(size.denominator for size in self._size.values()))
        self._step = len(instance.area_names) + 1
        self._more = self._step * (len(units) + 1)

    def of(self, before: str, after: str) -> int:
        held = self._shared.get((before, after), ())
        size = sum((self._size[unit] for unit in held), Fraction(0)) * self._whole
        return int(size) * self._more + len(held) * self._step + (1 if held and before == after else 0)


def _size(instance: Instance, unit: str) -> Fraction | None:
    size = instance.unit_of[unit].size.get(instance.measure)
    return size.number if size else None
