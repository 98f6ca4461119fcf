"""The same facts with other numbers: what every "what if" about a figure asks. Nothing here is written to a file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from regroup.facts import Affinity, Size, Synergy, Unit
from regroup.problem import Problem
from regroup.rules import Rule
from regroup.scenario import Scenario
from regroup.terms import Term


def facts_with(scenario: Scenario, **changes: Any) -> Scenario:
    """The scenario with other fields; what it has worked out from the old ones is forgotten."""
    other = scenario.model_copy(update=changes)
    for name in other.__dict__.keys() - type(scenario).model_fields.keys():
        del other.__dict__[name]
    return other


def sizes_with(scenario: Scenario, sizes: Mapping[tuple[str, str], Fraction]) -> Scenario:
    """The scenario with other sizes, by unit id and measure id."""
    found: dict[str, dict[str, Size]] = {}
    for (unit, measure), value in sizes.items():
        old = scenario.unit_of[unit].size[measure]
        new = old.model_copy(update={"value": value, "low": None, "likely": None, "high": None})
        found.setdefault(unit, {})[measure] = new
    return facts_with(scenario, units=tuple(_resized(unit, found.get(unit.id, {})) for unit in scenario.units))


def _resized(unit: Unit, sizes: Mapping[str, Size]) -> Unit:
    return unit.model_copy(update={"size": {**unit.size, **sizes}}) if sizes else unit


def strengths_with(scenario: Scenario, strengths: Mapping[int, Fraction | int]) -> Scenario:
    """The scenario with other strengths of synergies, by their place in its list."""
    synergies = tuple(_reset(entry, strengths.get(at)) for at, entry in enumerate(scenario.synergies))
    return facts_with(scenario, synergies=synergies)


def affinities_with(scenario: Scenario, strengths: Mapping[int, Fraction | int]) -> Scenario:
    """The scenario with other strengths of affinities, by their place in its list."""
    affinities = tuple(_pulled(entry, strengths.get(at)) for at, entry in enumerate(scenario.affinities))
    return facts_with(scenario, affinities=affinities)


def _reset(synergy: Synergy, strength: Fraction | int | None) -> Synergy:
    return synergy if strength is None else synergy.model_copy(update={"strength": strength})


def _pulled(affinity: Affinity, strength: Fraction | int | None) -> Affinity:
    return affinity if strength is None else affinity.model_copy(update={"strength": strength})


def with_facts(problem: Problem, scenario: Scenario) -> Problem:
    """Other facts under the same rules and terms, also those that the problem has from `Problem.changed`."""
    other = Problem(scenario, problem.model)
    other.rules, other.terms = problem.rules, problem.terms
    return other


def with_term(problem: Problem, at: int, **changes: object) -> Problem:
    """One term with other fields, by its place; weights may then be fractions."""
    terms: list[Term] = list(problem.terms)
    terms[at] = terms[at].model_copy(update=changes)
    return problem.changed(terms=terms)


def with_rule(problem: Problem, at: int, rule: Rule) -> Problem:
    """One rule instead of another, by its place."""
    return problem.changed(add=[rule], drop=[problem.rules[at]])
