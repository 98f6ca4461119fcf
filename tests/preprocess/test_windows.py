"""Windows moved to what can be reached, and closed where nothing can, by hand."""

from __future__ import annotations

from regroup.preprocess.windows import to_reachable_totals
from tests.preprocess.cores import FREE, places, sized, windows, with_measure


def test_ends_are_totals_of_the_nodes_allowed_there():
    core = sized([4, 6, 10, 5], (7, 13), FREE, places=["01", "01", "01", "1"])
    assert windows(to_reachable_totals(core)) == [(10, 10), (5, 25)]


def test_what_an_area_holds_is_in_every_total():
    core = sized([3, 4, 6], (6, 12), FREE, places=["0", "01", "01"])
    assert windows(to_reachable_totals(core)) == [(7, 9), (0, 10)]


def test_an_area_that_can_reach_nothing_is_closed_and_keeps_its_window():
    core = sized([4, 6, 10], (7, 9), FREE)
    after = to_reachable_totals(core)
    assert places(after) == ["1", "1", "1"]
    assert windows(after) == [(7, 9), (0, 20)]


def test_an_area_that_nobody_may_be_in_keeps_its_window():
    assert windows(to_reachable_totals(sized([4, 6], (3, 5), FREE, places=["1", "1"])))[0] == (3, 5)


def test_equal_areas_with_other_nodes_are_not_confused():
    core = sized([4, 7], (1, 9), (1, 9), FREE, places=["02", "12"])
    assert windows(to_reachable_totals(core)) == [(4, 4), (7, 7), (0, 11)]


def test_equal_areas_that_hold_different_sizes_are_not_confused():
    core = sized([1, 2, 4], (1, 5), (1, 5), places=["0", "1", "01"])
    assert windows(to_reachable_totals(core)) == [(1, 5), (2, 2)]


def test_each_measure_is_its_own():
    core = with_measure(sized([4, 6], (1, 9), FREE), [2, 3], (1, 9), FREE)
    assert to_reachable_totals(core).window_least.tolist() == [[4, 0], [2, 0]]
