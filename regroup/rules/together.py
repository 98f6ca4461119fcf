"""together: units that must share an area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from regroup.errors import Fault
from regroup.fields import Id, Many
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Locate, Rule, names
from regroup.rules.fitting import unit_faults
from regroup.text import Words


class Together(Rule):
    """All the units are in one area.

    Attributes:
        units: two or more unit ids.
    """

    rule: Literal["together"] = "together"
    units: Many[Id]

    title: ClassVar[Words] = {"nb": "Skal være sammen", "en": "Must be together"}
    in_scenarios: ClassVar[bool] = True

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from unit_faults(self.units, instance, locate)
        if len(self.units) < 2:
            yield Fault("needs_two_units", {"count": len(self.units)}, locate("units"))

    def check(self, placement: Placement) -> Iterator[Breach]:
        areas = {area for unit in self.units if (area := placement.area_of(unit)) is not None}
        if len(areas) > 1:
            yield self.breach(
                lambda language: (
                    {"nb": "ikke i samme område: ", "en": "not in the same area: "}[language]
                    + names(self.units, placement.instance)
                ),
                units=self.units,
                areas=sorted(areas),
            )

    def lower(self, core: CoreBuilder) -> None:
        core.together(self.units)

    def sentence(self, instance: Instance, language: str) -> str:
        return {"nb": "i samme område: ", "en": "in the same area: "}[language] + names(self.units, instance)
