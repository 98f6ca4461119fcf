"""Plans are immutable mappings from unit to area."""

import pytest

from regroup.plan import Plan

PLAN = Plan({"a": "x", "b": "y", "c": "x"})


def test_is_a_mapping():
    assert PLAN["a"] == "x"
    assert list(PLAN) == ["a", "b", "c"]
    assert len(PLAN) == 3
    assert PLAN.get("q") is None
    with pytest.raises(KeyError):
        PLAN["q"]
    with pytest.raises(TypeError):
        PLAN["a"] = "y"


def test_does_not_follow_changes_in_what_it_was_made_of():
    areas = {"a": "x"}
    plan = Plan(areas)
    areas["a"] = "y"
    assert plan["a"] == "x"


def test_equality_and_hash_ignore_order():
    other = Plan({"c": "x", "b": "y", "a": "x"})
    assert other == PLAN
    assert hash(PLAN) == hash(other)
    assert Plan({"a": "y"}) != Plan({"a": "x"})
    assert Plan({"a": "x"}) != {"a": "x"}


def test_repr_can_be_read_back():
    assert eval(repr(PLAN), {"Plan": Plan}) == PLAN  # noqa: S307


def test_members():
    assert PLAN.members() == {"x": ("a", "c"), "y": ("b",)}
    assert Plan({}).members() == {}


def test_together():
    assert PLAN.together("a", "c")
    assert not PLAN.together("a", "b")
    assert not PLAN.together("a", "q")
    assert not PLAN.together("p", "q")  # two units that are nowhere share nothing


def test_unplaced_in_the_order_asked():
    assert PLAN.unplaced(dict.fromkeys("qcbp")) == ("q", "p")


def test_moves_from_counts_units_that_both_plans_place():
    assert PLAN.moves_from(Plan({"a": "x", "b": "x", "q": "x"})) == ("b",)
    assert PLAN.moves_from(PLAN) == ()
    assert PLAN.moves_from(Plan({})) == ()


def test_in_order_drops_what_is_not_there():
    assert list(PLAN.in_order(dict.fromkeys("cqa"))) == ["c", "a"]
