"""Random problems of any rules and terms, alone and together: tiny ones for brute force, larger ones for laws."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from regroup.errors import InputError
from regroup.facts import Area, Size, Synergy, Unit
from regroup.problem import Problem
from regroup.rules import RULES, Rule
from regroup.terms import TERMS, Term
from tests.build import affinity, area, model, scenario, size, synergy, unit
from tests.exact.drawn_parts import CRITERIA, FIELDS, RULE_MAKERS, TERM_MAKERS, Names

ALONE_EVERY = 4
"""Every fourth problem has one rule or term of the registries, the others a handful."""
KINDS = (*RULES, *TERMS)
STRENGTHS = {"strong": 3, "some": 1, "against_some": -1, "against_strong": -3}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def tiny(seed: int, attempt: int = 0) -> Problem:
    """At most eight units in at most three areas; another of the kind for each attempt."""
    dice = random.Random(f"tiny {seed} {attempt}")
    turn = seed // ALONE_EVERY + seed // (ALONE_EVERY * len(KINDS))  # so that each kind meets each kind of seed
    alone = KINDS[turn % len(KINDS)] if seed % ALONE_EVERY == 0 else None
    while True:
        try:
            return _problem(dice, dice.randint(1, 8), dice.randint(1, 3), alone)
        except InputError:
            continue


def larger(seed: int, units: int, areas: int) -> Problem:
    """So many units and areas, with links to a few others each, as in a municipality."""
    dice = random.Random(f"larger {seed} {units} {areas}")
    while True:
        try:
            return _problem(dice, units, areas, None)
        except InputError:
            continue


def _problem(dice: random.Random, n: int, k: int, alone: str | None) -> Problem:
    """Raises InputError where what was drawn does not fit together."""
    ids, places = names_of(n, "u"), names_of(k, "x")
    areas = _areas(dice, places)
    units = _units(dice, ids, places)
    names = Names(dice, ids, places, tuple(a.id for a in areas if not a.outside), total=4 * n, in_scenario=False)
    in_model, in_scenario = _rules(names, alone)
    facts: dict[str, Any] = {
        "former": ["old"],
        "wholes": _wholes(units),
        "strengths": STRENGTHS,
        "criteria": {name: {"nb": name} for name in CRITERIA},
        "synergies": _synergies(dice, ids),
        "affinities": [
            affinity(one, dice.choice(places), dice.choice((*STRENGTHS, *range(-4, 5))))
            for one in ids
            if dice.random() < 0.3
        ],
        "requirements": in_scenario,
    }
    problem = Problem(scenario(units, areas, **facts), model(_terms(names, alone), in_model))
    _ = problem.core  # numbers that are too large for it are refused here
    return problem


def names_of(many: int, letter: str) -> tuple[str, ...]:
    """Ids: letters where they suffice."""
    if letter == "u" and many <= len(LETTERS):
        return tuple(LETTERS[:many])
    return tuple(f"{letter}{number}" for number in range(many))


def _areas(dice: random.Random, places: Sequence[str]) -> list[Area]:
    """Now and then all alike but for their names, so that engines may exchange them."""
    if dice.random() < 0.3:
        same: dict[str, Any] = {"may_be_empty": dice.random() < 0.7}
        return [area(one, **same) for one in places]
    return [_area(dice, one, len(places)) for one in places]


def _area(dice: random.Random, one: str, k: int) -> Area:
    facts: dict[str, Any] = {"outside": dice.random() < 0.12, "may_be_empty": dice.random() < 0.6}
    if dice.random() < 0.5:
        facts["target"] = dice.randint(0, 100 // k) / 100
    return area(one, **facts)


def _units(dice: random.Random, ids: Sequence[str], places: Sequence[str]) -> list[Unit]:
    """Some that nothing tells apart, and some that are parts of a whole."""
    alike = dice.random() < 0.3
    made = [_unit(dice, one, places) for one in ids]
    if alike:
        made = [made[0].model_copy(update={"id": one.id, "name": one.name}) for one in made[:4]] + made[4:]
    if len(ids) > 2 and dice.random() < 0.5:
        parts = dice.sample(range(len(ids)), dice.randint(2, min(3, len(ids))))
        made = [one.model_copy(update={"part_of": "w"}) if at in parts else one for at, one in enumerate(made)]
    return made


def _unit(dice: random.Random, one: str, places: Sequence[str]) -> Unit:
    return unit(
        one,
        size={"fte": _size(dice), "employees": size(dice.randint(0, 9))},
        today=dice.choice((*places, *places, "old", None)),
        fields=dice.sample(FIELDS, dice.choice((0, 1, 1, 2))),
    )


def _size(dice: random.Random) -> Size:
    if dice.random() < 0.2:
        low = dice.randint(0, 5)
        return Size(low=low, likely=low + dice.choice((0, 0.5, 2)), high=low + 4, basis="assumed", why="anslag")
    return size(dice.choice((0, 1, 2, 3, 5, 8, 0.5, 2.25, 0.1, 4)))


def _wholes(units: Sequence[Unit]) -> list[str]:
    return ["w"] if any(one.part_of for one in units) else []


def _synergies(dice: random.Random, ids: Sequence[str]) -> list[Synergy]:
    """Among few units most pairs, among many about four for each."""
    share = 0.6 if len(ids) < 9 else 4 / len(ids)
    chosen = [pair for pair in combinations(ids, 2) if dice.random() < share]
    strengths = (*STRENGTHS, -4, -2, 1, 2, 4, 6)
    return [synergy(*pair, dice.choice(strengths), dice.choice(CRITERIA)) for pair in chosen]


def _rules(names: Names, alone: str | None) -> tuple[list[Rule], list[Rule]]:
    """The model's and the scenario's."""
    dice = names.dice
    kinds = [kind for kind in RULES if dice.random() < 0.25] if alone is None else [alone] if alone in RULES else []
    in_model, in_scenario = list[Rule](), list[Rule]()
    for kind in kinds:
        rule = RULES[kind]
        into_scenario = rule.in_scenarios and (not rule.in_models or dice.random() < 0.5)
        placed = Names(dice, names.units, names.areas, names.line, names.total, into_scenario)
        for _ in range(dice.choice((1, 1, 1, 2))):
            (in_scenario if into_scenario else in_model).append(RULE_MAKERS[kind](placed))
    return in_model, in_scenario


def _terms(names: Names, alone: str | None) -> list[Term]:
    """A rule that stands alone has synergies beside it, so that there is something to lose."""
    if alone is not None:
        return [TERM_MAKERS[alone if alone in TERMS else "synergy"](names)]
    kinds = [kind for kind in TERMS if names.dice.random() < (0.4 if kind != "synergy" or len(names.units) < 9 else 1)]
    return [TERM_MAKERS[kind](names) for kind in kinds or ["synergy"]]
