"""Whole rows of moves by comparison with the core: what each is worth, whether it fits, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from regroup.core import Assignment, Core
from regroup.engines import local_dense
from regroup.engines.compiled import lean
from regroup.engines.local_chance import chance_of
from regroup.engines.local_dense import Dense, Spots, dense_of, empty_spots, put
from regroup.engines.local_dense_loop import NEVER, STEPS, _best_swap, _carry_out, _prepare, bathe
from regroup.engines.local_net import net_of
from tests.engines.random_cores import empty_core
from tests.engines.test_columns_table_search import ending

N, K = 6, 3


@lean
def prepared(dense: Dense, spots: Spots, one: int, also: int, from_here: int) -> int:
    _prepare(dense, spots, one, also)
    return _best_swap(dense, spots, one, also, from_here)


@lean
def taken(dense: Dense, spots: Spots, one: int, also: int, against: int, to: np.int64) -> None:
    _prepare(dense, spots, one, also)
    _carry_out(dense, spots, one, also, against, to)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(local_dense, "FEWEST_NODES", 1)
    with ending(), np.errstate(over="ignore"):
        yield


def drawn(seed: int) -> Core:
    """Small sizes and windows that are often met just so."""
    random = np.random.default_rng([9, seed])
    first, second = np.triu_indices(N, 1)
    least = random.integers(0, 3, (1, K))
    return replace(
        empty_core(N, K, 1),
        sizes=random.integers(0, 4, (1, N)),
        window_least=least,
        window_most=least + random.integers(6, 9, (1, K)),
        pair_i=first,
        pair_j=second,
        pair_points=random.integers(-9, 10, len(first)),
        pull=random.integers(-9, 10, (N, K)),
        must_use=np.ones(K, dtype=np.bool_),
    )


def allowed_plans(core: Core) -> list[Assignment]:
    return [plan for plan in map(np.array, product(range(core.k), repeat=core.n)) if core.allows(plan)]


def begun(core: Core, plan: Assignment, room: int = 2) -> tuple[Dense, Spots]:
    """The tables and the plan, with no noise, and with as much as is needed for so many beginnings less one."""
    dense = dense_of(core, net_of(core))
    assert dense is not None
    noise = np.zeros(core.n + core.k + room, dtype=np.int32)
    spots = empty_spots(dense)._replace(noise=noise)
    put(dense, spots, plan)
    return dense._replace(luck=np.zeros(len(noise))), spots


def after(plan: Assignment, one: int, also: int, against: int, to: int) -> Assignment:
    target = plan.copy()
    target[one] = to
    if also >= 0:
        target[also] = to
    if against >= 0:
        target[against] = plan[one]
    return target


def pairs_of(plan: Assignment) -> list[tuple[int, int]]:
    """Each node, alone and with each other of its area."""
    n = len(plan)
    return [
        (one, also)
        for one in range(n)
        for also in range(-1, n)
        if also < 0 or (also != one and plan[one] == plan[also])
    ]


@pytest.mark.parametrize("seed", range(5))
def test_a_row_has_the_points_of_every_move_that_keeps_the_windows(seed: int):
    core = drawn(seed)
    every = allowed_plans(core)
    for plan in every[:: len(every) // 3]:
        dense, spots = begun(core, plan)
        spots.noise[:] = np.arange(len(spots.noise))
        for one, also in pairs_of(plan):
            expected = []
            for against in range(N):
                target = after(plan, one, also, against, int(plan[against]))
                fits = plan[against] != plan[one] and core.allows(target)
                expected.append(core.points(target) - core.points(plan) + against + 1 if fits else NEVER)
            assert prepared(dense, spots, one, also, 1) == max(expected)
            assert spots.gain.tolist() == expected


@pytest.mark.parametrize("seed", range(3))
def test_after_every_move_all_tables_are_those_of_the_plan(seed: int):
    core, random = drawn(seed), np.random.default_rng(seed)
    start = allowed_plans(core)[seed]
    dense, spots = begun(core, start)
    plan, best = start, start
    for _ in range(40):
        one, also = pairs_of(plan)[int(random.integers(len(pairs_of(plan))))]
        against, to = int(random.integers(-1, N)), int(random.integers(K))
        to = int(plan[against]) if against >= 0 else to
        if to == plan[one]:
            continue
        taken(dense, spots, one, also, against, np.int64(to))
        plan = after(plan, one, also, against, to)
        best = plan if core.points(plan) > core.points(best) else best
        _, anew = begun(core, plan)
        for name in ("area", "near", "own", "total", "members"):
            assert getattr(spots, name).tolist() == getattr(anew, name).tolist(), name
        assert (spots.points + core.points(start)).tolist() == [core.points(plan), core.points(best)]
        assert spots.best.tolist() == best.tolist()


def neighbours(core: Core, plan: Assignment) -> Iterator[Assignment]:
    """The plan, one node elsewhere, two nodes swapped, and two of three or more against one; allowed."""
    for one, also in pairs_of(plan):
        if also >= 0 and (plan == plan[one]).sum() < 3:
            continue
        for against in range(N):
            target = after(plan, one, also, against, int(plan[against]))
            if plan[against] != plan[one] and core.allows(target):
                yield target
        if also < 0:
            yield from filter(core.allows, (after(plan, one, -1, -1, to) for to in range(K)))


@pytest.mark.parametrize("seed", range(6))
def test_without_heat_it_ends_where_no_move_wins_anything(seed: int):
    core = drawn(seed)
    every = allowed_plans(core)
    for start in every[seed :: len(every) // 3]:
        dense, spots = begun(core, start)
        bathe(dense, spots, chance_of(seed), 0.0, 1.0, 1)
        plan = spots.area.astype(np.int64)
        assert core.allows(plan)
        assert core.points(plan) == core.points(start) + spots.points[0]
        assert core.points(plan) == max(map(core.points, neighbours(core, plan)))


def test_without_heat_what_wins_nothing_is_not_done():
    core = replace(drawn(0), pair_points=np.zeros(N * (N - 1) // 2, dtype=np.int64), pull=np.zeros((N, K), np.int64))
    plan = allowed_plans(core)[0]
    dense, spots = begun(core, plan)
    bathe(dense, spots, chance_of(1), 0.0, 1.0, 1)
    assert spots.area.tolist() == spots.best.tolist() == plan.tolist()
    taken(dense, spots, 0, -1, -1, np.int64(1 - plan[0]))
    assert spots.area.tolist() != spots.best.tolist() == plan.tolist()


def test_nodes_without_size_go_where_they_are_worth_most():
    core = drawn(1)
    core = replace(
        core,
        sizes=0 * core.sizes,
        window_least=0 * core.window_least,
        window_most=0 * core.window_most,
        pair_points=0 * core.pair_points,
        pull=np.array([[1, 9, 1], [1, 9, 1], [1, 9, 1], [1, 1, 9], [1, 1, 9], [9, 1, 1]]),
    )
    for start in ([0, 0, 0, 0, 1, 2], [2, 2, 2, 0, 1, 1]):
        dense, spots = begun(core, np.array(start))
        bathe(dense, spots, chance_of(1), 0.0, 1.0, 1)
        assert spots.area.tolist() == [1, 1, 1, 2, 2, 0]


@pytest.mark.parametrize("seed", range(3))
def test_hot_plans_keep_the_windows_and_their_tables(seed: int):
    core = drawn(seed)
    every = allowed_plans(core)
    dense, spots = begun(core, every[0], room=200)
    dense.luck[:] = np.random.default_rng(seed).gumbel(size=len(dense.luck))
    bathe(dense, spots, chance_of(seed), 1000.0, 1.0, 1)
    plan = spots.area.astype(np.int64)
    _, anew = begun(core, plan)
    for name in ("near", "own", "total", "members"):
        assert getattr(spots, name).tolist() == getattr(anew, name).tolist(), name
    assert core.allows(plan)
    assert core.allows(spots.best.astype(np.int64))
    assert core.points(every[0]) + spots.points[1] == core.points(spots.best.astype(np.int64)) >= core.points(plan)


def test_heat_goes_down_from_block_to_block():
    core = drawn(0)
    dense, spots = begun(core, allowed_plans(core)[0])
    dense.luck[:] = -1.0
    bathe(dense, spots, chance_of(1), 64.0, 0.5, 3)
    assert set(spots.noise.tolist()) == {-16}
    assert STEPS % 16 == 0


@pytest.mark.parametrize(
    ("luck", "start", "members"),
    [
        ([3, 3, 3, 4, 4, 5, 0], [0, 0, 1], [2, 1]),
        ([3, 3, 3, 4, 9, 5, 0], [0, 0, 1], [1, 2]),
        ([3, 3, 3, 9, 4, 5, 0], [0, 1, 1], [2, 1]),
    ],
)
def test_each_move_of_a_row_has_luck_of_its_own(luck: list[int], start: list[int], members: list[int]):
    """By node for swaps, by area for inserts, then for no move; three nodes and two areas, none of which is empty."""
    core = replace(
        empty_core(3, 2, 1),
        sizes=np.ones((1, 3), dtype=np.int64),
        pair_i=np.array([0, 0]),
        pair_j=np.array([1, 2]),
        pair_points=np.array([0, 0]),
        must_use=np.ones(2, dtype=np.bool_),
    )
    dense, spots = begun(core, np.array(start))
    dense.luck[:] = luck
    bathe(dense, spots, chance_of(1), 1.0, 1.0, 1)
    assert spots.members.tolist() == members
    assert (spots.area.tolist() == start) is (max(luck) == luck[5])
