"""size_balance: every area is near its share of the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.errors import Fault
from regroup.facts import Area
from regroup.fields import Id
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Locate
from regroup.rules.fitting import measure_faults
from regroup.terms.base import HUNDRED, Term
from regroup.text import Words


class SizeBalance(Term):
    """Distance of each area in use from its target, in per cent of the total, summed.

    Attributes:
        measure: the measure; the scenario's main one when absent.
        towards: "equal" shares of the areas that count, or the "stated" targets of the areas; an area
            without a stated target shares what the stated ones leave, equally with others like it.
    """

    term: Literal["size_balance"] = "size_balance"
    measure: Id | None = None
    towards: Literal["equal", "stated"] = "equal"

    title: ClassVar[Words] = {"nb": "Jevn størrelse", "en": "Even size"}
    unit: ClassVar[Words] = {"nb": "prosentpoeng fra mål", "en": "percentage points from target"}
    sign: ClassVar[int] = -1

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from measure_faults(self.measure or instance.measure, instance, locate)
        if self.towards == "stated":
            stated = [area.target for area in instance.line_areas if area.target is not None]
            if not stated:
                yield Fault("no_targets", {}, locate("towards"))
            elif sum(stated) > 1:
                yield Fault("targets_above_one", {}, locate("towards"))

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        measure = self.measure or placement.instance.measure
        targets = self.targets(placement.instance)
        equal = Fraction(1, max(1, len(placement.instance.line_areas)))
        return {
            area: HUNDRED * abs(placement.share(area, measure) - targets.get(area, equal))
            for area in placement.measured
        }

    def lower(self, core: CoreBuilder) -> None:
        instance = core.instance
        measure = self.measure or instance.measure
        rate = Fraction(self.weight * HUNDRED) / instance.total(measure)
        for area, target in self.targets(instance).items():
            core.hinge(measure, area, target * instance.total(measure), below=rate, above=rate)

    def targets(self, instance: Instance) -> dict[str, Fraction]:
        """The share of the total that each area aims at; areas outside have none."""
        areas = instance.line_areas
        if self.towards == "equal":
            return {area.id: Fraction(1, len(areas)) for area in areas}
        stated = {area.id: area.target for area in areas if area.target is not None}
        rest = 1 - sum(stated.values(), Fraction(0))
        silent = len(areas) - len(stated)
        return {area.id: _target(area, rest, silent) for area in areas}


def _target(area: Area, rest: Fraction, silent: int) -> Fraction:
    return area.target if area.target is not None else rest / silent
