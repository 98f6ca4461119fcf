"""The core: points and permission worked by hand, and compared with two slow second computations."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Core

NOTHING = 10**6


def core_of(n: int, k: int, **fields: object) -> Core:
    """A core of n nodes and k areas in which nothing counts but what is given."""
    empty = np.zeros(0, dtype=np.int64)
    measures = len(fields.get("sizes", ()))
    labels, guards = len(fields.get("label_members", ())), len(fields.get("guard_node", ()))
    base = dict.fromkeys(("pair_i", "pair_j", "pair_points", "guard_node", "guard_most"), empty)
    base |= dict.fromkeys(("hinge_measure", "hinge_area", "hinge_at", "hinge_below", "hinge_above"), empty)
    base |= {"pull": np.zeros((n, k), np.int64), "sizes": np.zeros((0, n), np.int64)}
    base |= {"window_least": np.zeros((measures, k), np.int64), "window_most": np.full((measures, k), NOTHING)}
    base |= {"label_members": np.zeros((0, n), bool), "label_cost": np.zeros((labels, k), np.int64)}
    base |= {
        "open_cost": np.zeros(k, np.int64),
        "must_use": np.zeros(k, bool),
        "counted": np.ones(k, bool),
        "count_least": 0,
        "count_most": k,
    }
    base |= {"guard_weight": np.zeros((guards, n), np.int64), "allowed": np.ones((n, k), bool)}
    base |= dict.fromkeys(("apart", "together"), np.zeros((0, 2), np.int64))
    base |= {"constant": 0, "scale": 1, "size_scale": np.ones(measures, np.int64)}
    given = {name: np.array(value) if isinstance(value, list) else value for name, value in fields.items()}
    return Core(**(base | given))


def at(text: str) -> np.ndarray:
    """``at("001")``: nodes 0 and 1 in area 0, node 2 in area 1."""
    return np.array([int(area) for area in text], dtype=np.int64)


def points(core: Core, text: str) -> int:
    return core.points(at(text))


def allows(core: Core, text: str) -> bool:
    return core.allows(at(text))


def test_shape():
    core = core_of(3, 2)
    assert (core.n, core.k) == (3, 2)
    assert core.membership(at("010")).tolist() == [[True, False], [False, True], [True, False]]


def test_pairs_pulls_and_the_constant():
    core = core_of(
        3, 2, pair_i=[0, 1], pair_j=[1, 2], pair_points=[5, -3], pull=[[1, 0], [0, 10], [0, -100]], constant=7
    )
    assert points(core, "010") == 7 + 1 + 10  # no pair
    assert points(core, "000") == 7 + 5 - 3 + 1
    assert points(core, "011") == 7 - 3 + 1 + 10 - 100


def test_hinges_bind_areas_with_members_only():
    core = core_of(
        2,
        2,
        sizes=[[4, 6]],
        hinge_measure=[0, 0],
        hinge_area=[0, 1],
        hinge_at=[5, 8],
        hinge_below=[2, 3],
        hinge_above=[1, 7],
    )
    assert points(core, "01") == -(2 * 1) - (3 * 2)  # 4 is 1 below 5; 6 is 2 below 8
    assert points(core, "00") == -(1 * 5)  # 10 is 5 above 5; area 1 is empty
    assert points(core, "11") == -(7 * 2)


def test_a_hinge_met_exactly_costs_nothing():
    core = core_of(1, 1, sizes=[[5]], hinge_measure=[0], hinge_area=[0], hinge_at=[5], hinge_below=[2], hinge_above=[2])
    assert points(core, "0") == 0


def test_labels_are_paid_once_for_each_area_that_has_them():
    core = core_of(3, 2, label_members=[[True, True, False], [False, True, True]], label_cost=[[2, 3], [10, 20]])
    assert points(core, "000") == -2 - 10
    assert points(core, "011") == -2 - 3 - 20
    assert points(core, "001") == -2 - 10 - 20


def test_opening_costs_and_the_number_of_areas_used():
    core = core_of(2, 3, open_cost=[1, 10, 100], counted=[True, True, False], count_least=1, count_most=1)
    assert points(core, "02") == -101
    assert allows(core, "02")  # one counted area, and one that is not
    assert not allows(core, "22")  # none
    assert not allows(core, "01")  # two


def test_windows_met_exactly_and_missed_by_one():
    sizes = [[4, 6, 1]]
    assert allows(core_of(3, 2, sizes=sizes, window_least=[[10, 1]], window_most=[[10, 1]]), "001")
    assert not allows(core_of(3, 2, sizes=sizes, window_least=[[11, 1]]), "001")
    assert not allows(core_of(3, 2, sizes=sizes, window_most=[[9, 1]]), "001")
    assert allows(core_of(3, 2, sizes=sizes, window_least=[[11, 100]]), "000")  # area 1 is empty


def test_guards():
    core = core_of(3, 2, guard_node=[1], guard_weight=[[5, -2, -3]], guard_most=[0])
    assert allows(core, "000")  # 5 - 2 - 3 = 0
    assert not allows(core, "001")  # 5 - 2 = 3
    assert allows(core, "010")  # node 1 alone: -2


def test_apart_together_and_allowed():
    assert not allows(core_of(2, 2, apart=[[0, 1]]), "00")
    assert allows(core_of(2, 2, apart=[[0, 1]]), "01")
    assert not allows(core_of(2, 2, together=[[0, 1]]), "01")
    assert allows(core_of(2, 2, together=[[0, 1]]), "11")
    assert not allows(core_of(2, 2, allowed=[[True, False], [True, True]]), "10")
    assert allows(core_of(2, 2, allowed=[[True, False], [True, True]]), "01")


def test_points_do_not_ask_whether_a_plan_is_allowed():
    assert points(core_of(2, 2, apart=[[0, 1]], pair_i=[0], pair_j=[1], pair_points=[4]), "00") == 4


def some_core(seed: int) -> Core:
    """A core with every primitive, small numbers, ties, zeros and conflicts."""
    rng = np.random.default_rng(seed)
    n, k = int(rng.integers(4, 13)), int(rng.integers(2, 6))
    pairs = np.array([(i, j) for i in range(n) for j in range(i + 1, n) if rng.random() < 0.4]).reshape(-1, 2)
    sizes = rng.integers(0, 9, (2, n))
    core = core_of(
        n,
        k,
        pair_i=pairs[:, 0],
        pair_j=pairs[:, 1],
        pair_points=rng.integers(-4, 5, len(pairs)),
        pull=rng.integers(-3, 4, (n, k)),
        sizes=sizes,
        open_cost=rng.integers(0, 5, k),
        hinge_measure=rng.integers(0, 2, 6),
        hinge_area=rng.integers(0, k, 6),
        hinge_at=rng.integers(0, 25, 6),
        hinge_below=rng.integers(0, 3, 6),
        hinge_above=rng.integers(0, 3, 6),
        label_members=rng.random((3, n)) < 0.4,
        label_cost=rng.integers(0, 4, (3, k)),
        guard_node=rng.integers(0, n, 2),
        guard_weight=rng.integers(-5, 6, (2, n)),
        guard_most=rng.integers(0, 9, 2),
        allowed=rng.random((n, k)) < 0.97,
        must_use=rng.random(k) < 0.2,
        counted=rng.random(k) < 0.8,
        constant=int(rng.integers(-9, 9)),
        apart=np.array([[0, 1]]),
        together=np.array([[2, 3]]),
    )
    return replace(core, window_least=rng.integers(0, 3, (2, k)), window_most=rng.integers(20, 60, (2, k)))


def slow_points(core: Core, areas: list[int]) -> int:
    """The words of the class `Core`, read area by area."""
    total = core.constant
    for area in set(areas):
        members = [node for node, place in enumerate(areas) if place == area]
        total -= int(core.open_cost[area])
        total += sum(int(core.pull[node, area]) for node in members)
        for i, j, gain in zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True):
            total += gain if i in members and j in members else 0
        for carriers, cost in zip(core.label_members.tolist(), core.label_cost.tolist(), strict=True):
            total -= cost[area] if any(carriers[node] for node in members) else 0
        for h in range(len(core.hinge_at)):
            if core.hinge_area[h] == area:
                size = sum(int(core.sizes[core.hinge_measure[h], node]) for node in members)
                total -= int(core.hinge_below[h]) * max(0, int(core.hinge_at[h]) - size)
                total -= int(core.hinge_above[h]) * max(0, size - int(core.hinge_at[h]))
    return total


def slow_allows(core: Core, areas: list[int]) -> bool:
    """The same for what is hard."""
    for area in set(areas):
        members = [node for node, place in enumerate(areas) if place == area]
        for m in range(len(core.sizes)):
            if not core.window_least[m, area] <= sum(core.sizes[m, members]) <= core.window_most[m, area]:
                return False
        for g, node in enumerate(core.guard_node.tolist()):
            if node in members and sum(core.guard_weight[g, members]) > core.guard_most[g]:
                return False
    if any(areas[i] == areas[j] for i, j in core.apart) or any(areas[i] != areas[j] for i, j in core.together):
        return False
    if any(core.must_use[area] and area not in areas for area in range(core.k)):
        return False
    used = sum(1 for area in set(areas) if core.counted[area])
    return core.count_least <= used <= core.count_most and all(core.allowed[i, a] for i, a in enumerate(areas))


def many_points(core: Core, areas: np.ndarray) -> np.ndarray:
    """Points of many assignments at once, (B, n) to (B,), by sums over whole arrays."""
    inside = (areas[:, :, None] == np.arange(core.k)).astype(np.int64)  # (B, n, k)
    used = inside.max(axis=1)
    total = core.constant + np.einsum("bik,ik->b", inside, core.pull) - used @ core.open_cost
    full = np.zeros((core.n, core.n), np.int64)
    full[core.pair_i, core.pair_j] = core.pair_points
    total += np.einsum("bik,ij,bjk->b", inside, full, inside, optimize=True)
    present = np.einsum("li,bik->blk", core.label_members.astype(np.int64), inside) > 0
    total -= (present * core.label_cost).sum(axis=(1, 2))
    sums = np.einsum("mi,bik->bmk", core.sizes, inside)[:, core.hinge_measure, core.hinge_area]
    lost = core.hinge_below * np.clip(core.hinge_at - sums, 0, None) + core.hinge_above * np.clip(
        sums - core.hinge_at, 0, None
    )
    return total - (lost * used[:, core.hinge_area]).sum(axis=1)


@pytest.mark.parametrize("seed", range(50))
def test_a_thousand_random_assignments_agree_with_a_second_computation(seed: int):
    core = some_core(seed)
    areas = np.random.default_rng(seed).integers(0, core.k, (1000, core.n))
    assert [core.points(row) for row in areas] == many_points(core, areas).tolist()


def test_random_assignments_agree_with_plain_python():
    chance = random.Random(1)
    allowed = 0
    for seed in range(60):
        core = some_core(seed)
        for _ in range(50):
            areas = [chance.randrange(core.k) for _ in range(core.n)]
            areas[2:4] = [areas[2]] * 2  # together, so that some are allowed
            assert core.points(at(areas)) == slow_points(core, areas)
            assert core.allows(at(areas)) == slow_allows(core, areas)
            allowed += slow_allows(core, areas)
    assert 100 < allowed < 2900
