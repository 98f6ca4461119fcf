"""areas_used: few areas, each with its leader and staff."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.terms.base import Term
from regroup.text import Words


class AreasUsed(Term):
    """The number of areas with units; areas outside are not counted."""

    term: Literal["areas_used"] = "areas_used"

    title: ClassVar[Words] = {"nb": "Områder i bruk", "en": "Areas in use"}
    unit: ClassVar[Words] = {"nb": "områder", "en": "areas"}
    sign: ClassVar[int] = -1

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        return dict.fromkeys(placement.measured, Fraction(1))

    def lower(self, core: CoreBuilder) -> None:
        for area in core.instance.line_areas:
            core.open_cost(area.id, Fraction(self.weight))
