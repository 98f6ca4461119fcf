"""Proofs rest on exact pricing alone: they are the same where haste and local search find nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from math import floor
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from regroup.certificate import check
from regroup.core import Assignment, Core
from regroup.engines import columns, columns_branch, columns_root, columns_search, columns_types, local_search
from regroup.engines.base import Budget, Claim, Event, Outcome, settled, silent
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
    monkeypatch.setattr(columns_types, "good_columns", lambda *_: Priced((), (), NO_BOUND, False, 0))
    monkeypatch.setattr(local_search, "pool", lambda *_: [])
    monkeypatch.setattr(columns_branch, "ROUNDS", 8)


def gappy(seed: int) -> Core:
    """A core on which mixtures of areas are worth more than plans: areas of two, and odd rings of good pairs."""
    random = np.random.default_rng([11, seed])
    n, k = (6, 3) if seed % 2 else (5, 4)
    i, j = np.triu_indices(n, 1)
    near = i // 3 == j // 3 if n == 6 else (j - i) % 3 == 1
    order = random.permutation(n)
    own = seed % 5 > 1
    core = replace(
        empty_core(n, k, 1),
        sizes=np.ones((1, n), dtype=np.int64),
        pair_i=np.minimum(order[i], order[j]),
        pair_j=np.maximum(order[i], order[j]),
        pair_points=np.where(near, random.integers(6, 10, len(i)), random.integers(1, 4, len(i))),
        window_least=np.full((1, k), 1 + seed % 3 // 2 * (n == 6)),
        window_most=np.full((1, k), 2),
        pull=random.integers(0, 3, (n, k)) * own,
        open_cost=random.integers(0, 4, k) if own else np.full(k, seed % 4),
        counted=np.ones(k, dtype=np.bool_) if seed % 4 else random.random(k) < 0.5,
        must_use=np.zeros(k, dtype=np.bool_) if seed % 7 else random.random(k) < 0.5,
        constant=int(random.integers(-9, 9)),
    )
    return replace(core, count_least=int(random.integers(0, 3)), count_most=int(random.integers(2, k + 1)))


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
    for seed in range(30):
        core, true = known(make, seed)
        if settled(core) is not None:
            continue
        types, random = types_of(core, 1), np.random.default_rng(seed)
        prices = random.integers(-9, 10, core.n)
        listed = tuple(BranchPricer(kind).price(prices, -(10**6), 10**3, every=True) for kind in types)
        values = tuple(priced.bound for priced in listed)
        bound = core.constant - 10**4 if true.points is None else true.points
        for numbers in ([choice_of(core, types)], list(columns.by_number(choice_of(core, types)))):
            evidence = Evidence(prices, values, listed)
            because = dict.fromkeys(reversed(numbers), evidence)
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
    core = replace(empty_core(2, 2, 1), apart=np.array([[0, 0]]))
    assert_proven(core, None, columns.solve(core, WORK))


def test_no_nodes():
    core = replace(empty_core(0, 2), constant=3)
    assert_proven(core, 3, columns.solve(core, WORK))
    core = replace(core, must_use=np.ones(2, dtype=np.bool_))
    assert_proven(core, None, columns.solve(core, WORK))


def mixture(core: Core) -> float | None:
    """The most points of a mixture of all columns that there are; None where there is no mixture."""
    types = types_of(core, 1)
    nothing = np.zeros(core.n, dtype=np.int64)
    found = [BranchPricer(kind).price(nothing, -(10**6), 10**3, every=True) for kind in types]
    columns = [(kind, members) for kind, priced in enumerate(found) for members in priced.columns]
    if not columns:
        return None
    choice = choice_of(core, types)
    holds = np.array([[node in members for _, members in columns] for node in range(core.n)])
    of_type = np.array([[kind == each for kind, _ in columns] for each in range(len(types))])
    rows = np.concatenate([of_type, of_type[list(choice.counted)].sum(axis=0, keepdims=True)])
    most, least = [*choice.most, choice.count_most], [*choice.least, choice.count_least]
    points = -np.concatenate([priced.values for priced in found])
    limits = np.concatenate([rows, -rows]), np.concatenate([most, np.negative(least)])
    made = linprog(points, *limits, holds, np.ones(core.n))
    return None if made.fun is None else core.constant - float(made.fun)


@pytest.mark.parametrize("finest", [1, 2**31])
def test_without_listing_the_bound_is_what_mixtures_have(finest: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_root, "FEW_LISTED", 1)
    monkeypatch.setattr(columns_root, "MOST_LISTED", 1)
    monkeypatch.setattr(columns_search, "FINEST", finest)
    open_gaps = 0
    for seed in range(30):
        core, true = known(gappy, seed)
        mixed, found = mixture(core), columns.solve(core, WORK)
        if true.points is not None and mixed is not None and found.bound is not None:
            slack = 0 if finest > 1 else core.n
            assert true.points <= found.bound <= floor(mixed + 1e-6) + slack
            open_gaps += found.bound > true.points
    assert open_gaps


def test_higher_targets_are_settled_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_root, "FEW_LISTED", 1)
    monkeypatch.setattr(columns_root, "MOST_LISTED", 9)
    monkeypatch.setattr(columns_search.Search, "mix", lambda search: search.master.solve())
    proven = 0
    for seed in range(30):
        core, true = known(gappy, seed)
        plans = (np.array(plan) for plan in product(range(core.k), repeat=core.n))
        outcome = columns.solve(core, WORK, starts=[plan for plan in plans if core.allows(plan)][:1])
        assert true.points is None or outcome.bound >= true.points
        assert outcome.claim is not Claim.BEST or outcome.bound == true.points
        proven += outcome.claim is Claim.BEST
    assert proven > 10


def test_a_listing_that_is_cut_short_proves_nothing(monkeypatch: pytest.MonkeyPatch):
    whole, cut = columns_search.Search.price, list[bool]()

    def price(search: columns_search.Search, *given: Any, every: bool = False) -> list[Priced]:
        found = whole(search, *given, every=every)
        if every and len(found) > 1:
            cut.append(True)
            found[0] = replace(found[0], columns=(), values=(), complete=False)
        return found

    monkeypatch.setattr(columns_search.Search, "price", price)
    for seed in range(60):
        core, true = known(gappy, seed)
        bound = columns.solve(core, WORK).bound
        assert true.points is None or bound >= true.points
    assert len(cut) > 5


def test_no_number_of_areas_is_a_proof():
    core = empty_core(3, 2, 1)
    for changes in ({"count_least": 3, "count_most": 3}, {"must_use": np.ones(2, dtype=np.bool_), "count_most": 1}):
        with columns_search.Search(replace(core, **changes), WORK, silent, 1, Pricing.BRANCH) as search:
            columns.prove(search)
            assert search.closed
            assert search.best is None


def test_news_are_of_the_whole_core():
    for seed in range(40):
        core, news = random_core(seed), list[Event]()
        outcome = columns.solve(core, WORK, report=news.append)
        for event in news:
            assert event.assignment is None or core.points(event.assignment) == event.points
            assert event.assignment is None or core.allows(event.assignment)
        bounds = [event.bound for event in news if event.bound is not None]
        assert bounds == sorted(set(bounds), reverse=True)
        if outcome.claim is Claim.BEST and core.n:
            assert max(event.points for event in news if event.points is not None) == outcome.bound
            assert bounds[-1] == outcome.bound


def test_a_start_is_kept():
    for seed in range(40):
        core, true = known(random_core, seed)
        if true.points is not None and settled(core) is None:
            outcome = columns.solve(core, Budget(work=1e-9), starts=[np.array(true.plans[0])])
            assert core.points(outcome.assignment) == true.points
