"""evaluate: broken rules and points, and what it says of plans that leave units out or use former areas."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules.apart import Apart
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm
from tests.build import model, plan, scenario, synergy, unit


def problem() -> Problem:
    """Three units of 10, 20 and 30; a and b belong together; a and c must be apart; b comes from a former area."""
    facts = scenario(
        [unit("a", 10, today="x"), unit("b", 20, today="old"), unit("c", 30, today="y")],
        "xy",
        former=["old"],
        synergies=[synergy("a", "b", 2)],
        requirements=[Apart(units=("a", "c"), why="ulike roller", source="lov")],
    )
    return Problem(facts, model([SynergyTerm(weight=3, why="w"), Moves(weight=1, why="w")]))


def test_points_are_the_sum_of_the_terms() -> None:
    evaluation = evaluate(problem(), plan("xxy"))
    assert evaluation.allowed
    # Synergy 3 × 2 = 6; b (20 of 60) moves: 33 1/3 per cent.
    assert [score.points for score in evaluation.terms] == [6, Fraction(-100, 3)]
    assert evaluation.points == 6 - Fraction(100, 3)


def test_a_broken_rule_is_named_with_its_why_and_source() -> None:
    evaluation = evaluate(problem(), plan("xyx"))
    assert [breach.rule for breach in evaluation.breaches] == ["apart"]
    assert evaluation.breaches[0].why == "ulike roller"
    assert evaluation.breaches[0].source == "lov"
    assert evaluation.breaches[0].units == ("a", "c")


def test_today_is_measured_though_it_uses_a_former_area() -> None:
    asked = problem()
    evaluation = evaluate(asked, asked.scenario.today())
    assert [breach.rule for breach in evaluation.breaches] == ["placed"]
    assert "«OLD»" in evaluation.breaches[0].words["nb"]
    assert evaluation.terms[1].amount == 0


def test_units_left_out_are_named() -> None:
    evaluation = evaluate(problem(), plan("x-y"))
    assert evaluation.unplaced == ("b",)
    assert evaluation.breaches[0].units == ("b",)
    assert "«B»" in evaluation.breaches[0].words["en"]


def test_unknown_units_and_areas_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        evaluate(problem(), Plan({"a": "x", "ghost": "x", "b": "nowhere"}))
    assert sorted(fault.code for fault in caught.value.faults) == ["plan_unknown_area", "plan_unknown_unit"]


def test_the_order_of_a_plan_does_not_matter() -> None:
    one = evaluate(problem(), Plan({"a": "x", "b": "x", "c": "y"}))
    other = evaluate(problem(), Plan({"c": "y", "b": "x", "a": "x"}))
    assert list(one.plan) == list(other.plan) == ["a", "b", "c"]
    assert one.terms == other.terms
