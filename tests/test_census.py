"""The census against plain counting: every plan is gone through once, with the points and the rules of its words."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from regroup.census import allows_each, groups_of, points_of_each, walk_of
from regroup.census.sample import SAMPLE, chained, drawn
from regroup.core import Core
from tests.engines.random_cores import empty_core, plain_points, plainly_allowed, random_core

SEEDS = range(300)


def plans(core: Core) -> list[tuple[int, ...]]:
    return list(product(range(core.k), repeat=core.n))


def walked(core: Core) -> dict[tuple[int, ...], int]:
    """Each allowed assignment with its points, as the walk has them."""
    walk, found = walk_of(core), {}
    for first, points in walk.blocks() if walk else ():
        for second in np.flatnonzero(points >= walk.least_points).tolist():
            areas = tuple(walk.assignment(first, second).tolist())
            assert areas not in found
            found[areas] = int(points[second])
    return found


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_a_walk_meets_every_allowed_plan_once(first: int):
    met = 0
    for seed in range(first, first + 50):
        core = random_core(seed)
        truth = {plan: plain_points(core, plan) for plan in plans(core) if plainly_allowed(core, plan)}
        assert walked(core) == truth, seed
        met += len(truth)
    assert met > 100


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_many_at_once_say_what_plain_words_say(first: int):
    for seed in range(first, first + 50):
        core = random_core(seed)
        every = plans(core)
        assert points_of_each(core, np.array(every)).tolist() == [plain_points(core, plan) for plan in every], seed
        assert allows_each(core, np.array(every)).tolist() == [plainly_allowed(core, plan) for plan in every], seed


def test_what_is_too_many_is_not_walked():
    core = empty_core(4, 3)
    assert walk_of(core, most=81) is not None
    assert walk_of(core, most=80) is None


def test_draws_are_alike_and_repeatable():
    """Each of 16 plans is drawn about as often: chi-square of 15 degrees is below 44 in 9,999 of 10,000."""
    core = empty_core(4, 2)
    core.pull[:] = [[0, 1], [0, 2], [0, 4], [0, 8]]
    groups = groups_of(core)
    points = drawn(core, groups, np.random.default_rng(1))
    assert len(points) == SAMPLE
    counts = np.bincount(points, minlength=16)
    assert ((counts - SAMPLE / 16) ** 2 / (SAMPLE / 16)).sum() < 44
    assert (points == drawn(core, groups, np.random.default_rng(1))).all()
    assert (points != drawn(core, groups, np.random.default_rng(2))).any()


def test_chains_reach_what_changes_connect_and_keep_the_rules():
    core = empty_core(4, 2)
    core.pull[:] = [[0, 1], [0, 2], [0, 4], [0, 8]]
    core.allowed[3, 1] = False
    core.must_use[:] = True
    chains = chained(core, groups_of(core), np.array([[0, 0, 1, 0]]), np.random.default_rng(1))
    counts = np.bincount(chains.ravel(), minlength=16)
    assert counts[0] == 0
    assert (counts[8:] == 0).all()
    shares = counts[1:8] / counts.sum()
    assert (np.abs(shares - 1 / 7) < 0.02).all()
