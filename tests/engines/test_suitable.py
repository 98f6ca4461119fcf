"""Which cores an engine is offered, at each limit, and what points are at stake at most."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import suitable
from regroup.engines.suitable import points_at_stake, suits
from tests.engines.random_cores import empty_core, plain_points, random_core


def test_the_points_at_stake_bound_every_plan():
    for seed in range(0, 160, 3):
        core = random_core(seed)
        if core.n <= 5:
            least = points_at_stake(core)
            for plan in product(range(core.k), repeat=core.n):
                assert abs(plain_points(core, plan) - core.constant) <= least


def of_one_hinge(at: int, below: int, above: int) -> Core:
    """Five nodes of size 2 in one area."""
    one = np.ones(1, np.int64)
    return replace(
        empty_core(5, 1, 1), sizes=np.full((1, 5), 2), hinge_measure=0 * one, hinge_area=0 * one, hinge_at=at * one,
        hinge_below=below * one, hinge_above=above * one,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "below", "above", "most"), [(4, 3, 5, 50), (4, 5, 3, 50), (12, 3, 5, 60), (-4, 3, 5, 14 * 5), (0, 0, 7, 70)]
)
def test_what_size_can_lose_is_counted_at_the_farther_end(at: int, below: int, above: int, most: int):
    assert points_at_stake(of_one_hinge(at, below, above)) == most


def of(n: int) -> Core:
    """n nodes in two areas, and no more pairs than one."""
    one = np.ones(1, np.int64)
    core = empty_core(n, 2, 1)
    return replace(
        core, sizes=np.ones((1, n), np.int64), window_most=np.full((1, 2), n), pair_i=0 * one, pair_j=one,
        pair_points=np.full(1, 3),
    )  # fmt: skip


def test_columns_and_cliques_have_enough_nodes_and_not_too_many():
    few, many = suitable.FEWEST_FOR_COLUMNS, suitable.MOST_FOR_COLUMNS
    for n in (2, few - 1, few, many, many + 1):
        assert suits("clique_bound", of(n)) is (n >= few)
        assert suits("columns", of(n)) is (few <= n <= many)
        assert suits("cpsat", of(n))
        assert suits("local_search", of(n))


def test_a_program_of_all_areas_is_small_and_its_numbers_are_near_each_other(monkeypatch: pytest.MonkeyPatch):
    assert suits("milp", of(suitable.MILP_NODES))
    assert not suits("milp", of(suitable.MILP_NODES + 1))
    core, largest, stake = of(9), suitable.MILP_LARGEST, points_at_stake(of(9))
    monkeypatch.setattr(suitable, "MILP_CELLS", (9 + 1) * 2)
    monkeypatch.setattr(suitable, "MILP_POINTS", stake)
    assert suits("milp", core)
    monkeypatch.setattr(suitable, "MILP_POINTS", stake - 1)
    assert not suits("milp", core)
    monkeypatch.setattr(suitable, "MILP_POINTS", 10**12)
    monkeypatch.setattr(suitable, "MILP_CELLS", (9 + 1) * 2 - 1)
    assert not suits("milp", core)
    monkeypatch.setattr(suitable, "MILP_CELLS", 10**6)
    for far, fits in ((largest, True), (largest + 1, False)):
        assert suits("milp", replace(core, pair_points=np.full(1, -far))) is fits
        assert suits("milp", replace(core, window_least=np.array([[0, far]]))) is fits
