"""The same problem said differently: other ids, other sizes, two units as one."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

from regroup.facts import Size, Unit
from regroup.problem import Problem
from regroup.read.inputs import plain, read_inputs
from regroup.rules import Rule
from regroup.rules.together import Together
from regroup.scenario import Scenario
from regroup.terms import Term
from regroup.terms.synergy import SynergyTerm

Part = TypeVar("Part", Rule, Term)
BOUNDS = ("least", "most")


def with_facts(problem: Problem, **changed: Any) -> Problem:
    """The same problem with some facts said differently."""
    facts = problem.scenario
    parts = {name: getattr(facts, name) for name in type(facts).model_fields}
    parts["schema"] = parts.pop("schema_version")
    return Problem(Scenario(**(parts | changed)), problem.model)


def with_model(problem: Problem, **changed: Any) -> Problem:
    """The same facts under other rules or terms of the model."""
    return Problem(problem.scenario, problem.model.model_copy(update=changed))


def renamed(problem: Problem, dice: random.Random) -> Problem:
    """Every unit and area under another id, wherever it is named."""
    facts = problem.scenario
    numbers = dice.sample(range(1000), len(facts.units) + len(facts.areas))
    ids = dict(zip((*facts.unit_of, *facts.area_of), (f"id{number}" for number in numbers), strict=True))
    scenario = plain(facts)
    for key in ("units", "areas", "synergies", "affinities", "requirements"):
        scenario[key] = _with_ids(scenario[key], ids)
    return read_inputs({"scenario": scenario, "model": plain(problem.model), "changed": None})


NAMING = ("id", "today", "unit", "units", "area", "areas", "between")
"""Keys under which the id of a unit or an area stands."""


def _with_ids(part: Any, ids: Mapping[str, str], key: str = "") -> Any:
    if isinstance(part, dict):
        return {name: _with_ids(value, ids, name) for name, value in part.items()}
    if isinstance(part, list):
        return [_with_ids(value, ids, key) for value in part]
    return ids.get(part, part) if key in NAMING and isinstance(part, str) else part


def scaled_unit(one: Unit, factor: Fraction) -> Unit:
    """With all sizes times a factor."""
    return one.model_copy(update={"size": {name: _scaled_size(size, factor) for name, size in one.size.items()}})


def _scaled_size(size: Size, factor: Fraction) -> Size:
    given = {key: getattr(size, key) for key in ("value", "low", "likely", "high")}
    return size.model_copy(update={key: one * factor for key, one in given.items() if one is not None})


def scaled_rule(rule: Rule, factor: Fraction) -> Rule:
    """With bounds on size that are no shares times a factor."""
    return _scaled(rule, factor) if rule.id == "area_size" else rule


def scaled_term(term: Term, factor: Fraction) -> Term:
    """With the band, where it is no share, times a factor."""
    return _scaled(term, factor) if term.id == "size_band" else term


def _scaled(part: Part, factor: Fraction) -> Part:
    bounds = {key: getattr(part, key) for key in BOUNDS}
    stated = {key: bound for key, bound in bounds.items() if bound is not None and bound.value is not None}
    changed = {key: bound.model_copy(update={"value": bound.value * factor}) for key, bound in stated.items()}
    return part.model_copy(update=changed)


def merged_unit(problem: Problem, dice: random.Random) -> tuple[Problem, Problem, Fraction] | None:
    """A problem with two units that must be together, the same with one in their place, and what they bring each other.

    Both have the same fields and place of today and are no parts; rules on the number of units are left out.
    """
    free = [one for one in problem.scenario.units if one.part_of is None]
    if len(free) < 2:
        return None
    one, other = dice.sample(free, 2)
    ids = {other.id: one.id}
    if any(rule.id == "apart" and {one.id, other.id} <= set(_units(rule)) for rule in problem.scenario.requirements):
        return None
    alike = other.model_copy(update={"today": one.today, "fields": one.fields})
    facts = problem.scenario
    base = with_facts(problem, units=tuple(alike if unit is other else unit for unit in facts.units))
    base = base.changed(drop=[stated for stated in base.rules if stated.rule.id == "unit_count"])
    apart = base.changed(add=[Together(units=(one.id, other.id), why="prøve", source="vedtak")])
    gain, merged = Fraction(0), _merged(base, one, alike, ids)
    for term in (term for term in base.terms if isinstance(term, SynergyTerm)):
        inside = [pair for pair in facts.synergies if set(pair.between) == {one.id, other.id}]
        gain += term.weight * sum((term.value(facts, pair) for pair in inside), Fraction(0))
    return apart, merged, gain


def _units(rule: Rule) -> tuple[str, ...]:
    named: tuple[str, ...] = getattr(rule, "units", ())
    return named


def _merged(base: Problem, one: Unit, other: Unit, ids: Mapping[str, str]) -> Problem:
    """One unit for two, wherever they are named; what was said twice is told apart by its why."""
    facts = base.scenario
    sizes = {name: Size(value=one.size[name].number + other.size[name].number, basis="stated") for name in one.size}
    both = one.model_copy(update={"size": sizes})
    pairs = [pair for pair in facts.synergies if set(pair.between) != {one.id, other.id}]
    pairs = [_told_apart(pair, number, between=_pair(pair.between, ids)) for number, pair in enumerate(pairs)]
    pulls = [_told_apart(pull, at, unit=ids.get(pull.unit, pull.unit)) for at, pull in enumerate(facts.affinities)]
    rules = [named for rule in facts.requirements if (named := _naming_one(rule, ids)) is not None]
    changed = {
        "units": tuple(both if unit.id == one.id else unit for unit in facts.units if unit.id != other.id),
        "synergies": tuple(pairs),
        "affinities": tuple(pulls),
        "requirements": tuple(rules),
    }
    merged = with_facts(base, **changed)
    return merged.changed(drop=[stated for stated in merged.rules if stated.rule.id == "unit_count"])


def _pair(between: tuple[str, str], ids: Mapping[str, str]) -> tuple[str, str]:
    return ids.get(between[0], between[0]), ids.get(between[1], between[1])


def _told_apart(part: Any, number: int, **changed: Any) -> Any:
    return part.model_copy(update={"why": f"{part.why} {number}", **changed})


def _naming_one(rule: Rule, ids: Mapping[str, str]) -> Rule | None:
    """A rule that names the one unit; None for units to be together of which one is left."""
    units = tuple(dict.fromkeys(ids.get(unit, unit) for unit in _units(rule)))
    if rule.id == "together" and len(units) < 2:
        return None
    return rule.model_copy(update={"units": units}) if units else rule
