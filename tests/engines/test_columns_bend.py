"""The bound from squares: true for any squares, and a search that rests on it finds what the plain one does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from regroup.engines import columns_branch, columns_slices
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_bend import bent
from regroup.engines.columns_bend_trained import no_bend, trained
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_tree import room_to_search
from tests.engines.test_columns_branch import MANY, SEEDS, areas, large, random_prices, values


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every search in parts uses the bound, however small."""
    monkeypatch.setattr(columns_branch, "HARD", 0)
    monkeypatch.setattr(columns_branch, "FEW", 0)
    monkeypatch.setattr(columns_slices, "FIRST_TRAINING", 25)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("seed", SEEDS)
def test_finds_what_is_there(seed: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        true = sorted((value for value in values(area, prices).values() if value > above), reverse=True)
        for most, every in ((3, False), (MANY, True)):
            found = BranchPricer(area).in_parts(prices, above, most, every=every, work=10**9, run=map)
            assert found.complete
            assert list(found.values) == true[:most]
            assert found.bound == max([above, *true[:1]])


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("work", [10, 100, 1000])
def test_cut_short_it_still_bounds(work: int):
    for seed in SEEDS:
        for area in areas(seed):
            prices, above = random_prices(seed, area.n)
            found = BranchPricer(area).in_parts(prices, above, 5, every=False, work=work, run=map)
            best = max(values(area, prices).values(), default=above)
            assert found.bound >= best
            assert not found.complete or found.bound == max(above, best)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_squares_bound_every_column(seed: int):
    random = np.random.default_rng(seed)
    for area in areas(seed):
        prices, _ = random_prices(seed, area.n)
        p = BranchPricer(area).candidates.at(prices).problem
        n = len(p.gains)
        rows = random.integers(-9, 10, (n, n)) * int(np.abs(p.pairs).max(initial=1) ** 0.5 / 9 + 1)
        squares = rows.T @ rows
        left = np.maximum(p.pairs + 2 * squares, 0)
        np.fill_diagonal(left, 0)
        mine = np.triu(left - left // 3, 1)
        room = room_to_search(n, len(p.sizes), len(p.label_cost), len(p.guard_most))
        best = max(values(area, prices).values(), default=None)
        if best is not None:
            y, times = random.random(n), np.zeros(1)
            assert bent(p, mine + (np.triu(left, 1) - mine).T, squares, room, -(2**59), y, times)[0] >= best


def test_threads_change_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_branch, "HARD", 500)
    area, prices = large()
    alone = BranchPricer(area).in_parts(prices, 0, 5, every=False, work=10**9, run=map)
    with ThreadPoolExecutor(4) as threads:
        beside = BranchPricer(area).in_parts(prices, 0, 5, every=False, work=10**9, run=threads.map)
        short = BranchPricer(area).in_parts(prices, 0, 5, every=False, work=alone.work // 2, run=threads.map)
    assert alone == beside
    assert alone.complete
    assert alone.work > short.work > 500
    assert not short.complete
    assert short.bound >= alone.bound
    monkeypatch.undo()
    assert alone.values == BranchPricer(area).in_parts(prices, 0, 5, every=False, work=10**9, run=map).values


def test_training_lowers_the_bound():
    area, prices = large()
    p = BranchPricer(area).candidates.at(prices).problem
    bounds = []
    for rounds in (1, 300):
        made = trained(p, 0, no_bend(area.n), rounds, np.zeros(1, np.uint8)).whole(p.pairs)
        assert made is not None
        room = room_to_search(area.n, len(p.sizes), len(p.label_cost), len(p.guard_most))
        bounds.append(bent(p, *made, room, -(2**59), np.zeros(area.n), np.zeros(1))[0])
    assert bounds[1] < 0.75 * bounds[0]


def test_squares_too_large_are_not_used():
    area: AreaType = areas(0)[0]
    bend = no_bend(area.n)
    bend.square[1:, 1:] = np.eye(area.n) * 2.0**50
    assert bend.whole(area.pairs) is None
