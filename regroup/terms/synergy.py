"""synergy: pairs that belong together share an area; pairs in conflict do not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from regroup.facts import Synergy
from regroup.fields import Id, Weight
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.terms.base import Term
from regroup.text import Words


class SynergyTerm(Term):
    """The sum of strengths of the pairs that share an area, each times the weight of its criterion.

    Attributes:
        criteria: weight of each criterion named here.
        others: weight of every criterion not named.
    """

    term: Literal["synergy"] = "synergy"
    criteria: Mapping[Id, Weight] = Field(default_factory=dict)
    others: Weight = 1

    title: ClassVar[Words] = {"nb": "Synergi", "en": "Synergy"}
    unit: ClassVar[Words] = {"nb": "synergi", "en": "synergy"}
    sign: ClassVar[int] = 1

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        kept = dict.fromkeys(placement.areas, Fraction(0))
        known: dict[tuple[object, str], Fraction] = {}
        for synergy in placement.instance.synergies:
            if placement.plan.together(*synergy.between):
                kind = (self.held(synergy), synergy.criterion)
                if kind not in known:
                    known[kind] = self.value(placement.instance, synergy)
                kept[placement.plan[synergy.between[0]]] += known[kind]
        return kept

    def lower(self, core: CoreBuilder) -> None:
        known: dict[tuple[object, str], Fraction] = {}  # there are few kinds of synergies, and may be very many of them
        for synergy in core.instance.synergies:
            kind = (self.held(synergy), synergy.criterion)
            if kind not in known:
                known[kind] = self.weight * self.value(core.instance, synergy)
            core.pair(*synergy.between, known[kind])

    def value(self, instance: Instance, synergy: Synergy) -> Fraction:
        """A synergy's strength times the weight of its criterion."""
        return Fraction(instance.points_of(self.held(synergy)) * self.criteria.get(synergy.criterion, self.others))

    def held(self, synergy: Synergy) -> int | str:
        """The strength that counts: the scenario's, unless a term knows another for the pair."""
        return synergy.strength


__all__ = ["SynergyTerm"]
