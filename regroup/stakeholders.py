"""Stakeholders: roles and bodies that would weigh the same facts otherwise, as a study file says.

What one does not say, the model says. All keep the same rules: who disagrees about those disagrees about facts.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr

from regroup.errors import Fault, Place
from regroup.facts import Strength, Synergy
from regroup.fields import Frozen, Id, Many, Name, Text, Weight, as_tuple
from regroup.instance import Origin
from regroup.problem import Problem
from regroup.rules.fitting import unknown
from regroup.terms import Term
from regroup.terms.synergy import SynergyTerm


class OwnStrength(Frozen):
    """How strong somebody holds a synergy to be.

    Attributes:
        between: the two units.
        criterion: of which criterion; all synergies of the two units where absent.
        strength: a word of the scenario's scale, or a whole number. It holds for each synergy that is meant.
        why: the reason.
    """

    between: Annotated[tuple[Id, Id], BeforeValidator(as_tuple)]
    criterion: Id | None = None
    strength: Strength
    why: Text

    def means(self, synergy: Synergy) -> bool:
        """Whether it speaks of a synergy."""
        return set(self.between) == set(synergy.between) and self.criterion in (None, synergy.criterion)


class Stakeholder(Frozen):
    """A role or a body with weights of its own; never a person.

    Attributes:
        id, name: in files and in reports.
        date: when it said so.
        basis: whether the weights are stated by it, or assumed by whoever wrote the file.
        criteria: weights of criteria in the synergy term, instead of the model's.
        weights: weights of terms, by the term's name, instead of the model's.
        strengths: strengths of synergies, instead of the scenario's.
        why: what it stressed, and how that became numbers.
        source: where it stands.
    """

    id: Id
    name: Name
    date: datetime.date | None = None
    basis: Literal["stated", "assumed"]
    criteria: Mapping[Id, Weight] = Field(default_factory=dict)
    weights: Mapping[Id, Weight] = Field(default_factory=dict)
    strengths: Many[OwnStrength] = ()
    why: Text
    source: Text | None = None


class StudyFile(Frozen):
    """What a study file holds.

    Attributes:
        name: of the study.
        about: what it is for.
        stakeholders: one or more.
    """

    schema_version: Literal[1] = Field(alias="schema")
    name: Name
    about: Text | None = None
    stakeholders: Many[Stakeholder]

    _origin: Origin | None = PrivateAttr(default=None)

    def located(self, origin: Origin) -> Self:
        """The same, knowing where in a file each part of it stands."""
        self._origin = origin
        return self

    def place(self, *key: str | int) -> Place | None:
        """Where the value under ``key`` stands; None for one made in Python."""
        return self._origin.place(*key) if self._origin else None

    def faults(self, problem: Problem) -> Iterator[Fault]:
        """What does not fit the problem: names that it lacks, ids that stand twice, nobody at all."""
        if not self.stakeholders:
            yield Fault("no_stakeholders", {}, self.place("stakeholders"))
        counted = Counter(stakeholder.id for stakeholder in self.stakeholders)
        for at, stakeholder in enumerate(self.stakeholders):
            if counted[stakeholder.id] > 1:
                yield Fault("named_twice", {"found": stakeholder.id}, self.place("stakeholders", at, "id"))
            yield from self._unknown(problem, at, stakeholder)

    def _unknown(self, problem: Problem, at: int, stakeholder: Stakeholder) -> Iterator[Fault]:
        def place(*key: str | int) -> Place | None:
            return self.place("stakeholders", at, *key)

        for criterion in stakeholder.criteria:
            if criterion not in problem.scenario.criteria:
                yield unknown("criterion", criterion, problem.scenario.criteria, place, "criteria", criterion)
        for term in stakeholder.weights:
            if term not in problem.model.term_ids:
                yield unknown("term", term, problem.model.term_ids, place, "weights", term)
        for index, own in enumerate(stakeholder.strengths):
            yield from _strength_faults(problem, own, lambda *key, index=index: place("strengths", index, *key))


def _strength_faults(problem: Problem, own: OwnStrength, place: object) -> Iterator[Fault]:
    scenario = problem.scenario
    assert callable(place)  # noqa: S101 - for the type checker
    for side, unit in enumerate(own.between):
        if unit not in scenario.unit_of:
            yield unknown("unit", unit, scenario.unit_of, place, "between", side)
    if isinstance(own.strength, str) and own.strength not in scenario.strengths:
        yield unknown("strength", own.strength, scenario.strengths, place, "strength")
    if set(own.between) <= scenario.unit_of.keys() and not any(own.means(entry) for entry in scenario.synergies):
        criteria = [entry.criterion for entry in scenario.synergies if set(entry.between) == set(own.between)]
        if own.criterion is not None and criteria:
            yield unknown("criterion", own.criterion, criteria, place, "criterion")
        else:
            yield Fault("no_such_synergy", {"one": own.between[0], "other": own.between[1]}, place("between"))


class OwnSynergies(SynergyTerm):
    """The synergy term with strengths that somebody holds instead of the scenario's."""

    own: Many[OwnStrength] = ()

    def held(self, synergy: Synergy) -> int | str:
        return next((own.strength for own in self.own if own.means(synergy)), synergy.strength)


def terms_of(problem: Problem, stakeholder: Stakeholder) -> tuple[Term, ...]:
    """The problem's terms as a stakeholder weighs them."""
    return tuple(_term_of(term, stakeholder) for term in problem.terms)


def _term_of(term: Term, stakeholder: Stakeholder) -> Term:
    weight = stakeholder.weights.get(term.id, term.weight)
    if isinstance(term, SynergyTerm):
        criteria = {**term.criteria, **stakeholder.criteria}
        return OwnSynergies(
            weight=weight, why=term.why, criteria=criteria, others=term.others, own=stakeholder.strengths
        )
    return term.model_copy(update={"weight": weight})
