"""Lists of assignments on tiny cores where pricing, listing and covers are cut short one by one: what is said is true.

Haste and local search find nothing here, so that the list rests on what is exact.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, permutations, product
from math import inf
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import columns_branch, columns_types, local_search, nearby
from regroup.engines.base import Budget, Claim, Listing, Outcome
from regroup.engines.columns_area import Priced
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_evidence import Evidence
from regroup.engines.columns_greedy import NO_BOUND
from regroup.preprocess import area_types, reduce
from tests.engines.random_cores import empty_core, random_core
from tests.engines.test_columns_proof import gappy
from tests.engines.test_nearby import EVERYTHING, Plans, true_plans

CORES = [(make, seed) for make, seeds in ((gappy, range(0, 24, 3)), (random_core, range(1, 60, 4))) for seed in seeds]
FULL = Budget(work=20.0)
CHOICE, NOTHING = Choice((0,), (1,), (True,), 1, 1), Priced((), (), NO_BOUND, False, 0)


@pytest.fixture(autouse=True)
def _nothing_found_in_haste(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_types, "good_columns", lambda *_: NOTHING)
    monkeypatch.setattr(local_search, "pool", lambda *_: [])
    monkeypatch.setattr(columns_branch, "ROUNDS", 8)


class Drawn(NamedTuple):
    """A core, all its plans with their points, and for each the one that stands for all exchanges of its areas.

    Attributes:
        ranked: the points of those that differ by more than an exchange, the most first.
    """

    core: Core
    truth: Plans
    form: dict[tuple[int, ...], tuple[int, ...]]
    ranked: list[int]


@cache
def drawn(at: int) -> Drawn:
    make, seed = CORES[at]
    core = make(seed)
    truth, types = true_plans(core), area_types(reduce(core).core)
    orders = [list(chain(*order)) for order in product(*(permutations(areas) for areas in types))]
    names = [dict(zip(chain(*types), order, strict=True)) for order in orders]
    form = {plan: min(tuple(name[area] for area in plan) for name in names) for plan in truth}
    ranked = sorted((truth[plan] for plan in set(form.values())), reverse=True)
    return Drawn(core, truth, form, ranked)


def checked(at: int, listing: Listing, budget: Budget) -> Outcome:
    """The outcome, of which nothing that is said is false."""
    core, truth, form, _ = drawn(at)
    outcome = nearby.solve(core, budget, listing=listing)
    plans = [tuple(plan.tolist()) for plan in outcome.plans]
    points = [truth[plan] for plan in plans]
    assert points == sorted(points, reverse=True)
    assert all(each >= listing.floor for each in points)
    assert len(plans) <= listing.most
    here = {form[plan] for plan in plans}
    assert len(here) == len(plans)
    rest = max((points for plan, points in truth.items() if form[plan] not in here), default=-inf)
    assert outcome.bound is not None
    assert outcome.bound >= rest or rest < listing.floor
    assert (outcome.claim is Claim.BEST) is (outcome.bound == listing.floor - 1)
    return outcome


@pytest.mark.parametrize("at", range(len(CORES)))
def test_the_list_is_all_there_is(at: int):
    ranked = drawn(at).ranked
    best = ranked[0] if ranked else 0
    for floor in {best + 1, best, ranked[len(ranked) // 2] if ranked else 7, EVERYTHING}:
        outcome = checked(at, Listing(floor, 10_000), FULL)
        assert outcome.claim is Claim.BEST
        assert len(outcome.plans) == sum(points >= floor for points in ranked)


@pytest.mark.parametrize("at", range(0, len(CORES), 2))
def test_of_too_many_those_with_most_points(at: int):
    _, truth, _, ranked = drawn(at)
    for most in (1, 2, 5):
        outcome = checked(at, Listing(EVERYTHING, most), FULL)
        assert [truth[tuple(plan.tolist())] for plan in outcome.plans] == ranked[:most]
        assert (outcome.claim is Claim.BEST) is (len(ranked) <= most)
        if len(ranked) > most:
            assert ranked[most] <= outcome.bound <= ranked[most - 1]


@pytest.mark.parametrize(("floor", "all_"), [(-(10**30), True), (10**30, False)])
def test_a_floor_far_from_any_points_is_no_larger_number_than_there_is_room_for(floor: int, all_: bool):
    for at in range(0, len(CORES), 3):
        outcome = checked(at, Listing(floor, 10_000), FULL)
        assert outcome.claim is Claim.BEST
        assert len(outcome.plans) == (len(drawn(at).ranked) if all_ else 0)


def test_one_of_several_best_ones_is_not_all():
    several = 0
    for at in range(len(CORES)):
        ranked = drawn(at).ranked
        if ranked:
            outcome = checked(at, Listing(ranked[0], 1), FULL)
            assert (outcome.claim is Claim.BEST) is (ranked.count(ranked[0]) == 1)
            several += ranked.count(ranked[0]) > 1
    assert several > 2


def test_where_one_more_is_above_the_floor_that_is_said():
    for at in range(len(CORES)):
        ranked = drawn(at).ranked
        for most in range(2, min(4, len(ranked))):
            assert checked(at, Listing(ranked[most], most), FULL).claim is Claim.GOOD


def stand_in(work: float, seconds: float | None) -> Any:
    """A search that cannot price all columns."""
    return SimpleNamespace(
        best=None, budget=Budget(work=10.0), work=work, scale=1, types=(), seconds_left=lambda: seconds,
        because={CHOICE: Evidence(np.zeros(2, np.int64), (5,))}, price=lambda *_, **__: [NOTHING],
    )  # fmt: skip


def test_work_and_time_that_are_left_are_kept_to():
    for work, seconds, left in (
        (4.0, None, 6.0),
        (4.0, 2.0, 2.0),
        (9.0, 2.0, 1.0),
        (12.0, None, 0.0),
        (12.0, 2.0, 0.0),
    ):
        listed = nearby._List(stand_in(work, seconds), Listing(0, 9), 20.0)
        assert listed._steps() == int(left * nearby.COVER_STEPS_A_UNIT)
    for work, most in ((4.0, 12.0), (20.0, 20.0), (25.0, 25.0)):
        search = stand_in(work, None)
        assert nearby._List(search, Listing(0, 9), 20.0)._above(CHOICE, 0)[0].lost is None
        assert search.budget.work == most


def test_up_to_a_number_of_nodes_there_is_a_list(monkeypatch: pytest.MonkeyPatch):
    core = drawn(0).core
    for most, listed in ((reduce(core).core.n, True), (reduce(core).core.n - 1, False)):
        monkeypatch.setattr(nearby, "MOST_FOR_COLUMNS", most)
        assert bool(nearby.solve(core, FULL, listing=Listing(EVERYTHING, 9)).plans) is listed


def test_the_search_for_covers_is_work(monkeypatch: pytest.MonkeyPatch):
    core, listing = drawn(0).core, Listing(EVERYTHING, 10_000)
    quick = nearby.solve(core, Budget(work=10**6), listing=listing)
    monkeypatch.setattr(nearby, "COVER_STEPS_A_UNIT", 10)
    slow = nearby.solve(core, Budget(work=10**6), listing=listing)
    assert slow.claim is quick.claim is Claim.BEST
    assert slow.work > quick.work + len(slow.plans) / 10


def test_where_too_many_columns_would_be_listed_the_floor_is_higher(monkeypatch: pytest.MonkeyPatch):
    some = nearer = 0
    for most in (2, 9):
        monkeypatch.setattr(nearby, "MOST_LISTED", most)
        for at in range(0, len(CORES), 2):
            ranked = drawn(at).ranked
            outcome = checked(at, Listing(EVERYTHING, 10_000), FULL)
            some += outcome.claim is Claim.GOOD
            nearer += outcome.claim is Claim.GOOD and bool(ranked) and outcome.bound < ranked[0]
            assert not ranked or len(outcome.plans)
    assert some > 5
    assert nearer > 2


@pytest.mark.parametrize("work", [1e-9, 1e-4, 1e-3, 0.01])
def test_cut_short_what_is_said_is_true(work: float):
    short = 0
    for at in range(0, len(CORES), 2):
        ranked = drawn(at).ranked
        for floor in (EVERYTHING, ranked[-1] if ranked else 0):
            short += checked(at, Listing(floor, 10_000), Budget(work=work)).claim is Claim.GOOD
    assert short or work > 1e-3


def test_all_starts_and_no_nodes():
    core, truth, _, ranked = drawn(2)
    plan = next(np.array(plan) for plan, points in truth.items() if points == ranked[0])
    outcome = nearby.solve(core, Budget(work=1e-9), listing=Listing(EVERYTHING, 9), starts=[plan])
    assert [core.points(each) for each in outcome.plans] == ranked[:1]
    none = empty_core(0, 2)
    for floor, plans in ((0, 1), (1, 0)):
        found = nearby.solve(none, FULL, listing=Listing(floor, 9))
        assert (found.claim, found.bound, len(found.plans)) == (Claim.BEST, floor - 1, plans)
