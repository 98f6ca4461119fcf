"""affinity: units pulled towards an area are in it; units pushed from it are not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.terms.base import Term
from regroup.text import Words


class AffinityTerm(Term):
    """The sum of strengths of the affinities that a plan meets."""

    term: Literal["affinity"] = "affinity"

    title: ClassVar[Words] = {"nb": "Tilhørighet", "en": "Affinity"}
    unit: ClassVar[Words] = {"nb": "tilhørighet", "en": "affinity"}
    sign: ClassVar[int] = 1

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        met = dict.fromkeys(placement.areas, Fraction(0))
        for affinity in placement.instance.affinities:
            if placement.area_of(affinity.unit) == affinity.area:
                met[affinity.area] += placement.instance.points_of(affinity.strength)
        return met

    def lower(self, core: CoreBuilder) -> None:
        for affinity in core.instance.affinities:
            strength = core.instance.points_of(affinity.strength)
            core.pull(affinity.unit, affinity.area, Fraction(self.weight * strength))
