"""How work and time are shared out among the engines."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regroup.params import Params
from regroup.turns import LEAST_SECONDS, LEAST_WORK, LONG_SEARCH, REMEMBERED_STEPS, SEARCH_STEPS, STARTING, Turns


def turns(elapsed: float = 0.0, **params: float) -> Turns:
    return Turns(Params(**params), 50, lambda: elapsed)


def test_without_a_time_limit_there_is_none():
    mine = turns(work=10.0)
    for engine in ("columns", "clique_bound", "cpsat"):
        assert mine.proof(engine).seconds is None


def test_an_engine_has_its_share_at_first_and_all_that_is_left_later():
    mine = turns(20.0, time_limit=60.0)
    assert mine.search(remembered=False).seconds == 10.0
    assert [mine.proof("columns").seconds for _ in range(2)] == [24.0, 40.0]
    assert mine.proof("local_search").seconds == 10.0
    assert mine.proof("clique_bound").seconds == 24.0
    assert mine.proof("cpsat").seconds == 40.0


def test_an_engine_has_a_moment_even_when_time_is_up():
    assert turns(70.0, time_limit=60.0).proof("cpsat").seconds == LEAST_SECONDS


@pytest.mark.parametrize(
    ("elapsed", "running", "late"),
    [(30.0, False, False), (30.8, False, True), (30.8, True, False), (31.7, True, True)],
)
def test_what_is_made_ready_at_the_end_has_as_long_as_what_was_at_the_start(
    elapsed: float, running: bool, late: bool
) -> None:
    moments = iter([28.0, elapsed])
    mine = Turns(Params(time_limit=55.0), 50, lambda: next(moments))  # 55 + 3/4 · 5.75 - 28 = 31.3
    assert mine.too_late(running=running) is late


def test_without_a_time_limit_it_is_never_too_late() -> None:
    assert not turns(1e9).too_late(running=False)


@pytest.mark.parametrize(("running", "spare"), [(False, STARTING), (True, LEAST_SECONDS)])
def test_just_enough_time_is_not_too_late(running: bool, spare: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Turns, "_spare", lambda _: spare)
    assert not turns(time_limit=60.0).too_late(running=running)


def test_an_engine_is_ended_half_way_through_the_grace_and_the_last_at_its_end():
    mine = turns(20.0, time_limit=60.0)  # 60 + 3/4 · 6 - 20 to get ready - 20 = 24.5
    asked = ("local_search", "columns", "columns", "cpsat")
    latest = [mine.budget(1.0, engine).latest for engine in asked]
    assert latest == pytest.approx([10 + 14.5 / 2, 24 + 0.5 / 2, 24.5, 24.5])


def test_work_is_used_up_but_for_a_little():
    mine = turns(work=10.0)
    mine.used("columns", 4.0)
    assert mine.proof("cpsat").work == 6.0
    mine.used("columns", 40.0)
    assert mine.proof("cpsat").work == LEAST_WORK


def test_the_clique_bound_has_work_of_its_own():
    mine = turns(work=10.0)
    mine.used("clique_bound", 1e6)
    assert mine.proof("cpsat").work == 10.0
    assert mine.proof("local_search").work == 10 * LONG_SEARCH
    assert mine.proof("clique_bound").work == 250.0


def test_local_search_is_shorter_from_a_plan_of_before():
    assert turns().search(remembered=False).work == SEARCH_STEPS
    assert turns().search(remembered=True).work == REMEMBERED_STEPS


def test_budgets_carry_the_settings():
    budget = Turns(Params(seed=7, workers=2, gap=Fraction(1, 10)), 5, lambda: 0.0).budget(3.0)
    assert (budget.work, budget.seed, budget.workers, budget.gap) == (3.0, 7, 2, Fraction(1, 10))
