"""Plans put together from columns: the best there is of them, against every way to choose among them."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from regroup.engines.columns_area import types_of
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_partition import partition
from regroup.engines.columns_pool import Column, Pool, assignment_of, columns_of
from regroup.preprocess import reduce
from tests.engines.random_cores import random_core

SEEDS = range(60)
WORK = 10.0


def problem(seed: int) -> tuple[int, list[Column], list[int], Choice]:
    """Nodes, columns of two types, their points, and which areas there may be."""
    random = np.random.default_rng([3, seed])
    n = int(random.integers(2, 5))
    drawn = {(int(random.integers(2)), tuple(np.flatnonzero(random.random(n) < 0.45).tolist())) for _ in range(12)}
    found = sorted(column for column in drawn if column[1])
    least = random.integers(0, 2, 2) * (random.random(2) < 0.4)
    low = int(random.integers(0, 3))
    choice = Choice(
        tuple(least.tolist()),
        tuple((least + random.integers(0, 3, 2)).tolist()),
        tuple((random.random(2) < 0.7).tolist()),
        low,
        low + int(random.integers(0, 3)),
    )
    return n, found, random.integers(-9, 20, len(found)).tolist(), choice


def is_plan(n: int, chosen: list[Column], choice: Choice) -> bool:
    if sorted(node for _, members in chosen for node in members) != list(range(n)):
        return False
    numbers = [sum(kind == each for kind, _ in chosen) for each in range(2)]
    counted = sum(number for number, counts in zip(numbers, choice.counted, strict=True) if counts)
    within = zip(choice.least, numbers, choice.most, strict=True)
    return all(low <= number <= high for low, number, high in within) and (
        choice.count_least <= counted <= choice.count_most
    )


def best(n: int, columns: list[Column], points: list[int], choice: Choice) -> int | None:
    every = [at for size in range(n + 1) for at in combinations(range(len(columns)), size)]
    plans = [at for at in every if is_plan(n, [columns[each] for each in at], choice)]
    return max((sum(points[each] for each in at) for at in plans), default=None)


def test_the_best_plan_of_the_columns_or_none():
    found = 0
    for seed in SEEDS:
        n, columns, points, choice = problem(seed)
        true = best(n, columns, points, choice)
        for wanted in (-(10**6), *(() if true is None else (true, true + 1))):
            made = partition(n, columns, points, choice, wanted, WORK, 60.0)
            assert made.settled
            if true is None or wanted > true:
                assert made.columns is None
                continue
            found += 1
            assert is_plan(n, list(made.columns), choice)
            worth = dict(zip(columns, points, strict=True))
            assert sum(worth[column] for column in made.columns) == true
    assert found > 20


def test_a_pool_holds_allowed_columns_once_with_their_points():
    for seed in SEEDS:
        core, scale = reduce(random_core(seed)).core, 3
        types = types_of(core, scale)
        pool, random = Pool(types, scale), np.random.default_rng(seed)
        taken: dict[Column, int] = {}
        for _ in range(30):
            kind, members = int(random.integers(len(types))), np.flatnonzero(random.random(core.n) < 0.4)
            column = (kind, tuple(members.tolist()))
            if not column[1]:
                continue
            new = column not in taken and types[kind].admits(column[1])
            assert pool.add(*column) == new
            if new:
                taken[column] = types[kind].points(column[1]) // scale
        assert dict(zip(pool.columns, pool.points, strict=True)) == taken
        assert len(pool.columns) == len(taken)


def test_columns_that_are_no_plan_are_none():
    for seed in SEEDS:
        core = reduce(random_core(seed)).core
        types = types_of(core, 1)
        plan = np.random.default_rng(seed).integers(0, core.k, core.n)
        made = list(columns_of(types, plan))
        assert sorted(node for _, members in made for node in members) == list(range(core.n))
        again = assignment_of(core, types, made)
        assert again is not None
        assert sorted(columns_of(types, again)) == sorted(made)
        assert assignment_of(core, types, made[1:]) is None
        assert assignment_of(core, types, [*made, made[0]]) is None
        one = [(0, (node,)) for node in range(core.n)]
        assert (assignment_of(core, types, one) is None) == (core.n > len(types[0].areas))
        if core.n > 1:
            assert assignment_of(core, types, [(0, (0,)), (len(types) - 1, tuple(range(core.n)))]) is None
