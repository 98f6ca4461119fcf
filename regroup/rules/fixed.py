"""fixed: units that must be in a given area."""

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


class Fixed(Rule):
    """The units are in the area.

    Attributes:
        units: one or more unit ids.
        area: the area's id.
    """

    rule: Literal["fixed"] = "fixed"
    units: Many[Id]
    area: Id

    title: ClassVar[Words] = {"nb": "Har fast plass", "en": "Has a fixed place"}
    in_scenarios: ClassVar[bool] = True

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from unit_faults(self.units, instance, locate)
        yield from area_faults([self.area], instance, locate, "area")
        if not self.units:
            yield Fault("needs_a_unit", {}, locate("units"))

    def check(self, placement: Placement) -> Iterator[Breach]:
        away = [unit for unit in self.units if placement.area_of(unit) not in (None, self.area)]
        if away:
            yield self.breach(
                lambda language: {"nb": "{who} skal være i {area}", "en": "{who} must be in {area}"}[language].format(
                    who=names(away, placement.instance), area=area_name(self.area, placement.instance)
                ),
                units=away,
                areas=[self.area],
            )

    def lower(self, core: CoreBuilder) -> None:
        for area in core.instance.areas:
            if area.id != self.area:
                for unit in self.units:
                    core.forbid(unit, area.id)

    def sentence(self, instance: Instance, language: str) -> str:
        joint = {"nb": "skal være i", "en": "must be in"}[language]
        return f"{names(self.units, instance)} {joint} {area_name(self.area, instance)}"
