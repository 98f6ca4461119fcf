"""Who can be where and with whom, as ``regroup verify`` works it out, by hand."""

from __future__ import annotations

from itertools import combinations

import pytest

from regroup.certificate.plain import Guard
from regroup.verify import shares as module
from regroup.verify.case import Case
from regroup.verify.shares import can_share, possible_places, unwelcome
from tests.test_verify_totals import FREE, case, places_of, with_measure


def possible(known: Case) -> list[str]:
    return places_of(possible_places(known))


def guarded(weights: list[int], most: int, *more: Guard, places: list[str] | None = None) -> Case:
    """The first node's guard, and others; two areas."""
    guards = [Guard(0, tuple(weights), most), *more]
    return case([1] * len(weights), FREE, FREE, places=places, guards=guards)


def barred(known: Case) -> dict[int, list[str]]:
    """For each guarded node and each area, who breaks its guard there."""
    tables = unwelcome(known, known.holds())
    return {
        node: ["".join(str(other) for other, row in enumerate(table) if row[a]) for a in range(known.k)]
        for node, table in tables.items()
    }


def strangers(known: Case) -> list[tuple[int, int]]:
    """Pairs that can share no area."""
    share = can_share(known)
    return [pair for pair in combinations(range(known.n), 2) if not share(*pair)]


def test_who_has_one_place_only_is_held_there() -> None:
    known = case([4, 5, 6], FREE, FREE, FREE, places=["0", "01", ""])
    assert known.holds() == [[True, False, False], [False] * 3, [False] * 3]
    assert with_measure(known, [1, 2, 3], FREE, FREE, FREE).held_sizes(known.holds()) == [[4, 0, 0], [1, 0, 0]]
    assert known.open_to_some() == [True, True, False]


def test_too_big_alone_in_one_measure_of_two() -> None:
    assert possible(case([5, 6], (0, 5), FREE)) == ["01", "1"]
    assert possible(with_measure(case([5, 6], (0, 5), FREE), [3, 1], FREE, (0, 2))) == ["0", "1"]


def test_too_big_with_whom_the_area_holds() -> None:
    assert possible(case([5, 2, 3], (0, 7), FREE, places=["0", "01", "01"])) == ["0", "01", "1"]
    assert possible(case([5, 2], (0, 5), FREE, places=["0", "1"])) == ["0", "1"]  # a held node is counted once
    assert possible(case([5, 2], (0, 4), FREE, places=["0", "1"])) == ["", "1"]


def test_apart_from_whom_the_area_holds() -> None:
    assert possible(case([1, 1, 1], FREE, FREE, places=["0", "01", "01"], apart={(0, 1)})) == ["0", "1", "01"]
    assert possible(case([1, 1, 1], FREE, FREE, places=["01", "01", "1"], apart={(0, 2)})) == ["0", "01", "1"]


def test_guards_close_places() -> None:
    assert possible(guarded([3, -1, 0], 2, places=["01", "1", "01"])) == ["1", "1", "01"]
    assert possible(guarded([0, 3, 2], 2, places=["0", "01", "01"])) == ["0", "1", "01"]
    assert possible(guarded([0, 3, 2], 2, places=["01", "0", "01"])) == ["1", "0", "01"]


def test_too_little_company() -> None:
    assert possible(case([4, 5, 6], (10, 99), FREE, apart={(0, 2)})) == ["1", "01", "01"]
    assert possible(case([6, 5, 4], (10, 99), FREE, apart={(0, 2)})) == ["01", "01", "1"]
    assert possible(case([4, 5, 6], (10, 99), FREE, apart={(0, 1)})) == ["01"] * 3
    assert possible(case([4, 5, 6], (10, 99), FREE, places=["01", "01", "1"])) == ["1"] * 3
    assert possible(case([4, 5, 6], (9, 99), FREE, places=["01", "01", "1"])) == ["01", "01", "1"]


def test_company_is_not_counted_where_that_is_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    known = case([4, 5, 6], (10, 99), FREE, apart={(0, 2)})
    monkeypatch.setattr(module, "MOST_CELLS", 2)
    assert possible(known) == ["1", "01", "01"]
    monkeypatch.setattr(module, "MOST_CELLS", 1)
    assert possible(known) == ["01"] * 3


def test_too_heavy_company() -> None:
    assert barred(guarded([0, 3, 4, 2], 3)) == {0: ["2", "2"]}
    assert barred(guarded([1, 3, 2], 3)) == {0: ["1", "1"]}  # its own weight counts once
    assert barred(guarded([2, 0, 0], 2)) == {0: ["", ""]}
    assert barred(guarded([2, 0, 1], 1)) == {0: ["012", "012"]}


def test_whoever_lightens_may_be_there_where_it_is_allowed() -> None:
    assert barred(guarded([0, 3, -2], 1)) == {0: ["", ""]}
    assert barred(guarded([0, 3, -1], 2)) == {0: ["", ""]}
    assert barred(guarded([0, 3, -2], 1, places=["01", "01", "1"])) == {0: ["1", ""]}
    assert barred(guarded([0, -2, 3], 0))[0] == ["2", "2"]


def test_whoever_the_area_holds_is_there() -> None:
    assert barred(guarded([0, 2, 2], 3, places=["01", "01", "0"])) == {0: ["1", ""]}
    assert barred(guarded([0, 2, 2], 1, places=["01", "01", "0"]))[0][0] == "012"


def test_two_guards_of_one_node_and_one_of_another() -> None:
    known = guarded([0, 3, 0], 2, Guard(2, (4, 0, 0), 3), Guard(0, (0, 0, 3), 2))
    assert barred(known) == {0: ["12", "12"], 2: ["0", "0"]}


def test_too_many_guards_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_GUARDED", 6)
    assert barred(guarded([0, 3, 4], 3)) == {0: ["2", "2"]}
    monkeypatch.setattr(module, "MOST_GUARDED", 5)
    assert barred(guarded([0, 3, 4], 3)) == {}


def test_too_big_together_for_every_area() -> None:
    assert strangers(case([5, 6, 4], (0, 10), (0, 9))) == [(0, 1)]
    assert strangers(with_measure(case([5, 6, 4], (0, 10), (0, 99)), [1, 3, 3], FREE, (0, 3))) == [(0, 1)]
    assert strangers(case([5, 6, 4], (0, 10), (0, 12), places=["01", "01", "0"])) == []
    assert strangers(case([5, 6, 4], (0, 8), (0, 12), places=["01", "01", "0"])) == [(0, 2), (1, 2)]


def test_too_big_together_with_whom_the_areas_hold() -> None:
    held = ["0", "1", "01", "01"]
    assert strangers(case([3, 3, 5, 6], (0, 13), (0, 12), places=held)) == [(0, 1), (2, 3)]
    assert strangers(case([3, 3, 5, 6], (0, 14), (0, 12), places=held)) == [(0, 1)]
    assert strangers(case([3, 4], (0, 7), FREE, places=["0", "01"])) == []  # whoever is held counts once


def test_guards_of_either() -> None:
    known = case([1, 1, 1], FREE, FREE, guards=[Guard(1, (3, 0, 3), 2)])
    assert strangers(known) == [(0, 1), (1, 2)]
    assert strangers(guarded([0, 3, -1], 2, places=["01", "01", "1"])) == []  # in one area of two
