"""size_band: no area is too small to carry its own staff, none too big for one leader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from regroup.errors import Fault
from regroup.fields import Id
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Bound, Locate
from regroup.rules.fitting import measure_faults
from regroup.terms.base import HUNDRED, Term
from regroup.text import Words


class SizeBand(Term):
    """What each area in use lacks up to the band or has beyond it, in per cent of the total, summed.

    Attributes:
        measure: the measure; the scenario's main one when absent.
        least: below this an area is too small ("for liten").
        most: above this it is too big ("for stor"). At least one of the two.
    """

    term: Literal["size_band"] = "size_band"
    measure: Id | None = None
    least: Bound | None = None
    most: Bound | None = None

    title: ClassVar[Words] = {"nb": "For liten / for stor", "en": "Too small / too big"}
    unit: ClassVar[Words] = {"nb": "prosentpoeng utenfor båndet", "en": "percentage points outside the band"}
    sign: ClassVar[int] = -1

    @model_validator(mode="after")
    def _a_bound(self) -> SizeBand:
        if self.least is None and self.most is None:
            raise PydanticCustomError("no_bound", "no bound", {})
        return self

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        measure = self.measure or instance.measure
        wrong = list(measure_faults(measure, instance, locate))
        yield from wrong
        if wrong or not (self.least and self.most):
            return
        if self.least.size(instance, measure) > self.most.size(instance, measure):
            yield Fault("least_above_most", {}, locate("least"))

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        instance = placement.instance
        measure = self.measure or instance.measure
        outside: dict[str, Fraction] = {}
        for area in placement.measured:
            size = placement.size(area, measure)
            lacking = self.least.size(instance, measure) - size if self.least else Fraction(0)
            beyond = size - self.most.size(instance, measure) if self.most else Fraction(0)
            outside[area] = HUNDRED * max(lacking, beyond, Fraction(0)) / instance.total(measure)
        return outside

    def lower(self, core: CoreBuilder) -> None:
        instance = core.instance
        measure = self.measure or instance.measure
        rate = Fraction(self.weight * HUNDRED) / instance.total(measure)
        for area in instance.line_areas:
            if self.least:
                core.hinge(measure, area.id, self.least.size(instance, measure), below=rate)
            if self.most:
                core.hinge(measure, area.id, self.most.size(instance, measure), above=rate)
