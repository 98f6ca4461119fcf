"""The cells of small tables: which there are, by hand, and that each says just what its completions are worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Bools, Ints
from regroup.engines.columns_buckets import Buckets
from regroup.engines.columns_frontier import Rows, rows_of
from regroup.engines.columns_table_fill import NOTHING, Cells, Extent, extend, fill, rounded_up
from tests.engines.test_columns_frontier import plain

START = 5
UNWRITTEN = 2**30


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


def extent_of(rows: Rows) -> Extent:
    """Room for an extent, with something from another call in it."""
    return Extent(*(np.full(len(rows.passed), 3, np.int64) for _ in range(3)))


def test_points_are_rounded_up():
    assert [rounded_up(points, 2) for points in (-5, -4, -1, 0, 1, 4, 5)] == [-1, -1, 0, 0, 1, 1, 2]


CHAIN = rows_of(plain(3), np.arange(3))
MOVES = Buckets(1, ints(2, 1, 3), ints(0, 1, 0), 4, 5, ints(10, 20))


def test_the_cells_that_can_be_reached_and_can_still_come_into_the_window():
    extent = extent_of(CHAIN)
    assert extend(CHAIN, MOVES, np.zeros(3, np.bool_), extent) == 18
    assert extent.low.tolist() == [0, 0, 1, 4]
    assert extent.high.tolist() == [0, 2, 4, 5]
    assert extent.base.tolist() == [1, 4, 8, 11]


def test_who_is_barred_reaches_nothing():
    extent = extent_of(CHAIN)
    assert extend(CHAIN, MOVES, np.array([False, True, False]), extent) == 15
    assert extent.low.tolist() == [0, 1, 1, 4]
    assert extent.high.tolist() == [0, 2, 2, 5]
    assert extend(CHAIN, MOVES, np.array([True, False, True]), extent) == 0
    assert extent.low[0] > extent.high[0]


def test_rows_that_nothing_reaches_have_no_cells():
    together = replace(plain(2), pairs=np.array([[0, 1], [1, 0]]))
    rows = rows_of(together, np.arange(2))
    extent = extent_of(rows)
    high = Buckets(1, ints(0, 0), ints(0, 0), 0, 0, ints(0))
    assert extend(rows, high, np.array([True, False]), extent) == 9
    assert extent.low.tolist() == [0, 0, 1, 0]
    assert extent.high.tolist() == [0, 0, -1, 0]


def best(rows: Rows, buckets: Buckets, gains: Ints, barred: Bools, shift: int, row: int, q: int) -> int | None:
    """What is best from a row and bucket on, each term rounded up; None where nothing ends in the window."""
    step = int(np.searchsorted(rows.first, row, side="right")) - 1
    if step == len(gains):
        inside = buckets.least <= q <= buckets.most
        return -(-(START - int(buckets.lost[q - buckets.least])) // 2**shift) if inside else None
    found = [best(rows, buckets, gains, barred, shift, int(rows.passed[row]), q)]
    if not barred[step] and not rows.clash[row]:
        gain = -(-int(gains[step] + rows.points[row]) // 2**shift)
        for more in {0, int(buckets.spill[step])}:
            moved = q + int(buckets.move[step]) + more
            ahead = best(rows, buckets, gains, barred, shift, int(rows.taken[row]), moved)
            found.append(None if ahead is None else ahead + gain)
    return max((value for value in found if value is not None), default=None)


def reached(rows: Rows, buckets: Buckets, barred: Bools) -> set[tuple[int, int]]:
    """Every row and bucket that some choices lead to, that spill or not."""
    found, steps = {(0, 0)}, len(buckets.move)
    for step in range(steps):
        for row, q in [each for each in found if rows.first[step] <= each[0] < rows.first[step + 1]]:
            found.add((int(rows.passed[row]), q))
            if not barred[step] and not rows.clash[row]:
                moved = q + int(buckets.move[step])
                found |= {(int(rows.taken[row]), moved), (int(rows.taken[row]), moved + int(buckets.spill[step]))}
    return found


def drawn(seed: int) -> tuple[Rows, Buckets, Ints, Bools]:
    random = np.random.default_rng(seed)
    points = np.triu(random.integers(-9, 10, (4, 4)) * (random.random((4, 4)) < 0.5), 1)
    apart = np.triu(random.random((4, 4)) < 0.2, 1)
    rows = rows_of(replace(plain(4), pairs=points + points.T, apart=apart | apart.T), random.permutation(4))
    least = int(random.integers(0, 7))
    most = least + int(random.integers(0, 5))
    lost = random.integers(0, 20, most - least + 1)
    buckets = Buckets(1, random.integers(0, 4, 4), random.integers(0, 2, 4), least, most, lost)
    return rows, buckets, random.integers(-20, 30, 4), random.random(4) < 0.15


def said(cells: Cells, extent: Extent, row: int, q: int) -> int | None:
    cell = int(cells[extent.base[row] + q])
    return cell if cell > NOTHING // 2 else None


@pytest.mark.parametrize("seed", range(40))
def test_each_cell_says_what_its_best_completion_is_worth(seed: int):
    rows, buckets, gains, barred = drawn(seed)
    extent = extent_of(rows)
    cells = np.full(extend(rows, buckets, barred, extent) + 9, UNWRITTEN, np.int32)
    shift = seed % 3
    fill(rows, buckets, gains, START, barred, extent, shift, cells)
    assert (cells[-9:] == UNWRITTEN).all()
    for row in range(len(rows.passed)):
        if extent.low[row] <= extent.high[row]:
            low, high = int(extent.low[row]), int(extent.high[row])
            assert said(cells, extent, row, low - 1) is said(cells, extent, row, high + 1) is None
            for q in range(low, high + 1):
                assert said(cells, extent, row, q) == best(rows, buckets, gains, barred, shift, row, q)
    for row, q in reached(rows, buckets, barred):
        if best(rows, buckets, gains, barred, shift, row, q) is not None:
            assert extent.low[row] <= q <= extent.high[row]
