"""in_use: areas that must hold units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from regroup.errors import Fault
from regroup.fields import Id, Many
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Locate, Rule, area_name
from regroup.rules.fitting import area_faults
from regroup.text import Words


class InUse(Rule):
    """Each of the areas has at least one unit.

    In force for every area that may not be empty, where nobody states a number of areas.

    Attributes:
        areas: one or more area ids.
    """

    rule: Literal["in_use"] = "in_use"
    areas: Many[Id]

    title: ClassVar[Words] = {"nb": "Skal være i bruk", "en": "Must be in use"}
    in_scenarios: ClassVar[bool] = True

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from area_faults(self.areas, instance, locate)
        if not self.areas:
            yield Fault("needs_an_area", {}, locate("areas"))

    def check(self, placement: Placement) -> Iterator[Breach]:
        for area in self.areas:
            if not placement.members(area):
                yield self._breach(placement.instance, area)

    def lower(self, core: CoreBuilder) -> None:
        for area in self.areas:
            core.must_use(area)

    def sentence(self, instance: Instance, language: str) -> str:
        words = {"nb": "har minst én enhet: ", "en": "has at least one unit: "}
        return words[language] + ", ".join(area_name(area, instance) for area in self.areas)

    def _breach(self, instance: Instance, area: str) -> Breach:
        words = {"nb": "har ingen enheter", "en": "has no units"}
        return self.breach(lambda language: f"{area_name(area, instance)} {words[language]}", areas=[area])
