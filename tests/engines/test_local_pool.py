"""The pool: allowed, distinct, best first, repeatable, and with the best plan that a search finds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.engines import local_search
from regroup.engines.base import Budget
from regroup.engines.local_pool import MOST, Pool
from regroup.engines.symmetry import canonical
from tests.engines.municipal import municipal
from tests.engines.random_cores import empty_core, random_core, truth


def test_allowed_distinct_and_best_first():
    core = municipal(30, 4, 1)
    found = local_search.pool(core, Budget(work=1500))
    points = [core.points(plan) for plan in found]
    assert 20 <= len(found) <= MOST
    assert all(core.allows(plan) for plan in found)
    assert len({canonical(core, plan).tobytes() for plan in found}) == len(found)
    assert points == sorted(points, reverse=True)
    best = local_search.solve(core, Budget(work=1500)).assignment
    assert best is not None
    assert points[0] >= core.points(best)


def test_the_same_twice():
    core = municipal(30, 4, 2)
    first, second = (local_search.pool(core, Budget(work=400, seed=5)) for _ in range(2))
    assert [plan.tolist() for plan in first] == [plan.tolist() for plan in second]


def test_the_best_of_tiny_cores_is_in_it():
    for seed in range(60):
        core = random_core(seed)
        found, true = local_search.pool(core, Budget(work=300)), truth(core)
        assert all(core.allows(plan) for plan in found)
        assert (core.points(found[0]) if found else None) == true.points


def test_a_start_is_in_it():
    core = municipal(20, 3, 1)
    start = local_search.solve(core, Budget(work=500)).assignment
    assert start is not None
    found = local_search.pool(core, Budget(work=1), [start])
    assert core.points(found[0]) >= core.points(start)


def test_keeps_the_best_when_it_is_full():
    core = replace(empty_core(7, 2), pull=np.array([[0, 2**node] for node in range(7)]))
    pool = Pool(core)
    plans = [np.array([number >> node & 1 for node in range(7)]) for number in range(128)]
    for index in np.random.default_rng(1).permutation(128).tolist():
        pool.offer(plans[index])
    assert [core.points(plan) for plan in pool.plans()] == list(range(127, 127 - MOST, -1))
    assert pool.least == 128 - MOST


def test_names_of_interchangeable_areas_make_no_difference():
    pool = Pool(empty_core(3, 3))
    for plan in ([0, 1, 2], [2, 1, 0], [0, 0, 1], [1, 1, 2]):
        pool.offer(np.array(plan))
    assert len(pool.plans()) == 2


def test_impossible_is_an_empty_pool():
    core = replace(empty_core(2, 1), apart=np.array([[0, 1]]))
    assert local_search.pool(core, Budget(work=20)) == []
