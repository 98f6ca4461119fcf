"""Rules of ``regroup verify`` at their limits, by hand: units of 10, 20 and 30, total 60."""

from __future__ import annotations

from typing import Any

import pytest

from regroup.inputs import inputs
from regroup.problem import Problem
from regroup.rules.apart import Apart
from regroup.rules.not_in import NotIn
from regroup.terms.synergy import SynergyTerm
from regroup.verify.rules import Broken, breaks, broken, count_range
from regroup.verify.stated import Stated
from tests.build import area, model, plan, scenario, unit

UNITS = [
    unit("a", 10, employees=3, fields=["skole"], part_of="w"),
    unit("b", 20, employees=2, fields=["helse"], part_of="w"),
    unit("c", 30, employees=1, fields=["skole", "helse"]),
]
AREAS = [area(name, may_be_empty=True, outside=name == "o") for name in "xyoz"]
RULES = [Apart(units=("a", "c"), why="w", source="lov"), NotIn(units=("b",), areas=("y",), why="w", source="lov")]
Spots = list[tuple[str, str]]


def stated() -> Stated:
    """Three units, three areas on the line, one outside, and one of former times."""
    facts = scenario(UNITS, AREAS, former="f", wholes="w", requirements=RULES)
    found = inputs(Problem(facts, model([SynergyTerm(weight=1, why="w")])))
    assert found is not None
    return Stated(found)


STATED = stated()


def spots(text: str, rule: str, **parts: Any) -> Spots:
    """Where a plan breaks a rule: units and areas, as letters."""
    stated_rule = {"rule": rule, "areas": []} | parts
    found = breaks(STATED, stated_rule, plan(text))
    assert {one.rule for one in found} <= {rule}
    return [("".join(one.units), "".join(one.areas)) for one in found]


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("xxy", {"least": {"share": 0.5}}, []),  # 10 + 20 = 30 = 0.5 × 60, and 30
        ("xyz", {"least": {"share": 0.5}}, [("", "x"), ("", "y")]),
        ("xxy", {"least": {"value": 30.001}}, [("", "x"), ("", "y")]),
        ("xxy", {"most": {"value": 30}}, []),
        ("xxy", {"most": {"value": 29.999}}, [("", "x"), ("", "y")]),
        ("xyy", {"most": {"share": 0.5}}, [("", "y")]),
        ("xyy", {"least": {"value": 11}, "most": {"value": 49}}, [("", "x"), ("", "y")]),
        ("xyy", {"least": {"value": 10}, "most": {"value": 50}}, []),
        ("xxx", {"least": {"value": 60}}, []),  # empty areas are not spoken of
        ("oxo", {"least": {"value": 21}, "most": {"value": 19}}, [("", "x"), ("", "x")]),  # nor are those outside
        ("fyx", {"least": {"value": 21}}, [("", "y"), ("", "f")]),  # former ones are, and come last
        ("xyz", {"least": {"value": 99}, "areas": ["y"]}, [("", "y")]),
        ("xyz", {"measure": "employees", "least": {"value": 2}}, [("", "z")]),
        ("xyz", {"measure": "employees", "most": {"share": 0.5}}, []),  # 3 of 6
        ("-yz", {"least": {"value": 20}}, []),
    ],
)
def test_sizes_of_areas(text: str, parts: dict[str, Any], found: Spots) -> None:
    assert spots(text, "area_size", **parts) == found


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("xxy", {"least": 1}, []),
        ("xxy", {"least": 2}, [("", "y")]),
        ("xxy", {"most": 2}, []),
        ("xxy", {"most": 1}, [("", "x")]),
        ("xxx", {"least": 3, "most": 3}, []),
        ("xxx", {"least": 4, "most": 2}, [("", "x"), ("", "x")]),
        ("ooo", {"most": 1}, []),
        ("xxf", {"least": 2, "areas": ["x"]}, []),
        ("xxf", {"least": 2}, [("", "f")]),
    ],
)
def test_numbers_of_units(text: str, parts: dict[str, Any], found: Spots) -> None:
    assert spots(text, "unit_count", **parts) == found


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("xyz", {"exactly": 3}, []),
        ("xyy", {"exactly": 3}, [("", "xy")]),
        ("xyz", {"exactly": 2}, [("", "xyz")]),
        ("xyy", {"least": 2}, []),
        ("xxx", {"least": 2}, [("", "x")]),
        ("xyy", {"most": 2}, []),
        ("zyx", {"most": 2}, [("", "xyz")]),
        ("xyo", {"exactly": 2}, []),  # an area outside does not count, one of former times does
        ("xyf", {"exactly": 2}, [("", "xyf")]),
        ("---", {"least": 1}, [("", "")]),
    ],
)
def test_numbers_of_areas(text: str, parts: dict[str, Any], found: Spots) -> None:
    assert spots(text, "area_count", **parts) == found


