"""One step leads to the next, by hand, until nothing changes."""

from __future__ import annotations

import numpy as np
import pytest

from regroup.preprocess import reduce, reducing
from regroup.preprocess.held import held_together
from regroup.preprocess.merging import classes_of
from tests.preprocess.cores import FREE, places, sized, windows, with_pairs


def test_nodes_of_one_area_are_one_node():
    core = with_pairs(sized([1, 2, 3, 4], FREE, FREE, places=["0", "01", "0", "1"]), (0, 2), (1, 2))
    reduced = reduce(core)
    assert reduced.node_of.tolist() == [0, 1, 0, 2]
    assert reduced.core.sizes.tolist() == [[4, 2, 4]]
    assert reduced.core.constant == 3
    assert reduced.core.pair_points.tolist() == [4]


def test_held_nodes_join_the_classes_that_there_are():
    core = sized([1] * 5, FREE, FREE, places=["0", "0", "01", "01", "0"], together=[[2, 3]])
    assert classes_of(held_together(core)).tolist() == [0, 0, 1, 1, 0]


def test_one_thing_leads_to_another_to_the_end():
    """b is too big for x, so in y, where c is then too big; c holds x, so a, apart from it, is in y."""
    core = sized([2, 6, 5], (0, 5), (0, 9), places=["01", "01", "01"], apart=[[0, 2]])
    reduced = reduce(core)
    assert reduced.node_of.tolist() == [0, 0, 1]
    assert places(reduced.core) == ["1", "0"]
    assert windows(reduced.core) == [(5, 5), (8, 8)]
    assert reduced.core.must_use.tolist() == [True, True]
    assert (reduced.core.count_least, reduced.core.count_most) == (2, 2)


def test_impossible_shows_where_arithmetic_is_enough():
    assert not reduce(sized([7, 7, 7], (0, 10), (0, 10))).core.allowed.any(axis=1).all()


def test_rounds_are_bounded(monkeypatch: pytest.MonkeyPatch):
    core = sized([2, 6, 5], (0, 5), (0, 9), apart=[[0, 2]])
    monkeypatch.setattr(reducing, "MOST_ROUNDS", 0)
    assert places(reduce(core).core) == ["01", "01", "01"]


def test_no_nodes():
    reduced = reduce(sized([], (1, 5), FREE))
    assert reduced.core.n == 0
    assert reduced.core.allows(np.zeros(0, dtype=np.int64))
