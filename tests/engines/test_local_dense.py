"""Whole rows of moves: tables that stay true, plans that stay allowed, as good as the best, and better than without."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import cpsat, local_dense, local_rounds, local_search
from regroup.engines.base import Budget, Claim
from regroup.engines.local_bath import Bath
from regroup.engines.local_chance import chance_of
from regroup.engines.local_dense import Dense, dense_of, empty_spots, put
from regroup.engines.local_dense_loop import bathe
from regroup.engines.local_net import net_of
from regroup.engines.local_record import empty_record
from tests.engines.random_cores import empty_core

NEED_NODES = local_dense.FEWEST_NODES


def dense_core(n: int, k: int, seed: int, *, factor: int = 1) -> Core:
    """Points on every pair, pulls, uneven sizes, windows of a quarter around the mean and a bit."""
    random = np.random.default_rng([17, n, k, seed])
    first, second = np.triu_indices(n, 1)
    sizes = random.integers(1, 6, n)
    mean = int(sizes.sum()) / k
    return replace(
        empty_core(n, k, 1),
        sizes=sizes[None, :],
        window_least=np.full((1, k), int(mean * 0.75) - 3),
        window_most=np.full((1, k), int(mean * 1.25) + 4),
        pair_i=first,
        pair_j=second,
        pair_points=factor * random.integers(-20, 100, len(first)),
        pull=factor * random.integers(-30, 30, (n, k)),
        must_use=np.ones(k, dtype=np.bool_),
        count_least=k,
    )


def even_plan(core: Core) -> np.ndarray:
    plan = np.arange(core.n) % core.k
    assert core.allows(plan)
    return plan


def tables(core: Core, monkeypatch: pytest.MonkeyPatch) -> Dense:
    monkeypatch.setattr(local_dense, "FEWEST_NODES", 1)
    dense = dense_of(core, net_of(core))
    assert dense is not None
    return dense


@pytest.mark.parametrize("heat", [5.0, 60.0, 400.0])
def test_tables_stay_true_and_plans_allowed(heat: float, monkeypatch: pytest.MonkeyPatch):
    core = dense_core(40, 4, 1)
    dense, plan = tables(core, monkeypatch), even_plan(core)
    spots, chance = empty_spots(dense), chance_of(3)
    put(dense, spots, plan)
    counts = set()
    for _ in range(20):
        bathe(dense, spots, chance, heat, 1.0, 1)
        now = spots.area.astype(np.int64)
        counts.add(tuple(spots.members.tolist()))
        assert core.allows(now)
        assert core.points(now) - core.points(plan) == spots.points[0]
        assert core.points(spots.best.astype(np.int64)) - core.points(plan) == spots.points[1] >= spots.points[0]
        true = empty_spots(dense)
        put(dense, true, now)
        for name in ("near", "own", "total", "members"):
            assert (getattr(true, name) == getattr(spots, name)).all(), name
    assert len(counts) > 1


@pytest.mark.parametrize("seed", range(3))
def test_finds_the_best_of_small_cores(seed: int, monkeypatch: pytest.MonkeyPatch):
    core = dense_core(11, 3, seed)
    best = cpsat.solve(core, Budget(work=100))
    assert best.claim is Claim.BEST
    bath, record = Bath(core, tables(core, monkeypatch), chance_of(1)), empty_record(core.n)
    assert bath.begin(even_plan(core), float(core.points(even_plan(core))))
    bath.go_on(100.0, 0.9, 40)
    bath.tell(record)
    assert record.points[0] == record.points[1] == core.points(record.best) == best.bound


def test_large_points_are_rounded_but_told_exactly(monkeypatch: pytest.MonkeyPatch):
    core = dense_core(30, 3, 2, factor=10**6 + 7)
    dense = tables(core, monkeypatch)
    assert dense.unit[0] > 1
    bath, record = Bath(core, dense, chance_of(1)), empty_record(core.n)
    start = even_plan(core)
    assert bath.begin(start, float(core.points(start)))
    bath.go_on(1e8, 0.9, 40)
    bath.tell(record)
    assert core.allows(record.own)
    assert record.points[1] == core.points(record.own) > core.points(start)


def test_no_bath_begins_where_an_area_is_empty(monkeypatch: pytest.MonkeyPatch):
    core = dense_core(12, 3, 1)
    assert not Bath(core, tables(core, monkeypatch), chance_of(1)).begin(np.zeros(12, dtype=np.int64), 0.0)


def test_cores_that_say_more_are_left_alone():
    core = dense_core(NEED_NODES, 5, 1)
    assert dense_of(core, net_of(core)) is not None
    every = np.arange(5)
    narrow = {"window_least": np.full((1, 5), 59), "window_most": np.full((1, 5), 63)}
    hinges = {"hinge_measure": 0 * every, "hinge_area": every, "hinge_at": 60 + every}
    for change in (
        {"apart": np.array([[0, 1]])},
        {"open_cost": every},
        {"allowed": np.arange(NEED_NODES * 5).reshape(NEED_NODES, 5) > 0},
        {"must_use": every < 0, "window_least": np.zeros((1, 5), dtype=np.int64)},
        narrow,
        hinges | {"hinge_below": 0 * every + 1, "hinge_above": 0 * every + 1},
    ):
        other = replace(core, **change)
        assert dense_of(other, net_of(other)) is None, change
    few = replace(core, pair_i=core.pair_i[::3], pair_j=core.pair_j[::3], pair_points=core.pair_points[::3])
    assert dense_of(few, net_of(few)) is None


def test_the_same_twice_and_better_than_without(monkeypatch: pytest.MonkeyPatch):
    core = dense_core(120, 8, 1)
    budget = Budget(work=8000)
    first, second = local_search.solve(core, budget), local_search.solve(core, budget)
    assert first.assignment is not None
    assert second.assignment is not None
    assert (first.assignment == second.assignment).all()
    assert first.work == second.work
    monkeypatch.setattr(local_rounds, "bath_of", lambda *_: None)
    without = local_search.solve(core, budget).assignment
    assert without is not None
    assert core.points(first.assignment) > core.points(without)
