"""Column generation against the truth, in every way of pricing, and what it says when it is cut short."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import columns, columns_branch, columns_types, cpsat
from regroup.engines.base import Budget, Claim, Event, Outcome, Setting
from regroup.engines.columns_area import types_of
from regroup.engines.columns_bound import choice_of
from regroup.engines.columns_pool import assignment_of, columns_of
from regroup.engines.columns_pricing import Pricing, pricers_of
from regroup.engines.columns_stakes import step_of
from regroup.engines.columns_table import TablePricer
from regroup.engines.frames import pack_outcome
from regroup.preprocess import reduce
from tests.benchmarks import generator
from tests.engines.random_cores import plain_points, plainly_allowed, random_core, truth

WORK = Budget(work=20)


def municipal(n: int, k: int, seed: int, *, labelled: bool = False, hard: bool = True) -> Core:
    return generator.municipal(n, k, seed, named=labelled, soft=not hard)


def assert_exact(core: Core, outcome: Outcome) -> None:
    true = truth(core).points
    assert outcome.claim is (Claim.IMPOSSIBLE if true is None else Claim.BEST)
    assert outcome.bound == true
    if true is not None:
        plan = tuple(outcome.assignment.tolist())
        assert plainly_allowed(core, plan)
        assert plain_points(core, plan) == true


@pytest.mark.parametrize("first", range(0, 300, 50))
@pytest.mark.parametrize("pricing", [Pricing.BRANCH, Pricing.TABLE])
def test_exact_however_areas_are_priced(first: int, pricing: Pricing):
    for seed in range(first, first + 50):
        core = random_core(seed)
        assert_exact(core, columns.solve(core, WORK, pricing=pricing))


@pytest.mark.parametrize("labelled", [False, True])
@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_cpsat(seed: int, labelled: bool, hard: bool):
    core = municipal(12, 3, seed, labelled=labelled, hard=hard)
    mine, theirs = columns.solve(core, WORK), cpsat.solve(core, Budget(work=60))
    assert mine.claim is theirs.claim is Claim.BEST
    assert mine.bound == theirs.bound == core.points(mine.assignment)


@pytest.mark.parametrize("seed", range(20))
def test_any_prices_bound_every_plan(seed: int):
    core = reduce(random_core(seed)).core
    true = truth(core).points
    types = types_of(core, 1)
    pricers, choice = pricers_of(types, Pricing.BRANCH), choice_of(core, types)
    prices = np.random.default_rng(seed).integers(-40, 40, core.n)
    values = [pricer.price(prices, -(10**6), 1).bound for pricer in pricers]
    best = choice.best(values)
    if true is not None:
        assert best is not None
        assert core.constant + int(prices.sum()) + best >= true


@pytest.mark.parametrize("seed", range(0, 200, 5))
def test_a_short_budget_leaves_a_true_bound_and_an_allowed_plan(seed: int):
    core, true = random_core(seed), truth(random_core(seed)).points
    outcome = columns.solve(core, Budget(work=0.003))
    if outcome.assignment is not None:
        assert core.allows(outcome.assignment)
    if outcome.bound is not None and true is not None:
        assert outcome.bound >= true
    if outcome.claim is Claim.IMPOSSIBLE:
        assert true is None


def test_the_same_input_gives_the_same_answer():
    core = municipal(20, 4, 5, labelled=True)
    one, two = columns.solve(core, WORK), columns.solve(core, WORK)
    assert one.assignment.tolist() == two.assignment.tolist()
    assert (one.claim, one.bound, one.work) == (two.claim, two.bound, two.work)


@pytest.mark.parametrize("work", [0.15, 20])
def test_any_number_of_threads_gives_the_same_answer(work: float, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_branch, "SOON", 300)
    core, used = municipal(30, 3, 1), set[int]()

    class Threads(ThreadPoolExecutor):
        def __init__(self, number: int) -> None:
            used.add(number)
            super().__init__(number)

    monkeypatch.setattr(columns_types, "ThreadPoolExecutor", Threads)
    outcomes = [pack_outcome(columns.solve(core, Budget(work=work, threads=number))) for number in (1, 2, 5)]
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert used == {1, 2, 5}


def test_the_other_setting_comes_to_the_same():
    core = municipal(20, 4, 6)
    one, two = columns.solve(core, WORK), columns.solve(core, WORK, setting=Setting.OTHER)
    assert one.claim is two.claim is Claim.BEST
    assert one.bound == two.bound


def test_news_only_get_better():
    core, news = municipal(20, 4, 7), list[Event]()
    outcome = columns.solve(core, WORK, report=news.append)
    points = [event.points for event in news if event.points is not None]
    bounds = [event.bound for event in news if event.bound is not None]
    assert points == sorted(set(points))
    assert bounds == sorted(set(bounds), reverse=True)
    assert points[-1] == bounds[-1] == outcome.bound


def test_a_gap_ends_the_search():
    core = municipal(30, 4, 1)
    outcome = columns.solve(core, Budget(work=20, gap=Fraction(1, 2)))
    points = core.points(outcome.assignment)
    assert points <= outcome.bound <= points + points // 2
    assert outcome.work < columns.solve(core, WORK).work


def test_a_narrow_sparse_core_is_priced_by_table():
    chain = np.arange(40)
    core = municipal(41, 3, 1)
    sparse = Core(
        **{name: getattr(core, name) for name in Core.__slots__}
        | {
            "pair_i": chain,
            "pair_j": chain + 1,
            "pair_points": chain + 5,
        }
    )
    types = types_of(sparse, 1)
    assert isinstance(pricers_of(types, Pricing.MEASURED)[0], TablePricer)
    by_table, by_branch = columns.solve(sparse, WORK), columns.solve(sparse, WORK, pricing=Pricing.BRANCH)
    assert by_table.claim is Claim.BEST
    assert by_table.bound <= by_branch.bound


def test_step_divides_every_difference():
    for seed in range(100):
        core = random_core(seed)
        random = np.random.default_rng(seed)
        plans = [random.integers(0, core.k, core.n) for _ in range(10)]
        points = {core.points(plan) - core.points(plans[0]) for plan in plans}
        assert all(difference % step_of(core) == 0 for difference in points)


def test_plans_and_columns_are_the_same():
    for seed in range(100):
        core = reduce(random_core(seed)).core
        types = types_of(core, 1)
        plan = np.random.default_rng(seed).integers(0, core.k, core.n)
        again = assignment_of(core, types, columns_of(types, plan))
        assert again is not None
        assert core.points(again) == core.points(plan)
    assert assignment_of(core, types, list(columns_of(types, plan))[1:]) is None
