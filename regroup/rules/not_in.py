"""not_in: units that may not be in given areas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from regroup.errors import Fault
from regroup.fields import Id, Many
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Locate, Rule, area_name, names
from regroup.rules.fitting import area_faults, unit_faults
from regroup.text import Words


class NotIn(Rule):
    """None of the units is in any of the areas.

    Attributes:
        units: one or more unit ids.
        areas: one or more area ids.
    """

    rule: Literal["not_in"] = "not_in"
    units: Many[Id]
    areas: Many[Id]

    title: ClassVar[Words] = {"nb": "Skal ikke være i", "en": "Must not be in"}
    in_scenarios: ClassVar[bool] = True

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from unit_faults(self.units, instance, locate)
        yield from area_faults(self.areas, instance, locate)
        if not self.units:
            yield Fault("needs_a_unit", {}, locate("units"))
        if not self.areas:
            yield Fault("needs_an_area", {}, locate("areas"))

    def check(self, placement: Placement) -> Iterator[Breach]:
        for unit in self.units:
            area = placement.area_of(unit)
            if area is not None and area in self.areas:
                yield self._breach(placement.instance, unit, area)

    def lower(self, core: CoreBuilder) -> None:
        for unit in self.units:
            for area in self.areas:
                core.forbid(unit, area)

    def sentence(self, instance: Instance, language: str) -> str:
        joint = {"nb": "skal ikke være i", "en": "must not be in"}[language]
        areas = ", ".join(area_name(area, instance) for area in self.areas)
        return f"{names(self.units, instance)} {joint} {areas}"

    def _breach(self, instance: Instance, unit: str, area: str) -> Breach:
        joint = {"nb": "skal ikke være i", "en": "must not be in"}
        return self.breach(
            lambda language: f"{names([unit], instance)} {joint[language]} {area_name(area, instance)}",
            units=[unit],
            areas=[area],
        )
