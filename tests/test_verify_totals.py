"""What areas can and must take, as ``regroup verify`` works it out, by hand: sizes sum to 100, or as said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from regroup.verify import totals as module
from regroup.verify.case import Case
from regroup.verify.totals import areas_in_use, reachable, to_reachable_totals, within_what_others_leave

FREE = (0, 100)
SIZES = [30, 30, 20, 20]
Windows = list[tuple[int, int]]


def case(sizes: Sequence[int], *windows: tuple[int, int], places: Sequence[str] | None = None, **parts: Any) -> Case:
    """A case with one measure; ``places`` are the areas open to each node, as digits."""
    n, k = len(sizes), len(windows)
    every = "".join(map(str, range(k)))
    made: dict[str, Any] = {
        "n": n,
        "k": k,
        "scale": 1,
        "constant": 0,
        "pairs": {},
        "pull": [[0] * k for _ in range(n)],
        "sizes": [list(sizes)],
        "least": [[low for low, _ in windows]],
        "most": [[high for _, high in windows]],
        "hinges": [],
        "labels": [],
        "open_cost": [0] * k,
        "must_use": [False] * k,
        "counted": [True] * k,
        "count_least": 0,
        "count_most": k,
        "guards": [],
        "apart": set(),
        "together": set(),
        "allowed": [[digit in areas for digit in every] for areas in places or [every] * n],
    }
    return Case(**made | parts)


def with_measure(known: Case, sizes: Sequence[int], *windows: tuple[int, int]) -> Case:
    """The case with one measure more."""
    known.sizes.append(list(sizes))
    known.least.append([low for low, _ in windows])
    known.most.append([high for _, high in windows])
    return known


def windows_of(known: Case, m: int = 0) -> Windows:
    return list(zip(known.least[m], known.most[m], strict=True))


def places_of(known: Case) -> list[str]:
    return ["".join(str(a) for a, may in enumerate(row) if may) for row in known.allowed]


def used(*windows: tuple[int, int], **parts: Any) -> Case:
    return areas_in_use(case(SIZES, *windows, **parts))


def must(known: Case) -> str:
    return "".join(str(a) for a, used_for_certain in enumerate(known.must_use) if used_for_certain)


def count(known: Case) -> tuple[int, int]:
    return known.count_least, known.count_most


def test_an_area_without_which_there_is_no_room() -> None:
    assert must(used((0, 61), (0, 60), (0, 39))) == "0"
    assert must(used((0, 60), (0, 60), (0, 40))) == ""
    assert must(used((0, 60), (0, 40), (0, 40), (0, 40), count_most=2)) == "0"


def test_an_area_that_holds_a_node_or_had_to_be_used() -> None:
    assert must(used(FREE, FREE, FREE, places=["2", "01", "01", "012"])) == "2"
    assert must(used(FREE, FREE, must_use=[False, True])) == "1"


def test_an_area_without_which_there_are_too_few() -> None:
    assert must(used(FREE, FREE, FREE, count_least=3)) == "012"
    assert must(used(FREE, FREE, FREE, count_least=2)) == ""
    assert must(used(FREE, FREE, FREE, count_least=2, counted=[True, True, False])) == "01"
    assert must(used(FREE, FREE, FREE, count_least=2, places=["02"] * 4)) == "02"


def test_as_few_as_can_hold_everything_and_more_than_there_are_where_none_can() -> None:
    assert count(used((0, 50), (0, 50), (0, 49))) == (2, 3)
    assert count(used((0, 50), (0, 49), (0, 49))) == (3, 3)
    assert count(used((0, 50), (0, 50), (0, 49), counted=[False, True, True])) == (1, 2)
    assert count(used((0, 60), (0, 30), (0, 10), counted=[False, True, True])) == (2, 2)
    assert count(used((0, 30), (0, 30), (0, 39)))[0] == 4
    assert count(used((0, 10**6), (0, 10**6))) == (1, 2)  # none has more than there is


def test_as_many_as_there_is_enough_for() -> None:
    assert count(used((40, 100), (50, 100), (60, 100)))[1] == 2
    assert count(used((40, 100), (60, 100), (60, 100)))[1] == 2
    assert count(used((41, 100), (60, 100), (60, 100)))[1] == 1
    assert count(used((40, 100), (50, 100), (61, 100), (61, 100), must_use=[False, False, True, False]))[1] == 1
    assert count(used((40, 100), (50, 100), (60, 100), (61, 100), must_use=[False, False, True, False]))[1] == 2
    assert count(used((50, 100), (50, 100), (50, 100), counted=[False, True, True])) == (0, 2)
    assert count(used((0, 100), (50, 100), (51, 100), counted=[False, True, True]))[1] == 1
    needed = used((50, 100), (50, 100), (50, 100), counted=[False, True, True], must_use=[True, False, False])
    assert count(needed) == (0, 1)


def test_too_much_is_needed() -> None:
    assert count(used((60, 100), (60, 100), must_use=[True, True])) == (2, 1)
    assert count(used((10**6, 10**6), (0, 100)))[1] == 1  # one takes just more than there is
    assert count(used((-50, 100), (-50, 100), (101, 101))) == (1, 2)  # and none less than nothing


def test_a_count_that_was_tighter_stays() -> None:
    assert count(used(FREE, FREE, FREE, FREE, count_least=2, count_most=3)) == (2, 3)


def test_areas_that_must_be_used_are_counted_and_closed_ones_are_not() -> None:
    assert count(used(FREE, FREE, FREE, must_use=[True, True, False])) == (2, 3)
    assert count(used(FREE, FREE, FREE, must_use=[True, True, False], counted=[False, True, True])) == (1, 2)
    assert count(used(FREE, FREE, FREE, places=["01"] * 4)) == (1, 2)
    assert count(used(FREE, FREE, FREE, places=["01"] * 4, must_use=[False, False, True]))[1] == 2
    assert count(used((1, 100), (50, 100), (51, 100), places=["12"] * 4))[1] == 1


def test_without_sizes_areas_are_counted_all_the_same() -> None:
    nothing: dict[str, Any] = {"sizes": [], "least": [], "most": []}
    closed = case(SIZES, FREE, FREE, FREE, places=["01"] * 4)
    uncounted = case(SIZES, FREE, FREE, FREE, counted=[True, True, False])
    assert count(areas_in_use(replace(closed, **nothing))) == (0, 2)
    assert count(areas_in_use(replace(uncounted, **nothing))) == (0, 2)


def test_no_more_areas_where_the_count_is_full() -> None:
    one = [True, False, False]
    assert places_of(used(FREE, FREE, FREE, must_use=one, count_most=1, counted=[True, True, False])) == ["02"] * 4
    assert places_of(used(FREE, FREE, FREE, must_use=one, count_most=2)) == ["012"] * 4
    some = ["012", "02", "01", "12"]
    assert places_of(used(FREE, FREE, FREE, must_use=one, count_most=2, places=some)) == some


def test_each_of_two_measures_says_its_part() -> None:
    ones = [1, 1, 1, 1]
    assert must(areas_in_use(with_measure(case(SIZES, FREE, (0, 60), (0, 60)), ones, (0, 4), (0, 1), (0, 2)))) == "0"
    small = with_measure(case(SIZES, (0, 50), (0, 49), (0, 49)), ones, FREE, FREE, FREE)
    assert count(areas_in_use(small)) == (3, 3)
    many = with_measure(case(SIZES, FREE, FREE, FREE), ones, (2, 4), (2, 4), (3, 4))
    assert count(areas_in_use(many)) == (1, 2)


def tightened(*given: tuple[int, int], **parts: Any) -> Windows:
    return windows_of(within_what_others_leave(case(SIZES, *given, **parts)))


def test_what_others_have_no_room_for() -> None:
    assert tightened((0, 100), (0, 40), (0, 25)) == [(35, 100), (0, 40), (0, 25)]
    assert tightened((0, 100), (0, 40), (0, 25), (0, 30), count_most=3)[0] == (30, 100)
    assert tightened((0, 100), (0, 40), (0, 25), count_most=2)[0] == (60, 100)
    uncounted = {"counted": [False, True, True], "count_most": 1}
    assert tightened((0, 100), (0, 40), (0, 25), **uncounted) == [(60, 100), (0, 40), (0, 25)]
    assert tightened((0, 50), (0, 40), (0, 25), **uncounted) == [(60, 50), (50, 40), (50, 25)]
    assert tightened((0, 50), (0, 40), (0, 25), counted=[False, True, True], count_most=2)[1] == (25, 40)
    assert tightened((0, 100), (0, 0), (0, -9)) == [(100, 100), (0, 0), (0, -1)]
    assert tightened((0, 100), (0, 40), (0, 25), count_most=0)[0] == (100, 100)  # no fewer than none


def test_what_others_need_where_they_must_be_used() -> None:
    given = (5, 100), (20, 100), (35, 100), (40, 100)
    assert tightened(*given[:3], must_use=[False, True, True]) == [(5, 45), (20, 65), (35, 80)]
    assert tightened(*given, count_least=3) == [(5, 45), (20, 60), (35, 75), (40, 75)]
    last = [False, False, False, True]
    assert tightened(*given, count_least=3, must_use=last)[:2] == [(5, 40), (20, 55)]
    assert tightened(*given, count_least=0, must_use=last)[0] == (5, 60)  # more than asked for already
    uncounted = {"counted": [False, True, True], "count_least": 2}
    assert tightened(*given[:3], **uncounted) == [(5, 45), (20, 65), (35, 80)]
    beside = {"counted": [True, False, True, True], "count_least": 2, "must_use": [False, True, False, False]}
    assert tightened(*given, **beside)[0] == (5, 45)


def test_a_closed_area_takes_and_needs_nothing() -> None:
    closed = {"places": ["02"] * 4}
    assert tightened((0, 100), (10, 40), (0, 25), **closed) == [(75, 100), (10, 40), (0, 25)]
    assert tightened((0, 100), (10, 40), (30, 100), count_least=2, **closed)[0] == (0, 70)


def test_windows_that_were_tighter_stay() -> None:
    assert tightened((50, 60), (0, 60), (0, 25), must_use=[False, False, True]) == [(50, 60), (15, 60), (0, 25)]


def test_windows_without_room_stay_small_numbers() -> None:
    found = tightened((0, 100), (90, 10**9), (10**9, 10**9), must_use=[True] * 3)
    assert found == [(0, -1), (90, -1), (10**9, 10)]
    assert tightened((0, -50), (0, 100), (0, 100))[1] == (0, 100)


def test_each_measure_has_its_own_room() -> None:
    known = with_measure(case(SIZES, (0, 100), (0, 40)), [1, 2, 3, 4], (0, 10), (0, 3))
    after = within_what_others_leave(known)
    assert (windows_of(after), windows_of(after, 1)) == ([(60, 100), (0, 40)], [(7, 10), (0, 3)])


def test_ends_are_totals_of_the_nodes_allowed_there_and_of_all_that_is_held() -> None:
    known = case([4, 6, 10, 5], (7, 13), FREE, places=["01", "01", "01", "1"])
    assert windows_of(to_reachable_totals(known)) == [(10, 10), (5, 25)]
    known = case([3, 4, 6], (6, 12), FREE, places=["0", "01", "01"])
    assert windows_of(to_reachable_totals(known)) == [(7, 9), (0, 10)]


def test_an_area_that_can_reach_nothing_is_closed_and_keeps_its_window() -> None:
    after = to_reachable_totals(case([4, 6, 10], (7, 9), FREE))
    assert (places_of(after), windows_of(after)) == (["1"] * 3, [(7, 9), (0, 20)])
    for window in ((3, 5), (0, 5)):
        nobody = to_reachable_totals(case([4, 6], window, FREE, places=["1", "1"]))
        assert windows_of(nobody)[0] == window
    assert places_of(to_reachable_totals(case([4, 6], FREE, FREE, places=["0", "01"]))) == ["0", "01"]
    known = with_measure(case([4, 6], (1, 9), FREE), [2, 3], (1, 9), FREE)
    assert to_reachable_totals(known).least == [[4, 0], [2, 0]]


def test_reachable_totals_are_those_of_all_subsets() -> None:
    for sizes in ([6, 9, 20], [5, 5, 1], [3, 0, 8], []):
        sums = {sum(some) for many in range(len(sizes) + 1) for some in combinations(sizes, many)}
        for least in range(-2, 40):
            for most in range(-2, 40):
                inside = [total for total in sums if least <= total <= most]
                assert reachable(sizes, least, most) == ((min(inside), max(inside)) if inside else None)


def test_multiples_where_there_are_too_many_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BITS", 0)
    assert reachable([6, 9, 21], 6, 33) == (6, 33)
    assert reachable([6, 9, 21], 10, 34) == (12, 33)
    assert reachable([60, 90, 210], 121, 149) is None
    assert reachable([60, 90, 210], 120, 149) == (120, 120)
    assert reachable([6, 9, 22], 1, 20) == (3, 15)  # what is too large is in no sum
    monkeypatch.setattr(module, "MOST_BITS", 3 * 34 - 1)
    assert reachable([6, 9, 21], 7, 34) == (9, 33)
    monkeypatch.setattr(module, "MOST_BITS", 3 * 34)
    assert reachable([6, 9, 21], 7, 34) == (9, 30)
    assert reachable([0, 6, 9, 21], 7, 34) == (9, 30)
