"""On every shipped scenario the studies speak of one best plan: what one says of it, the others say too."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from regroup.alternatives import alternatives
from regroup.alternatives.within import Within
from regroup.audit import audit
from regroup.frontier import frontier
from regroup.matching import agreement
from regroup.prices import price_list
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.result import Status
from regroup.standing import Method
from regroup.study import Answer, Study
from tests.test_shipped import LARGE, SCENARIOS

SMALL = [name for name in SCENARIOS if name != LARGE]
"""Those of which every question can be asked in a quick test."""


@pytest.fixture(scope="module")
def study_of() -> Iterator[dict[str, Study]]:
    """One study for each scenario, kept from test to test so that nothing is solved twice."""
    studies = {name: Study() for name in SCENARIOS}
    yield studies
    for study in studies.values():
        study.__exit__(None, None, None)


@pytest.fixture(params=SCENARIOS)
def asked(request: pytest.FixtureRequest, study_of: dict[str, Study]) -> tuple[Study, Problem, Answer]:
    """A scenario under its own model, with its best plan."""
    scenario = read_scenario(request.param)
    problem, study = Problem(scenario, read_model(scenario.model)), study_of[request.param]
    best = study.ask(problem)
    assert best.status is Status.BEST
    return study, problem, best


def large(problem: Problem) -> bool:
    """Whether there are too many questions for a quick test; the first few are asked."""
    return len(problem.scenario.units) > 40


def test_the_first_alternative_is_as_good_as_the_best(asked: tuple[Study, Problem, Answer]) -> None:
    study, problem, best = asked
    found = alternatives(study, problem, Within(Fraction(0), relative=True))
    assert found.near.complete
    assert {alternative.evaluation.points for alternative in found.plans} == {best.points}
    assert best.plan is not None
    assert agreement(problem.scenario, best.plan, found.plans[0].evaluation.plan).differing == ()


def test_a_units_own_place_costs_nothing_and_no_other_pays(asked: tuple[Study, Problem, Answer]) -> None:
    study, problem, best = asked
    units = tuple(problem.scenario.unit_of)[: 1 if large(problem) else None]
    found = price_list(study, problem, units)
    own = [price for price in found.prices if price.place.own]
    assert [price.place.unit for price in own] == list(units)
    assert all((price.least, price.most, price.plan) == (0, 0, best.plan) for price in own)
    assert all(price.least >= 0 for price in found.prices if price.conflict is None)


@pytest.mark.parametrize("asked", SMALL, indirect=True)
def test_a_place_that_costs_nothing_is_that_of_an_equally_good_plan(asked: tuple[Study, Problem, Answer]) -> None:
    study, problem, _ = asked
    equal = alternatives(study, problem, Within(Fraction(0), relative=True)).plans
    free = [price for price in price_list(study, problem).prices if price.most == 0 and not price.place.own]
    for price in free:
        if price.place.away_from is None:
            areas = price.place.alike
            assert any(one.evaluation.plan[price.place.unit] in areas for one in equal)
    deciding = {unit for one in equal for unit in one.moves}
    assert bool(free) == bool(deciding)


def test_the_frontier_begins_at_the_best_plan(asked: tuple[Study, Problem, Answer]) -> None:
    study, problem, best = asked
    found = frontier(study, problem, "moves", points=1 if large(problem) else 3)
    assert found.stops[0].y == best.points
    assert found.stops[0].proven


@pytest.mark.parametrize("asked", SMALL, indirect=True)
def test_the_last_change_of_an_audit_reaches_the_best(asked: tuple[Study, Problem, Answer]) -> None:
    study, problem, best = asked
    found = audit(study, problem)
    assert found.best.points == best.points
    for one in found.audited:
        assert one.levels[-1].answer.points == best.points
        reached = [level.answer.points for level in one.levels if level.answer.points is not None]
        assert reached == sorted(reached)
    seen = found.landscape
    assert seen is not None
    assert seen.ranks[0].above == 0
    assert seen.method is not Method.COUNTED or seen.ranks[0].equal > 0
