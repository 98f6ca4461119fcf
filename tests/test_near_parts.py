"""What near makes of what a study and an engine that lists say: stand-ins say it here, right and wrong."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from regroup.engines.base import Claim, Interrupted, Listing, Outcome
from regroup.errors import Disagreement
from regroup.evaluation import evaluate
from regroup.near import Near, near
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Answer
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm
from tests.build import area, every_plan, model, scenario, synergy, unit


def problem(strengths: tuple[int, int, int], *extra: Moves) -> Problem:
    """Three units, of whom each two have a synergy, in two areas, either of which may be empty."""
    pairs = zip(("ab", "bc", "ac"), strengths, strict=True)
    facts = scenario(
        [unit(name, 1, today="x") for name in "abc"],
        [area(name, may_be_empty=True) for name in "xy"],
        synergies=[synergy(one, other, strength) for (one, other), strength in pairs if strength],
    )
    return Problem(facts, model([SynergyTerm(weight=3, why="w"), *extra]))


PROBLEM = problem((4, -3, 1), Moves(weight=1, why="w"))
TIED = problem((4, 4, -8))


def ranked(whole: Problem) -> list[tuple[Fraction, Plan]]:
    """Every plan, most points first."""
    judged = ((evaluate(whole, plan).points, plan) for plan in every_plan(whole.scenario))
    return sorted(judged, key=lambda one: -one[0])


RANKED = ranked(PROBLEM)
BEST = RANKED[0][0]
PLANS = [plan for _, plan in RANKED]


class Says:
    """In place of a study: a best plan, and what a listing comes to."""

    def __init__(self, best: Answer, outcome: Outcome | None) -> None:
        self._best, self._outcome, self.interrupted, self.asked = best, outcome, False, list[Listing]()

    def ask(self, _: Problem) -> Answer:
        return self._best

    def listed(self, _: Problem, listing: Listing) -> Outcome:
        self.asked.append(listing)
        if self._outcome is None:
            raise Interrupted(Outcome(Claim.GOOD))
        return self._outcome


def answer(plan: Plan, whole: Problem = PROBLEM, bound: Fraction | None = None) -> Answer:
    points = evaluate(whole, plan).points
    return Answer(Status.BEST, plan, points, points if bound is None else bound)


def outcome(plans: list[Plan], claim: Claim = Claim.BEST, bound: int | None = None) -> Outcome:
    return Outcome(claim, bound=bound, plans=tuple(np.array(PROBLEM.areas_of(plan)) for plan in plans))


def found(best: Answer, said: Outcome | None, floor: Fraction = Fraction(-100), whole: Problem = PROBLEM) -> Near:
    return near(Says(best, said), whole, floor)  # type: ignore[arg-type]


def test_a_complete_list_is_handed_on_with_its_points():
    listed = found(answer(PLANS[0]), outcome(PLANS, bound=-(10**6)))
    assert listed.complete
    assert listed.plans == tuple(RANKED)
    assert listed.rest == Fraction(-(10**6), PROBLEM.scale)


def test_the_floor_is_rounded_up_to_what_a_plan_can_have():
    says = Says(answer(PLANS[0]), outcome(PLANS))
    near(says, PROBLEM, Fraction(1, 3), most=7)  # type: ignore[arg-type]
    assert says.asked == [Listing(-(-PROBLEM.scale // 3), 7)]


def test_a_best_plan_that_a_complete_list_lacks_is_a_disagreement():
    for listed in (PLANS[1:], []):
        with pytest.raises(Disagreement, match="lacks the best one"):
            found(answer(PLANS[0]), outcome(listed))
    with pytest.raises(Disagreement, match="lacks the best one"):
        found(answer(PLANS[0]), outcome([]), BEST)
    assert found(answer(PLANS[0]), outcome([]), BEST + 1).plans == ()


def test_the_best_plan_is_before_those_of_a_list_cut_short():
    said = outcome(PLANS[1:3], Claim.GOOD)
    assert found(answer(PLANS[0]), said).plans == tuple(RANKED[:3])
    assert found(answer(PLANS[0]), None).plans == tuple(RANKED[:1])
    assert found(answer(PLANS[0]), None, BEST).plans == tuple(RANKED[:1])
    assert found(answer(PLANS[0]), None, BEST + Fraction(1, 9)).plans == ()
    whole = found(answer(PLANS[0]), outcome(PLANS[:3], Claim.GOOD))
    assert whole.plans == tuple(RANKED[:3])
    assert not whole.complete


def test_no_other_plan_has_more_than_the_lesser_of_both_bounds():
    scale = PROBLEM.scale
    for bound, least in (
        (int(BEST * scale) - 1, BEST - Fraction(1, scale)),
        (int(BEST * scale) + 9, BEST),
        (None, BEST),
    ):
        assert found(answer(PLANS[0]), outcome(PLANS[:2], Claim.GOOD, bound)).rest == least


def test_a_plan_above_the_bound_of_the_best_is_a_disagreement():
    second = RANKED[1][0]
    assert found(answer(PLANS[1], bound=second), outcome(PLANS[1:])).plans == tuple(RANKED[1:])
    with pytest.raises(Disagreement, match="above the bound"):
        found(answer(PLANS[1], bound=second), outcome(PLANS))


def test_of_several_best_ones_that_which_was_asked_for_is_first_whatever_its_areas_are_called():
    best = ranked(TIED)
    tied = [plan for points, plan in best if points == best[0][0]]
    assert len(tied) == 4  # two, and each with its areas exchanged
    for asked in tied:
        for first in tied:
            listed = [first, next(plan for plan in tied if apart_from(plan, first)), best[-1][1]]
            plans = [plan for _, plan in found(answer(asked, TIED), outcome(listed), whole=TIED).plans]
            assert not apart_from(plans[0], asked)
            assert set(plans) == set(listed)
            assert plans[-1] == listed[-1]


def apart_from(one: Plan, other: Plan) -> bool:
    """Whether other units are together."""
    return {frozenset(u for u in one if one[u] == at) for at in "xy"} != {
        frozenset(u for u in other if other[u] == at) for at in "xy"
    }
