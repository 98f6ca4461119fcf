"""Changes by hand, undone one by one: points are 4 for a in x, 2 for b in y and 1 for c in y."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from regroup.edits import LONGEST
from regroup.inputs import inputs
from regroup.problem import Problem
from regroup.terms.affinity import AffinityTerm
from regroup.verify.base import Outcome
from regroup.verify.edits import edit_checks
from regroup.verify.origins import digest
from regroup.verify.stated import Stated
from tests.build import affinity, model, scenario

Object = dict[str, Any]
FIRST, SECOND = "1" * 64, "2" * 64
ABOUT = {"1" * 12: "1", "2" * 12: "2", "": ""}
MADE_FROM = {"scenario": "s"}
PASS, FAIL, NOTE = Outcome.PASS, Outcome.FAIL, Outcome.NOTE


def stated() -> Stated:
    pulls = [affinity("a", "x", 4), affinity("b", "y", 2), affinity("c", "y", 1)]
    found = inputs(Problem(scenario("abc", "xy", affinities=pulls), model([AffinityTerm(weight=1, why="w")])))
    assert found is not None
    return Stated(found)


STATED = stated()


def move(unit: str, source: str, target: str) -> Object:
    return {"unit": unit, "from": source, "to": target}


def edit(of: str, points: int, *moves: Object) -> Object:
    return {"of": of, "points": points, "moves": list(moves), "why": "Ønsket", "by": None, "date": "2026-02-28"}


CHANGED: Object = {
    "plan": {"a": "x", "b": "x", "c": "y"},
    "bound": 7,
    "inputs": MADE_FROM,
    "provenance": {
        "plan_by": "person",
        "edits": [edit(FIRST, 3, move("a", "y", "x")), edit(SECOND, 7, move("b", "y", "x"))],
    },
}
"""First a was moved from y to x, then b: all were in y, with 3 points, then all but a, with 7."""


def told(result: Object, scale: int = 1, **earlier: Object) -> list[tuple[str, Outcome, str, str | None]]:
    known = {{"first": FIRST, "second": SECOND}[name]: one for name, one in earlier.items()}
    checks = edit_checks(result, STATED, scale, known)
    return [(check.name, check.outcome, ABOUT[check.about], check.code) for check in checks]


def with_last(**parts: Any) -> Object:
    """The changes, with something else said of the last one."""
    made = copy.deepcopy(CHANGED)
    made["provenance"]["edits"][-1] |= parts
    return made


def test_changes_are_undone_from_the_newest_on() -> None:
    away = "parent_away"
    assert told(CHANGED) == [
        ("edits", PASS, "2", None),
        ("parent", NOTE, "2", away),
        ("edits", PASS, "1", None),
        ("parent", NOTE, "1", away),
    ]


def test_no_changes_are_nothing_to_look_at() -> None:
    assert told({**CHANGED, "provenance": {"plan_by": "columns", "edits": []}}) == []
    assert told({**CHANGED, "plan": None, "provenance": {"plan_by": None, "edits": []}}) == []


@pytest.mark.parametrize(("plan_by", "many"), [("columns", 2), ("person", 0)])
def test_a_person_is_named_just_where_something_was_changed(plan_by: str, many: int) -> None:
    provenance = {"plan_by": plan_by, "edits": CHANGED["provenance"]["edits"][:many]}
    assert told({**CHANGED, "provenance": provenance}) == [("edits", FAIL, "", "edits_and_plan_by")]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"date": "2026-02-29"}, "edit_date"),
        ({"why": ""}, "edit_words"),
        ({"by": "a\u202eb"}, "edit_words"),
        ({"by": "x" * (LONGEST + 1)}, "edit_words"),
        ({"moves": []}, "edit_moves"),
        ({"moves": [move("b", "y", "x"), move("b", "y", "x")]}, "edit_moves"),
        ({"moves": [move("b", "y", "x"), move("b", "x", "y")]}, "edit_moves"),
        ({"moves": [move("b", "q", "x")]}, "edit_moves"),
        ({"moves": [move("b", "x", "x")]}, "edit_moves"),
        ({"moves": [move("c", "y", "x")]}, "edit_moves"),  # it is in y
        ({"moves": [move("q", "y", "x")]}, "edit_moves"),
        ({"points": 6}, "edit_points"),
        ({"points": 8}, "edit_points"),
        ({"points": None}, "edit_points"),
        ({"moves": [move("b", "y", "x"), move("a", "y", "x")]}, "edit_points"),  # 3 points before both
    ],
)
def test_what_cannot_have_been_ends_the_way_back(parts: Object, code: str) -> None:
    assert told(with_last(**parts)) == [("edits", FAIL, "2", code)]


def test_an_area_that_was_never_there_is_none_to_move_to() -> None:
    made = with_last(moves=[move("b", "y", "q")])
    made["plan"]["b"] = "q"
    assert told(made) == [("edits", FAIL, "2", "edit_moves")]


def test_a_reason_and_a_role_may_be_as_long_as_that() -> None:
    assert told(with_last(why="x" * LONGEST, by="Rådet"))[0] == ("edits", PASS, "2", None)


def test_several_units_may_be_moved_at_once() -> None:
    made = with_last(moves=[move("b", "y", "x"), move("a", "y", "x")], points=3)
    del made["provenance"]["edits"][0]
    assert [name for name, outcome, _, _ in told(made) if outcome is PASS] == ["edits"]


@pytest.mark.parametrize(("bound", "code"), [(7, None), (6, "edit_points"), (None, None)])
def test_no_plan_before_has_more_points_than_the_bound(bound: int | None, code: str | None) -> None:
    assert told({**CHANGED, "bound": bound})[0][3] == code


def test_points_are_in_the_scale() -> None:
    made = with_last(points=14)
    made["provenance"]["edits"][0]["points"] = 6
    assert [code for _, _, _, code in told({**made, "bound": 14}, scale=2)] == [None, "parent_away"] * 2
    assert told({**made, "bound": 14})[0][3] == "edit_points"


def sealed(**parts: Any) -> Object:
    """The result with b still in y."""
    made: Object = {"plan": {"a": "x", "b": "y", "c": "y"}, "inputs": MADE_FROM} | parts
    return made | {"sha256": digest(made)}


def test_a_result_at_hand_is_the_one_that_was_changed() -> None:
    assert told(CHANGED, second=sealed())[1] == ("parent", PASS, "2", None)
    assert told(CHANGED, second=sealed())[3] == ("parent", NOTE, "1", "parent_away")


@pytest.mark.parametrize(
    "other",
    [
        sealed(plan={"a": "x", "b": "x", "c": "y"}),
        sealed(inputs={"scenario": "t"}),
        sealed() | {"points": 7},
        sealed() | {"sha256": FIRST},
    ],
)
def test_another_result_is_not_the_one_that_was_changed(other: Object) -> None:
    found = told(CHANGED, second=other)
    assert found[1] == ("parent", FAIL, "2", "other_parent")
    assert len(found) == 4
