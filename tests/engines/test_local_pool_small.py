"""The pool by hand: each plan once, the best of them, none that is not allowed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import local_pool
from regroup.engines.local_pool import Pool
from tests.engines.random_cores import empty_core

PULLS = replace(empty_core(1, 5), pull=np.array([[3, 1, 2, 5, 2]]), allowed=np.array([[True, True, True, False, True]]))
"""One node, and areas that are worth different points, but for two that are alike; it may not be in the best."""


def offered(core: Core, plans: list[list[int]]) -> Pool:
    pool = Pool(core)
    for plan in plans:
        pool.offer(np.array(plan))
    return pool


def places(pool: Pool) -> list[list[int]]:
    return [plan.tolist() for plan in pool.plans()]


def test_best_first_each_once_and_only_what_is_allowed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local_pool, "MOST", 3)
    pool = offered(PULLS, [[1], [3], [0], [1]])
    assert places(pool) == [[0], [1]]
    assert pool.least == -np.inf
    pool.offer(np.array([4]))
    assert (places(pool), pool.least) == ([[0], [2], [1]], 1)
    pool.offer(np.array([2]))
    assert places(pool) == [[0], [2], [1]]


def test_when_it_is_full_the_worst_leaves_and_none_as_bad_comes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local_pool, "MOST", 2)
    pool = offered(PULLS, [[1], [2]])
    assert (places(pool), pool.least) == ([[2], [1]], 1)
    pool.offer(np.array([0]))
    assert (places(pool), pool.least) == ([[0], [2]], 2)
    others = replace(PULLS, pull=np.array([[3, 2, 2, 5, 2]]), counted=np.array([True, True, False, True, False]))
    assert places(offered(others, [[0], [1], [2]])) == [[0], [1]]


def test_a_plan_that_is_there_under_other_names_is_not_asked_about_twice(monkeypatch: pytest.MonkeyPatch):
    asked: list[list[int]] = []

    def points(_: Core, plan: np.ndarray) -> int:
        asked.append(plan.tolist())
        return 0

    monkeypatch.setattr(Core, "points", points)
    pool = offered(empty_core(2, 2), [[0, 1], [0, 1], [1, 0], [1, 0]])
    assert asked == [[0, 1], [1, 0]]
    assert places(pool) == [[0, 1]]