def test_a_number_that_is_not_said_is_from_none_to_all_areas_there_ever_were() -> None:
    assert count_range(STATED, {}) == (0, 5)
    assert count_range(STATED, {"least": 2}) == (2, 5)
    assert count_range(STATED, {"most": 1}) == (0, 1)
    assert count_range(STATED, {"exactly": 4}) == (4, 4)


@pytest.mark.parametrize(
    ("text", "rule", "parts", "found"),
    [
        ("xxy", "in_use", {"areas": ["x", "y"]}, []),
        ("xxx", "in_use", {"areas": ["z", "x", "y"]}, [("", "z"), ("", "y")]),
        ("xxy", "together", {"units": ["b", "a"]}, []),
        ("yxy", "together", {"units": ["b", "a"]}, [("ba", "xy")]),
        ("y-y", "together", {"units": ["b", "a"]}, []),
        ("---", "together", {"units": ["b", "a"]}, []),
        ("xyz", "apart", {"units": ["a", "b", "c"]}, []),
        ("xyx", "apart", {"units": ["c", "b", "a"]}, [("ca", "x")]),
        ("yyy", "apart", {"units": ["a", "b", "c"]}, [("ab", "y"), ("ac", "y"), ("bc", "y")]),
        ("--x", "apart", {"units": ["a", "b", "c"]}, []),  # two that are nowhere are not together
        ("xyz", "fixed", {"units": ["a"], "area": "x"}, []),
        ("yxz", "fixed", {"units": ["a", "b", "c"], "area": "x"}, [("ac", "x")]),
        ("-xx", "fixed", {"units": ["a", "b"], "area": "x"}, []),
        ("xyz", "not_in", {"units": ["a", "b"], "areas": ["x", "y"]}, [("a", "x"), ("b", "y")]),
        ("zzx", "not_in", {"units": ["a", "b"], "areas": ["x", "y"]}, []),
        ("-zx", "not_in", {"units": ["a", "b"], "areas": ["x", "y"]}, []),
        ("xxy", "keep_parts", {}, []),
        ("yxy", "keep_parts", {}, [("ab", "xy")]),
        ("-xy", "keep_parts", {}, []),
    ],
)
def test_who_is_where(text: str, rule: str, parts: dict[str, Any], found: Spots) -> None:
    assert spots(text, rule, **parts) == found


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("xxy", {"units": ["a"], "field": "helse", "most": 0.667}, []),  # 20 of 30
        ("xxy", {"units": ["a"], "field": "helse", "most": 0.666}, [("a", "x")]),
        ("xyx", {"units": ["a"], "field": "helse", "most": 0.75}, []),  # 30 of 40, not one less
        ("xyx", {"units": ["a"], "field": "helse", "most": 0.7499}, [("a", "x")]),
        ("xxy", {"units": ["a", "b"], "field": "helse", "most": 0.5}, [("a", "x"), ("b", "x")]),
        ("xxy", {"units": ["a", "b"], "field": "helse", "most": 0.4, "measure": "employees"}, []),  # 2 of 5
        ("-xy", {"units": ["a"], "field": "helse", "most": 0}, []),
    ],
)
def test_shares_of_a_field(text: str, parts: dict[str, Any], found: Spots) -> None:
    assert spots(text, "company_limit", **parts) == found


def test_a_plan_keeps_all_rules_where_it_breaks_none() -> None:
    assert broken(STATED, plan("xxy")) == []


def test_all_that_is_broken_comes_in_order() -> None:
    found = broken(STATED, plan("fyf"))
    assert found == [
        Broken("placed", ("a", "c"), ("f",)),
        Broken("apart", ("a", "c"), ("f",)),
        Broken("not_in", ("b",), ("y",)),
        Broken("keep_parts", ("a", "b"), ("f", "y")),
    ]


def test_units_that_are_nowhere_are_missing_from_the_plan() -> None:
    assert broken(STATED, plan("-x-")) == [Broken("placed", ("a", "c"), ())]
