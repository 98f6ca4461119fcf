"""Places closed by hand: too big, barred by whom the area holds, guards, too little company."""

from __future__ import annotations

import pytest

from regroup.preprocess import places as module
from regroup.preprocess.places import possible_places
from tests.preprocess.cores import FREE, places, sized, with_measure


def test_too_big_alone():
    assert places(possible_places(sized([5, 6], (0, 5), FREE))) == ["01", "1"]


def test_too_big_in_one_measure_of_two():
    core = with_measure(sized([5, 6], (0, 5), FREE), [3, 1], FREE, (0, 2))
    assert places(possible_places(core)) == ["0", "1"]


def test_too_big_with_whom_the_area_holds():
    assert places(possible_places(sized([5, 2, 3], (0, 7), FREE, places=["0", "01", "01"]))) == ["0", "01", "1"]


def test_a_held_node_is_counted_once():
    assert places(possible_places(sized([5, 2], (0, 5), FREE, places=["0", "1"]))) == ["0", "1"]
    assert places(possible_places(sized([5, 2], (0, 4), FREE, places=["0", "1"]))) == ["", "1"]


def test_apart_from_whom_the_area_holds():
    core = sized([1, 1, 1], FREE, FREE, places=["0", "01", "01"], apart=[[0, 1]])
    assert places(possible_places(core)) == ["0", "1", "01"]
    core = sized([1, 1, 1], FREE, FREE, places=["01", "01", "1"], apart=[[0, 2]])
    assert places(possible_places(core)) == ["0", "01", "1"]


def test_guards():
    guard = {"guard_node": [0], "guard_most": [2]}
    heavy = sized([1, 1, 1], FREE, FREE, guard_weight=[[3, -1, 0]], places=["01", "1", "01"], **guard)
    assert places(possible_places(heavy)) == ["1", "1", "01"]
    strict = sized([1, 1, 1], FREE, FREE, guard_weight=[[0, 3, 2]], places=["0", "01", "01"], **guard)
    assert places(possible_places(strict)) == ["0", "1", "01"]
    other = sized([1, 1, 1], FREE, FREE, guard_weight=[[0, 3, 2]], places=["01", "0", "01"], **guard)
    assert places(possible_places(other)) == ["1", "0", "01"]


def test_too_little_company():
    core = sized([4, 5, 6], (10, 99), FREE, apart=[[0, 2]])
    assert places(possible_places(core)) == ["1", "01", "01"]
    assert places(possible_places(sized([6, 5, 4], (10, 99), FREE, apart=[[0, 2]]))) == ["01", "01", "1"]
    assert places(possible_places(sized([4, 5, 6], (10, 99), FREE, apart=[[0, 1]]))) == ["01", "01", "01"]
    core = sized([4, 5, 6], (10, 99), FREE, places=["01", "01", "1"])
    assert places(possible_places(core)) == ["1", "1", "1"]


def test_company_is_not_counted_where_that_is_much_work(monkeypatch: pytest.MonkeyPatch):
    core = sized([4, 5, 6], (10, 99), FREE, apart=[[0, 2]])
    monkeypatch.setattr(module, "MOST_CELLS", 2)
    assert places(possible_places(core)) == ["1", "01", "01"]
    monkeypatch.setattr(module, "MOST_CELLS", 1)
    assert places(possible_places(core)) == ["01", "01", "01"]
