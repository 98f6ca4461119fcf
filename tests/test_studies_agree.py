"""On every shipped scenario the studies speak of one best plan: what one says of it, the others say too."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from regroup.alternatives import alternatives
from regroup.alternatives.within import Within
from regroup.audit import audit
from regroup.changed import sizes_with, with_facts
from regroup.compare import Difference, Structure, asked_for, compare
from regroup.draws import ranges, robust_to_draws
from regroup.evaluation import evaluate
from regroup.frontier import frontier
from regroup.matching import agreement
from regroup.overturn import Figure, Turn, figures_of, overturned
from regroup.overturn.limits import limits_of
from regroup.plan import Plan
from regroup.prices import price_list
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.result import Status
from regroup.standing import Method
from regroup.study import Answer, Study
from tests.test_shipped import LARGE, SCENARIOS

QUICK = ("toy", "hamar", "hamar-boligsosial", "grong-flyktning")
EVERY = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in SCENARIOS]
SMALL = [one for one, name in zip(EVERY, SCENARIOS, strict=True) if name != LARGE]
"""Those of which every question can be asked."""
OVERTURNING = [
    ("toy", "balanced", (("size", 1), ("strength", 0), ("affinity", 0), ("weight", 0), ("criterion", 0), ("edge", 1))),
    ("toy", "strong-areas", (("limit", 1), ("limit", 2))),
    ("hamar", "balanced", (("strength", 0), ("weight", 0))),
    ("kongsvinger", "balanced", (("affinity", 2), ("criterion", 0))),
    pytest.param("kongsvinger-helse", "strong-areas", (("limit", 3), ("strength", 0)), marks=pytest.mark.slow),
    ("grong-flyktning", "balanced", (("strength", 1),)),
]
"""Numbers that overturn a plan: of which kind, and the how manieth of it."""
NEAR = 100
"""A number just beyond another lies in the first of so many parts of the way to an end."""


@pytest.fixture(scope="module")
def study_of() -> Iterator[dict[str, Study]]:
    """One study for each scenario, kept from test to test so that nothing is solved twice."""
    studies = {name: Study() for name in SCENARIOS}
    yield studies
    for study in studies.values():
        study.__exit__(None, None, None)


@pytest.fixture(params=EVERY)
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


def test_a_comparison_has_the_best_plan_and_prices_as_evaluated(asked: tuple[Study, Problem, Answer]) -> None:
    study, problem, best = asked
    found = compare([problem], asked_for(problem.scenario, ()), study)
    column = found.best(0)
    assert column is not None
    assert evaluate(problem, column.plan).points == best.points
    assert found.answers[0].points == best.points
    assert found.distances
    for distance in found.distances:
        first, second = (evaluate(problem, one.plan) for one in (distance.first, distance.second))
        if distance.whole is not None:
            assert distance.whole == (second.points - first.points,)
        for difference in distance.differences:
            check_price(problem, distance.first, difference)


def check_price(problem: Problem, structure: Structure, difference: Difference) -> None:
    """The price of a difference is what evaluating the structure without it and with it says, term by term."""
    before = evaluate(problem, structure.plan)
    after = evaluate(problem, Plan({**structure.plan, **dict.fromkeys(difference.units, difference.target)}))
    (price,) = difference.prices
    assert price.points == after.points - before.points
    terms = {a.term.id: a.points - b.points for a, b in zip(after.terms, before.terms, strict=True)}
    assert price.terms == {term: points for term, points in terms.items() if points}
    broken = {breach.rule for breach in after.breaches}
    assert {breach.rule for breach in price.breaks} <= broken


def test_draws_without_an_uncertain_size_leave_the_plan_best(asked: tuple[Study, Problem, Answer]) -> None:
    study, problem, _ = asked
    likely = {key: size.number for key, size in ranges(problem).items()}
    known = with_facts(problem, sizes_with(problem.scenario, likely)) if likely else problem
    best = study.ask(known)
    assert best.plan is not None
    found = robust_to_draws(study, known, best.plan, 3, 1, strengths=False)
    assert (found.sizes, found.stays, found.turned, found.others) == (0, 3, 0, ())
    assert all(places == {best.plan[unit]: 3} for unit, places in found.places.items())


@pytest.mark.parametrize(("name", "model", "numbers"), OVERTURNING)
def test_a_number_overturns_the_plan_beyond_and_not_before(
    study_of: dict[str, Study], name: str, model: str, numbers: tuple[tuple[str, int], ...]
) -> None:
    study, problem = study_of[name], Problem(read_scenario(name), read_model(model))
    best = study.ask(problem)
    assert best.status is Status.BEST
    assert best.plan is not None
    every = list(figures_of(problem))
    wanted = [[figure for figure in every if figure.kind == kind][at] for kind, at in numbers]
    for found in overturned(study, problem, best.plan, wanted):
        turns = [(turn, end) for turn, end in ((found.down, -1), (found.up, 1)) if turn]
        assert turns
        for turn, way in turns:
            beyond, before = around(problem, found.figure, turn, way)
            assert not stays_best(study, found.figure.at(beyond), best.plan)
            assert stays_best(study, found.figure.at(before), best.plan)


def around(problem: Problem, figure: Figure, turn: Turn, way: int) -> tuple[Fraction, Fraction]:
    """Numbers at or just beyond a turn where the plan is no longer best, and at or just before it where it still is."""
    if figure.method == "limit":
        limit = limits_of(problem.rules[int(figure.key[0])].rule)
        step = way * next(one for one in limit if one.name == figure.key[1]).step(problem.scenario)
        return (turn.value + step, turn.value) if turn.breaks else (turn.value, turn.value - step)
    if turn.within:
        return turn.value, turn.value - way * turn.within
    return simplest(turn.value, figure.high if way > 0 else figure.low), simplest(turn.value, figure.value)


def simplest(value: Fraction, end: Fraction) -> Fraction:
    """A number with a small denominator near one, on the way to another; the number itself where they are the same."""
    least, most = sorted((value, value + (end - value) / NEAR))
    if least == most:
        return value
    for denominator in range(1, 10**6):
        found = Fraction(int(least * denominator) + 1, denominator)
        if least < found < most:
            return found
    raise AssertionError((value, end))


def stays_best(study: Study, problem: Problem, plan: Plan) -> bool:
    """Whether the plan keeps the rules and no other has more points."""
    answer, mine = study.ask(problem), evaluate(problem, plan)
    assert answer.settled
    return mine.allowed and answer.points == mine.points
