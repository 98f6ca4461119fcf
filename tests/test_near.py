"""near: every plan with some points, against evaluating all plans; alike areas exchanged count once."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, permutations, product
from typing import Any

import numpy as np
import pytest

from regroup import read_model, read_scenario
from regroup.evaluation import evaluate
from regroup.memory import Memory
from regroup.near import Near, near
from regroup.params import Params
from regroup.plan import Plan
from regroup.preprocess import area_types, reduce
from regroup.problem import Problem
from regroup.read.shipped import names
from regroup.result import Status
from regroup.rules.apart import Apart
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound, Rule
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.study import Study
from regroup.terms import Term
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm
from tests.build import area, every_plan, model, scenario, synergy, unit

PROBLEMS = 36
FIELDS = ("skole", "helse", "bolig")
WHY: dict[str, Any] = {"why": "w", "source": "s"}


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    with Study(processes=1) as working:
        yield working


def drawn(seed: int) -> Problem:
    """Three to five units, two or three areas, any rules and terms; half of them say nothing of today's areas."""
    random = np.random.default_rng([7, seed])

    def some(things: list[Any], share: float) -> list[Any]:
        return [thing for thing in things if random.random() < share]

    ids, areas = "abcde"[: random.integers(3, 6)], "xyz"[: random.integers(2, 4)]
    pairs = [(one, other) for one in ids for other in ids if one < other]
    today = [random.choice(list(areas)) for _ in ids] if seed % 2 else [None] * len(ids)
    rules: list[Rule] = [
        AreaSize(least=Bound(share=0.2), why="w"),
        UnitCount(most=3, why="w"),
    ]
    needs: list[Rule] = [
        Together(units=("a", "b"), **WHY),
        Apart(units=("b", "c"), **WHY),
        NotIn(units=("c",), areas=("x",), **WHY),
        CompanyLimit(units=("a",), field=FIELDS[0], most=Fraction(1, 2), **WHY),
    ]
    terms: list[Term] = [
        Heterogeneity(weight=2, why="w"),
        AreasUsed(weight=1, why="w"),
        SizeBalance(weight=1, why="w"),
        SizeBand(weight=2, least=Bound(share=0.3), most=Bound(share=0.5), why="w"),
        *([Moves(weight=1, why="w")] if seed % 2 else []),
    ]
    facts = scenario(
        [
            unit(name, int(random.integers(1, 9)), today=at, fields=[FIELDS[(index + seed) % 3]])
            for index, (name, at) in enumerate(zip(ids, today, strict=True))
        ],
        [area(name, may_be_empty=bool(random.random() < 0.5)) for name in areas],
        synergies=[synergy(*pair, int(random.integers(-3, 6))) for pair in some(pairs, 0.6)],
        requirements=some(needs, 0.3),
    )
    return Problem(facts, model([SynergyTerm(weight=2, why="w"), *some(terms, 0.5)], some(rules, 0.4)))


def true_plans(problem: Problem) -> dict[Plan, Fraction]:
    """Every allowed plan with its points, by the evaluation alone."""
    judged = (evaluate(problem, plan) for plan in every_plan(problem.scenario))
    return {evaluation.plan: evaluation.points for evaluation in judged if evaluation.allowed}


def exchanged(problem: Problem, plan: Plan) -> set[Plan]:
    """The plan with areas that nothing can tell apart in every order."""
    ids, types = tuple(problem.scenario.area_of), area_types(reduce(problem.core).core)
    made = set()
    for orders in product(*(permutations(areas) for areas in types)):
        name = dict(zip(chain(*types), chain(*orders), strict=True))
        made.add(Plan({unit: ids[name[ids.index(area)]] for unit, area in plan.items()}))
    return made


def check_all(problem: Problem, found: Near, truth: dict[Plan, Fraction]) -> None:
    assert found.complete
    groups = [exchanged(problem, plan) for _, plan in found.plans]
    together = set[Plan]().union(*groups)
    assert together == {plan for plan, points in truth.items() if points >= found.floor}
    assert sum(map(len, groups)) == len(together)
    assert [points for points, _ in found.plans] == sorted((truth[plan] for _, plan in found.plans), reverse=True)


@pytest.mark.parametrize("first", range(0, PROBLEMS, 12))
def test_the_list_is_all_there_is(study: Study, first: int):
    most = 0
    for seed in range(first, first + 12):
        problem = drawn(seed)
        truth = true_plans(problem)
        best = max(truth.values(), default=Fraction(0))
        study.memory = Memory()  # these are other units
        for floor in (best, best - 5, best - 10**4):
            found = near(study, problem, floor)
            assert found.best.points == (best if truth else None)
            check_all(problem, found, truth)
            most = max(most, len(found.plans))
    assert most > 20


@pytest.mark.parametrize("name", names("scenarios"))
def test_shipped_scenarios_have_a_complete_list_within_one_per_cent(study: Study, name: str):
    facts = read_scenario(name)
    study.memory, problem = Memory(), Problem(facts, read_model(facts.model))
    best = study.ask(problem)
    assert best.points is not None
    found = near(study, problem, best.points - abs(best.points) / 100)
    assert found.complete
    assert found.rest is not None
    assert found.rest < found.floor
    assert found.plans[0][0] == best.points
    assert all(evaluate(problem, plan).points == points >= found.floor for points, plan in found.plans)
    assert len({plan for _, plan in found.plans}) == len(found.plans)


def test_above_the_best_there_is_nothing(study: Study):
    study.memory, problem = Memory(), drawn(1)
    best = study.ask(problem)
    assert best.points is not None
    found = near(study, problem, best.points + 1)
    assert found.complete
    assert not found.plans


def test_of_too_many_those_with_most_points_and_what_others_can_have():
    problem = drawn(3)
    truth = true_plans(problem)
    with Study(processes=1) as study:
        whole, some = near(study, problem, Fraction(-(10**4))), near(study, problem, Fraction(-(10**4)), most=3)
    assert not some.complete
    assert [points for points, _ in some.plans] == [points for points, _ in whole.plans[:3]]
    assert some.rest is not None
    assert whole.plans[3][0] <= some.rest <= some.plans[-1][0]
    assert len(truth) >= len(whole.plans) > 3


def test_where_no_plan_exists_the_empty_list_is_complete(study: Study):
    study.memory, problem = Memory(), drawn(1)
    none = problem.changed(add=[NotIn(units=("a",), areas=tuple(problem.scenario.area_of), **WHY)])
    found = near(study, none, Fraction(0))
    assert found.best.status is Status.IMPOSSIBLE
    assert found.complete
    assert not found.plans


def test_where_the_work_is_used_up_the_best_plan_is_left():
    facts = read_scenario("hamar")
    problem = Problem(facts, read_model(facts.model))
    with Study(Params(work=1e-4), processes=1) as study:
        best = study.ask(problem)
        assert best.points is not None
        found = near(study, problem, best.points - 100)
    assert not found.complete
    assert found.plans[0][0] >= best.points
    assert found.rest is not None
    assert found.rest >= best.points - 100
