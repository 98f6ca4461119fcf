"""The window that is left where size has a cost: no column above the threshold is outside, and little else is in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from regroup.engines.columns_area import AreaType, Members
from regroup.engines.columns_candidates import Candidates, Some
from regroup.engines.columns_problem import Problem, whole_shares
from regroup.engines.columns_tree import Tree, room_to_search
from regroup.engines.columns_window import LEAST, _outside, _slices, narrowed, window
from tests.engines.test_columns_branch_dense import dense
from tests.engines.test_columns_table import truth

ALL = -(2**59)


@cache
def drawn(seed: int) -> tuple[Some, dict[Members, tuple[int, int]]]:
    """Candidates, and the total and the value of every column."""
    area, prices = dense(seed)
    if seed % 5:
        area = costly(area)
    some = Candidates(area).at(prices)
    sizes = {int(node): int(size) for node, size in zip(some.nodes, some.problem.sizes[0], strict=True)}
    columns = truth(area, prices)
    return some, {each: (sum(sizes[node] for node in each), value) for each, value in columns.items()}


def costly(area: AreaType) -> AreaType:
    """The same, and to be a third of all costs nothing."""
    whole, one = int(area.sizes[0].sum()), np.ones(1, np.int64)
    return replace(area, hinge_measure=0 * one, hinge_at=whole // 3 * one, hinge_below=9 * one, hinge_above=7 * one)


def room(p: Problem) -> Tree:
    return room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))


def thresholds(columns: dict[Members, tuple[int, int]]) -> list[int]:
    ranked = sorted((value for _, value in columns.values()), reverse=True)
    return [ALL, *(ranked[at] - less for at in (0, 2, 9) if at < len(ranked) for less in (0, 1))]


def test_no_column_above_the_threshold_is_outside():
    narrower = 0
    for seed in range(40):
        some, columns = drawn(seed)
        split = np.random.default_rng(seed).random((9, 9)) * 40
        for above in thresholds(columns):
            p = narrowed(some, split, above).problem
            for total, value in columns.values():
                assert value <= above or p.least[0] <= total <= p.most[0]
            assert p.least[0] >= some.problem.least[0]
            assert p.most[0] <= some.problem.most[0]
            assert (p.least[1:] == some.problem.least[1:]).all()
            narrower += p.most[0] - p.least[0] < (some.problem.most[0] - some.problem.least[0]) / 2
    assert narrower > 15


def test_what_is_said_to_be_outside_is():
    some_are = 0
    for seed in range(40):
        some, columns = drawn(seed)
        p = some.problem
        credit, before = whole_shares(p.pairs / 2, p.pairs), (p.least.tolist(), p.most.tolist())
        for above in thresholds(columns):
            for low in range(int(p.least[0]), int(p.most[0]) + 1, 7):
                if _outside(p, credit, room(p), above, low, low + 4):
                    some_are += 1
                    assert not any(low <= total <= low + 4 and value > above for total, value in columns.values())
                assert (p.least.tolist(), p.most.tolist()) == before
    assert some_are > 400


def plain(n: int, size: int, turn: int) -> AreaType:
    """Nodes alike, worth 10 each, and 100 lost for each by which their number is not the best one."""
    nothing = np.zeros(0, np.int64)
    return AreaType(
        areas=(0,), allowed=np.ones(n, np.bool_), pull=np.full(n, 10), open_cost=0, sizes=np.full((1, n), size),
        least=np.zeros(1, np.int64), most=np.full(1, n * size), hinge_measure=np.zeros(1, np.int64),
        hinge_at=np.array([turn * size]), hinge_below=np.full(1, 100 // size), hinge_above=np.full(1, 100 // size),
        labels=np.zeros((0, n), np.bool_), label_cost=nothing, pairs=np.zeros((n, n), np.int64),
        apart=np.zeros((n, n), np.bool_), guard_node=nothing, guard_weight=np.zeros((0, n), np.int64),
        guard_most=nothing,
    )  # fmt: skip


@pytest.mark.parametrize(("turn", "above", "low", "high"), [
    (4, -70, 4, 5), (4, -71, 3, 5), (4, -51, 4, 5), (4, -50, 4, 4), (4, 39, 4, 4), (8, -31, 7, 8), (2, -71, 2, 3),
    (0, -91, 1, 1), (0, -181, 1, 2), (4, -10**6, 1, 8),
])  # fmt: skip
def test_where_all_are_alike_the_window_is_exact(turn: int, above: int, low: int, high: int):
    some = Candidates(plain(8, 1, turn)).at(np.zeros(8, np.int64))
    p = narrowed(some, np.zeros((8, 8)), above).problem
    assert (p.least[0], p.most[0]) == (low, high)


def test_what_the_other_measures_lose_at_least_counts():
    alike, n = plain(8, 1, 4), 8
    both = replace(
        alike, sizes=np.ones((2, n), np.int64), least=np.zeros(2, np.int64), most=np.full(2, n),
        hinge_measure=np.arange(2), hinge_at=np.array([4, 1000]), hinge_below=np.array([100, 3]),
        hinge_above=np.array([100, 3]),
    )  # fmt: skip
    p = narrowed(Candidates(both).at(np.zeros(n, np.int64)), np.zeros((n, n)), -51 - 3 * (1000 - n)).problem
    assert (p.least[0], p.most[0]) == (4, 5)


@pytest.mark.filterwarnings("error")
def test_no_sum_overflows_where_all_must_be_in_and_one_has_no_size():
    alike = plain(8, 100, 7)
    sizes, pull = alike.sizes.copy(), alike.pull.copy()
    sizes[0, 0], pull[0] = 0, -50
    p = Candidates(replace(alike, sizes=sizes, pull=pull)).at(np.zeros(8, np.int64)).problem
    for above, outside in ((69, False), (70, True)):
        assert bool(_outside(p, np.zeros((8, 8), np.int64), room(p), above, 700, 700)) is outside


def test_slices_become_small_enough():
    """No slice of the smallest size at either end is outside any more."""
    cases = ((50, 4, -171, 0), (100, 1, -50, 0), (100, 7, -50, 0), (25, 4, -31, 0), (100, 3, -90, 0), (100, 7, 30, 500))
    for size, turn, above, least in cases:
        p = Candidates(plain(8, size, turn)).at(np.zeros(8, np.int64)).problem
        p.least[0] = least
        credit = np.zeros((8, 8), np.int64)
        low, high = window(p, credit, room(p), above)
        smallest = (8 * size - least) // LEAST
        assert 2 * smallest < high - low < 8 * size - least
        assert not _outside(p, credit, room(p), above, high - smallest + 1, high)
        assert not _outside(p, credit, room(p), above, low, low + smallest - 1)


def test_slices_are_parts_of_what_is_left_and_never_nothing():
    assert [_slices(totals) for totals in (0, 3, 8, 640)] == [(1, 1), (1, 1), (2, 1), (160, 10)]


def test_what_has_no_cost_or_no_window_stays():
    some, _ = next(each for each in map(drawn, range(40)) if each[0].problem.hinge_begin[1] == 0)
    assert narrowed(some, np.zeros((9, 9)), 10**6) is some
    other = Candidates(plain(8, 1, 4)).at(np.zeros(8, np.int64))
    other.problem.least[0] = 9
    assert narrowed(other, np.zeros((8, 8)), 10**6) is other
    other.problem.least[0] = 8
    assert narrowed(other, np.zeros((8, 8)), 10**6) is not other
