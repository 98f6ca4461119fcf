"""What follows from a case before anybody searches, as ``regroup verify`` works it out, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from regroup.certificate.plain import Area, Guard, Hinge, Plain
from regroup.verify import reduced as module
from regroup.verify.case import Case
from regroup.verify.reduced import merged, reduced
from tests.test_verify_totals import FREE, case, places_of, windows_of


def test_what_nodes_that_must_be_together_bring_adds_up() -> None:
    known = case(
        [1, 2, 4, 8],
        FREE,
        FREE,
        places=["01", "1", "01", "0"],
        constant=100,
        pairs={(0, 1): 3, (0, 2): 5, (1, 2): 7, (2, 3): -12, (0, 3): 9},
        pull=[[1, 10], [2, 20], [3, 30], [4, 40]],
        labels=[(frozenset({0, 2, 3}), [6, 7])],
        guards=[Guard(2, (1, 2, 3, 4), 5)],
        apart={(2, 3), (1, 3)},
        together={(0, 2)},
    )
    after = merged(known)
    assert (after.n, after.sizes, after.pull) == (3, [[5, 2, 8]], [[4, 40], [2, 20], [4, 40]])
    assert after.constant == 105
    assert after.pairs == {(0, 1): 10, (0, 2): -3}
    assert after.labels == [(frozenset({0, 2}), [6, 7])]
    assert after.guards == [Guard(0, (4, 2, 4), 5)]
    assert (after.apart, after.together) == ({(0, 2), (1, 2)}, set())
    assert places_of(after) == ["01", "1", "0"]


def test_nodes_are_together_through_others_and_only_where_all_may_be() -> None:
    known = case([1] * 5, FREE, FREE, FREE, places=["012", "12", "012", "01", "012"], together={(1, 4), (3, 4)})
    after = merged(known)
    assert places_of(after) == ["012", "1", "012"]
    assert after.sizes == [[1, 3, 1]]
    assert merged(case([1, 1], FREE, apart={(0, 1)}, together={(0, 1)})).apart == {(0, 0)}


def test_pairs_that_come_to_nothing_are_nobodys() -> None:
    assert merged(case([1] * 3, FREE, pairs={(0, 2): 4, (1, 2): -4}, together={(0, 1)})).pairs == {}
    assert merged(case([], FREE)).n == 0


def test_nodes_of_one_area_are_one_node() -> None:
    after = reduced(case([1, 2, 3, 4], FREE, FREE, places=["0", "01", "0", "1"], pairs={(0, 2): 3, (1, 2): 4}))
    assert (after.sizes, after.constant, after.pairs) == ([[4, 2, 4]], 3, {(0, 1): 4})


def chain() -> Case:
    """The second is too big for area 0, so in 1, where the third is too big then; so the first, apart, is in 1."""
    return case([2, 6, 5], (0, 5), (0, 9), apart={(0, 2)})


def test_one_thing_leads_to_another_to_the_end() -> None:
    after = reduced(chain())
    assert places_of(after) == ["1", "0"]
    assert windows_of(after) == [(5, 5), (8, 8)]
    assert (after.must_use, after.count_least, after.count_most) == ([True, True], 2, 2)
    assert (after.apart, after.together) == (set(), set())


@pytest.mark.parametrize(
    ("rounds", "places"),
    [(0, ["01"] * 3), (1, ["01", "1", "01"]), (2, ["1", "0"])],
)
def test_rounds_are_bounded(rounds: int, places: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROUNDS", rounds)
    assert places_of(reduced(chain())) == places


def test_impossible_shows_where_arithmetic_is_enough() -> None:
    assert places_of(reduced(case([7, 7, 7], (0, 10), (0, 10)))) == [""] * 3


def test_nothing_more_is_worked_out_where_some_node_may_be_nowhere() -> None:
    known = case([0, 2, 6, 5], (0, 5), (0, 9), places=["", "01", "01", "01"], apart={(1, 3)})
    assert places_of(reduced(known)) == ["", "01", "1", "01"]
    known = case([2, 6, 5], (0, 5), (0, 9), apart={(0, 2)}, count_least=3)
    assert places_of(reduced(known)) == ["01", "1", "01"]  # nor where too many areas are needed


def test_pairs_that_can_share_no_area_are_apart_and_their_points_nobodys() -> None:
    sizes, pairs = [50, 60, 40, 10], {(0, 1): 3, (0, 2): 4, (0, 3): 5, (1, 3): 6}
    after = reduced(case(sizes, (0, 100), (0, 99), apart={(0, 3)}, pairs=pairs))
    assert after.apart == {(0, 1), (0, 3)}
    assert after.pairs == {(0, 2): 4, (1, 3): 6}


def test_those_that_no_area_is_open_to_both_of_need_not_be_told_so() -> None:
    known = case([50, 60, 40], (0, 100), (0, 100), (0, 100), places=["01", "12", "012"], apart={(0, 1), (1, 2)})
    assert reduced(known).apart == {(0, 1), (1, 2)}
    known = case([50, 60, 40], (0, 160), (0, 160), (0, 160), places=["0", "12", "012"], apart={(0, 1), (1, 2)})
    assert reduced(known).apart == {(1, 2)}


def test_all_pairs_are_looked_at_only_where_there_are_few_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    known = case([50, 60, 40], (0, 100), (0, 100), pairs={(0, 1): 3, (0, 2): 4})
    monkeypatch.setattr(module, "MOST_NODES", 3)
    assert reduced(known).apart == {(0, 1)}
    monkeypatch.setattr(module, "MOST_NODES", 2)
    assert reduced(known).apart == set()
    assert reduced(known).pairs == {(0, 2): 4}  # points are looked at all the same


def test_points_are_looked_at_only_where_that_is_little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    known = case([50, 60, 40], (0, 100), (0, 100), pairs={(0, 1): 3})
    monkeypatch.setattr(module, "MOST_CELLS", 2)
    assert reduced(known).pairs == {}
    monkeypatch.setattr(module, "MOST_CELLS", 1)
    assert reduced(known).pairs == {(0, 1): 3}


def left(guards: list[Guard], places: list[str] | None = None) -> list[Guard]:
    return reduced(case([1] * 4, FREE, FREE, guards=guards, places=places)).guards


def test_guards_that_hold_whoever_is_there_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    idle, tight = Guard(0, (0, 3, 4, -9), 7), Guard(1, (1, 1, 1, -2), 2)
    assert left([idle, tight]) == [tight]
    monkeypatch.setattr(module, "MOST_GUARDED", 16)
    assert left([idle, tight]) == [tight]
    monkeypatch.setattr(module, "MOST_GUARDED", 15)
    assert left([idle, tight]) == [idle, tight]


def test_a_guard_says_nothing_where_its_node_may_not_be() -> None:
    guard = Guard(2, (2, 2, 0, 0), 3)
    assert left([guard], ["01", "01", "01", "01"]) == [guard]
    known = case([1] * 4, FREE, FREE, FREE, guards=[guard], places=["012", "01", "12", "012"])
    assert reduced(known).guards == [guard]  # in 1
    known = case([1] * 4, FREE, FREE, FREE, FREE, guards=[guard], places=["0123", "01", "23", "0123"])
    assert reduced(known).guards == []


def test_a_case_is_told_as_certificates_are_checked_against() -> None:
    parts: dict[str, Any] = {
        "constant": 7,
        "pairs": {(1, 2): 4, (0, 1): 3},
        "pull": [[1, 2], [3, 4], [5, 6]],
        "hinges": [(1, Hinge(0, 5, 2, 3)), (0, Hinge(0, 6, 1, 0)), (1, Hinge(0, 9, 4, 4))],
        "labels": [(frozenset({0, 2}), [8, 9]), (frozenset({1}), [10, 11])],
        "open_cost": [12, 13],
        "must_use": [False, True],
        "counted": [True, False],
        "count_least": 1,
        "count_most": 2,
        "guards": [Guard(0, (1, 2, 3), 4)],
        "apart": {(0, 2)},
    }
    made = case([1, 2, 3], (1, 5), (2, 6), places=["0", "01", "1"], **parts).plain()
    areas = (
        Area((True, True, False), (1, 3, 5), ((1, 5),), (Hinge(0, 6, 1, 0),), (8, 10), 12, False, True),
        Area(
            (False, True, True), (2, 4, 6), ((2, 6),), (Hinge(0, 5, 2, 3), Hinge(0, 9, 4, 4)), (9, 11), 13, True, False
        ),
    )
    assert made == Plain(
        n=3,
        class_of=(0, 1, 2),
        areas=areas,
        pairs={(0, 1): 3, (1, 2): 4},
        sizes=((1, 2, 3),),
        carriers=(frozenset({0, 2}), frozenset({1})),
        guards=(Guard(0, (1, 2, 3), 4),),
        apart=frozenset({(0, 2)}),
        constant=7,
        count_least=1,
        count_most=2,
    )


def test_reducing_leaves_the_case_as_it_was() -> None:
    known, again = chain(), chain()
    reduced(known)
    assert known == again
