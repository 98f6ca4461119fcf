"""Terms of ``regroup verify`` by hand: units of 10, 20 and 30, total 60; what is lower the better counts against."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from regroup.inputs import inputs
from regroup.problem import Problem
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from regroup.verify.stated import Stated
from regroup.verify.terms import amount, points, together
from tests.build import affinity, area, model, plan, scenario, synergy, unit

UNITS = [
    unit("a", 10, employees=1, fields=["skole"], part_of="w", today="x"),
    unit("b", 20, employees=1, fields=["helse"], part_of="w", today="f"),
    unit("c", 30, employees=2, fields=["skole", "bolig"], part_of="w"),
]
AREAS = ["x", "y", area("o", outside=True), "z"]
FACTS: dict[str, Any] = {
    "former": "f",
    "wholes": "w",
    "criteria": {"users": {"nb": "Brukere"}, "law": {"nb": "Lov"}},
    "strengths": {"strong": 5},
    "synergies": [synergy("a", "b", "strong", "users"), synergy("c", "b", 3, "law"), synergy("a", "c", -2, "users")],
    "affinities": [affinity("a", "x", 4), affinity("b", "o", "strong"), affinity("b", "y", -1)],
}
TERMS = [
    SynergyTerm(weight=2, criteria={"users": 3}, others=1, why="w"),
    AffinityTerm(weight=7, why="w"),
    SizeBand(weight=3, least={"share": 0.25}, most={"value": 30}, why="w"),
    SizeBalance(weight=5, why="w"),
    Heterogeneity(weight=11, why="w"),
    Moves(weight=13, why="w"),
    Splits(weight=17, why="w"),
    AreasUsed(weight=19, why="w"),
]


def stated() -> Stated:
    """Three units, three areas on the line, one outside, and one of former times."""
    found = inputs(Problem(scenario(UNITS, AREAS, **FACTS), model(TERMS)))
    assert found is not None
    return Stated(found)


STATED = stated()


def found(text: str, term: str, **parts: Any) -> Fraction:
    """What a plan amounts to."""
    return amount(STATED, {"term": term, "towards": "equal"} | parts, plan(text))


SYNERGIES = {"criteria": {"users": 3}, "others": 1}
THIRD = Fraction(100, 60)


@pytest.mark.parametrize(
    ("text", "term", "parts", "expected"),
    [
        ("xyz", "synergy", SYNERGIES, 0),
        ("xxy", "synergy", SYNERGIES, 15),  # 5 × 3
        ("xyy", "synergy", SYNERGIES, 3),
        ("xxx", "synergy", SYNERGIES, 15 + 3 - 6),
        ("--x", "synergy", SYNERGIES, 0),  # two that are nowhere are not together
        ("xoy", "affinity", {}, 9),
        ("yyx", "affinity", {}, -1),
        ("zxy", "affinity", {}, 0),
        ("-ox", "affinity", {}, 5),
        ("xxy", "heterogeneity", {}, 4),  # skole, helse; skole, bolig
        ("xyx", "heterogeneity", {}, 3),
        ("oox", "heterogeneity", {}, 2),  # none outside
        ("xfo", "heterogeneity", {}, 2),
        ("xxy", "moves", {}, 20 * THIRD),  # b has left f; nobody says where c was
        ("yfx", "moves", {}, 10 * THIRD),
        ("xfx", "moves", {}, 0),
        ("-xx", "moves", {}, 20 * THIRD),  # who is nowhere has not moved
        ("yxx", "moves", {"measure": "employees"}, 50),
        ("xxx", "splits", {}, 0),
        ("xyx", "splits", {}, 1),
        ("xyz", "splits", {}, 2),
        ("-yz", "splits", {}, 1),
        ("---", "splits", {}, 0),
        ("xyz", "areas_used", {}, 3),
        ("xyo", "areas_used", {}, 2),
        ("xxf", "areas_used", {}, 2),
    ],
)
def test_amounts(text: str, term: str, parts: Mapping[str, Any], expected: Fraction) -> None:
    assert found(text, term, **parts) == expected


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("xxy", {"least": {"share": 0.5}, "most": {"value": 30}}, 0),  # both are 30
        ("xyz", {"least": {"value": 20}}, 10 * THIRD),  # below, at and above
        ("xyz", {"most": {"value": 20}}, 10 * THIRD),
        ("xyy", {"least": {"value": 11}, "most": {"value": 47}}, 4 * THIRD),  # 1 short, 3 beyond
        ("xyo", {"most": {"value": 5}}, 20 * THIRD),  # 30 outside are not measured
        ("oof", {"least": {"value": 31}}, 1 * THIRD),
        ("xyz", {"measure": "employees", "least": {"value": 2}}, 50),
    ],
)
def test_what_lies_outside_the_band_in_hundredths_of_the_whole(
    text: str, parts: Mapping[str, Any], expected: Fraction
) -> None:
    assert found(text, "size_band", **parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xyz", 10 * THIRD + 0 + 10 * THIRD),  # 20 each is even
        ("xxy", 20 * THIRD),
        ("xxx", 40 * THIRD),  # empty areas are not measured
        ("xfo", 10 * THIRD + 0),  # for one of former times an even share as well
        ("foo", 10 * THIRD),
    ],
)
def test_how_far_areas_are_from_an_even_share(text: str, expected: Fraction) -> None:
    assert found(text, "size_balance") == expected


def test_a_former_area_beside_a_single_one_is_to_have_everything() -> None:
    facts = inputs(Problem(scenario(UNITS, ["x"], former="f", wholes="w"), model([SizeBalance(weight=1, why="w")])))
    assert facts is not None
    term = {"term": "size_balance", "towards": "equal"}
    assert amount(Stated(facts), term, plan("xff")) == (60 - 10 + 60 - 50) * THIRD


def test_points_are_weight_times_amount_and_less_is_better_for_most() -> None:
    assert points(STATED, plan("xyy")) == [
        2 * 3,  # b with c
        7 * (4 - 1),
        -3 * (5 + 20) * THIRD,  # 10 of at least 15, 50 of at most 30
        -5 * (10 + 30) * THIRD,
        -11 * (1 + 3),
        -13 * 20 * THIRD,
        -17 * 1,
        -19 * 2,
    ]


def test_who_is_nowhere_is_together_with_nobody() -> None:
    assert together({"a": "x", "b": "x"}, "a", "b")
    assert not together({"a": "x", "b": "y"}, "a", "b")
    assert not together({}, "a", "b")
    assert not together({"a": "x"}, "a", "b")
    assert not together({"b": "x"}, "a", "b")
