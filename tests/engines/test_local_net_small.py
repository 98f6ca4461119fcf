"""The tables of a core, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.engines import local_net
from regroup.engines.local_net import links, net_of
from tests.engines.random_cores import empty_core

WIDE = 10**6


def test_links_are_rows_of_both_ends_in_order():
    begin, other, weight = links(4, np.array([2, 0, 0]), np.array([3, 3, 2]), np.array([5.0, -1.0, 7.0]))
    assert begin.tolist() == [0, 2, 2, 4, 6]
    assert other.tolist() == [2, 3, 0, 3, 0, 2]
    assert weight.tolist() == [7, -1, 7, 5, -1, 5]


@pytest.mark.parametrize(("typical", "rate"), [(0, 1), (1.9, 1), (2, 0.5), (3.9, 0.5), (4, 0.25), (1000, 2**-9)])
def test_a_breach_is_reckoned_in_typical_sizes(typical: float, rate: float):
    core = replace(
        empty_core(2, 1, 1),
        sizes=np.array([[0, 4]]),
        window_least=np.array([[1]]),
        guard_node=np.array([0]),
        guard_weight=np.array([[0, -int(2 * typical)]]),
        guard_most=np.array([3]),
    )
    assert net_of(core).guard_limit.tolist() == [[3, local_net._rate(int(2 * typical) / 2)]]
    assert net_of(core).row[0, 5:].tolist() == [0.5, 0.5]
    assert local_net._rate(typical) == rate


def test_rows_are_windows_that_can_bind_and_hinges_by_area():
    core = replace(
        empty_core(3, 4, 2),
        sizes=np.array([[1, 2, 3], [0, 0, 1]]),
        window_least=np.array([[0, 0, 1, -1], [0, 0, 0, 1]]),
        window_most=np.array([[6, 5, 6, WIDE], [1, 0, 1, 1]]),
        hinge_measure=np.array([1, 0]),
        hinge_area=np.array([2, 0]),
        hinge_at=np.array([4, 5]),
        hinge_below=np.array([6, 0]),
        hinge_above=np.array([7, 8]),
    )
    net = net_of(core)
    assert net.row_begin.tolist() == [0, 1, 3, 5, 6]
    assert net.row.tolist() == [
        [0, 5, 5, 0, 8, 0, 0],
        [0, 0, 5, 0, 0, 0.5, 0.5],
        [1, 0, 0, 0, 0, 1, 1],
        [0, 1, 6, 0, 0, 0.5, 0.5],
        [1, 4, 4, 6, 7, 0, 0],
        [1, 1, 1, 0, 0, 1, 1],
    ]


@pytest.mark.parametrize(("least", "most", "used"), [(-2, 9, [0, 2]), (0, 2, [0, 2]), (1, 1, [1, 1]), (3, -1, [3, -1])])
def test_bounds_on_the_number_of_areas(least: int, most: int, used: list[int]):
    assert net_of(replace(empty_core(2, 2), count_least=least, count_most=most)).used.tolist() == used


def test_nobody_has_no_size_label_weight_pull_or_guard():
    core = replace(
        empty_core(2, 2, 1),
        pull=np.array([[1, 2], [3, 4]]),
        sizes=np.array([[5, 6]]),
        allowed=np.array([[True, False], [True, True]]),
        label_members=np.array([[True, False]]),
        label_cost=np.array([[7, 8]]),
        open_cost=np.array([9, -9]),
        must_use=np.array([False, True]),
        counted=np.array([True, False]),
        guard_node=np.array([1, 0, 1]),
        guard_weight=np.array([[1, 2], [3, 4], [5, 6]]),
        guard_most=np.array([0, 1, 2]),
    )
    net = net_of(core)
    assert net.pull.tolist() == [[1, 3, 0], [2, 4, 0]]
    assert net.sizes.tolist() == [[5], [6], [0]]
    assert net.allowed.tolist() == [[True, True, False], [False, True, False]]
    assert (net.carries.tolist(), net.label_cost.tolist()) == ([[1], [0], [0]], [[7], [8]])
    assert net.own.tolist() == [[9, 0, 1], [-9, 1, 0]]
    assert (net.guard_begin.tolist(), net.guard.tolist()) == ([0, 1, 3, 3], [1, 0, 2])
    assert net.guard_weight.tolist() == [[1, 3, 5], [2, 4, 6], [0, 0, 0]]
    assert net.guard_limit.tolist() == [[0, 1], [1, 0.5], [2, 0.25]]


def test_without_measures_there_is_one_of_nothing():
    assert net_of(empty_core(3, 1)).sizes.tolist() == [[0], [0], [0], [0]]
    assert net_of(empty_core(0, 1, 1)).sizes.tolist() == [[0]]


def test_up_to_a_number_of_nodes_pairs_are_a_table_too(monkeypatch: pytest.MonkeyPatch):
    core = empty_core(3, 1)
    linked = replace(core, pair_i=np.array([0, 1]), pair_j=np.array([1, 2]), pair_points=np.array([5, -4]))
    assert net_of(linked).table.tolist() == [[0, 5, 0], [5, 0, -4], [0, -4, 0]]
    assert net_of(core).table.shape == (0, 0)
    for most, shape in ((3, (3, 3)), (2, (0, 0))):
        monkeypatch.setattr(local_net, "MOST_NODES_FOR_A_TABLE", most)
        assert net_of(linked).table.shape == shape
