"""solve between its engines: what it gives them, what it tells whoever watches, and what it puts on record."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from regroup import found_so_far
from regroup.engines.base import Budget, Claim, Event, Interrupted, Outcome, Refused, Report, silent
from regroup.news import Progress
from regroup.params import Params
from regroup.problem import Problem
from regroup.result import Status
from regroup.solve import solve
from regroup.terms.synergy import SynergyTerm
from tests.build import model, proposal, scenario, synergy, unit
from tests.test_solve import LyingEngines, areas, four, lie, solving

PROVED = Outcome(Claim.BEST, areas("xxxy"), 8, work=1.23456789)


class SlowEngines(LyingEngines):
    """Engines that take as long as a test says by its own clock, after the news that it gives them."""

    took: float
    news: tuple[Event, ...]
    budgets: list[tuple[str, float | None]]
    now: float

    def run(self, engine: str, core: object, budget: Budget, *, report: Report = silent, **_: object) -> Outcome:
        type(self).now += self.took
        self.budgets.append((engine, budget.seconds))
        for event in self.news if engine == "cpsat" else ():
            report(event)
        return super().run(engine)


def slow(monkeypatch: pytest.MonkeyPatch, took: float, *news: Event, **answers: Outcome) -> type[SlowEngines]:
    lie(monkeypatch, **answers)
    SlowEngines.took, SlowEngines.news, SlowEngines.budgets, SlowEngines.now = took, news, [], 1000.0
    monkeypatch.setattr(solving, "Engines", SlowEngines)
    monkeypatch.setattr(found_so_far, "time", SimpleNamespace(monotonic=lambda: SlowEngines.now))
    return SlowEngines


def described(**facts: Any) -> Problem:
    """As `four`, and today a, b and d are in one area and c in the other: 5 points."""
    units = [unit(name, 10, today="xxyx"["abcd".index(name)]) for name in "abcd"]
    pairs = [synergy("a", "b", 5), synergy("c", "d", 4), synergy("b", "c", 3)]
    return Problem(scenario(units, "xy", synergies=pairs, **facts), model([SynergyTerm(weight=1, why="w")]))


def test_the_time_limit_is_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # Local search gets a quarter of 8 seconds; each engine uses 3 of them.
    engines = slow(monkeypatch, 3.0, cpsat=PROVED, milp=PROVED)
    solve(four(), Params(time_limit=8.0))
    assert engines.budgets == [("local_search", 2.0), ("cpsat", 5.0), ("columns", 2.0), ("milp", 0.1)]


def test_an_engine_gets_a_moment_even_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = slow(monkeypatch, 9.0)
    solve(four(), Params(time_limit=8.0))
    assert engines.budgets == [("local_search", 2.0), ("cpsat", 0.1)]


@pytest.mark.parametrize(("took", "pid"), [(20.0, 1), (10.0, None)])
def test_no_engine_is_asked_when_the_answer_has_to_be_made_ready(
    monkeypatch: pytest.MonkeyPatch, took: float, pid: int | None
) -> None:
    engines = slow(monkeypatch, took)
    monkeypatch.setattr(engines, "pid", pid)
    assert solve(four(), Params(time_limit=8.0)).plan is not None
    assert engines.budgets == [("local_search", 2.0)]


def test_without_a_time_limit_engines_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = slow(monkeypatch, 3.0)
    solve(four())
    assert engines.budgets == [("local_search", None), ("cpsat", None)]


def test_news_and_provenance_say_how_long_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    slow(monkeypatch, 3.0, cpsat=PROVED)
    seen: list[Progress] = []
    result = solve(four(), watch=seen.append)
    assert [(news.engine, news.seconds) for news in seen] == [("local_search", 3.0), ("cpsat", 6.0), ("columns", 9.0)]
    assert result.provenance.seconds == 9.0


def test_only_what_is_new_is_told_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    news = [Event(bound=12), Event(bound=12), Event(8, areas("xxxy")), Event(8, areas("xxxy")), Event(bound=11)]
    slow(monkeypatch, 0.0, *news, cpsat=Outcome(Claim.GOOD, areas("xxxy"), 10))
    seen: list[Progress] = []
    solve(four(), watch=seen.append)
    told = [(news.engine, news.points, news.bound) for news in seen]
    assert told[0] == ("local_search", None, None)
    assert told[1:] == [("cpsat", None, 12), ("cpsat", 8, 12), ("cpsat", 8, 11), ("cpsat", 8, 10)]


def test_today_is_a_plan_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch)
    result = solve(described())
    assert (result.status, result.points, result.bound) == (Status.GOOD, 5, None)


def test_a_better_proposal_takes_its_place_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch)
    seen: list[Progress] = []
    plans = [proposal("same", {"x": "abd", "y": "c"}), proposal("better", {"x": "abc", "y": "d"})]
    result = solve(described(proposals=plans), watch=seen.append)
    assert result.points == 8
    told = [("proposal", 5), ("proposal", 8), ("local_search", 8), ("cpsat", 8)]
    assert [(news.engine, news.points) for news in seen] == told


def test_what_each_engine_said_is_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=PROVED, milp=Outcome(Claim.UNKNOWN, work=2.0))
    assert list(solve(four()).provenance.engines) == [
        {"engine": "local_search", "claim": "unknown", "work": 0.0, "bound": None},
        {"engine": "cpsat", "claim": "best", "work": 1.234568, "bound": 8},
        {"engine": "columns", "claim": "unknown", "work": 0.0, "bound": None},
        {"engine": "milp", "claim": "unknown", "work": 2.0, "bound": None},
    ]


def test_the_second_question_of_feasibility_is_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.IMPOSSIBLE), feasibility=Outcome(Claim.UNKNOWN, work=0.5))
    assert solve(four()).provenance.engines[-1] == {"engine": "feasibility", "claim": "unknown", "work": 0.5}


def test_an_engine_that_refuses_is_on_record_and_the_plan_in_hand_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing(LyingEngines):
        def run(self, engine: str, *_: object, **__: object) -> Outcome:
            if engine == "cpsat":
                raise Refused("cpsat", "too large")
            return Outcome(Claim.GOOD, areas("xxxy"))

    monkeypatch.setattr(solving, "Engines", Refusing)
    result = solve(four())
    assert (result.status, result.points) == (Status.GOOD, 8)
    assert result.provenance.engines[-1] == {"engine": "cpsat", "claim": "refused", "detail": "too large"}


def test_what_an_interrupted_engine_had_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(LyingEngines):
        def run(self, engine: str, *_: object, **__: object) -> Outcome:
            if engine == "cpsat":
                raise Interrupted(Outcome(Claim.GOOD, areas("xxxy"), 10))
            return Outcome(Claim.UNKNOWN)

    monkeypatch.setattr(solving, "Engines", Stopped)
    result = solve(four())
    assert result.interrupted
    assert (result.status, result.points, result.bound) == (Status.GOOD, 8, 10)
    assert result.provenance.engines[-1]["engine"] == "interrupted engine"


GOOD = Outcome(Claim.GOOD, areas("xxxy"), 12)


def asked_in_turn(monkeypatch: pytest.MonkeyPatch, params: Params, **answers: Outcome) -> list[str]:
    engines = slow(monkeypatch, 1.0, **answers)
    solve(four(), params)
    return [engine for engine, _ in engines.budgets]


def test_a_bound_is_asked_for_where_exact_pricing_has_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"columns": GOOD, "clique_bound": Outcome(Claim.GOOD, areas("xxxy"), 10), "cpsat": GOOD}
    turns = asked_in_turn(monkeypatch, Params(time_limit=60.0), **answers)
    assert turns == ["local_search", "columns", "local_search", "clique_bound", "columns", "cpsat"]


def test_exact_pricing_goes_on_only_where_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"columns": GOOD, "clique_bound": Outcome(Claim.GOOD, areas("xxxy"), 13)}
    turns = asked_in_turn(monkeypatch, Params(time_limit=60.0), **answers)
    assert turns == ["local_search", "columns", "local_search", "clique_bound", "columns", "cpsat"]
    assert asked_in_turn(monkeypatch, Params(), **answers) == [
        "local_search",
        "columns",
        "local_search",
        "clique_bound",
        "cpsat",
    ]


@pytest.mark.parametrize(("gap", "asked"), [(Fraction(1, 2), False), (Fraction(49, 100), True)])
def test_nobody_else_is_asked_where_the_gap_is_small_enough(
    monkeypatch: pytest.MonkeyPatch, gap: Fraction, asked: bool
) -> None:
    turns = asked_in_turn(monkeypatch, Params(gap=gap), columns=GOOD)  # 12 is half of 8 above it
    assert turns == ["local_search", "columns", *["cpsat"] * asked]


def test_work_that_one_engine_has_done_is_not_there_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[tuple[str, float]] = []

    class Counting(LyingEngines):
        def run(self, engine: str, core: object, budget: Budget, **_: object) -> Outcome:
            work.append((engine, budget.work))
            return super().run(engine)

    lie(monkeypatch, columns=replace(GOOD, work=4.0))
    monkeypatch.setattr(solving, "Engines", Counting)
    solve(four(), Params(work=10.0))
    assert work[1:] == [("columns", 10.0), ("cpsat", 6.0)]


def test_no_bound_is_asked_for_without_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"columns": Outcome(Claim.UNKNOWN), "clique_bound": Outcome(Claim.UNKNOWN, None, 13)}
    assert asked_in_turn(monkeypatch, Params(), **answers) == ["local_search", "columns", "cpsat"]


def test_the_best_bound_counts_and_who_found_what_is_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    bound = Outcome(Claim.GOOD, areas("xxxy"), 10)
    lie(monkeypatch, columns=GOOD, clique_bound=bound, cpsat=Outcome(Claim.UNKNOWN, None, 11))
    result = solve(four())
    assert (result.status, result.points, result.bound) == (Status.GOOD, 8, 10)
    assert (result.provenance.plan_by, result.provenance.bound_by) == ("columns", "clique_bound")
    assert [engine["bound"] for engine in result.provenance.engines] == [None, 12, None, 10, 11]


def test_a_bound_that_meets_the_plan_is_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, columns=GOOD, clique_bound=Outcome(Claim.BEST, areas("xxxy"), 8))
    assert solve(four()).status is Status.BEST


def test_nobody_found_what_there_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch)
    result = solve(four())
    assert (result.provenance.plan_by, result.provenance.bound_by) == (None, None)


def test_whoever_watches_hears_of_compiling_once(monkeypatch: pytest.MonkeyPatch) -> None:
    slow(monkeypatch, 0.0, Event(compiling=True), Event(bound=12), cpsat=PROVED)
    seen: list[Progress] = []
    solve(four(), watch=seen.append)
    assert [news.compiling for news in seen] == [False, True, False, False, False]
