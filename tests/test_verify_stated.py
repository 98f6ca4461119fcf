"""What a result's inputs state, by hand: units of 10, 20 and 30 in an order of their own, total 60."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from regroup.verify.stated import Stated, exact


def size(value: float) -> dict[str, Any]:
    return {"fte": {"value": value, "basis": "stated"}}


UNITS: list[dict[str, Any]] = [
    {"id": "b", "size": size(20), "fields": ["helse"], "part_of": "w", "today": "y"},
    {"id": "a", "size": size(10) | {"posts": {"low": 1, "likely": 2, "high": 7}}, "fields": [], "part_of": "w"},
    {"id": "c", "size": size(30), "fields": ["skole", "helse"], "today": "f"},
]
APART = {"rule": "apart", "units": ["a", "b"]}
NOT_IN = {"rule": "not_in", "units": ["a"], "areas": ["x"]}
KEEP = {"rule": "keep_parts"}


def area(name: str, *, outside: bool = False, may_be_empty: bool = True, **more: Any) -> dict[str, Any]:
    return {"id": name, "outside": outside, "may_be_empty": may_be_empty} | more


AREAS = (area("y"), area("o", outside=True), area("x"), area("z"))


def stated(
    *areas: dict[str, Any],
    terms: tuple[str, ...] = (),
    rules: tuple[Any, ...] = (),
    changed: Any = None,
    **more: Any,
) -> Stated:
    """Inputs as a result has them, with all that is not asked for left empty."""
    facts = {
        "units": UNITS,
        "areas": list(areas or AREAS),
        "former_areas": [{"id": "f"}],
        "wholes": [{"id": "w"}, {"id": "v"}],
        "measures": {"fte": {}, "posts": {}},
        "measure": "fte",
        "strengths": {"strong": 5, "against": -3},
        "requirements": [],
    }
    model = {"terms": [{"term": term} for term in terms]} | ({"rules": list(rules)} if rules else {})
    return Stated({"scenario": facts | more, "model": model, "changed": changed})


def test_names_are_in_the_order_of_the_inputs() -> None:
    facts = stated()
    assert (facts.units, facts.areas, facts.former) == (("b", "a", "c"), ("y", "o", "x", "z"), ("f",))
    assert facts.line == ("y", "x", "z")
    assert facts.parts == {"w": ["b", "a"], "v": []}
    assert facts.fields("c") == ["skole", "helse"]
    assert facts.today() == {"b": "y", "c": "f"}


def test_rules_are_those_of_the_model_then_the_requirements_then_those_of_every_scenario() -> None:
    found = stated(area("y", may_be_empty=False), area("x"), rules=(APART,), requirements=[NOT_IN]).rules
    assert found == [APART, NOT_IN, KEEP, {"rule": "in_use", "areas": ["y"]}]


def test_parts_are_kept_together_unless_splits_count_or_a_rule_says_so_already() -> None:
    assert stated().rules == [KEEP]
    assert stated(terms=("splits",)).rules == []
    assert stated(terms=("moves",)).rules == [KEEP]
    assert stated(rules=(KEEP, APART)).rules == [KEEP, APART]
    assert stated(requirements=[KEEP]).rules == [KEEP]
    assert stated(units=[UNITS[2]], wholes=[]).rules == []


def test_areas_that_may_not_be_empty_are_in_use_unless_a_rule_speaks_of_their_number() -> None:
    areas = (area("y", may_be_empty=False), area("o", outside=True, may_be_empty=False), area("x", may_be_empty=False))
    count = {"rule": "area_count", "exactly": 1}
    assert stated(*areas, terms=("splits",)).rules == [{"rule": "in_use", "areas": ["y", "x"]}]
    assert stated(*areas, terms=("splits",), rules=(count,)).rules == [count]


def test_what_was_changed_is_in_force() -> None:
    found = stated(terms=("moves",), rules=(APART,), changed={"rules": [NOT_IN], "terms": [{"term": "splits"}]})
    assert (found.rules, found.terms) == ([NOT_IN], [{"term": "splits"}])
    assert stated(terms=("moves",)).terms == [{"term": "moves"}]


def test_numbers_are_what_is_written() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(1e-3) == Fraction(1, 1000)
    assert exact(7) == 7


def test_sizes_and_limits() -> None:
    facts = stated()
    assert [facts.size(unit, "fte") for unit in "abc"] == [10, 20, 30]
    assert facts.size("a", "posts") == 2  # the likely one
    assert (facts.total("fte"), facts.total("posts")) == (60, 2)
    assert facts.measure({}) == "fte"
    assert facts.measure({"measure": None}) == "fte"
    assert facts.measure({"measure": "posts"}) == "posts"
    assert facts.limit({"value": 0.3}, "fte") == Fraction(3, 10)
    assert facts.limit({"share": 0.3}, "fte") == 18


def test_strengths_and_worths() -> None:
    facts, term = stated(), {"criteria": {"law": 7, "users": 0}, "others": 2}
    assert (facts.strength("against"), facts.strength(4)) == (-3, 4)
    assert facts.worth(term, {"criterion": "law", "strength": "strong"}) == 35
    assert facts.worth(term, {"criterion": "users", "strength": "strong"}) == 0
    assert facts.worth(term, {"criterion": "place", "strength": "against"}) == -6


THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("areas", "towards", "found"),
    [
        (AREAS, "equal", {"y": THIRD, "x": THIRD, "z": THIRD}),
        (AREAS, "stated", {"y": THIRD, "x": THIRD, "z": THIRD}),
        (
            (area("y", target=0.4), area("x"), area("z"), area("o", outside=True)),
            "stated",
            {"y": Fraction(2, 5), "x": Fraction(3, 10), "z": Fraction(3, 10)},
        ),
        ((area("y", target=0.4), area("x")), "equal", {"y": Fraction(1, 2), "x": Fraction(1, 2)}),
        ((area("y", target=0.4), area("x", target=0.6)), "stated", {"y": Fraction(2, 5), "x": Fraction(3, 5)}),
        ((area("y"), area("o", outside=True)), "equal", {"y": Fraction(1)}),
        ((area("o", outside=True),), "equal", {}),
    ],
)
def test_what_areas_are_to_have(areas: tuple[dict[str, Any], ...], towards: str, found: dict[str, Fraction]) -> None:
    assert stated(*areas).targets({"towards": towards}) == found


def test_proposals_are_plans_and_the_rest_is_where_it_is_today_where_they_say_so() -> None:
    facts, areas = stated(), {"x": ["a"], "y": ["c"]}
    assert facts.proposed({"areas": areas}) == {"a": "x", "c": "y"}
    assert facts.proposed({"areas": areas, "rest": "today"}) == {"b": "y", "a": "x", "c": "y"}
    assert list(facts.proposed({"areas": areas, "rest": "today"})) == ["b", "a", "c"]


def test_areas_with_units_are_told_in_order() -> None:
    facts = stated()
    assert facts.members({"c": "y", "a": "o", "b": "y"}) == {"y": ["b", "c"], "o": ["a"]}
    assert facts.members({"c": "y"}) == {"y": ["c"]}
    assert facts.measured({"c": "y", "a": "o", "b": "f"}) == ["y", "f"]
    assert facts.measured({"c": "y", "a": "z"}) == ["y", "z"]
    assert facts.measured({}) == []
