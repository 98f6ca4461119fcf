"""Problem: which rules are in force without being written, and what a model may not ask of a scenario."""

from __future__ import annotations

from typing import Any

import pytest

from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.keep_parts import KeepParts
from regroup.rules.unit_count import UnitCount
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from tests.build import area, model, scenario, synergy, unit

SYNERGY = SynergyTerm(weight=1, why="w")


def rules_of(facts: Any, *terms: Any, rules: tuple[Any, ...] = ()) -> list[str]:
    return [stated.rule.id for stated in Problem(facts, model(terms or (SYNERGY,), rules)).rules]


def test_areas_that_may_not_be_empty_are_in_use() -> None:
    facts = scenario("abc", ["x", area("y", may_be_empty=True), area("staff", outside=True)])
    (stated,) = Problem(facts, model([SYNERGY])).rules
    assert stated.rule.id == "in_use"
    assert stated.rule.sentence(facts, "en") == "has at least one unit: «X»"
    assert stated.place is None


def test_the_very_area_that_may_be_empty_is_the_one_that_can_be() -> None:
    problem = Problem(scenario("ab", ["x", "y", area("z", may_be_empty=True)]), model([SYNERGY]))
    assert evaluate(problem, Plan({"a": "x", "b": "y"})).allowed
    assert not evaluate(problem, Plan({"a": "x", "b": "z"})).allowed


def test_a_stated_number_of_areas_takes_its_place() -> None:
    facts = scenario("abc", "xyz")
    assert rules_of(facts, rules=(AreaCount(most=2, why="w"),)) == ["area_count"]
    stated = scenario("abc", "xyz", requirements=[AreaCount(exactly=2, why="w", source="s")])
    assert rules_of(stated) == ["area_count"]


def test_parts_stay_together_unless_the_model_counts_splits() -> None:
    facts = scenario([unit("a", part_of="w"), unit("b", part_of="w"), unit("c")], "xy", wholes=["w"])
    assert rules_of(facts) == ["keep_parts", "in_use"]
    assert rules_of(facts, SYNERGY, Splits(weight=1, why="w")) == ["in_use"]
    assert rules_of(facts, rules=(KeepParts(why="w"),)) == ["keep_parts", "in_use"]
    assert rules_of(scenario("abc", "xy")) == ["in_use"]


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (Moves(weight=1, why="w"), "no_today"),
        (SizeBalance(weight=1, why="w", measure="ft"), "unknown_measure_near"),
        (SizeBalance(weight=1, why="w", measure="employees"), "size_missing"),
        (SizeBalance(weight=1, why="w", towards="stated"), "no_targets"),
    ],
)
def test_what_the_scenario_lacks_is_refused(term: Any, code: str) -> None:
    with pytest.raises(InputError) as caught:
        Problem(scenario("abc", "xy"), model([term]))
    assert [fault.code for fault in caught.value.faults] == [code]


def test_the_core_holds_every_rule_and_every_term() -> None:
    facts = scenario("abc", "xy", synergies=[synergy("a", "b", 2)])
    problem = Problem(facts, model([SYNERGY], [UnitCount(most=2, why="w")]))
    assert problem.core.pair_points.tolist() == [2]
    assert problem.core.window_most.max() == 2
    assert problem.core.must_use.all()
    assert problem.measure_rows == ("#units",)
    assert problem.scale == 1


def test_what_if_other_rules_and_terms_held_is_a_problem_of_its_own() -> None:
    facts = scenario("abc", "xy", synergies=[synergy("a", "b", 2)])
    problem = Problem(facts, model([SYNERGY], [UnitCount(most=2, why="w")]))
    assert problem.core.window_most.max() == 2
    (count,) = (stated for stated in problem.rules if stated.rule.id == "unit_count")
    without = problem.changed(drop=[count])
    assert [stated.rule.id for stated in without.rules] == ["in_use"]
    assert without.core.window_most.size == 0
    more = problem.changed(add=[UnitCount(most=1, why="w")], terms=[SynergyTerm(weight=3, why="w")])
    assert [stated.rule.id for stated in more.rules] == ["unit_count", "in_use", "unit_count"]
    assert (more.core.pair_points.tolist(), more.core.window_most.max()) == ([6], 1)
    assert (problem.core.pair_points.tolist(), problem.core.window_most.max()) == ([2], 2)


def test_a_problem_knows_whether_it_is_as_stated() -> None:
    problem = Problem(scenario("abc", "xy"), model([SYNERGY], [UnitCount(most=2, why="w")]))
    assert not problem.is_changed
    assert not problem.changed().is_changed
    assert problem.changed(drop=problem.rules).is_changed
    assert problem.changed(terms=[SynergyTerm(weight=2, why="w")]).is_changed


def test_a_rule_of_the_model_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        Problem(scenario("abc", "xy"), model([SYNERGY], [AreaSize(measure="employees", most={"value": 1}, why="w")]))
    assert [fault.code for fault in caught.value.faults] == ["size_missing"]


def test_plans_and_area_numbers_are_two_ways_of_saying_the_same() -> None:
    problem = Problem(scenario("abc", "xy", former=["old"]), model([SYNERGY]))
    plan = Plan({"a": "y", "b": "x", "c": "y"})
    assert problem.areas_of(plan) == [1, 0, 1]
    assert problem.plan_of([1, 0, 1]) == plan
    assert problem.areas_of(Plan({"a": "y", "b": "x"})) is None
    assert problem.areas_of(Plan({"a": "y", "b": "x", "c": "old"})) is None
