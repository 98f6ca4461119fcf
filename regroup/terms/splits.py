"""splits: few units are divided between areas."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.terms.base import Term
from regroup.text import Words


class Splits(Term):
    """For each whole in declared parts, the number of areas its parts are in beyond the first, summed.

    A model with this term lets parts go to different areas, at a cost; without it they stay together.
    """

    term: Literal["splits"] = "splits"

    title: ClassVar[Words] = {"nb": "Delte enheter", "en": "Units split"}
    unit: ClassVar[Words] = {"nb": "delinger", "en": "splits"}
    sign: ClassVar[int] = -1

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        beyond_first = dict.fromkeys(placement.areas, Fraction(0))
        for parts in placement.instance.parts.values():
            spread = dict.fromkeys(area for part in parts if (area := placement.area_of(part)) is not None)
            for area in list(spread)[1:]:
                beyond_first[area] += 1
        return beyond_first

    def lower(self, core: CoreBuilder) -> None:
        cost = {area.id: Fraction(self.weight) for area in core.instance.areas}
        for parts in core.instance.parts.values():
            if parts:
                core.label(parts, cost)
                core.constant(Fraction(self.weight))
