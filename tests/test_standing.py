"""Where plans stand: counted against every plan, and samples whose ranges hold the truth."""

from __future__ import annotations

from fractions import Fraction

import pytest

import regroup.standing as module
from regroup.evaluation import evaluate
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.standing import BINS, Landscape, Method, landscape
from tests.audit_cases import case


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_counts_are_those_of_every_plan(first: int):
    for seed in range(first, first + 50):
        one = case(seed)
        theirs = evaluate(one.problem, one.proposal).points
        seen = landscape(one.problem, [theirs])
        points = [other.points for other in one.allowed]
        (rank,) = seen.ranks
        assert seen.method is Method.COUNTED
        assert (seen.plans, sum(seen.bins)) == (len(points), len(points)), seed
        assert (rank.above, rank.equal) == (sum(p > theirs for p in points), points.count(theirs)), seed
        assert rank.below == sum(p < theirs for p in points)
        if points:
            assert all(seen.bins[seen.step_of(p)] > 0 for p in points)


LEAST_HELD = 0.9
"""Of the ranges of many samples; each is to hold the truth 95 times in a hundred."""


def test_every_plan_is_in_its_step():
    one = next(case(seed) for seed in range(100) if len(case(seed).allowed) > 50)
    seen = landscape(one.problem, [])
    steps = [seen.step_of(other.points) for other in one.allowed]
    assert list(seen.bins) == [steps.count(step) for step in range(BINS)]
    assert (seen.start, seen.end) == (min(o.points for o in one.allowed), max(o.points for o in one.allowed))


def hamar() -> tuple[Problem, list[Fraction]]:
    facts = read_scenario("hamar")
    problem = Problem(facts, read_model("balanced"))
    theirs = evaluate(problem, facts.proposed(facts.proposals[0])).points
    return problem, [theirs, Fraction(-40), Fraction(-20), Fraction(0)]


def shares(seen: Landscape) -> list[float]:
    return [rank.above / seen.plans for rank in seen.ranks]


@pytest.fixture(scope="module")
def truth() -> Landscape:
    problem, asked = hamar()
    return landscape(problem, asked)


def test_hamar_is_counted(truth: Landscape):
    assert (truth.method, truth.plans) == (Method.COUNTED, 12_582_912)
    assert (truth.ranks[0].above, truth.ranks[0].equal) == (10, 2)


def test_the_range_of_a_sample_holds_the_truth(truth: Landscape, monkeypatch: pytest.MonkeyPatch):
    problem, asked = hamar()
    monkeypatch.setattr(module, "walk_of", lambda core: None)
    drawn = [landscape(problem, asked, seed=seed) for seed in range(40)]
    ranks = [pair for seen in drawn for pair in zip(seen.ranks, shares(truth), strict=True)]
    held = sum(rank.least_above <= share <= rank.most_above for rank, share in ranks)
    assert held >= LEAST_HELD * len(ranks)
    seen = drawn[7]
    assert seen.method is Method.SAMPLED
    assert landscape(problem, asked, seed=7) == seen
    assert landscape(problem, asked, seed=8) != seen


def test_chains_are_near_the_truth_and_say_that_they_are_chains(truth: Landscape, monkeypatch: pytest.MonkeyPatch):
    problem, asked = hamar()
    monkeypatch.setattr(module, "walk_of", lambda core: None)
    monkeypatch.setattr(module, "SAMPLE", module.SAMPLE + 1)
    facts = problem.scenario
    seen = landscape(problem, asked, 3, [facts.proposed(facts.proposals[0])])
    assert seen.method is Method.CHAINED
    for rank, share in zip(seen.ranks, shares(truth), strict=True):
        off = rank.most_above - rank.above / seen.plans
        assert abs(rank.above / seen.plans - share) <= 2 * max(off, 0.005)


def test_without_known_plans_chains_say_nothing(monkeypatch: pytest.MonkeyPatch):
    problem, asked = hamar()
    monkeypatch.setattr(module, "walk_of", lambda core: None)
    monkeypatch.setattr(module, "SAMPLE", module.SAMPLE + 1)
    seen = landscape(problem, asked, 3)
    assert (seen.plans, seen.bins) == (0, ())
    assert (seen.ranks[0].least_above, seen.ranks[0].most_above) == (0, 1)
