"""Which areas must be used and how many can be, by hand: sizes sum to 100."""

from __future__ import annotations

import numpy as np

from regroup.core import Core
from regroup.preprocess.using import areas_in_use
from tests.preprocess.cores import FREE, places, sized, with_measure

SIZES = [30, 30, 20, 20]


def used(*windows: tuple[int, int], **parts: object) -> Core:
    return areas_in_use(sized(SIZES, *windows, **parts))


def must(core: Core) -> str:
    return "".join(str(area) for area in np.flatnonzero(core.must_use))


def count(core: Core) -> tuple[int, int]:
    return core.count_least, core.count_most


def test_an_area_without_which_there_is_no_room():
    assert must(used((0, 61), (0, 60), (0, 39))) == "0"
    assert must(used((0, 60), (0, 60), (0, 40))) == ""


def test_an_area_without_which_the_few_that_may_be_used_have_no_room():
    assert must(used((0, 60), (0, 40), (0, 40), (0, 40), count_most=2)) == "0"


def test_an_area_that_holds_a_node():
    assert must(used(FREE, FREE, FREE, places=["2", "01", "01", "012"])) == "2"


def test_an_area_without_which_there_are_too_few():
    assert must(used(FREE, FREE, FREE, count_least=3)) == "012"
    assert must(used(FREE, FREE, FREE, count_least=2)) == ""
    assert must(used(FREE, FREE, FREE, count_least=2, counted=[1, 1, 0])) == "01"
    assert must(used(FREE, FREE, FREE, count_least=2, places=["02", "02", "02", "02"])) == "02"


def test_what_had_to_be_used_still_must():
    assert must(used(FREE, FREE, must_use=[0, 1])) == "1"


def test_as_many_as_can_hold_everything():
    assert count(used((0, 50), (0, 50), (0, 49))) == (2, 3)
    assert count(used((0, 50), (0, 49), (0, 49))) == (3, 3)
    assert count(used((0, 50), (0, 50), (0, 49), counted=[0, 1, 1])) == (1, 2)


def test_more_than_there_are_where_none_can():
    least, most = count(used((0, 30), (0, 30), (0, 39)))
    assert least > most


def test_as_many_as_there_is_enough_for():
    assert count(used((40, 100), (50, 100), (60, 100)))[1] == 2
    assert count(used((40, 100), (50, 100), (61, 100), (61, 100), must_use=[0, 0, 1, 0]))[1] == 1
    assert count(used((40, 100), (50, 100), (60, 100), (61, 100), must_use=[0, 0, 1, 0]))[1] == 2


def test_what_must_be_used_and_is_not_counted_takes_its_part():
    assert count(used((50, 100), (50, 100), (50, 100), counted=[0, 1, 1], must_use=[1, 0, 0])) == (0, 1)
    assert count(used((50, 100), (50, 100), (50, 100), counted=[0, 1, 1])) == (0, 2)


def test_too_much_is_needed():
    least, most = count(used((60, 100), (60, 100), must_use=[1, 1]))
    assert least > most


def test_a_count_that_was_tighter_stays():
    assert count(used(FREE, FREE, FREE, FREE, count_least=2, count_most=3)) == (2, 3)


def test_areas_that_must_be_used_are_counted_and_closed_ones_are_not():
    assert count(used(FREE, FREE, FREE, must_use=[1, 1, 0])) == (2, 3)
    assert count(used(FREE, FREE, FREE, must_use=[1, 1, 0], counted=[0, 1, 1])) == (1, 2)
    assert count(used(FREE, FREE, FREE, places=["01", "01", "01", "01"])) == (1, 2)


def test_no_more_areas_where_the_count_is_full():
    full = used(FREE, FREE, FREE, must_use=[1, 0, 0], count_most=1, counted=[1, 1, 0])
    assert places(full) == ["02"] * 4
    assert places(used(FREE, FREE, FREE, must_use=[1, 0, 0], count_most=2)) == ["012"] * 4


def test_closed_areas_need_nothing():
    assert count(used((1, 100), (50, 100), (51, 100), places=["12"] * 4))[1] == 1


def test_each_of_two_measures_says_its_part():
    core = with_measure(sized(SIZES, FREE, (0, 60), (0, 60)), [1, 1, 1, 1], (0, 4), (0, 1), (0, 2))
    assert must(areas_in_use(core)) == "0"
    core = with_measure(sized(SIZES, (0, 50), (0, 49), (0, 49)), [1, 1, 1, 1], FREE, FREE, FREE)
    assert count(areas_in_use(core)) == (3, 3)
    core = with_measure(sized(SIZES, FREE, FREE, FREE), [1, 1, 1, 1], (2, 4), (2, 4), (3, 4))
    assert count(areas_in_use(core)) == (1, 2)
