"""Rows of an order: by hand, and for every set of members; and nodes without points or rules for tests of tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_frontier import rows_of

NONE = np.zeros(0, dtype=np.int64)


def plain(n: int) -> AreaType:
    """So many nodes of size 1 in one measure that allows any total; without points, links or rules."""
    return AreaType(
        areas=(0,),
        allowed=np.ones(n, np.bool_),
        pull=np.zeros(n, np.int64),
        open_cost=0,
        sizes=np.ones((1, n), np.int64),
        least=np.zeros(1, np.int64),
        most=np.full(1, n),
        hinge_measure=NONE,
        hinge_at=NONE,
        hinge_below=NONE,
        hinge_above=NONE,
        labels=np.zeros((0, n), np.bool_),
        label_cost=NONE,
        pairs=np.zeros((n, n), np.int64),
        apart=np.zeros((n, n), np.bool_),
        guard_node=NONE,
        guard_weight=np.zeros((0, n), np.int64),
        guard_most=NONE,
    )


def linked(n: int, pairs: dict[tuple[int, int], int], apart: tuple[tuple[int, int], ...] = ()) -> AreaType:
    """Plain nodes, of which some pairs are worth points, and some must be apart."""
    area = plain(n)
    for (i, j), points in pairs.items():
        area.pairs[i, j] = area.pairs[j, i] = points
    for i, j in apart:
        area.apart[i, j] = area.apart[j, i] = True
    return area


def order_of_size(*nodes: int) -> Ints:
    return np.array(nodes, dtype=np.int64)


def test_a_row_is_a_step_and_the_members_who_still_matter():
    rows = rows_of(linked(4, {(0, 1): 7, (2, 3): 5}, apart=((1, 2),)), order_of_size(0, 1, 2))
    assert rows.first.tolist() == [0, 1, 3, 5, 6]
    assert rows.passed.tolist() == [1, 3, 3, 5, 5, 0]
    assert rows.taken.tolist() == [2, 4, 4, 5, 5, 0]
    assert rows.points.tolist() == [0, 0, 7, 0, 0, 0]
    assert rows.clash.tolist() == [False, False, False, False, True, False]


def test_who_has_no_neighbour_to_come_matters_no_more():
    star = linked(4, {(0, 1): 1, (0, 2): 2, (0, 3): 3})
    assert np.diff(rows_of(star, order_of_size(0, 1, 2, 3)).first).tolist() == [1, 2, 2, 2, 1]
    assert np.diff(rows_of(star, order_of_size(1, 2, 3, 0)).first).tolist() == [1, 2, 4, 8, 1]
    assert np.diff(rows_of(star, order_of_size(1, 2)).first).tolist() == [1, 1, 1]
    assert rows_of(star, order_of_size()).first.tolist() == [0, 1]


@pytest.mark.parametrize("seed", range(12))
def test_points_and_clashes_of_every_set(seed: int):
    random = np.random.default_rng(seed)
    points = np.triu(random.integers(-3, 4, (6, 6)) * (random.random((6, 6)) < 0.5), 1)
    apart = np.triu(random.random((6, 6)) < 0.2, 1)
    area = replace(plain(6), pairs=points + points.T, apart=apart | apart.T)
    order = random.permutation(6)[:5]
    rows = rows_of(area, order)
    for chosen in product([False, True], repeat=5):
        row, worth, clash = 0, 0, False
        for step, inside in enumerate(chosen):
            assert rows.first[step] <= row < rows.first[step + 1]
            worth += inside * int(rows.points[row])
            clash |= inside and bool(rows.clash[row])
            row = int(rows.taken[row] if inside else rows.passed[row])
        members = order[list(chosen)]
        assert row == rows.first[5] == rows.first[6] - 1
        assert worth == area.points(tuple(members.tolist()))
        assert clash == bool(area.apart[np.ix_(members, members)].any())
