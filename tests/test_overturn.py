"""Overturn: for each number the smallest change that makes another plan better, held against every plan there is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from regroup.evaluation import evaluate
from regroup.overturn import Figure, Overturn, Turn, figures_of, flips, overturned
from regroup.overturn.limits import limits_of
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules.company_limit import CompanyLimit
from regroup.study import Study
from tests.build import every_plan
from tests.by_hand import ByHand, allowed, random_problem

HAND = ByHand()
MANY = 320
WITH_ENGINES = (3, 14)


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    with Study(processes=1) as working:
        yield working


def level(figure: Figure, problem: Problem, plan: Plan, end: Fraction) -> Fraction | None:
    """The nearest break-even of a line with any plan's, towards one end; None where no plan passes it."""
    here, there = figure.value, figure.at(end)
    found = []
    mine = (evaluate(problem, plan).points, evaluate(there, plan).points)
    for points, other in allowed(problem):
        behind, ahead = mine[0] - points, evaluate(there, other).points - mine[1]
        if ahead > 0:
            found.append(here + (end - here) * behind / (behind + ahead))
    return min(found, key=lambda value: abs(value - here), default=None)


def value_of(turn: Turn | None) -> Fraction | None:
    return turn.value if turn else None


def linear(entry: Overturn) -> bool:
    return entry.figure.method in ("line", "single")


def check_line(entry: Overturn, problem: Problem, plan: Plan) -> None:
    figure = entry.figure
    for turn, end in ((entry.down, figure.low), (entry.up, figure.high)):
        assert value_of(turn) == level(figure, problem, plan, end), figure
        if turn and turn.rival:
            assert turn.within == 0
            beyond = figure.at(turn.value + (end - turn.value) / 1000)
            assert turn.value == end or evaluate(beyond, turn.rival).points > evaluate(beyond, plan).points


@pytest.mark.parametrize("part", range(8))
def test_lines_equal_brute_force(part: int):
    checked = 0
    for seed in range(part, MANY, 8):
        problem = random_problem(seed)
        best = HAND.ask(problem)
        if best.plan:
            figures = [figure for figure in figures_of(problem) if figure.method in ("line", "single")]
            for entry in overturned(HAND, problem, best.plan, figures):
                check_line(entry, problem, best.plan)
                checked += 1
    assert checked > 200


def test_engines_say_the_same(study: Study):
    for seed in WITH_ENGINES:
        problem = random_problem(seed, ("abcd", "xyz"))
        best = study.ask(problem)
        if best.plan:
            for entry in overturned(study, problem, best.plan, figures_of(problem)):
                if linear(entry):
                    check_line(entry, problem, best.plan)
                assert entry.unknown == ()


def amounts(figure: Figure, problem: Problem) -> set[Fraction]:
    """Every number at which a limit could begin to matter: what any area of any plan has."""
    limit = next(x for x in limits_of(problem.rules[int(figure.key[0])].rule) if x.name == figure.key[1])
    needs = (limit.need(Placement(problem.scenario, plan)) for plan in every_plan(problem.scenario))
    return {need for need in needs if need is not None}


def loosened(figure: Figure, problem: Problem, points: Fraction, *, up: bool) -> Fraction | None:
    """The nearest number at which a plan with more points is allowed."""
    beyond = [v for v in amounts(figure, problem) if (v > figure.value if up else v < figure.value)]
    inside = sorted((v for v in beyond if figure.low <= v <= figure.high), reverse=not up)
    return next((v for v in inside if any(p > points for p, _ in allowed(figure.at(v)))), None)


def check_limit(entry: Overturn, problem: Problem, plan: Plan, points: Fraction) -> bool:
    """Whether loosening the limit overturns the plan."""
    up = str(entry.figure.key[1]).startswith("most")
    turn, other = (entry.up, entry.down) if up else (entry.down, entry.up)
    truth = loosened(entry.figure, problem, points, up=up)
    if truth is None:
        assert turn is None
    elif isinstance(problem.rules[int(entry.figure.key[0])].rule, CompanyLimit):
        assert turn is not None
        assert abs(turn.value - truth) <= (turn.within or 0)
    else:
        assert value_of(turn) == truth
    if other:
        assert other.breaks
        assert evaluate(entry.figure.at(other.value), plan).allowed
    return turn is not None


def test_limits_equal_brute_force():
    found = 0
    for seed in range(160):
        problem = random_problem(seed)
        best = HAND.ask(problem)
        figures = [figure for figure in figures_of(problem) if figure.method == "limit"]
        if best.plan is None or best.points is None:
            continue
        for entry in overturned(HAND, problem, best.plan, figures):
            found += check_limit(entry, problem, best.plan, best.points)
    assert found > 10


def test_what_the_grid_finds_is_there():
    found = 0
    for seed in range(20):
        problem = random_problem(seed)
        best = HAND.ask(problem)
        if best.plan is None:
            continue
        figures = [figure for figure in figures_of(problem) if figure.method == "grid"]
        for entry in overturned(HAND, problem, best.plan, figures):
            found += check_grid(entry, best.plan)
    assert found > 10


def check_grid(entry: Overturn, plan: Plan) -> int:
    """How many turns of a number were found, each between a place where the plan is best and one where it is not."""
    turns = [(turn, way) for turn, way in ((entry.down, 1), (entry.up, -1)) if turn and turn.within]
    for turn, way in turns:
        assert not stays_best(entry.figure.at(turn.value), plan)
        assert stays_best(entry.figure.at(turn.value + way * (turn.within or 0)), plan)
    return len(turns)


def stays_best(problem: Problem, plan: Plan) -> bool:
    seen = evaluate(problem, plan)
    return seen.allowed and all(points <= seen.points for points, _ in allowed(problem))


def test_the_nearest_comes_first_and_what_never_overturns_last():
    problem = random_problem(7)
    best = HAND.ask(problem)
    assert best.plan is not None
    found = overturned(HAND, problem, best.plan, figures_of(problem))
    parts = [entry.part(entry.nearest) if entry.nearest else Fraction(2) for entry in found]
    assert parts == sorted(parts)
    assert all(0 <= part <= 1 or part == 2 for part in parts)


def test_two_plans_change_places_exactly_there():
    turned = 0
    for seed in range(30):
        problem = random_problem(seed)
        plans = {str(at): plan for at, plan in enumerate(list(every_plan(problem.scenario))[:: 1 + seed % 4][:4])}
        found = flips(problem, plans, tuple(figures_of(problem)))
        assert [flip.ahead >= 0 for flip in found] == [True] * (len(plans) - 1)
        for flip in found:
            if flip.figure and flip.value is not None:
                turned += 1
                there = flip.figure.at(flip.value)
                level = evaluate(there, plans[flip.better]).points, evaluate(there, plans[flip.worse]).points
                assert level[0] == level[1]
                end = flip.figure.high if flip.value >= flip.figure.value else flip.figure.low
                ends = flip.figure.low, flip.figure.high
                passed = [flip.figure.at(e) for e in (ends if flip.value == flip.figure.value else (end,))]
                assert any(
                    evaluate(p, plans[flip.worse]).points > evaluate(p, plans[flip.better]).points for p in passed
                )
    assert turned > 10
