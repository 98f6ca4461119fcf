"""moves: few people change area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.errors import Fault
from regroup.fields import Id
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Locate
from regroup.rules.fitting import measure_faults
from regroup.terms.base import HUNDRED, Term
from regroup.text import Words


class Moves(Term):
    """The size of the units whose area is another than today's, in per cent of the total.

    A unit out of a former area moves wherever it goes. A unit whose place today is unknown, or that is
    new, is not counted.

    Attributes:
        measure: the measure; the scenario's main one when absent.
    """

    term: Literal["moves"] = "moves"
    measure: Id | None = None

    title: ClassVar[Words] = {"nb": "Flytting", "en": "Moves"}
    unit: ClassVar[Words] = {"nb": "prosent som flytter", "en": "per cent who move"}
    sign: ClassVar[int] = -1

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from measure_faults(self.measure or instance.measure, instance, locate)
        if all(unit.today is None for unit in instance.units):
            yield Fault("no_today", {}, locate("term"))

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        measure = self.measure or placement.instance.measure
        moved = dict.fromkeys(placement.areas, Fraction(0))
        for unit, area in placement.plan.items():
            if placement.instance.unit_of[unit].today not in (None, area):
                moved[area] += self._percent(placement.instance, unit, measure)
        return moved

    def lower(self, core: CoreBuilder) -> None:
        measure = self.measure or core.instance.measure
        for unit in core.instance.units:
            if unit.today is None:
                continue
            lost = self.weight * self._percent(core.instance, unit.id, measure)
            core.constant(-lost)
            if unit.today in core.instance.area_of:
                core.pull(unit.id, unit.today, lost)

    def _percent(self, instance: Instance, unit: str, measure: str) -> Fraction:
        return HUNDRED * instance.size(unit, measure) / instance.total(measure)
