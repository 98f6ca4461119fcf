"""Impossible pairs by hand."""

from __future__ import annotations

import pytest

from regroup.core import Core
from regroup.preprocess import sharing
from regroup.preprocess.sharing import impossible_pairs_apart, without_impossible_pairs
from tests.preprocess.cores import FREE, sized, with_measure, with_pairs


def apart(core: Core) -> list[list[int]]:
    return impossible_pairs_apart(core).apart.tolist()


def pairs(core: Core) -> dict[tuple[int, int], int]:
    after = without_impossible_pairs(core)
    return dict(zip(zip(after.pair_i.tolist(), after.pair_j.tolist(), strict=True), after.pair_points, strict=True))


def test_too_big_together_for_every_area():
    assert apart(sized([5, 6, 4], (0, 10), (0, 9))) == [[0, 1]]


def test_too_big_together_in_one_measure_of_two():
    core = with_measure(sized([5, 6, 4], (0, 10), (0, 99)), [1, 3, 3], FREE, (0, 3))
    assert apart(core) == [[0, 1]]


def test_too_big_for_the_areas_open_to_both():
    core = sized([5, 6, 4], (0, 10), (0, 12), places=["01", "01", "0"])
    assert apart(core) == []
    assert apart(sized([5, 6, 4], (0, 8), (0, 12), places=["01", "01", "0"])) == [[0, 2], [1, 2]]


def test_too_big_with_whom_the_areas_hold():
    core = sized([3, 3, 5, 6], (0, 13), (0, 12), places=["0", "1", "01", "01"])
    assert apart(core) == [[2, 3]]
    assert apart(sized([3, 3, 5, 6], (0, 14), (0, 12), places=["0", "1", "01", "01"])) == []


def test_whoever_is_held_counts_once():
    assert apart(sized([3, 4], (0, 7), FREE, places=["0", "01"])) == []


def test_guards_of_either():
    guard = {"guard_most": [2], "guard_weight": [[3, 0, 3]]}
    assert apart(sized([1, 1, 1], FREE, FREE, guard_node=[1], **guard)) == [[0, 1], [1, 2]]


def test_guards_in_one_area_of_two():
    core = sized(
        [1, 1, 1], FREE, FREE, places=["01", "01", "1"], guard_node=[0], guard_most=[2], guard_weight=[[0, 3, -1]]
    )
    assert apart(core) == []


def test_rows_that_permissions_say_are_left_out_and_none_stands_twice():
    core = sized([5, 6, 4], (0, 10), (0, 9), places=["0", "01", "1"], apart=[[0, 1], [0, 2]])
    assert apart(core) == [[0, 1], [1, 2]]


def test_only_where_there_are_few_nodes(monkeypatch: pytest.MonkeyPatch):
    core = sized([5, 6, 4], (0, 10), (0, 9))
    monkeypatch.setattr(sharing, "MOST_NODES", 3)
    assert apart(core) == [[0, 1]]
    monkeypatch.setattr(sharing, "MOST_NODES", 2)
    assert apart(core) == []


def test_points_of_impossible_pairs_are_left_out():
    core = with_pairs(sized([5, 6, 4, 1], (0, 10), (0, 9), apart=[[0, 3]]), (0, 1), (0, 2), (0, 3), (1, 3))
    assert pairs(core) == {(0, 2): 4, (1, 3): 6}


def test_not_where_that_is_much_work(monkeypatch: pytest.MonkeyPatch):
    core = with_pairs(sized([5, 6], (0, 10), (0, 9)), (0, 1))
    monkeypatch.setattr(sharing, "MOST_CELLS", 2)
    assert pairs(core) == {}
    monkeypatch.setattr(sharing, "MOST_CELLS", 1)
    assert pairs(core) == {(0, 1): 3}
