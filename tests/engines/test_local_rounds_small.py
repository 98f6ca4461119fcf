"""What a local search keeps, tells and spends, by hand; which rounds it makes is its own affair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from regroup.engines import local_rounds, local_search
from regroup.engines.base import Budget, Claim, Event, Setting
from regroup.engines.local_pool import Pool
from regroup.engines.local_rounds import MOST_PARENTS, Rounds
from tests.engines.random_cores import empty_core

PULLS = replace(empty_core(1, 4), pull=np.array([[1, 2, 3, 9]]), allowed=np.array([[True, True, True, False]]))
"""One node, and areas that are worth ever more; it may not be in the best."""
APART = replace(empty_core(3, 3), pull=np.array([[5, 0, 2], [0, 4, 1], [3, 3, 0]]), apart=np.array([[0, 2]]))
"""The best is the first node in the first area, and the others in the second: 12 points."""


class Clock:
    """Stands for the module: a time that is set by hand."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock()
    monkeypatch.setattr(local_rounds, "time", standing)
    return standing


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with np.errstate(over="ignore"):
        yield


def rounds(work: float = 1.0, seconds: float | None = None, pool: Pool | None = None) -> tuple[Rounds, list[Event]]:
    told: list[Event] = []
    return Rounds(PULLS, Budget(work=work, seconds=seconds), told.append, 1, 100.0, pool), told


def met(search: Rounds, points: float, area: int) -> None:
    search.record.points[0] = points
    search.record.best[:] = area


def test_a_search_is_over_at_its_work_or_its_time(clock: Clock):
    search, _ = rounds(work=2.0, seconds=5.0)
    for clock.now, over in ((104.9, False), (105.0, True)):
        assert search._over() is over
    search, _ = rounds(work=2.0)
    for search.work, over in ((1.999, False), (2.0, True)):
        assert search._over() is over


@pytest.mark.parametrize(("work", "done", "left"), [(3.0, 1.0, 2000), (1.0, 1.0, 1), (1.0, 1.5, 1), (1e30, 0.0, 2**40)])
def test_so_many_moves_are_left(work: float, done: float, left: int):
    search, _ = rounds(work)
    search.work = done
    assert search._left() == left


def test_moves_are_work_and_none_are_one():
    search, _ = rounds()
    for moves, work in ((500, 0.5), (0, 0.501), (-3, 0.502)):
        search._account(moves)
        assert search.work == pytest.approx(work, abs=1e-9)


def test_the_core_decides_what_is_kept_and_only_what_is_better_is_told():
    search, told = rounds()
    for points, area, best in ((1, 0, 0), (7, 3, 0), (2, 1, 1), (2, 1, 1), (1, 0, 1), (99, 2, 2), (3, 1, 2)):
        met(search, points, area)
        search._account(1)
        assert search.best is not None
        assert search.best.tolist() == [best]
        assert search.best_points == search.record.points[0] == best + 1
    assert [(event.points, event.assignment.tolist()) for event in told if event.assignment is not None] == [
        (1, [0]),
        (2, [1]),
        (3, [2]),
    ]
    search._keep(np.array([2]))
    assert len(told) == 3


def test_where_nothing_allowed_is_met_nothing_is_kept():
    told: list[Event] = []
    search = Rounds(empty_core(2, 2), Budget(work=1.0), told.append, 1, 0.0)
    search._account(1)
    assert (search.best, search.best_points, search.record.points[0], told) == (None, -np.inf, -np.inf, [])


def test_what_is_kept_stays_as_it_was():
    search, told = rounds()
    met(search, 1, 0)
    search._account(1)
    search.record.best[:] = 1
    assert search.best is not None
    assert search.best.tolist() == [0]
    assert len(told) == 1


def test_local_optima_are_offered_to_the_pool(monkeypatch: pytest.MonkeyPatch):
    pool = Pool(PULLS)
    monkeypatch.setattr("regroup.engines.local_pool.MOST", 2)
    search, _ = rounds(pool=pool)
    search.record.met[:4, 0] = 2, 0, 3, 1
    search.record.filled[0] = 3
    search._account(1)
    assert [plan.tolist() for plan in pool.plans()] == [[2], [0]]
    assert (search.record.filled[0], search.record.points[2]) == (0, 1)
    search.record.met[0] = 1
    assert [plan.tolist() for plan in pool.plans()] == [[2], [0]]
    search._account(1)
    assert [plan.tolist() for plan in pool.plans()] == [[2], [0]]


def test_a_population_has_the_best_and_each_number_of_points_once():
    pool = Pool(PULLS)
    search, _ = rounds(pool=pool)
    for points in (3, 1, 3, 1, 2):
        search._join(points, np.array([points - 1]))
    assert [(points, plan.tolist()) for points, plan in search._population] == [(3, [2]), (2, [1]), (1, [0])]
    assert len(pool.plans()) == 3
    for points in range(10, 10 + MOST_PARENTS):
        search._join(points, np.array([0]))
    assert [points for points, _ in search._population] == list(range(9 + MOST_PARENTS, 9, -1))


def test_a_search_tells_whole_plans_and_its_first_before_any_round():
    told: list[Event] = []
    start = np.array([0, 1, 1])
    core = replace(APART, together=np.array([[1, 2]]))
    outcome = local_search.solve(core, Budget(work=1e-3), starts=[np.array([2, 0, 0]), start], report=told.append)
    assert outcome.claim is Claim.GOOD
    assert outcome.assignment is not None
    assert told[0].assignment is not None
    assert told[0].assignment.tolist() == start.tolist()
    assert [event.points for event in told] == sorted({event.points for event in told if event.points is not None})
    for event in told:
        assert event.assignment is not None
        assert core.allows(event.assignment)
        assert core.points(event.assignment) == event.points
    assert core.points(outcome.assignment) == told[-1].points == 12
    assert outcome.work > 0


def test_a_search_finds_what_is_better_than_what_it_is_given():
    told: list[Event] = []
    outcome = local_search.solve(APART, Budget(work=0.5), starts=[np.array([1, 2, 2])], report=told.append)
    assert outcome.assignment is not None
    assert outcome.assignment.tolist() == [0, 1, 1]
    assert len(told) > 1


def test_without_time_for_a_round_the_pool_is_what_is_given(clock: Clock):
    clock.now = np.inf
    found = local_search.pool(PULLS, Budget(work=1.0, seconds=1.0), [np.array([0])])
    assert [plan.tolist() for plan in found] == [[0]]


def test_either_setting_finds_the_best_with_any_seed():
    for setting in Setting:
        found = local_search.solve(PULLS, Budget(work=0.2, seed=0), setting=setting)
        assert found.assignment is not None
        assert found.assignment.tolist() == [2]
