"""What is kept of a proposal, as a term: each unit that stays where the proposal has it brings a price in points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.terms import Term
from regroup.text import Words

WHY = "en plan nær forslaget"


class Stay(Term):
    """Points for each unit that stays; a study's own term, in no model.

    Attributes:
        places: unit → the area that the proposal has it in; units it puts in no area that a plan may use are left out.
        price: points for each.
    """

    term: Literal["stay"] = "stay"
    weight: int = 1
    why: str = WHY
    places: Mapping[str, str]
    price: Fraction

    title: ClassVar[Words] = {"nb": "Som i forslaget", "en": "As proposed"}
    unit: ClassVar[Words] = {"nb": "enheter som står", "en": "units that stay"}
    sign: ClassVar[int] = 1

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        kept = dict.fromkeys(placement.areas, Fraction(0))
        for unit, area in self.places.items():
            if placement.area_of(unit) == area:
                kept[area] += self.price
        return kept

    def lower(self, core: CoreBuilder) -> None:
        for unit, area in self.places.items():
            core.pull(unit, area, self.weight * self.price)


def places_of(problem: Problem, plan: Plan) -> dict[str, str]:
    """Where a plan has the units, of the areas that a plan may use."""
    return {unit: area for unit, area in plan.items() if area in problem.scenario.area_of}


def changed_units(before: Plan, after: Plan) -> tuple[str, ...]:
    """Units that are elsewhere than before; those that had no place before are not counted."""
    return tuple(unit for unit, area in after.items() if before.get(unit, area) != area)
