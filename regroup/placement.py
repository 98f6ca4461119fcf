"""A plan seen from its areas: members, sizes and fields. What every plain measure reads."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from regroup.instance import Instance
from regroup.plan import Plan


class Placement:
    """One plan on one instance.

    Former areas that hold units are areas too, so that today's structure is measured like a plan.

    Attributes:
        areas: ids of all areas a plan may use, then of the former areas that hold units.
        measured: those of them that rules and terms on size and count speak of, and that hold units.
    """

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance = instance
        self.plan = plan.in_order(instance.unit_of)
        self._members = self.plan.members()
        former = (area.id for area in instance.former_areas if area.id in self._members)
        self.areas: tuple[str, ...] = (*instance.area_of, *former)
        outside = {area.id for area in instance.areas if area.outside}
        self.measured = tuple(area for area in self.areas if area not in outside and area in self._members)

    def members(self, area: str) -> tuple[str, ...]:
        """Unit ids in ``area``, in the instance's order."""
        return self._members.get(area, ())

    def area_of(self, unit: str) -> str | None:
        """The area of ``unit``; None where the plan leaves it out."""
        return self.plan.get(unit)

    def size(self, area: str, measure: str) -> Fraction:
        """Sum of the members' sizes in ``measure``."""
        return sum((self.instance.size(unit, measure) for unit in self.members(area)), Fraction(0))

    def share(self, area: str, measure: str) -> Fraction:
        """The area's part of the whole instance's total in ``measure`` (1 = all)."""
        return self.size(area, measure) / self.instance.total(measure)

    def fields(self, area: str) -> tuple[str, ...]:
        """Different fields of work in ``area``, in order of first appearance."""
        return tuple(dict.fromkeys(f for unit in self.members(area) for f in self.instance.unit_of[unit].fields))

    @cached_property
    def kept(self) -> tuple[bool, ...]:
        """For each synergy of the instance, whether both its units share an area."""
        return tuple(self.plan.together(*synergy.between) for synergy in self.instance.synergies)
