"""Every step alone, and all of them to the end, allow exactly what was allowed before, with the same points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pytest

from regroup.core import Core
from regroup.preprocess import Reduced, area_types, classes_of, reduce
from regroup.preprocess.guarding import without_idle_guards
from regroup.preprocess.held import held_together
from regroup.preprocess.merging import merged
from regroup.preprocess.reducing import STEPS
from regroup.preprocess.sharing import without_impossible_pairs
from tests.engines.random_cores import PRIMITIVES, plain_points, plainly_allowed, random_core

CORES, CHUNK = 2400, 400
Step = Callable[[Core], Core]
EVERY: tuple[Step, ...] = (*STEPS, held_together, without_idle_guards, without_impossible_pairs)
Plans = dict[tuple[int, ...], int]


def plans(core: Core) -> Plans:
    """Every allowed plan with its points, from the words of a core alone."""
    every = product(range(core.k), repeat=core.n)
    return {plan: plain_points(core, plan) for plan in every if plainly_allowed(core, plan)}


def expanded(reduced: Reduced) -> Plans:
    return {tuple(reduced.expand(np.array(plan)).tolist()): points for plan, points in plans(reduced.core).items()}


def merged_cores(seeds: range) -> Iterator[Core]:
    for seed in seeds:
        core = random_core(seed)
        yield merged(core, classes_of(core))


@pytest.mark.parametrize("first", range(0, CORES, CHUNK))
def test_reduce_keeps_every_allowed_plan_and_its_points(first: int):
    for seed in range(first, first + CHUNK):
        core = random_core(seed)
        assert expanded(reduce(core)) == plans(core), seed


@pytest.mark.parametrize("primitive", PRIMITIVES)
def test_each_primitive_alone(primitive: str):
    for number in range(60):
        seed = 4 * (PRIMITIVES.index(primitive) + len(PRIMITIVES) * number)
        core = random_core(seed)
        assert expanded(reduce(core)) == plans(core), seed


@pytest.mark.parametrize("step", EVERY, ids=lambda step: step.__name__)
def test_each_step_alone(step: Step):
    for core in merged_cores(range(CORES, CORES + 500)):
        after = step(core)
        assert plans(after) == plans(core)


def test_areas_of_one_type_stay_so():
    for core in merged_cores(range(0, CORES, 3)):
        after = reduce(core)
        before, now = area_types(core), [set(areas) for areas in area_types(after.core)]
        assert all(any(set(areas) <= kind for kind in now) for areas in before)


def test_reducing_again_changes_nothing():
    for seed in range(0, CORES, 6):
        once = reduce(random_core(seed)).core
        if once.allowed.any(axis=1).all() and once.count_least <= once.count_most:
            again = reduce(once).core
            for name in once.__dataclass_fields__:
                assert np.array_equal(getattr(once, name), getattr(again, name)), (seed, name)


def test_most_impossible_cores_are_seen_and_much_is_tightened():
    impossible = seen = fewer_places = 0
    for seed in range(0, CORES, 4):
        core = random_core(seed + 1)
        after = reduce(core).core
        if not plans(core):
            impossible += 1
            seen += not after.allowed.any(axis=1).all() or after.count_least > after.count_most
        else:
            fewer_places += after.allowed.sum() < merged(core, classes_of(core)).allowed.sum()
    assert seen > impossible * 0.6
    assert fewer_places > 40
