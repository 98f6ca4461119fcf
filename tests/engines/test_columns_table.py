"""Pricing by table finds what trying every set of nodes finds, and its bound holds wherever it is cut short."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from regroup.core import Bools, Ints
from regroup.engines import columns_table
from regroup.engines.columns_area import AreaType, Priced, types_of
from regroup.engines.columns_table import FORBIDDING_PRICE, TablePricer, order_of
from regroup.preprocess import reduce
from tests.engines.random_cores import random_core

SCALE = 7
CORES = range(400)
SPARSE = range(40)
NO_THRESHOLD = -(2**60)


def subsets(n: int) -> Bools:
    """(2**n - 1, n): every set of nodes but the empty one."""
    return np.asarray((np.arange(1, 1 << n)[:, None] >> np.arange(n)) & 1 > 0)


def truth(area: AreaType, prices: Ints) -> dict[tuple[int, ...], int]:
    """Every allowed column with its value, reckoned for all sets at once from the words of ``AreaType``."""
    inside = subsets(area.n)
    ones = inside.astype(np.int64)
    totals = ones @ area.sizes.T
    values = ones @ (area.pull - prices) + ((ones @ area.pairs) * ones).sum(axis=1) // 2 - area.open_cost
    values -= ((ones @ area.labels.T.astype(np.int64)) > 0) @ area.label_cost
    distance = totals[:, area.hinge_measure] - area.hinge_at
    values -= (area.hinge_below * np.maximum(-distance, 0) + area.hinge_above * np.maximum(distance, 0)).sum(axis=1)
    good = ((totals >= area.least) & (totals <= area.most)).all(axis=1) & ~(inside & ~area.allowed).any(axis=1)
    good &= ((ones @ area.apart.astype(np.int64)) * ones).sum(axis=1) == 0
    good &= ((ones @ area.guard_weight.T <= area.guard_most) | ~inside[:, area.guard_node]).all(axis=1)
    return {tuple(np.flatnonzero(inside[at]).tolist()): int(values[at]) for at in np.flatnonzero(good)}


def check(priced: Priced, area: AreaType, prices: Ints, columns: dict[tuple[int, ...], int], above: int) -> None:
    """What must hold of every answer, complete or not."""
    assert len(set(priced.columns)) == len(priced.columns) == len(priced.values)
    assert all(earlier >= later for earlier, later in pairwise(priced.values))
    assert all(columns[members] == value > above for members, value in zip(priced.columns, priced.values, strict=True))
    for members, value in zip(priced.columns[:3], priced.values[:3], strict=True):
        assert area.admits(members)
        assert value == area.points(members) - int(prices[list(members)].sum())
    best = max(columns.values(), default=above)
    assert priced.bound >= best
    if priced.complete:
        assert priced.bound == max(above, best)


def check_all(area: AreaType, prices: Ints, random: np.random.Generator, pricer: TablePricer) -> None:
    columns = truth(area, prices)
    ranked = sorted(columns.values(), reverse=True)
    near = ranked[int(random.integers(len(ranked)))] if ranked else 0
    for above in (NO_THRESHOLD, 0, near, near - 1, int(random.integers(-60, 60)) * SCALE):
        most = int(random.integers(1, 6))
        better = [value for value in ranked if value > above]
        priced = pricer.price(prices, above, most)
        check(priced, area, prices, columns, above)
        assert priced.complete
        assert list(priced.values) == better[:most]
        everything = pricer.price(prices, above, max(1, len(better)), every=True)
        check(everything, area, prices, columns, above)
        assert everything.complete
        assert set(everything.columns) == {members for members, value in columns.items() if value > above}
        if len(better) > 1:
            short = pricer.price(prices, above, int(random.integers(1, len(better))), every=True)
            check(short, area, prices, columns, above)
            assert not short.complete
        cut = pricer.price(prices, above, most, work=int(random.integers(0, 12)))
        check(cut, area, prices, columns, above)


def sparse_type(seed: int, nodes: int | None = None) -> AreaType:
    """A random area type, of 10 to 14 nodes where it is not said, with few links and sizes that are rounded."""
    random = np.random.default_rng([77, seed])
    drawn, measures = int(random.integers(10, 15)), int(random.integers(1, 3))
    n = nodes or drawn
    links = np.triu(random.random((n, n)) < 0.25, 1)
    apart = np.triu(random.random((n, n)) < 0.03, 1)
    pairs = np.where(links, random.integers(-40, 90, (n, n)), 0) * SCALE
    sizes = random.integers(0, 10**6, (measures, n)) * random.choice([1, 30], (measures, 1))
    sizes[:, random.random(n) < 0.1] = 0
    middle = sizes.sum(axis=1) // int(random.integers(2, 5))
    hinges, labels, guards = int(random.integers(0, 4)), int(random.integers(0, 3)), int(random.integers(0, 3))
    measure = random.integers(0, measures, hinges)
    return AreaType(
        areas=(0,),
        allowed=random.random(n) < 0.95,
        pull=random.integers(-30, 40, n) * SCALE,
        open_cost=int(random.integers(-20, 20)) * SCALE,
        sizes=sizes,
        least=(middle * random.uniform(0, 0.99, measures)).astype(np.int64),
        most=(middle * random.uniform(1.01, 1.8, measures)).astype(np.int64),
        hinge_measure=measure,
        hinge_at=(middle[measure] * random.uniform(0.7, 1.2, hinges)).astype(np.int64),
        hinge_below=random.integers(0, 3, hinges),
        hinge_above=random.integers(0, 3, hinges),
        labels=random.random((labels, n)) < 0.4,
        label_cost=random.integers(0, 90, labels) * SCALE,
        pairs=pairs + pairs.T,
        apart=apart | apart.T,
        guard_node=random.integers(0, n, guards),
        guard_weight=random.integers(-3, 6, (guards, n)),
        guard_most=random.integers(-1, 9, guards),
    )


@pytest.mark.parametrize("seed", CORES)
def test_finds_what_trying_all_finds(seed: int):
    random = np.random.default_rng(seed)
    for area in types_of(reduce(random_core(seed)).core, SCALE):
        pricer = TablePricer(area)
        assert pricer.fits
        for reach in (9, 40):
            check_all(area, random.integers(-reach, reach + 1, area.n) * SCALE + random.integers(-3, 4), random, pricer)


@pytest.mark.parametrize("seed", SPARSE)
def test_finds_what_trying_all_finds_where_sizes_are_rounded(seed: int):
    random = np.random.default_rng(seed)
    area = sparse_type(seed)
    pricer = TablePricer(area)
    for _ in range(2):
        check_all(area, random.integers(-50, 90, area.n) * SCALE, random, pricer)


@pytest.mark.parametrize("seed", SPARSE)
def test_finer_tables_and_more_room_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_table, "LEAST_NODES", 40)
    monkeypatch.setattr(columns_table, "CELLS_PER_NODE", 10**9)
    monkeypatch.setattr(columns_table, "FIRST_ROOM", 2)
    random = np.random.default_rng(seed)
    area = sparse_type(seed)
    pricer = TablePricer(area)
    for _ in range(3):
        check_all(area, random.integers(-50, 90, area.n) * SCALE, random, pricer)


@pytest.mark.parametrize("seed", SPARSE)
def test_the_order_changes_nothing(seed: int):
    random = np.random.default_rng(seed)
    area, prices = sparse_type(seed), random.integers(-50, 90, 14) * SCALE
    usual = order_of(area)
    assert usual is not None
    other = random.permutation(usual).tolist()
    answers = [TablePricer(area, order).price(prices[: area.n], -500, 10**5, every=True) for order in (usual, other)]
    assert answers[0].columns == answers[1].columns
    assert answers[0].values == answers[1].values


@pytest.mark.parametrize("seed", SPARSE)
def test_huge_prices_forbid_and_cost_no_precision(seed: int):
    random = np.random.default_rng(seed)
    area = sparse_type(seed)
    prices, shut = random.integers(-50, 90, area.n) * SCALE, random.random(area.n) < 0.3
    forbidding = np.where(shut, FORBIDDING_PRICE, prices)
    priced = TablePricer(area).price(forbidding, NO_THRESHOLD, 10**5, every=True)
    without = TablePricer(replace(area, allowed=area.allowed & ~shut)).price(prices, NO_THRESHOLD, 10**5, every=True)
    assert (priced.columns, priced.values) == (without.columns, without.values)


@pytest.mark.parametrize("magnitude", [2**20, 2**34, 2**44])
@pytest.mark.parametrize("seed", range(6))
def test_large_points_stay_exact(seed: int, magnitude: int):
    """Points that a table cell cannot hold are rounded up there, and exact in the answer."""
    random = np.random.default_rng(seed)
    area = sparse_type(seed)
    noise = np.triu(random.integers(-magnitude, magnitude, area.pairs.shape), 1) * (np.triu(area.pairs) != 0)
    area = replace(area, pairs=noise + noise.T, pull=random.integers(-magnitude, magnitude, area.n))
    check_all(area, random.integers(-magnitude, magnitude, area.n), random, TablePricer(area))


def test_the_same_calls_give_the_same_answers():
    area = sparse_type(5)
    prices = [np.random.default_rng(call).integers(-50, 90, area.n) * SCALE for call in range(6)]
    pricers = TablePricer(area), TablePricer(area)
    first, second = ([pricer.price(each, NO_THRESHOLD, 5) for each in prices] for pricer in pricers)
    assert first == second


def test_a_dense_graph_does_not_suit():
    n = 30
    area = types_of(reduce(random_core(1)).core, 1)[0]
    none = np.zeros(0, dtype=np.int64)
    area = replace(
        area,
        allowed=np.ones(n, dtype=np.bool_),
        pull=np.zeros(n, dtype=np.int64),
        open_cost=0,
        sizes=np.zeros((0, n), dtype=np.int64),
        least=none,
        most=none,
        hinge_measure=none,
        hinge_at=none,
        hinge_below=none,
        hinge_above=none,
        labels=np.zeros((0, n), dtype=np.bool_),
        label_cost=none,
        pairs=np.ones((n, n), dtype=np.int64) - np.eye(n, dtype=np.int64),
        apart=np.zeros((n, n), dtype=np.bool_),
        guard_node=none,
        guard_weight=np.zeros((0, n), dtype=np.int64),
        guard_most=none,
    )
    assert order_of(area) is None
    with pytest.raises(ValueError, match="too wide"):
        TablePricer(area)
    chain = np.eye(n, k=1, dtype=np.int64)
    assert order_of(replace(area, pairs=chain + chain.T)) is not None
    assert TablePricer(replace(area, pairs=chain + chain.T)).price(np.zeros(n, dtype=np.int64), 0, 1).bound == n - 1
