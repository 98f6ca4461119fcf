"""Pricing by branch and bound, and in haste, against every subset of nodes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain, combinations

import numpy as np
import pytest

from regroup.engines.columns_area import AreaType, Members, types_of
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_candidates import FORBIDDEN, Candidates
from regroup.engines.columns_greedy import good_columns
from regroup.preprocess import reduce
from tests.benchmarks.generator import municipal
from tests.engines.random_cores import random_core

SCALE = 7
SEEDS = range(0, 900, 9)
MANY = 10**4


@cache
def areas(seed: int) -> tuple[AreaType, ...]:
    return types_of(reduce(random_core(seed)).core, SCALE)


def values(area: AreaType, prices: np.ndarray) -> dict[Members, int]:
    """The value of every column there is."""
    nodes = range(area.n)
    subsets = chain.from_iterable(combinations(nodes, size) for size in range(1, area.n + 1))
    return {each: area.points(each) - int(prices[list(each)].sum()) for each in subsets if area.admits(each)}


def random_prices(seed: int, n: int) -> tuple[np.ndarray, int]:
    """Prices and a threshold."""
    random = np.random.default_rng(seed)
    return random.integers(-60, 60, n), int(random.integers(-200, 200))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_columns_are_found_and_bounded(seed: int):
    for area in areas(seed):
        pricer = BranchPricer(area)
        for call in range(3):
            prices, above = random_prices(100 * seed + call, area.n)
            best = sorted((value for value in values(area, prices).values() if value > above), reverse=True)[:3]
            priced = pricer.price(prices, above, 3)
            assert priced.complete
            assert list(priced.values) == best
            assert priced.bound == max([above, *best])
            assert [values(area, prices)[members] for members in priced.columns] == best


@pytest.mark.parametrize("seed", SEEDS)
def test_every_column_is_listed(seed: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        priced = BranchPricer(area).price(prices, above, MANY, every=True)
        true = {members: value for members, value in values(area, prices).items() if value > above}
        assert priced.complete
        assert dict(zip(priced.columns, priced.values, strict=True)) == true


@pytest.mark.parametrize("seed", SEEDS)
def test_too_many_columns_are_not_called_all(seed: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        true = sum(value > above for value in values(area, prices).values())
        if true > 1:
            assert not BranchPricer(area).price(prices, above, true - 1, every=True).complete
            assert BranchPricer(area).price(prices, above, true, every=True).complete


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("work", [1, 2, 5])
def test_a_search_cut_short_still_bounds(seed: int, work: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        priced = BranchPricer(area).price(prices, above, 5, work=work)
        best = max(values(area, prices).values(), default=above)
        assert priced.bound >= best
        assert not priced.complete or priced.bound == max(above, best)


def test_a_forbidden_node_is_no_member():
    for seed in SEEDS:
        for area in areas(seed):
            prices, _ = random_prices(seed, area.n)
            prices[0] = FORBIDDEN
            priced = BranchPricer(area).price(prices, -(10**6), MANY, every=True)
            assert {m for m in values(area, prices) if 0 not in m} == set(priced.columns)


@pytest.mark.parametrize("seed", SEEDS)
def test_hasty_columns_are_worth_what_they_say(seed: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        found = good_columns(Candidates(area), prices, above, 30)
        assert not found.complete
        assert len(set(found.columns)) == len(found.columns)
        for members, value in zip(found.columns, found.values, strict=True):
            assert value == area.points(members) - int(prices[list(members)].sum()) > above


def test_haste_mostly_finds_the_best():
    found = missed = 0
    for seed in SEEDS:
        for area in areas(seed):
            if len(area.guard_most):
                continue
            prices, above = random_prices(seed, area.n)
            best = max(values(area, prices).values(), default=above)
            if best > above:
                hasty = good_columns(Candidates(area), prices, above, 1).values
                found += hasty == (best,)
                missed += hasty != (best,)
    assert found > 9 * missed


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_find_what_the_whole_finds(seed: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        true = sorted((value for value in values(area, prices).values() if value > above), reverse=True)
        for most, every in ((3, False), (MANY, True)):
            pricer = BranchPricer(area)
            soon = pricer.soon(prices, above, most, every=every)
            parts = pricer.in_parts(prices, above, most, every=every, work=10**9, run=map)
            assert soon.complete
            assert parts.complete
            assert list(parts.values) == list(soon.values) == true[:most]
            assert parts.bound == soon.bound == max([above, *true[:1]])
            assert {values(area, prices)[members] for members in parts.columns} == set(true[:most])


@pytest.mark.parametrize("work", [1, 30, 300])
def test_parts_cut_short_still_bound(work: int):
    for seed in SEEDS:
        for area in areas(seed):
            prices, above = random_prices(seed, area.n)
            priced = BranchPricer(area).in_parts(prices, above, 5, every=False, work=work, run=map)
            best = max(values(area, prices).values(), default=above)
            assert priced.bound >= best
            assert not priced.complete or priced.bound == max(above, best)


def large() -> tuple[AreaType, np.ndarray]:
    """A type of area with a search of some thousand nodes, and prices."""
    area = types_of(reduce(municipal(30, 3, 1)).core, SCALE)[0]
    own = np.maximum(area.pairs, 0).sum(axis=1)
    return area, (own * 3) // 10


def test_threads_change_nothing():
    area, prices = large()
    alone = BranchPricer(area).in_parts(prices, 0, 20, every=False, work=10**9, run=map)
    with ThreadPoolExecutor(4) as threads:
        beside = BranchPricer(area).in_parts(prices, 0, 20, every=False, work=10**9, run=threads.map)
        short = BranchPricer(area).in_parts(prices, 0, 20, every=False, work=alone.work // 3, run=threads.map)
    assert alone == beside
    assert alone.complete
    assert short == BranchPricer(area).in_parts(prices, 0, 20, every=False, work=alone.work // 3, run=map)
    assert not short.complete
    assert short.bound >= alone.bound


def test_a_search_that_is_stopped_bounds_too():
    area, prices = large()
    pricer = BranchPricer(area)
    pricer.stop[0] = 1
    stopped = pricer.in_parts(prices, 0, 20, every=False, work=10**9, run=map)
    assert not stopped.complete
    assert stopped.bound >= BranchPricer(area).price(prices, 0, 1).bound
