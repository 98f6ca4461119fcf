"""What a call knows and answers, by hand: thresholds, bounds, and columns read from bits."""

from __future__ import annotations

import numpy as np
import pytest

from regroup.engines.columns_area import Members, Priced
from regroup.engines.columns_table_call import Call
from regroup.engines.columns_table_exact import Found
from regroup.engines.columns_table_search import UNSEEN

COLUMNS: dict[Members, int] = {(0,): 5, (1,): 9, (2,): 7}


def call(columns: dict[Members, int], most: int, *, above: int = 2, every: bool = False, bound: int = 50) -> Call:
    gains, barred = np.zeros(70, np.int64), np.zeros(70, np.bool_)
    return Call(gains, barred, above, most, every, 1000, bound, columns=dict(columns))


@pytest.mark.parametrize(("most", "threshold"), [(1, 9), (2, 7), (3, 5), (4, 2)])
def test_a_column_must_exceed_the_last_of_those_asked_for(most: int, threshold: int):
    assert call(COLUMNS, most).threshold == threshold
    assert call(COLUMNS, most, every=True).threshold == 2
    assert call(COLUMNS, most, above=6).threshold == (threshold if threshold > 6 else 6)


def test_the_best_is_the_greatest_or_the_threshold():
    assert call(COLUMNS, 1).best == 9
    assert call({}, 1).best == 2


def found(*columns: tuple[Members, int]) -> Found:
    words = np.zeros((3, 2), np.uint64)
    for row, (members, _) in enumerate(columns):
        for node in members:
            words[row, node // 64] |= np.uint64(1) << np.uint64(node % 64)
    return Found(words, np.array([value for _, value in columns] + [0] * (3 - len(columns))))


@pytest.mark.parametrize(
    ("unsearched", "complete", "bound"), [(UNSEEN, True, 12), (11, False, 12), (30, False, 30), (60, False, 50)]
)
def test_what_a_search_found_is_taken(unsearched: int, complete: bool, bound: int):
    asked = call(COLUMNS, 3)
    asked.take(found(((0, 63, 64, 69), 12), ((5,), 3)), 2, unsearched, 70)
    assert asked.columns == COLUMNS | {(0, 63, 64, 69): 12, (5,): 3}
    assert (asked.complete, asked.bound) == (complete, bound)


def test_nothing_found_above_the_threshold_is_its_bound():
    asked = call({}, 3)
    asked.take(found(), 0, UNSEEN, 70)
    assert (asked.columns, asked.complete, asked.bound) == ({}, True, 2)


def test_the_best_are_answered_and_of_equals_the_first():
    asked = call({(3,): 7, (0, 9): 7, (1,): 9, (4,): 1}, 3)
    asked.spent = 8
    assert asked.answer() == Priced(((1,), (0, 9), (3,)), (9, 7, 7), 50, complete=False, work=8)
