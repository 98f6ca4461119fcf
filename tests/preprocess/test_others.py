"""What the others can take and must take, by hand: sizes sum to 100."""

from __future__ import annotations

from regroup.preprocess.others import within_what_others_leave
from tests.preprocess.cores import sized, windows

SIZES = [30, 30, 20, 20]


def tightened(*given: tuple[int, int], sizes: list[int] | None = None, **parts: object) -> list[tuple[int, int]]:
    return windows(within_what_others_leave(sized(sizes or SIZES, *given, **parts)))


def test_what_others_have_no_room_for():
    assert tightened((0, 100), (0, 40), (0, 25)) == [(35, 100), (0, 40), (0, 25)]


def test_what_others_need_where_they_must_be_used():
    assert tightened((5, 100), (20, 100), (35, 100), must_use=[0, 1, 1]) == [(5, 45), (20, 65), (35, 80)]


def test_only_as_many_others_as_may_be_used_take_something():
    assert tightened((0, 100), (0, 40), (0, 25), (0, 30), count_most=3) == [(30, 100), (0, 40), (0, 25), (0, 30)]
    assert tightened((0, 100), (0, 40), (0, 25), count_most=2)[0] == (60, 100)


def test_what_is_not_counted_always_takes_and_leaves_room_for_all_the_others():
    given = {"counted": [0, 1, 1], "count_most": 1}
    assert tightened((0, 100), (0, 40), (0, 25), **given) == [(60, 100), (0, 40), (0, 25)]
    assert tightened((0, 50), (0, 40), (0, 25), **given) == [(60, 50), (50, 40), (50, 25)]


def test_as_many_others_as_must_be_used_need_their_least():
    given = {"count_least": 3}
    assert tightened((5, 100), (20, 100), (35, 100), (40, 100), **given) == [(5, 45), (20, 60), (35, 75), (40, 75)]
    assert tightened((5, 100), (20, 100), (35, 100), (40, 100), must_use=[0, 0, 0, 1], **given)[:2] == [
        (5, 40),
        (20, 55),
    ]


def test_the_number_is_of_counted_areas():
    given = {"counted": [0, 1, 1], "count_least": 2}
    assert tightened((5, 100), (20, 100), (35, 100), **given) == [(5, 45), (20, 65), (35, 80)]


def test_an_area_that_must_be_used_and_is_not_counted_is_none_of_the_number():
    given = {"counted": [1, 0, 1, 1], "count_least": 2, "must_use": [0, 1, 0, 0]}
    assert tightened((5, 100), (20, 100), (35, 100), (40, 100), **given)[0] == (5, 45)


def test_a_closed_area_takes_and_needs_nothing():
    closed = {"places": ["02", "02", "02", "02"]}
    assert tightened((0, 100), (10, 40), (0, 25), **closed) == [(75, 100), (10, 40), (0, 25)]
    assert tightened((0, 100), (10, 40), (30, 100), count_least=2, **closed)[0] == (0, 70)


def test_windows_that_were_tighter_stay():
    assert tightened((50, 60), (0, 60), (0, 25), must_use=[0, 0, 1]) == [(50, 60), (15, 60), (0, 25)]


def test_windows_without_room_stay_small_numbers():
    assert tightened((0, 100), (90, 10**9), (10**9, 10**9), must_use=[1, 1, 1]) == [
        (0, -1),
        (90, -1),
        (10**9, 10),
    ]
    assert tightened((0, -50), (0, 100), (0, 100))[1] == (0, 100)
