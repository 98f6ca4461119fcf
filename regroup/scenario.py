"""Scenario: an instance with its requirements, the proposals people made, and a default model."""

from __future__ import annotations

import datetime
import functools
import operator
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from regroup.fields import Frozen, Id, Many, Name, Text
from regroup.instance import Instance
from regroup.plan import Plan
from regroup.rules import SCENARIO_RULES, Rule

if TYPE_CHECKING:
    Requirement = Rule
else:
    Requirement = Annotated[functools.reduce(operator.or_, SCENARIO_RULES), Field(discriminator="rule")]


class Proposal(Frozen):
    """A named plan made by people.

    Attributes:
        id, name: in files and in reports.
        by: which role or body made it; never a person.
        date: when.
        areas: area id → unit ids.
        rest: "today" where units not named stay as they are; absent where nobody said.
        why, source: its reasons and where it stands.
    """

    id: Id
    name: Name
    by: Name | None = None
    date: datetime.date | None = None
    areas: Mapping[Id, Many[Id]]
    rest: Literal["today"] | None = None
    why: Text | None = None
    source: Text | None = None


class Scenario(Instance):
    """What a scenario file holds.

    Attributes:
        model: the model used when none is asked for.
        requirements: musts that name units, each with a source of its own.
        proposals: plans that people made; decided ones too.
    """

    model: Name = "balanced"
    requirements: Many[Requirement] = ()
    proposals: Many[Proposal] = ()

    def today(self) -> Plan:
        """Today's structure; units whose place is unknown, or that are new, are left out."""
        return Plan({unit.id: unit.today for unit in self.units if unit.today is not None})

    def proposed(self, proposal: Proposal) -> Plan:
        """A proposal as a plan; where it is silent, units are left out, or stay where it says they do."""
        areas = {unit: area for area, units in proposal.areas.items() for unit in units}
        rest = self.today() if proposal.rest == "today" else {}
        return Plan({unit: place for unit in self.unit_of if (place := areas.get(unit, rest.get(unit))) is not None})
