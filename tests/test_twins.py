"""Twins: every rule and term says the same in plain Python and in the core, for every plan of small instances.

Two instances of five units and three areas, 243 plans each: one where every area counts, and one with an
area outside, an open one and one that may be empty.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import pytest

from regroup.core import Assignment
from regroup.instance import Instance
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.rules import RULES, Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.in_use import InUse
from regroup.rules.keep_parts import KeepParts
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.terms import TERMS, Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from tests.build import affinity, area, assignment, every_plan, instance, lowered, synergy, unit

UNITS = [  # 10 årsverk and 14 ansatte in all
    unit("a", 2.5, employees=3, today="x", part_of="w", fields=["helse", "barn"]),
    unit("b", 0.125, employees=1, today="y", part_of="w", fields=["barn"]),
    unit("c", 3, employees=4, today="f", fields=["helse"]),
    unit("d", 1.375, employees=0),
    unit("e", 3, employees=6, today="z", fields=["skole", "barn"]),
]
FACTS = {
    "strengths": {"strong": 3, "conflict": -4},
    "synergies": [
        synergy("a", "b", "strong"),
        synergy("c", "a", "conflict"),
        synergy("a", "c", 2, "same_law"),  # the same pair again, by another criterion
        synergy("d", "e", 1, "same_law"),
        synergy("b", "e", 0),
        synergy("c", "e", -1, "not_weighed"),
    ],
    "affinities": [affinity("a", "x", "strong"), affinity("a", "z", -2), affinity("e", "x", 1), affinity("e", "x", 2)],
    "wholes": "wv",
    "former": "fg",
}
INSTANCES = {
    "line": instance(UNITS, [area("x", target=0.6), area("y", target=0.125), "z"], **FACTS),
    "outside": instance(
        UNITS, [area("x", may_be_empty=True), area("y", open=True, target=0.3), area("z", outside=True)], **FACTS
    ),
}

CASES: dict[str, list[Rule | Term]] = {
    "area_size": [
        AreaSize(least={"value": 3}, why="w"),  # c alone, e alone
        AreaSize(most={"share": 0.55}, why="w"),  # a and c
        AreaSize(measure="employees", least={"value": 4}, most={"value": 7}, areas=["x", "z"], why="w"),
        AreaSize(least={"share": 0.0125}, most={"value": 8.625}, why="w"),  # b alone; all but d
        AreaSize(most={"value": 3.0001}, why="w"),  # between two possible totals
    ],
    "unit_count": [
        UnitCount(least=2, why="w"),
        UnitCount(most=3, why="w"),
        UnitCount(least=1, most=4, areas=["y"], why="w"),
        UnitCount(most=0, areas=["x"], why="w"),
    ],
    "in_use": [InUse(areas=("x",), why="w"), InUse(areas=("y", "z"), why="w")],
    "area_count": [
        AreaCount(exactly=2, why="w"),
        AreaCount(least=2, why="w"),
        AreaCount(most=1, why="w"),
        AreaCount(least=0, most=2, why="w"),
        AreaCount(exactly=0, why="w"),
    ],
    "together": [Together(units=["a", "e"], why="w"), Together(units=["d", "b", "c"], why="w")],
    "apart": [Apart(units=["a", "e"], why="w"), Apart(units=["d", "b", "c"], why="w")],
    "fixed": [Fixed(units=["c"], area="z", why="w"), Fixed(units=["a", "d"], area="x", why="w")],
    "not_in": [NotIn(units=["c"], areas=["z"], why="w"), NotIn(units=["a", "d"], areas=["x", "y"], why="w")],
    "company_limit": [
        CompanyLimit(units=["e"], field="helse", most=0.5, why="w"),  # c and e: exactly half
        CompanyLimit(units=["d", "b"], field="barn", most=0.25, measure="employees", why="w"),
        CompanyLimit(units=["d"], field="helse", most=0, measure="employees", why="w"),  # d alone: 0 of 0
        CompanyLimit(units=["a"], field="helse", most=1, why="w"),
    ],
    "keep_parts": [KeepParts(why="w")],
    "synergy": [
        SynergyTerm(weight=1, why="w"),
        SynergyTerm(weight=7, criteria={"shared_users": 3, "not_weighed": 0}, others=2, why="w"),
        SynergyTerm(weight=0, why="w"),
    ],
    "affinity": [AffinityTerm(weight=3, why="w")],
    "size_balance": [
        SizeBalance(weight=1, why="w"),
        SizeBalance(weight=3, measure="employees", why="w"),
        SizeBalance(weight=2, towards="stated", why="w"),
    ],
    "size_band": [
        SizeBand(weight=1, least={"share": 0.3}, most={"value": 5.5}, why="w"),  # met by c; by a and c
        SizeBand(weight=3, least={"share": 0.5}, measure="employees", why="w"),  # 7 of 14: a and c
        SizeBand(weight=2, most={"value": 0}, why="w"),
    ],
    "heterogeneity": [Heterogeneity(weight=2, why="w")],
    "moves": [Moves(weight=1, why="w"), Moves(weight=5, measure="employees", why="w")],
    "splits": [Splits(weight=4, why="w")],
    "areas_used": [AreasUsed(weight=3, why="w")],
}
TIGHTER: list[tuple[Rule, Rule]] = [
    (CASES["area_size"][0], AreaSize(least={"value": 3.000001}, why="w")),
    (CASES["area_size"][1], AreaSize(most={"share": 0.549999}, why="w")),
    (CASES["area_size"][3], AreaSize(least={"share": 0.012501}, most={"value": 8.625}, why="w")),
    (CASES["area_size"][3], AreaSize(least={"share": 0.0125}, most={"value": 8.624999}, why="w")),
    (CASES["unit_count"][0], UnitCount(least=3, why="w")),
    (CASES["unit_count"][1], UnitCount(most=2, why="w")),
    (CASES["area_count"][1], AreaCount(least=3, why="w")),
    (CASES["area_count"][3], AreaCount(least=0, most=1, why="w")),
    (CASES["company_limit"][0], CompanyLimit(units=["e"], field="helse", most=0.499999, why="w")),
]
SINGLE = [
    pytest.param(name, part, id=f"{part.id}-{i}-{name}")
    for name in INSTANCES
    for parts in CASES.values()
    for i, part in enumerate(parts)
]


@cache
def plans(name: str) -> list[tuple[Placement, Assignment]]:
    facts = INSTANCES[name]
    return [(Placement(facts, plan), assignment(facts, plan)) for plan in every_plan(facts)]


def allowed(rules: Sequence[Rule], placement: Placement) -> bool:
    return not any(list(rule.check(placement)) for rule in rules)


def compare(name: str, parts: Sequence[Rule | Term]) -> tuple[int, int]:
    """Compares both sides on every plan; returns how many plans are allowed, and how many differ in points."""
    core = lowered(INSTANCES[name], *parts)
    rules = [part for part in parts if isinstance(part, Rule)]
    terms = [part for part in parts if isinstance(part, Term)]
    kept, seen = 0, set()
    for placement, areas in plans(name):
        plain = sum(term.points(placement) for term in terms)
        assert core.points(areas) == plain * core.scale, placement.plan
        assert core.allows(areas) == allowed(rules, placement), placement.plan
        kept += allowed(rules, placement)
        seen.add(plain)
    return kept, len(seen)


def test_every_rule_and_term_has_a_case():
    assert set(CASES) == set(RULES) | set(TERMS)
    assert all(part.id == name for name, parts in CASES.items() for part in parts)


def test_no_fault_hides_a_case():
    facts = INSTANCES["line"]
    assert not [fault for parts in CASES.values() for part in parts for fault in part.faults(facts, lambda *key: None)]


@pytest.mark.parametrize(("name", "part"), SINGLE)
def test_alone(name: str, part: Rule | Term):
    compare(name, [part])


@pytest.mark.parametrize("kind", CASES)
def test_some_case_of_each_kind_tells_plans_apart(kind: str):
    results = [compare(name, [part]) for name in INSTANCES for part in CASES[kind]]
    if kind in RULES:
        assert any(0 < kept < 243 for kept, _ in results)
    else:
        assert all(kept == 243 for kept, _ in results)
        assert any(different > 1 for _, different in results)


@pytest.mark.parametrize(("rule", "tighter"), TIGHTER, ids=lambda rule: rule.id)
def test_some_plan_meets_the_bound_exactly(rule: Rule, tighter: Rule):
    core, narrow = (lowered(INSTANCES["line"], part) for part in (rule, tighter))
    wide = {placement.plan for placement, areas in plans("line") if core.allows(areas)}
    assert {placement.plan for placement, areas in plans("line") if narrow.allows(areas)} < wide


@pytest.mark.parametrize("name", INSTANCES)
def test_a_part_said_twice(name: str):
    for parts in CASES.values():
        compare(name, [parts[0], parts[0]])


@pytest.mark.parametrize("name", INSTANCES)
def test_all_terms_together(name: str):
    assert compare(name, [part for kind in TERMS for part in CASES[kind]])[1] > 100


@pytest.mark.parametrize("name", INSTANCES)
def test_all_rules_and_terms_together(name: str):
    mild = [
        AreaSize(least={"share": 0.0125}, most={"value": 8.625}, why="w"),
        UnitCount(most=4, why="w"),
        AreaCount(least=1, why="w"),
        InUse(areas=["x"], why="w"),
        Together(units=["a", "b"], why="w"),
        Apart(units=["c", "e"], why="w"),
        Fixed(units=["d"], area="x", why="w"),
        NotIn(units=["e"], areas=["z"], why="w"),
        CompanyLimit(units=["d"], field="helse", most=0.75, why="w"),
        KeepParts(why="w"),
    ]
    assert {rule.id for rule in mild} == set(RULES)
    kept, _ = compare(name, [*mild, *(part for kind in TERMS for part in CASES[kind])])
    assert kept > 0


@pytest.mark.parametrize("seed", range(40))
def test_some_together(seed: int):
    chance = random.Random(seed)
    every = [part for parts in CASES.values() for part in parts]
    compare(chance.choice(list(INSTANCES)), chance.sample(every, chance.randint(2, 8)))


def test_the_plan_of_an_assignment_is_the_assignment_of_a_plan():
    facts: Instance = INSTANCES["line"]
    assert assignment(facts, Plan(dict(zip("abcde", "xyzyx", strict=True)))).tolist() == [0, 1, 2, 1, 0]
