"""unit_count: every area with units has at least and at most so many of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from regroup.errors import Fault
from regroup.fields import Count, Id, Many
from regroup.instance import Instance
from regroup.lowering import UNITS, CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Locate, Rule, area_name
from regroup.rules.fitting import line_area_faults
from regroup.text import Words


class UnitCount(Rule):
    """Bounds on the number of units in each area that has any; a declared part counts as a unit.

    Attributes:
        least, most: bounds. At least one of them.
        areas: the areas it speaks of (only in a scenario); all when absent.
    """

    rule: Literal["unit_count"] = "unit_count"
    least: Count | None = None
    most: Count | None = None
    areas: Many[Id] = ()

    title: ClassVar[Words] = {"nb": "Antall enheter i området", "en": "Number of units in the area"}
    in_models: ClassVar[bool] = True
    in_scenarios: ClassVar[bool] = True

    @model_validator(mode="after")
    def _a_bound(self) -> UnitCount:
        if self.least is None and self.most is None:
            raise PydanticCustomError("no_bound", "no bound", {})
        if self.least is not None and self.most is not None and self.least > self.most:
            raise PydanticCustomError("least_above_most", "least above most", {})
        return self

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from line_area_faults(self.areas, instance, locate)

    def check(self, placement: Placement) -> Iterator[Breach]:
        for area in placement.measured:
            if self.areas and area not in self.areas:
                continue
            count = len(placement.members(area))
            if self.least is not None and count < self.least:
                yield self._breach(placement.instance, area, count)
            if self.most is not None and count > self.most:
                yield self._breach(placement.instance, area, count)

    def lower(self, core: CoreBuilder) -> None:
        least = Fraction(self.least) if self.least is not None else None
        most = Fraction(self.most) if self.most is not None else None
        for area in core.instance.line_areas:
            if not self.areas or area.id in self.areas:
                core.window(UNITS, area.id, least, most)

    def sentence(self, instance: Instance, language: str) -> str:
        who = ", ".join(area_name(area, instance) for area in self.areas)
        start = who or {"nb": "hvert område", "en": "each area"}[language]
        joint = {"nb": "antall enheter", "en": "number of units"}[language]
        return f"{start}: {joint} {self._bounds(language)}"

    def _bounds(self, language: str) -> str:
        words = {"nb": ("minst", "høyst"), "en": ("at least", "at most")}[language]
        given = zip(words, (self.least, self.most), strict=True)
        return ", ".join(f"{word} {number}" for word, number in given if number is not None)

    def _breach(self, instance: Instance, area: str, count: int) -> Breach:
        joint = {
            "nb": "{area}: antall enheter er {count}; kravet er {bounds}",
            "en": "{area}: the number of units is {count}; required: {bounds}",
        }
        return self.breach(
            lambda language: joint[language].format(
                area=area_name(area, instance), count=count, bounds=self._bounds(language)
            ),
            areas=[area],
        )
