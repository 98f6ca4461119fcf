"""apart: units of which no two may share an area."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar, Literal

from regroup.errors import Fault
from regroup.fields import Id, Many
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Locate, Rule, names
from regroup.rules.fitting import unit_faults
from regroup.text import Words


class Apart(Rule):
    """All the units are in different areas.

    Attributes:
        units: two or more unit ids.
    """

    rule: Literal["apart"] = "apart"
    units: Many[Id]

    title: ClassVar[Words] = {"nb": "Skal være hver for seg", "en": "Must be apart"}
    in_scenarios: ClassVar[bool] = True

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from unit_faults(self.units, instance, locate)
        if len(self.units) < 2:
            yield Fault("needs_two_units", {"count": len(self.units)}, locate("units"))

    def check(self, placement: Placement) -> Iterator[Breach]:
        for pair in combinations(self.units, 2):
            if placement.plan.together(*pair):
                yield self._breach(placement, pair)

    def lower(self, core: CoreBuilder) -> None:
        for one, other in combinations(self.units, 2):
            core.apart(one, other)

    def sentence(self, instance: Instance, language: str) -> str:
        return {"nb": "i hvert sitt område: ", "en": "in different areas: "}[language] + names(self.units, instance)

    def _breach(self, placement: Placement, pair: tuple[str, str]) -> Breach:
        return self.breach(
            lambda language: (
                {"nb": "i samme område: ", "en": "in the same area: "}[language] + names(pair, placement.instance)
            ),
            units=pair,
            areas=[placement.plan[pair[0]]],
        )
