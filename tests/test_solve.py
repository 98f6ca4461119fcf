"""solve: what it finds on hand-worked problems, how sure it says it is, and that it never passes on a wrong answer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from regroup.core import Assignment
from regroup.engines.base import Claim, Outcome
from regroup.engines.process import Engines
from regroup.errors import Disagreement
from regroup.evaluation import evaluate
from regroup.news import Progress
from regroup.params import Params
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Assurance, Status
from regroup.rules.apart import Apart
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.fixed import Fixed
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.solve import solve
from regroup.terms.synergy import SynergyTerm
from tests.build import model, proposal, scenario, synergy, unit

WHY: dict[str, Any] = {"why": "w", "source": "s"}
solving = import_module("regroup.solve")


def four(*requirements: Any, rules: tuple[Any, ...] = (), **facts: Any) -> Problem:
    """Four units of 10 in two areas; a-b 5, c-d 4, b-c 3: two and two gives 9, all but d together 8."""
    pairs = [synergy("a", "b", 5), synergy("c", "d", 4), synergy("b", "c", 3)]
    described = scenario([unit(name, 10) for name in "abcd"], "xy", synergies=pairs, requirements=requirements, **facts)
    return Problem(described, model([SynergyTerm(weight=1, why="w")], rules))


def test_the_best_plan_with_a_second_opinion(engines: Engines) -> None:
    result = solve(four(rules=(UnitCount(most=2, why="w"),)), engines=engines)
    assert result.status is Status.BEST
    assert result.points == result.bound == 9
    assert result.gap == 0
    assert result.assurance == (Assurance.CHECKED, Assurance.CORROBORATED)
    assert result.plan is not None
    assert result.plan.evaluation.plan.together("a", "b")
    assert result.plan.evaluation.plan.together("c", "d")


def test_every_area_that_may_not_be_empty_is_used(engines: Engines) -> None:
    # All four in one area would give 12; with two areas in use, a-b and c-d are the most: 9.
    result = solve(four(), engines=engines)
    assert result.points == 9


def test_together_classes_are_expanded_again(engines: Engines) -> None:
    result = solve(four(Together(units=("a", "d"), **WHY)), engines=engines)
    assert result.plan is not None
    assert result.plan.evaluation.plan.together("a", "d")
    # a and d as one: leaving b out costs 8, leaving c out 7.
    assert result.points == 5


def test_impossible_is_named_with_a_minimal_conflict(engines: Engines) -> None:
    # b next to a and to c by two rules, a and c apart through fixed places; the apart rule is not needed.
    rules = (
        Together(units=("a", "b"), **WHY),
        Fixed(units=("a",), area="x", **WHY),
        Fixed(units=("d",), area="y", **WHY),
        Apart(units=("b", "d"), **WHY),
        Apart(units=("c", "d"), **WHY),
        Apart(units=("c", "a"), **WHY),
    )
    result = solve(four(*rules), engines=engines)
    assert result.status is Status.IMPOSSIBLE
    assert result.plan is None
    assert result.points is None
    assert result.bound is None
    assert result.assurance == (Assurance.CORROBORATED,)
    (conflict,) = result.conflicts
    assert conflict.minimal
    # c is apart from d and from a; what puts a and d in the two areas is the rest of the conflict.
    assert [stated.rule.id for stated in conflict.rules if stated.rule.id == "apart"] == ["apart", "apart"]


def test_arithmetic_says_impossible_before_any_engine(engines: Engines) -> None:
    result = solve(four(rules=(AreaSize(most=Bound(share=0.2), why="w"),)), engines=engines)
    assert result.status is Status.IMPOSSIBLE
    assert [entry["engine"] for entry in result.provenance.engines] == ["arithmetic"]
    assert result.conflicts[0].reason is not None


def test_proposals_and_today_are_looked_at(engines: Engines) -> None:
    facts = [unit("a", 10, today="x"), unit("b", 10, today="old"), unit("c", 10, today="y")]
    described = scenario(
        facts,
        "xy",
        former=["old"],
        synergies=[synergy("a", "b", 2)],
        proposals=[proposal("good", {"x": "ab", "y": "c"}), proposal("part", {"x": "a"})],
    )
    result = solve(Problem(described, model([SynergyTerm(weight=1, why="w")])), engines=engines)
    good, part = result.proposals
    assert good.evaluation.points == result.points == 2
    assert good.evaluation.allowed
    assert part.evaluation.unplaced == ("b", "c")
    assert result.today is not None
    assert [area.area for area in result.today.areas] == ["x", "y", "old"]


def test_the_same_answer_twice(engines: Engines) -> None:
    first, second = (solve(four(), Params(seed=7), engines=engines) for _ in range(2))
    assert first.plan is not None
    assert second.plan is not None
    assert first.plan.evaluation.plan == second.plan.evaluation.plan
    assert first.provenance.engines == second.provenance.engines


def test_whoever_watches_sees_points_rise_and_bounds_fall(engines: Engines) -> None:
    seen: list[Progress] = []
    solve(four(), watch=seen.append, engines=engines)
    points = [news.points for news in seen if news.points is not None]
    bounds = [news.bound for news in seen if news.bound is not None]
    assert points == sorted(points)
    assert bounds == sorted(bounds, reverse=True)
    assert points[-1] == bounds[-1] == 9


class LyingEngines:
    """Engines that answer what a test tells them to."""

    answers: dict[str, Outcome]
    pid: int | None = 1

    def __enter__(self) -> LyingEngines:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def run(self, engine: str, *_: object, **__: object) -> Outcome:
        return self.answers.get(engine, Outcome(Claim.UNKNOWN))

    def suits(self, engine: str, *_: object) -> bool:
        return engine == "cpsat" or engine in self.answers


def lie(monkeypatch: pytest.MonkeyPatch, **answers: Outcome) -> None:
    LyingEngines.answers = answers
    monkeypatch.setattr(solving, "Engines", LyingEngines)


def areas(text: str) -> Assignment:
    return np.array(["xy".index(area) for area in text], dtype=np.int64)


def test_an_assignment_that_breaks_a_rule_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.BEST, areas("xxxx"), 12))
    assert solve(four()).status is Status.UNKNOWN


def test_a_bound_below_the_points_is_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.BEST, areas("xxxy"), 7))
    with pytest.raises(Disagreement, match="8"):
        solve(four())


def test_impossible_is_not_believed_against_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, local_search=Outcome(Claim.GOOD, areas("xxxy")), cpsat=Outcome(Claim.IMPOSSIBLE))
    with pytest.raises(Disagreement):
        solve(four())


def test_impossible_is_not_believed_from_one_configuration_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.IMPOSSIBLE))
    result = solve(four())
    assert result.status is Status.UNKNOWN
    assert result.conflicts == ()


def test_impossible_without_a_second_engine_is_not_corroborated(monkeypatch: pytest.MonkeyPatch) -> None:
    impossible = Outcome(Claim.IMPOSSIBLE)
    lie(monkeypatch, cpsat=impossible, feasibility=impossible)
    result = solve(four())
    assert result.status is Status.IMPOSSIBLE
    assert result.assurance == ()


def test_a_second_engine_that_has_a_plan_contradicts_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    impossible = Outcome(Claim.IMPOSSIBLE)
    lie(monkeypatch, cpsat=impossible, feasibility=impossible, milp=Outcome(Claim.GOOD, areas("xxxy"), 9))
    with pytest.raises(Disagreement):
        solve(four())


def test_a_second_engine_that_says_impossible_contradicts_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.BEST, areas("xxxy"), 8), milp=Outcome(Claim.IMPOSSIBLE))
    with pytest.raises(Disagreement):
        solve(four())


def test_a_better_plan_from_the_second_engine_is_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    # The first engine claims that 7 points are best; the second shows a plan with 8.
    lie(
        monkeypatch,
        cpsat=Outcome(Claim.BEST, areas("yxxx"), 7),
        milp=Outcome(Claim.BEST, areas("xxxy"), 8),
    )
    with pytest.raises(Disagreement):
        solve(four())


def test_a_second_engine_that_is_not_sure_corroborates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.BEST, areas("xxxy"), 8), milp=Outcome(Claim.GOOD, areas("xxxy"), 9))
    result = solve(four())
    assert result.status is Status.BEST
    assert result.assurance == (Assurance.CHECKED,)


def test_a_gap_is_counted_from_our_own_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.GOOD, areas("xxxy"), 10))
    result = solve(four())
    assert result.status is Status.GOOD
    assert result.gap == Fraction(2, 8)


def test_points_that_evaluation_does_not_confirm_are_never_published(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = four()
    wrong = asked.core.pair_points.copy()
    wrong[0] += 1
    asked.__dict__["core"] = _with_points(asked, wrong)
    with pytest.raises(Disagreement):
        solve(asked, Params(second_opinion=False))


def _with_points(asked: Problem, points: Any) -> Any:
    return replace(asked.core, pair_points=points)


def test_ctrl_c_keeps_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(LyingEngines):
        def run(self, engine: str, *_: object, **__: object) -> Outcome:
            if engine == "cpsat":
                raise KeyboardInterrupt
            return Outcome(Claim.GOOD, areas("xxxy"))

    monkeypatch.setattr(solving, "Engines", Stopped)
    result = solve(four())
    assert result.interrupted
    assert result.status is Status.GOOD
    assert result.points == 8
    assert result.bound is None
    assert result.gap is None


def test_evaluation_agrees_with_the_result(engines: Engines) -> None:
    asked = four()
    result = solve(asked, engines=engines)
    assert result.plan is not None
    again = evaluate(asked, Plan(dict(result.plan.evaluation.plan)))
    assert again.points == result.points
    assert again.allowed
