"""Draws: repeatable by seed, within their ranges, and counted as every plan there is says."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from regroup.draws import draw, drawn, judged, ranges, robust_to_draws, step_of, wilson
from regroup.evaluation import evaluate
from regroup.facts import Size
from regroup.matched import matched
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules.apart import Apart
from regroup.study import Answer
from tests.build import area, model, plan, scenario, synergy, unit
from tests.by_hand import WHY, ByHand, SizeBand, SynergyTerm, allowed, random_problem

HAND = ByHand()


def uncertain() -> Problem:
    """Whether b joins a hangs on b's size, which nobody knows."""
    size = {"low": 2, "likely": 6, "high": 10, "basis": "assumed", "why": WHY}
    facts = scenario(
        [unit("a", 10), unit("b", size={"fte": size}), unit("c", 4)],
        [area("x"), area("y")],
        strengths={"strong": 3, "some": 1, "against_some": -1},
        synergies=[synergy("a", "b", "strong")],
    )
    terms = [SynergyTerm(weight=6, why=WHY), SizeBand(weight=1, most={"share": Fraction(3, 5)}, why=WHY)]
    return Problem(facts, model(terms))


def sizes(problem: Problem) -> list[Fraction]:
    return [problem.scenario.size(unit, "fte") for unit in problem.scenario.unit_of]


def test_the_same_seed_draws_the_same_and_another_does_not():
    problem = uncertain()
    first = [sizes(draw(problem, 1, number, False)) for number in range(20)]
    assert first == [sizes(draw(problem, 1, number, False)) for number in range(20)]
    assert first != [sizes(draw(problem, 2, number, False)) for number in range(20)]
    assert len({tuple(found) for found in first}) > 10


def test_stated_sizes_and_strengths_stay():
    problem = uncertain()
    for number in range(20):
        other = draw(problem, 1, number, False)
        assert (sizes(other)[0], sizes(other)[2]) == (10, 4)
        assert other.scenario.total("fte") == sum(sizes(other))
        assert other.scenario.synergies == problem.scenario.synergies
    assert list(ranges(problem)) == [("b", "fte")]


def test_strengths_are_drawn_when_asked_for():
    problem = uncertain()
    found = {draw(problem, 1, number, True).scenario.synergies[0].strength for number in range(40)}
    assert found == {1, 3}  # a step down, and the top of the scale from which none goes up


@pytest.mark.parametrize(
    ("strength", "step", "to"), [(1, 1, 3), (1, -1, 0), (-1, 1, 0), (3, 1, 3), (-1, -1, -1), (2, 1, 3), (2, -1, 1)]
)
def test_a_step_on_the_scale(strength: int, step: int, to: int):
    assert step_of(uncertain().scenario, strength, step) == to


def test_drawn_sizes_are_triangular_and_within_their_range():
    size = Size(low=2, likely=3, high=10, basis="assumed", why=WHY)
    found = [drawn(size, np.random.default_rng(at)) for at in range(2000)]
    assert all(2 <= value <= 10 and (value * 100).denominator == 1 for value in found)
    assert abs(float(sum(found) / 2000) - (2 + 3 + 10) / 3) < 0.2


def test_counts_are_those_of_every_plan():
    for problem in (uncertain(), *map(random_problem, (2, 8, 30, 41))):
        best = HAND.ask(problem)
        if best.plan is None:
            continue
        found = robust_to_draws(HAND, problem, best.plan, 30, 5, True)
        stays = 0
        for number in range(30):
            other = draw(problem, 5, number, True)
            mine, all_of = evaluate(other, best.plan), allowed(other)
            stays += bool(all_of) and mine.allowed and mine.points == max(points for points, _ in all_of)
        assert found.stays == stays
        assert found.stays + found.turned + found.impossible + found.undecided == 30
        assert sum(times for _, times in found.others) == found.turned
        assert all(sum(places.values()) == found.decided for places in found.places.values())


def test_what_hangs_on_a_size_is_seen():
    problem = uncertain()
    best = HAND.ask(problem)
    assert best.plan is not None
    found = robust_to_draws(HAND, problem, best.plan, 60, 1, False)
    assert 0 < found.stays < 60
    assert found == robust_to_draws(HAND, problem, best.plan, 60, 1, False)
    assert found.error is not None
    assert found.share is not None
    assert found.error[0] < found.share < found.error[1]


def test_without_an_answer_a_draw_counts_for_nothing():
    problem = uncertain()
    best = HAND.ask(problem)
    assert best.plan is not None
    assert judged(problem, best.plan, Answer(Status.UNKNOWN, None, None, None)) == "undecided"
    assert judged(problem, best.plan, Answer(Status.IMPOSSIBLE, None, None, None)) == "impossible"
    assert judged(problem, best.plan, Answer(Status.GOOD, best.plan, best.points, best.points)) == "stays"


def test_wilson():
    assert wilson(50, 100) == (Fraction(403, 1000), Fraction(597, 1000))
    assert wilson(100, 100)[1] == 1
    assert wilson(0, 10)[0] == 0


def test_alike_areas_are_named_by_content():
    facts = scenario("abc", "xy", synergies=[synergy("a", "b")])
    problem = Problem(facts, model([SynergyTerm(weight=1, why=WHY)]))
    assert matched(problem, plan("yyx"), plan("xxy")) == plan("xxy")


def test_rules_added_for_a_question_hold_for_other_facts_as_well():
    problem = random_problem(1)
    asked = problem.changed(add=[Apart(units=("a", "b"), why=WHY)], terms=problem.terms[:1])
    other = draw(asked, 1, 0, strengths=True)
    assert other.rules == asked.rules
    assert other.terms == asked.terms
