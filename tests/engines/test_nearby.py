"""Every assignment with some points, against trying all of them; alike areas exchanged count once."""

from __future__ import annotations

from itertools import chain, permutations, product

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import nearby
from regroup.engines.base import Budget, Claim, Listing, Outcome
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_every import losses_of
from regroup.engines.suitable import MOST_FOR_COLUMNS
from regroup.preprocess import area_types, reduce
from tests.engines.random_cores import empty_core, plain_points, plainly_allowed, random_core

CORES, CHUNK = 300, 60
EVERYTHING = -(10**6)
Plans = dict[tuple[int, ...], int]


def true_plans(core: Core) -> Plans:
    every = product(range(core.k), repeat=core.n)
    return {plan: plain_points(core, plan) for plan in every if plainly_allowed(core, plan)}


def exchanged(core: Core, plan: tuple[int, ...]) -> set[tuple[int, ...]]:
    """The plan with areas that nothing can tell apart in every order."""
    types = area_types(reduce(core).core)
    made = set()
    for orders in product(*(permutations(areas) for areas in types)):
        name = dict(zip(chain(*types), chain(*orders), strict=True))
        made.add(tuple(name[area] for area in plan))
    return made


def listed(core: Core, floor: int, most: int = 10_000, work: float = 20.0) -> Outcome:
    return nearby.solve(core, Budget(work), listing=Listing(floor, most))


def check_all(core: Core, floor: int, truth: Plans) -> int:
    """The list is complete: exchanged in every way its plans are the true ones, each of them once."""
    outcome = listed(core, floor)
    assert outcome.claim is Claim.BEST
    plans = [tuple(plan.tolist()) for plan in outcome.plans]
    groups = [exchanged(core, plan) for plan in plans]
    together = set().union(*groups)
    assert together == {plan for plan, points in truth.items() if points >= floor}
    assert sum(map(len, groups)) == len(together)
    points = [truth[plan] for plan in plans]
    assert points == sorted(points, reverse=True)
    return len(plans)


@pytest.mark.parametrize("first", range(0, CORES, CHUNK))
def test_the_list_is_all_there_is(first: int):
    most = impossible = 0
    for seed in range(first, first + CHUNK):
        core = random_core(seed)
        truth = true_plans(core)
        best = max(truth.values(), default=0)
        some = sorted(set(truth.values()), reverse=True)[: 1 + seed % 7]
        for floor in ((best, EVERYTHING), (best + 1, some[-1] if some else 0))[seed % 2]:
            most = max(most, check_all(core, floor, truth))
        impossible += not truth
    assert most > 20
    assert impossible


def test_of_too_many_the_ones_with_most_points():
    cut = 0
    for seed in range(1000, 1040):
        core = random_core(seed)
        whole, some = listed(core, EVERYTHING), listed(core, EVERYTHING, most=3)
        assert [core.points(plan) for plan in some.plans] == [core.points(plan) for plan in whole.plans[:3]]
        assert (some.claim is Claim.BEST) == (len(whole.plans) <= 3)
        cut += len(whole.plans) > 6
    assert cut > 5


def test_cut_short_it_is_not_said_to_be_all():
    core = empty_core(9, 3)
    assert listed(core, 0).claim is Claim.BEST
    assert listed(core, 0, work=1e-4).claim is Claim.GOOD


def test_of_too_many_nodes_nothing_is_said():
    outcome = listed(empty_core(MOST_FOR_COLUMNS + 1, 2), 0)
    assert (outcome.claim, outcome.bound, outcome.plans) == (Claim.GOOD, None, ())


def test_no_plan_of_a_choice_is_above_the_top_whatever_the_values():
    random = np.random.default_rng(7)
    for _ in range(300):
        sizes = random.integers(1, 3, 3).tolist()
        must, counted = random.random(3) < 0.3, random.random(3) < 0.7
        least = tuple(size if needed else 0 for size, needed in zip(sizes, must, strict=True))
        number = int(random.integers(0, 5))
        choice = Choice(least, tuple(sizes), tuple(counted.tolist()), number, number)
        values = random.integers(-9, 10, 3).tolist()
        best = choice.best(values)
        if best is None:
            continue
        losses = losses_of(choice, values)
        assert losses.top == best
        for used in product(*(range(size + 1) for size in sizes)):
            if sum(use for use, counts in zip(used, counted, strict=True) if counts) == number and all(
                use >= low for use, low in zip(used, least, strict=True)
            ):
                lost = sum(
                    use * (against - value) + (size - use) * max(idle, 0)
                    for use, against, value, size, idle in zip(
                        used, losses.used, values, sizes, losses.idle, strict=True
                    )
                )
                assert losses.top - lost == sum(use * value for use, value in zip(used, values, strict=True))
