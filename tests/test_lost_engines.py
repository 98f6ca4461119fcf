"""What is left when engines crash, hang or have no time: the best known plan, in time."""

from __future__ import annotations

import io
import time
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from regroup.engines import connection
from regroup.engines.base import Budget, Claim, Outcome
from regroup.engines.process import Engines
from regroup.errors import EngineFailure
from regroup.params import Params
from regroup.report.page import console_on
from regroup.report.synergies import MOST_SHOWN, print_cut
from regroup.result import Status
from regroup.solve import solve
from regroup.turns import ANSWERING, GRACE_SECONDS, Turns
from tests.build import model, scenario, synergy
from tests.engines.municipal import municipal
from tests.test_solve import LyingEngines, areas, four

solving = import_module("regroup.solve")


class Failing(LyingEngines):
    """Engines of which some are lost."""

    lost: tuple[str, ...] = ()

    def run(self, engine: str, *_: object, **__: object) -> Outcome:
        if engine in self.lost:
            raise EngineFailure(engine, "process ended by SIGSEGV")
        return super().run(engine)


def lose(monkeypatch: pytest.MonkeyPatch, *lost: str, **answers: Outcome) -> None:
    Failing.lost, Failing.answers = lost, answers
    monkeypatch.setattr(solving, "Engines", Failing)


def test_a_lost_engine_costs_its_answer_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, "cpsat", local_search=Outcome(Claim.GOOD, areas("xxxy")))
    result = solve(four())
    assert (result.status, result.points, result.bound) == (Status.GOOD, 8, None)
    assert result.provenance.engines[-1]["claim"] == "failed"


def test_the_others_still_prove(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, "local_search", "milp", cpsat=Outcome(Claim.BEST, areas("xxyy"), 9))
    result = solve(four())
    assert (result.status, result.points, result.bound) == (Status.BEST, 9, 9)


def test_without_any_engine_units_are_spread_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, "local_search", "cpsat")
    result = solve(four())
    assert result.status is Status.GOOD
    assert result.plan is not None
    assert result.provenance.plan_by == "spread"


def test_without_any_plan_the_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, "local_search", "cpsat")
    monkeypatch.setattr(solving, "in_hand", lambda *_: None)
    with pytest.raises(EngineFailure, match="SIGSEGV"):
        solve(four())


def test_ctrl_c_while_a_plan_is_verified_does_not_lose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch, cpsat=Outcome(Claim.BEST, areas("xxyy"), 9))
    real, calls = solving.verified, []

    def verified(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(solving, "verified", verified)
    result = solve(four())
    assert (result.interrupted, result.points) == (True, 9)


def test_ctrl_c_while_engines_are_ended_does_not_lose_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    class Ending(Failing):
        def __exit__(self, *_: object) -> None:
            raise KeyboardInterrupt

        def close(self) -> None:
            closed.append(True)

    lose(monkeypatch, cpsat=Outcome(Claim.BEST, areas("xxyy"), 9))
    monkeypatch.setattr(solving, "Engines", Ending)
    result = solve(four())
    assert (result.interrupted, result.points, result.status) == (True, 9, Status.BEST)
    assert closed


def test_an_engine_without_time_leaves_a_plan_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lose(monkeypatch)
    assert solve(four(), Params(time_limit=1.0)).plan is not None
    assert solve(four()).plan is None  # without a limit the same answer as ever


def test_every_engine_is_ended_in_time_for_an_answer() -> None:
    now = 0.5
    turns = Turns(Params(time_limit=2.0), 50, lambda: now)
    end = 2.0 * 1.05 + GRACE_SECONDS
    for engine in ("local_search", "columns", "clique_bound", "columns", "cpsat"):
        budget = turns.budget(1.0, engine)
        assert budget.latest is not None
        assert budget.seconds is not None
        assert now + budget.latest <= max(now + 0.1, end - ANSWERING * (end - 2.0) - 0.5) + 1e-9
        now += budget.latest  # each takes all it is given
    assert now < end
    assert Turns(Params(), 50, lambda: 0.0).budget(1.0, "cpsat").latest is None


def test_a_process_that_takes_no_job_is_ended_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "COMMAND", ("-c", "import time; time.sleep(60)"))
    core = municipal(400, 12, 1)  # far more than a pipe holds
    began = time.monotonic()
    with Engines() as engines:
        outcome = engines.run("cpsat", core, Budget(work=1, seconds=0.2, latest=0.5))
    assert outcome.claim is Claim.UNKNOWN
    assert time.monotonic() - began < 5


def test_of_thousands_of_cut_synergies_the_strongest_are_printed() -> None:
    names = [f"u{at}" for at in range(40)]
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    random: Any = np.random.default_rng(1)
    facts = scenario(names, "xy", synergies=[synergy(*pair, int(random.integers(1, 4))) for pair in pairs])
    stream = io.StringIO()
    print_cut(console_on(stream, 100), facts, _halves(facts, names), "en")
    shown = stream.getvalue()
    assert shown.count("•") == MOST_SHOWN
    assert "and 200 more" in shown


def _halves(facts: Any, names: list[str]) -> Any:
    from regroup.evaluation import evaluate
    from regroup.plan import Plan
    from regroup.problem import Problem
    from regroup.terms.synergy import SynergyTerm

    plan = Plan({name: "xy"[at % 2] for at, name in enumerate(names)})
    return evaluate(Problem(facts, model([SynergyTerm(weight=1, why="w")])), plan)
