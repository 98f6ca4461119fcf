"""What differs between two models."""

from __future__ import annotations

from regroup.model_diff import differences
from regroup.read import read_model
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm
from tests.build import model

SYNERGY, MOVES = SynergyTerm(weight=1, why="w"), Moves(weight=2, why="w")


def size(share: float, **facts: object) -> AreaSize:
    return AreaSize(most=Bound(share=share), why="w", **facts)  # type: ignore[arg-type]


def test_a_model_does_not_differ_from_itself():
    balanced = read_model("balanced")
    assert differences(balanced, balanced) == ()


def test_parts_that_one_has_and_the_other_lacks():
    first, second = differences(model([SYNERGY]), model([SYNERGY, MOVES], [size(0.5)]))
    assert (first.kind, first.one, first.other) == ("rule", None, size(0.5))
    assert (second.kind, second.one, second.other) == ("term", None, MOVES)


def test_fields_that_differ_are_named():
    other = SynergyTerm(weight=3, why="w", criteria={"shared_users": 2})
    (found,) = differences(model([SYNERGY]), model([other]))
    assert found.fields == ("weight", "criteria")


def test_two_rules_of_a_kind_are_compared_in_order():
    one = model([SYNERGY], [size(0.5), size(0.6, measure="employees")])
    other = model([SYNERGY], [size(0.5), size(0.7, measure="employees")])
    (found,) = differences(one, other)
    assert found.fields == ("most",)


def test_order_alone_is_no_difference():
    assert differences(model([SYNERGY, MOVES]), model([MOVES, SYNERGY])) == ()
