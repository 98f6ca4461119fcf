"""Where rounds begin: nodes where they may be, as few and as many areas as may be, and plans crossed node by node."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Assignment, Core
from regroup.engines.local_start import _order, areas_in_use, crossed, in_hand, permitted, shaken, spread
from tests.engines.random_cores import empty_core

SEEDS = range(40)


def sized(sizes: list[list[int]], most: list[list[int]]) -> Core:
    """One row a measure: the size of each node, and the most that each area may have."""
    core = empty_core(len(sizes[0]), len(most[0]), len(sizes))
    return replace(core, sizes=np.array(sizes), window_most=np.array(most))


def spreads(core: Core) -> list[list[int]]:
    every = np.ones(core.k, dtype=np.bool_)
    return [spread(core, every, np.random.default_rng(seed)).tolist() for seed in SEEDS]


def test_nodes_go_to_intended_areas_and_elsewhere_only_where_they_may_not_be_there():
    core = replace(
        empty_core(4, 3, 1),
        allowed=np.array([[True, True, True], [True, False, False], [False, True, False], [True, False, True]]),
    )
    intended = np.array([False, True, True])
    met = {tuple(spread(core, intended, np.random.default_rng(seed)).tolist()) for seed in SEEDS}
    assert met == {(1, 0, 1, 2), (2, 0, 1, 2)}


def test_each_node_goes_where_the_most_is_left():
    assert {tuple(plan) for plan in spreads(sized([[8, 3, 1]], [[99, 99]]))} == {(0, 1, 1), (1, 0, 0)}
    assert {tuple(plan) for plan in spreads(sized([[10, 90]], [[100, 10]]))} >= {(1, 0)}
    assert {plan[0] for plan in spreads(sized([[10]], [[9, 5]]))} == {0}


def test_room_is_no_more_than_all_nodes_need_and_no_less_than_one():
    assert {tuple(plan) for plan in spreads(sized([[10, 10]], [[1000, 30]]))} == {(0, 1), (1, 0)}
    assert {plan[0] for plan in spreads(sized([[1]], [[0, -5]]))} == {0, 1}


def test_the_fullest_measure_counts():
    core = sized([[10, 90], [10, 90]], [[100, 40, 100], [10, 40, 100]])
    assert {plan[0] for plan in spreads(replace(core, allowed=np.array([[1, 1, 0], [0, 0, 1]]) > 0))} == {1}


def test_without_measures_nodes_go_anywhere():
    assert {tuple(plan) for plan in spreads(empty_core(2, 2))} == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_twice_as_large_is_earlier_in_the_mean_of_all_measures():
    for seed in range(200):
        random = np.random.default_rng(seed)
        assert _order(sized([[1, 8, 2, 4], [0, 0, 0, 0]], [[9], [9]]), random).tolist() == [1, 3, 2, 0]
        assert _order(sized([[1000, 900], [1, 9]], [[9], [9]]), random).tolist() == [1, 0]


@pytest.mark.parametrize(("share", "moved"), [(0.0, 2), (0.25, 2), (0.5, 3), (1.0, 6)])
def test_so_many_nodes_are_shaken(share: float, moved: int):
    core = replace(empty_core(6, 2), allowed=np.tile([False, True], (6, 1)))
    plan = np.zeros(6, dtype=np.int64)
    assert shaken(core, plan, share, np.random.default_rng(1)).sum() == moved
    assert not plan.any()
    one = replace(empty_core(1, 2), allowed=np.array([[False, True]]))
    assert shaken(one, plan[:1], share, np.random.default_rng(1)).tolist() == [1]


def test_who_may_stay_stays():
    core = replace(empty_core(3, 3), allowed=np.array([[True, False, False], [False, True, True], [True, True, False]]))
    plan = np.array([1, 0, 1])
    met = {tuple(permitted(core, plan, np.random.default_rng(seed)).tolist()) for seed in SEEDS}
    assert met == {(0, 1, 1), (0, 2, 1)}
    assert plan.tolist() == [1, 0, 1]


def crossings(one: list[int], two: list[int], k: int, types: list[tuple[int, ...]]) -> np.ndarray:
    """One row a seed."""
    plans = np.array(one), np.array(two)
    return np.array([crossed(types, *plans, k, np.random.default_rng(seed)) for seed in SEEDS])


def either(found: np.ndarray) -> list[set[int]]:
    return [set(column.tolist()) for column in found.T]


def test_plans_under_other_names_are_crossed_to_the_same():
    one = [0, 0, 1, 2, 2, 3, 4]
    assert (crossings(one, [2, 2, 0, 1, 1, 3, 4], 5, [(0, 1, 2), (3, 4)]) == one).all()
    assert either(crossings(one, [2, 2, 0, 1, 1, 3, 4], 5, [(area,) for area in range(5)])) == [
        *[{0, 2}] * 2,
        {1, 0},
        *[{2, 1}] * 2,
        {3},
        {4},
    ]


def test_each_area_gives_its_name_once_and_takes_one_once():
    assert either(crossings([0, 0, 0, 0, 0, 1], [1, 1, 1, 0, 0, 0], 2, [(0, 1)])) == [*[{0}] * 3, *[{0, 1}] * 2, {1}]
    assert either(crossings([0, 0, 0, 1, 1, 1], [1, 1, 1, 1, 1, 0], 2, [(0, 1)])) == [*[{0}] * 3, *[{0, 1}] * 2, {1}]


def test_in_hand_is_the_best_given_plan_that_is_allowed():
    core = replace(empty_core(1, 3), pull=np.array([[1, 2, 3]]), allowed=np.array([[True, True, False]]))
    given: list[Assignment] = [np.array([at]) for at in range(3)]
    random = np.random.default_rng(1)
    best = in_hand(core, given, random)
    assert best is not None
    assert best.tolist() == [1]
    for most, found in ((5, True), (4, False)):
        other = in_hand(sized([[5]], [[most]]), [], random)
        assert (other is not None) is found


@pytest.mark.parametrize(
    ("least", "most", "numbers"),
    [(-1, 9, {0, 1, 2, 3}), (0, 1, {0, 1}), (2, 3, {2, 3}), (1, 2, {1, 2}), (2, 2, {2}), (5, 9, {3}), (3, 1, {1})],
)
def test_the_number_of_areas_in_use_is_within_its_bounds(least: int, most: int, numbers: set[int]):
    """Three of four areas count; none at all is never so."""
    core = replace(empty_core(2, 4), counted=np.array([True, True, False, True]), count_least=least, count_most=most)
    met = [areas_in_use(core, np.random.default_rng(seed)) for seed in SEEDS]
    assert {int(chosen[core.counted].sum()) for chosen in met} == numbers
    assert {bool(chosen[2]) for chosen in met} == {False, True}
    assert all(chosen.any() for chosen in met)
    must = replace(core, must_use=np.array([False, True, False, False]))
    assert all(areas_in_use(must, np.random.default_rng(seed))[1] for seed in SEEDS)


def test_where_no_area_may_count_one_that_does_not_is_in_use():
    core = replace(empty_core(2, 3), counted=np.array([True, False, True]), count_most=0)
    assert {tuple(areas_in_use(core, np.random.default_rng(seed)).tolist()) for seed in SEEDS} == {(False, True, False)}
    alone = replace(empty_core(2, 1), count_most=0)
    assert areas_in_use(alone, np.random.default_rng(1)).tolist() == [True]
