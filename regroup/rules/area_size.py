"""area_size: every area with units holds at least and at most so much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from regroup.errors import Fault
from regroup.fields import Id, Many
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Bound, Breach, Locate, Rule, area_name, sized
from regroup.rules.fitting import line_area_faults, measure_faults
from regroup.text import Words


class AreaSize(Rule):
    """Bounds on the size of each area that has units; areas outside are not measured.

    Attributes:
        measure: the measure; the scenario's main one when absent.
        least, most: bounds, as a value or as a share of the total. At least one of them.
        areas: the areas it speaks of (only in a scenario); all when absent.
    """

    rule: Literal["area_size"] = "area_size"
    measure: Id | None = None
    least: Bound | None = None
    most: Bound | None = None
    areas: Many[Id] = ()

    title: ClassVar[Words] = {"nb": "Områdets størrelse", "en": "Size of the area"}
    in_models: ClassVar[bool] = True
    in_scenarios: ClassVar[bool] = True

    @model_validator(mode="after")
    def _a_bound(self) -> AreaSize:
        if self.least is None and self.most is None:
            raise PydanticCustomError("no_bound", "no bound", {})
        return self

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from line_area_faults(self.areas, instance, locate)
        wrong = list(measure_faults(self._measure(instance), instance, locate))
        yield from wrong
        if not wrong and self.least and self.most:
            measure = self._measure(instance)
            if self.least.size(instance, measure) > self.most.size(instance, measure):
                yield Fault("least_above_most", {}, locate("least"))

    def check(self, placement: Placement) -> Iterator[Breach]:
        instance = placement.instance
        measure = self._measure(instance)
        for area in placement.measured:
            if self.areas and area not in self.areas:
                continue
            size = placement.size(area, measure)
            if self.least and size < self.least.size(instance, measure):
                yield self._breach(instance, area, placement, self.least, low=True)
            if self.most and size > self.most.size(instance, measure):
                yield self._breach(instance, area, placement, self.most, low=False)

    def lower(self, core: CoreBuilder) -> None:
        instance = core.instance
        measure = self._measure(instance)
        least = self.least.size(instance, measure) if self.least else None
        most = self.most.size(instance, measure) if self.most else None
        for area in instance.line_areas:
            if not self.areas or area.id in self.areas:
                core.window(measure, area.id, least, most)

    def sentence(self, instance: Instance, language: str) -> str:
        measure = self._measure(instance)
        words = {"nb": ("minst", "høyst"), "en": ("at least", "at most")}[language]
        bounds = [
            f"{word} {bound.words(instance, measure, language)}"
            for word, bound in zip(words, (self.least, self.most), strict=True)
            if bound
        ]
        who = ", ".join(area_name(area, instance) for area in self.areas)
        start = who or {"nb": "hvert område", "en": "each area"}[language]
        return f"{start}: {', '.join(bounds)}"

    def _measure(self, instance: Instance) -> str:
        return self.measure or instance.measure

    def _breach(self, instance: Instance, area: str, placement: Placement, bound: Bound, *, low: bool) -> Breach:
        measure = self._measure(instance)
        size = placement.size(area, measure)

        def words(language: str) -> str:
            has = sized(size, instance, measure, language)
            limit = bound.words(instance, measure, language)
            wants = {"nb": ("kravet er minst", "kravet er høyst"), "en": ("at least", "at most")}[language]
            joint = {"nb": "har", "en": "has"}[language]
            end = {"nb": "", "en": " is required"}[language]
            return f"{area_name(area, instance)} {joint} {has}; {wants[0] if low else wants[1]} {limit}{end}"

        return self.breach(words, areas=[area])
