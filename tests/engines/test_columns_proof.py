"""Proofs rest on exact pricing alone: they are the same where haste and local search find nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from regroup.certificate import check
from regroup.core import Assignment, Core
from regroup.engines import columns, columns_branch, columns_search, local_search
from regroup.engines.base import Budget, Claim, Outcome, settled
from regroup.engines.columns_area import Priced, types_of
from regroup.engines.columns_bound import choice_of
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_evidence import Evidence, certificate_of
from regroup.engines.columns_greedy import NO_BOUND
from regroup.engines.columns_pricing import Pricing
from regroup.preprocess import reduce
from tests.engines.random_cores import Truth, empty_core, plain_points, plainly_allowed, random_core, truth

WORK = Budget(work=20)


@pytest.fixture(autouse=True)
def _nothing_found_in_haste(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_search, "good_columns", lambda *_: Priced((), (), NO_BOUND, False, 0))
    monkeypatch.setattr(local_search, "pool", lambda *_: [])
    monkeypatch.setattr(columns_branch, "FIRST_ROUNDS", 8)
    monkeypatch.setattr(columns_branch, "LATER_ROUNDS", 3)


def gappy(seed: int) -> Core:
    """A core on which mixtures of areas are worth more than plans: pairs and threes of nodes of one size."""
    random = np.random.default_rng([11, seed])
    n, k = 6 + seed % 2, 3
    i, j = np.triu_indices(n, 1)
    points = np.where(random.random(len(i)) < 0.5, random.integers(1, 4, len(i)) * int(random.choice([1, 3])), 0)
    kept = points > 0
    core = replace(
        empty_core(n, k, 1),
        sizes=np.ones((1, n), dtype=np.int64),
        pair_i=i[kept],
        pair_j=j[kept],
        pair_points=points[kept],
        window_least=np.full((1, k), int(random.integers(1, 3))),
        window_most=np.full((1, k), int(random.integers(3, 5))),
        open_cost=np.full(k, int(random.integers(-2, 4))) if seed % 3 else random.integers(-2, 4, k),
        counted=np.ones(k, dtype=np.bool_) if seed % 4 else random.random(k) < 0.5,
        must_use=np.zeros(k, dtype=np.bool_) if seed % 5 else random.random(k) < 0.5,
        constant=int(random.integers(-9, 9)),
    )
    return replace(core, count_least=int(random.integers(0, 2)), count_most=int(random.integers(1, k + 1)))


@cache
def known(make: Callable[[int], Core], seed: int) -> tuple[Core, Truth]:
    core = reduce(make(seed)).core
    return core, truth(core)


def assert_proven(core: Core, true: int | None, outcome: Outcome) -> None:
    assert outcome.claim is (Claim.IMPOSSIBLE if true is None else Claim.BEST)
    assert outcome.bound == true
    if true is not None:
        plan = tuple(outcome.assignment.tolist())
        assert plainly_allowed(core, plan)
        assert plain_points(core, plan) == true
    assert check(core, outcome.certificate, true) == []
    if true is not None:
        assert check(core, outcome.certificate, true - 1)


def starts(seed: int, plans: tuple[tuple[int, ...], ...], core: Core) -> list[Assignment]:
    """None, the best plan, or any plan."""
    if seed % 3 == 0 or not plans:
        return []
    return [np.array(plans[0])] if seed % 3 == 1 else [np.random.default_rng(seed).integers(0, core.k, core.n)]


@pytest.mark.parametrize("pricing", [Pricing.BRANCH, Pricing.TABLE])
@pytest.mark.parametrize("first", range(0, 120, 20))
def test_gaps_are_closed(first: int, pricing: Pricing):
    for seed in range(first, first + 20):
        core, true = known(gappy, seed)
        given = starts(seed, true.plans, core)
        assert_proven(core, true.points, columns.solve(core, WORK, starts=given, pricing=pricing))


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_gaps_are_closed_at_whole_prices(first: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_search, "FINEST", 1)
    for seed in range(first, first + 20):
        core, true = known(gappy, seed)
        given = starts(seed, true.plans, core)
        assert_proven(core, true.points, columns.solve(core, WORK, starts=given))


@pytest.mark.parametrize("pricing", [Pricing.BRANCH, Pricing.TABLE])
@pytest.mark.parametrize("first", range(0, 160, 40))
def test_all_that_a_core_can_say_is_in_the_proof(first: int, pricing: Pricing):
    for seed in range(first, first + 40):
        core, true = known(random_core, seed)
        given = starts(seed, true.plans, core)
        assert_proven(core, true.points, columns.solve(core, WORK, starts=given, pricing=pricing))


@pytest.mark.parametrize("make", [gappy, random_core])
def test_any_prices_prove_where_all_columns_are_listed(make: Callable[[int], Core]):
    for seed in range(60):
        core, true = known(make, seed)
        if settled(core) is not None:
            continue
        types, random = types_of(core, 1), np.random.default_rng(seed)
        prices = random.integers(-9, 10, core.n)
        listed = tuple(BranchPricer(kind).price(prices, -(10**6), 10**3, every=True) for kind in types)
        values = tuple(priced.bound for priced in listed)
        bound = core.constant - 10**4 if true.points is None else true.points
        for numbers in ([choice_of(core, types)], list(columns.by_number(choice_of(core, types)))):
            because = {number: Evidence(prices, values, listed) for number in reversed(numbers)}
            made = certificate_of(types, 1, because, bound + 1 - core.constant)
            assert not numbers or check(core, made, bound) == []


def test_prices_alone_prove_what_they_bound():
    for seed in range(100):
        core = reduce(random_core(seed)).core
        types = types_of(core, 1)
        if settled(core) is not None:
            continue
        choice, prices = choice_of(core, types), np.random.default_rng(seed).integers(-9, 10, core.n)
        values = tuple(BranchPricer(kind).price(prices, -(10**6), 1).bound for kind in types)
        best = choice.best(values)
        if best is not None:
            bound = int(prices.sum()) + best
            made = certificate_of(types, 1, {choice: Evidence(prices, values)}, bound + 1)
            assert check(core, made, bound + core.constant) == []


def test_nodes_that_may_be_nowhere():
    for seed in range(80):
        core = random_core(seed)
        if not len(core.together):
            nowhere = core.allowed & (np.arange(core.n) > 0)[:, None]
            for closed in (replace(core, apart=np.array([[0, 0]])), replace(core, allowed=nowhere)):
                assert_proven(closed, None, columns.solve(closed, WORK))


def test_no_nodes():
    core = replace(empty_core(0, 2), constant=3)
    assert_proven(core, 3, columns.solve(core, WORK))
    core = replace(core, must_use=np.ones(2, dtype=np.bool_))
    assert_proven(core, None, columns.solve(core, WORK))
