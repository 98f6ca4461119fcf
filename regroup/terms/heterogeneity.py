"""heterogeneity: few different fields of work in one area."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.terms.base import Term
from regroup.text import Words


class Heterogeneity(Term):
    """The number of different fields of work in each area, summed; areas outside are not counted."""

    term: Literal["heterogeneity"] = "heterogeneity"

    title: ClassVar[Words] = {"nb": "Ulike fagfelt", "en": "Different fields of work"}
    unit: ClassVar[Words] = {"nb": "fagfelt", "en": "fields of work"}
    sign: ClassVar[int] = -1

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        return {area: Fraction(len(placement.fields(area))) for area in placement.measured}

    def lower(self, core: CoreBuilder) -> None:
        cost = {area.id: Fraction(self.weight) for area in core.instance.line_areas}
        for field in dict.fromkeys(field for unit in core.instance.units for field in unit.fields):
            core.label([unit.id for unit in core.instance.units if field in unit.fields], cost)
