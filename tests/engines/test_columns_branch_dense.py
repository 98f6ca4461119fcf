"""Branch and bound where points are dense and room is scarce, so that bounds decide: against every set of nodes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines import columns_branch
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_branch import BranchPricer
from tests.engines.test_columns_table import truth

SEEDS = range(40)
MANY = 10**4


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_branch, "ROUNDS", 5)


def dense(seed: int) -> tuple[AreaType, Ints]:
    """An area type of six to nine nodes, most pairs worth something, and prices."""
    random = np.random.default_rng([9, seed])
    n, measures = 6 + seed % 4, 1 + seed % 3 // 2
    points = np.triu(random.integers(-10, 40, (n, n)) * (random.random((n, n)) < 0.8), 1)
    apart = np.triu(random.random((n, n)) < (0.1 if seed % 2 else 0), 1)
    sizes = random.integers(0, 30, (measures, n)) if seed % 4 else np.full((measures, n), 3)
    whole = sizes.sum(axis=1)
    hinges, labels, guards = (int(random.integers(0, 3)) if random.random() < 0.4 else 0 for _ in range(3))
    area = AreaType(
        areas=(0,),
        allowed=random.random(n) < 0.95,
        pull=random.integers(-20, 20, n),
        open_cost=int(random.integers(-20, 20)),
        sizes=sizes,
        least=(whole * random.uniform(0, 0.35, measures)).astype(np.int64),
        most=(whole * random.uniform(0.35, 0.8, measures)).astype(np.int64),
        hinge_measure=random.integers(0, measures, hinges),
        hinge_at=random.integers(0, int(whole.max()) + 1, hinges),
        hinge_below=random.integers(0, 4, hinges),
        hinge_above=random.integers(0, 4, hinges),
        labels=random.random((labels, n)) < 0.5,
        label_cost=random.integers(0, 50, labels),
        pairs=points + points.T,
        apart=apart | apart.T,
        guard_node=random.integers(0, n, guards),
        guard_weight=random.integers(-3, 6, (guards, n)),
        guard_most=random.integers(-1, 9, guards),
    )
    return area, random.integers(0, 60, n)


def test_the_best_columns_are_found_and_all_are_listed():
    for seed in SEEDS:
        area, prices = dense(seed)
        columns = truth(area, prices)
        ranked = sorted(columns.values(), reverse=True)
        pricer = BranchPricer(area)
        for above in {ranked[at] - less for at in (0, 1, 5, 40) if at < len(ranked) for less in (0, 1)} | {-(10**6)}:
            best = [value for value in ranked if value > above]
            priced = pricer.price(prices, above, 3)
            assert priced.complete
            assert list(priced.values) == best[:3]
            assert priced.bound == max([above, *best[:1]])
            assert all(columns[each] == value for each, value in zip(priced.columns, priced.values, strict=True))
            if len(best) < 200:
                listed = pricer.price(prices, above, max(1, len(best)), every=True)
                assert listed.complete
                assert set(listed.columns) == {each for each, value in columns.items() if value > above}


def test_a_search_ends_where_it_is_told():
    cut = 0
    for seed in SEEDS:
        area, prices = dense(seed)
        best = max(truth(area, prices).values(), default=-(10**6))
        full = BranchPricer(area).price(prices, -(10**6), 3)
        assert BranchPricer(area).price(prices, -(10**6), 3, work=full.work) == full
        for work in {full.work - 1, full.work // 2, 1} - {full.work}:
            if work > 0:
                short = BranchPricer(area).price(prices, -(10**6), 3, work=work)
                assert not short.complete
                assert full.work >= short.work > work
                assert short.bound >= best
                cut += 1
    assert cut > 50


def test_enough_columns_end_a_long_search(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_branch, "ENOUGH", 2)
    monkeypatch.setattr(columns_branch, "ENOUGH_AT", 3)
    short = 0
    for seed in SEEDS:
        area, prices = dense(seed)
        columns = truth(area, prices)
        found = BranchPricer(area).soon(prices, -(10**6), 9)
        assert found.bound >= max(columns.values(), default=-(10**6))
        assert all(columns[each] == value for each, value in zip(found.columns, found.values, strict=True))
        assert found.complete or len(found.columns) >= 2
        short += not found.complete
        listed = BranchPricer(area).soon(prices, -(10**6), MANY, every=True)
        assert set(listed.columns) == set(columns)
    assert short > 20


@pytest.mark.parametrize("rounds", [(), (3,), (5, 2), (4, 3, 2)])
def test_parts_of_parts_find_the_same(rounds: tuple[int, ...], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_branch, "PART_ROUNDS", rounds)
    monkeypatch.setattr(columns_branch, "FEW", 0)
    monkeypatch.setattr(columns_branch, "BATCHES", (1, 2))
    for seed in SEEDS:
        area, prices = dense(seed)
        columns = truth(area, prices)
        ranked = sorted(columns.values(), reverse=True)
        for above in (-(10**6), ranked[len(ranked) // 3] if ranked else 0):
            best = [value for value in ranked if value > above]
            found = BranchPricer(area).in_parts(prices, above, 3, every=False, work=10**9, run=map)
            assert found.complete
            assert list(found.values) == best[:3]
            assert found.bound == max([above, *best[:1]])
            assert all(columns[each] == value for each, value in zip(found.columns, found.values, strict=True))
            listed = BranchPricer(area).in_parts(prices, above, MANY, every=True, work=10**9, run=map)
            assert listed.complete
            assert set(listed.columns) == {each for each, value in columns.items() if value > above}
            short = BranchPricer(area).in_parts(prices, above, 3, every=False, work=found.work // 2, run=map)
            assert short.bound >= max([above, *best[:1]])
            assert short.complete <= (short.work <= found.work // 2)


@pytest.mark.parametrize("size", [3, 40, 1000])
def test_a_node_without_size_beside_large_ones(size: int):
    """The multiplier has no lower end here; it must not overflow."""
    area, _ = dense(1)
    n, none = 3, np.zeros(0, dtype=np.int64)
    area = replace(
        area,
        allowed=np.ones(n, dtype=np.bool_),
        pull=np.array([5, 6, -4]),
        sizes=np.array([[size, size, 0]]),
        least=np.array([2 * size]),
        most=np.array([2 * size]),
        hinge_measure=none,
        hinge_at=none,
        hinge_below=none,
        hinge_above=none,
        labels=np.zeros((0, n), dtype=np.bool_),
        label_cost=none,
        pairs=np.zeros((n, n), dtype=np.int64),
        apart=np.zeros((n, n), dtype=np.bool_),
        guard_node=none,
        guard_weight=np.zeros((0, n), dtype=np.int64),
        guard_most=none,
    )
    for above in (-100, 6 - area.open_cost, 10 - area.open_cost):
        prices = np.zeros(n, dtype=np.int64)
        best = sorted((value for value in truth(area, prices).values() if value > above), reverse=True)
        priced = BranchPricer(area).price(prices, above, 5)
        assert list(priced.values) == best


def test_searches_stay_short():
    """587 nodes in all when this was written; a bound that is looser than it could be needs more."""
    nodes = 0
    for seed in SEEDS:
        area, prices = dense(seed)
        best = max(truth(area, prices).values(), default=0)
        nodes += BranchPricer(area).price(prices, best, 3).work
    assert nodes <= 590
