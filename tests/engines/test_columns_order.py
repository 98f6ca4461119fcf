"""Narrow orders of small graphs by hand: what waits, what it costs, and what is too wide."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from regroup.core import Bools
from regroup.engines import columns_order
from regroup.engines.columns_order import BEAM, COSTLY, _bits, _candidates, _one_more, _Placed, narrow_order

START = _Placed(0, 0, 0, -1, None)
STAR = [0b11110, 1, 1, 1, 1]
KITE = [0b01110, 0b01101, 0b01011, 0b10111, 0b01000]
"""Four nodes that are all neighbours, and one that is a neighbour of the last of them only."""


def graph(neighbours: list[int]) -> Bools:
    n = len(neighbours)
    return np.array([[bits >> at & 1 > 0 for at in range(n)] for bits in neighbours]).reshape(n, n)


def test_bits_are_those_that_are_set():
    assert list(islice(_bits(0b1101), 9)) == [0, 2, 3]
    assert list(islice(_bits(0), 9)) == []


def test_any_node_may_be_next_where_nobody_waits():
    assert list(islice(_candidates(START, [2, 1, 0]), 9)) == [0, 1, 2]
    assert list(islice(_candidates(_Placed(0b011, 0, 5, 1, START), [2, 1, 0]), 9)) == [2]


def test_who_waits_and_what_it_costs():
    first = list(_one_more(START, [2, 1], 1))
    assert first == [_Placed(1, 1, 2, 0, START), _Placed(2, 2, 2, 1, START)]
    assert list(_one_more(first[0], [2, 1], 1)) == [_Placed(3, 0, 3, 1, first[0])]
    assert list(_one_more(START, [2, 1], 0)) == []


def test_the_middle_of_a_star_comes_first():
    for widest in (1, 2, 13):
        order = narrow_order(graph(STAR), widest)
        assert order is not None
        assert sorted(order) == list(range(5))
        assert 0 in order[:2]
    assert narrow_order(graph(STAR), 0) is None


def test_a_graph_that_is_too_wide_has_no_order():
    assert narrow_order(graph(KITE), 2) is None
    order = narrow_order(graph(KITE), 3)
    assert order is not None
    assert sorted(order) == list(range(5))
    assert order[0] == 4 or order[-1] == 4
    assert narrow_order(graph(KITE[:0])) == []


@pytest.mark.parametrize(("wide", "expected"), [(COSTLY, [1]), (COSTLY + 2, [0]), (None, [0])])
def test_the_cheaper_of_two_beams_is_taken_if_there_are_two(
    wide: int | None, expected: list[int], monkeypatch: pytest.MonkeyPatch
):
    def search(neighbours: list[int], widest: int, width: int) -> _Placed | None:
        if width == BEAM:
            return _Placed(1, 0, COSTLY + 1, 0, START)
        return None if wide is None else _Placed(1, 0, wide, 1, START)

    monkeypatch.setattr(columns_order, "_search", search)
    assert narrow_order(graph(STAR)) == expected
