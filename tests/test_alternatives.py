"""Alternatives: counts and shares against evaluating all plans; the most different ones against plain counting."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest

from regroup.alternatives import Alternatives, Within, alternatives, alternatives_document
from regroup.alternatives.aligned import Aligner
from regroup.alternatives.different import most_different
from regroup.alternatives.settled import settled
from regroup.engines.base import Claim, Interrupted, Outcome
from regroup.errors import InputError
from regroup.memory import Memory
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.report.matrix import ALWAYS, NEVER, cell
from regroup.rules.not_in import NotIn
from regroup.study import Study
from regroup.terms.synergy import SynergyTerm
from tests.build import area, model, plan, scenario, synergy
from tests.test_near import WHY, drawn, exchanged, true_plans

PROBLEMS = 14


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    with Study(processes=1) as working:
        yield working


def near_plans(problem: Problem, distance: Fraction) -> list[Plan]:
    """Every plan within a distance, one of each set that differ only in alike areas, by the evaluation alone."""
    truth = true_plans(problem)
    best = max(truth.values(), default=Fraction(0))
    near = [one for one, points in truth.items() if points >= best - distance]
    return [one for at, one in enumerate(near) if not exchanged(problem, one) & set(near[:at])]


def some(study: Study, seed: int, distance: Fraction) -> tuple[Problem, Alternatives]:
    study.memory, problem = Memory(), drawn(seed)
    return problem, alternatives(study, problem, Within(distance, False))


def test_counts_and_shares_are_those_of_all_plans(study: Study):
    many = 0
    for seed in range(100, 100 + PROBLEMS):
        problem, found = some(study, seed, Fraction(12 + seed % 9))
        truth = near_plans(problem, Fraction(12 + seed % 9))
        assert found.near.complete
        assert len(found.plans) == len(truth)
        if not truth:
            assert found.settled is None
            continue
        common = found.settled
        assert common is not None
        for (i, one), (j, other) in combinations(enumerate(common.units), 2):
            together = sum(each.together(one, other) for each in truth)
            assert common.together[i][j] == Fraction(together, len(truth))
        many += len(truth) > 3
    assert many > 2


def test_ctrl_c_keeps_the_best_plan(monkeypatch: pytest.MonkeyPatch):
    def stopped(*_: object) -> None:
        raise Interrupted(Outcome(Claim.UNKNOWN))

    problem = drawn(101)
    with Study(processes=1) as study:
        monkeypatch.setattr(study, "listed", stopped)
        found = alternatives(study, problem, Within(Fraction(9), False))
    assert found.interrupted
    assert not found.near.complete
    assert [one.evaluation.points for one in found.plans] == [found.near.best.points] == [found.near.rest]


def test_terms_sum_to_the_difference_and_moves_are_those_of_the_plan(study: Study):
    for seed in range(101, 121, 2):
        _, found = some(study, seed, Fraction(20))
        for one in found.plans:
            assert sum(one.by_term) == one.difference == one.evaluation.points - found.plans[0].evaluation.points <= 0
            assert set(one.moves) == {
                unit for unit, at in one.evaluation.plan.items() if found.plans[0].evaluation.plan[unit] != at
            }


def test_alike_areas_are_named_so_that_fewest_units_move(study: Study):
    facts = scenario("abcdef", [area(name, may_be_empty=True) for name in "wxyz"])
    problem = Problem(facts, model([SynergyTerm(weight=1, why="w")]))
    random = np.random.default_rng(5)
    for _ in range(40):
        towards, areas = random.integers(0, 4, (2, 6)).tolist()
        aligned = Aligner(problem, towards).aligned(areas)
        moved = sum(one != other for one, other in zip(aligned, towards, strict=True))
        every = ([order[at] for at in areas] for order in permutations(range(4)))
        assert moved == min(sum(one != other for one, other in zip(each, towards, strict=True)) for each in every)
        assert Aligner(problem, towards).aligned(towards) == towards


def test_what_is_settled_of_three_plans_by_hand():
    common = settled([plan("xxyyz"), plan("xxyzz"), plan("xxzzz")], "xyz")
    assert common.units == tuple("abcde")
    assert common.groups == (("a", "b"),)
    assert (common.always, common.never, common.sometimes) == (1, 6, 3)
    assert common.deciding == {
        "c": {"y": Fraction(2, 3), "z": Fraction(1, 3)},
        "d": {"z": Fraction(2, 3), "y": Fraction(1, 3)},
    }
    assert common.firm == ("a", "b", "e")
    assert common.together[2][3] == Fraction(2, 3)


def test_the_most_different_are_the_farthest_from_all_before():
    random = np.random.default_rng(3)
    for _ in range(30):
        plans = [plan("".join("xyz"[at] for at in random.integers(0, 3, 6))) for _ in range(9)]

        def apart(one: Plan, other: Plan) -> int:
            return sum(one.together(*pair) != other.together(*pair) for pair in combinations("abcdef", 2))

        chosen = most_different(plans, 4)
        before = [plans[0]]
        for place, pairs in chosen:
            nearest = [min(apart(one, other) for other in before) for one in plans]
            assert nearest.index(max(nearest)) == place
            assert pairs == apart(plans[place], plans[0])
            before.append(plans[place])
        assert len(chosen) == 4 or max(min(apart(one, other) for other in before) for one in plans) == 0


def test_plans_that_group_alike_are_not_different():
    assert most_different([plan("xxy"), plan("yyx"), plan("zzx")], 3) == ()


@pytest.mark.parametrize(
    ("text", "points"), [("2%", 4), ("2,5 %", 5), ("3", 3), ("0", 0), ("1/2", Fraction(1, 2)), ("1.5", Fraction(3, 2))]
)
def test_distances(text: str, points: Fraction):
    assert Within.read(text).points(Fraction(-200)) == points


@pytest.mark.parametrize("text", ["", "%", "-1", "two", "1/0", "nan", "2%%"])
def test_what_is_no_distance(text: str):
    with pytest.raises(InputError):
        Within.read(text)


def test_no_share_but_all_and_none_looks_like_them():
    assert cell(Fraction(1)) == ALWAYS
    assert cell(Fraction(0)) == NEVER
    assert [cell(Fraction(1, 10**6)), cell(1 - Fraction(1, 10**6)), cell(Fraction(1, 3))] == ["1", "99", "33"]


def test_the_object_says_whole_points_and_all_plans(study: Study):
    problem, found = some(study, 101, Fraction(15))
    made = alternatives_document(found, "en")
    assert made["kind"] == "alternatives"
    assert made["complete"] is True
    assert len(made["plans"]) == len(found.plans) > 1
    for written, one in zip(made["plans"], found.plans, strict=True):
        assert Fraction(written["points"], problem.scale) == one.evaluation.points
        assert sum(term["difference"] for term in written["terms"]) == written["difference"]


def test_where_no_plan_exists(study: Study):
    facts = scenario("ab", "xy", synergies=[synergy("a", "b")])
    nowhere = NotIn(units=("a",), areas=("x", "y"), **WHY)
    study.memory, problem = Memory(), Problem(facts, model([SynergyTerm(weight=1, why="w")])).changed(add=[nowhere])
    found = alternatives(study, problem, Within(Fraction(1, 50), True))
    assert found.plans == found.different == ()
    assert alternatives_document(found)["status"] == "impossible"


def test_of_too_many_only_those_that_are_known_to_be_all(study: Study):
    study.memory, problem = Memory(), drawn(103)
    whole = alternatives(study, problem, Within(Fraction(10**4), False))
    some = alternatives(study, problem, Within(Fraction(10**4), False), most=9)
    assert not some.near.complete
    assert some.near.rest is not None
    points = [one.evaluation.points for one in some.plans]
    assert len(points) > 1
    assert points == [at for one in whole.plans if (at := one.evaluation.points) > some.near.rest]
