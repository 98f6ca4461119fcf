"""Arithmetic impossibility, said in words, with the rules it rests on; and silence where a plan exists."""

from __future__ import annotations

import pytest

from regroup.impossible import Reason, arithmetic_reasons
from regroup.problem import Problem
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.fixed import Fixed
from regroup.rules.in_use import InUse
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.terms.areas_used import AreasUsed
from tests.build import area, model, said, scenario, unit


def reasons(*rules: Rule, sizes: tuple[int, ...] = (41, 20, 20, 19), areas: str = "wxyz") -> tuple[Reason, ...]:
    """Four units of 41, 20, 20 and 19 årsverk (100 in all), unless said otherwise."""
    in_model = [rule for rule in rules if isinstance(rule, AreaSize | UnitCount | AreaCount)]
    named = [rule for rule in rules if rule not in in_model]
    units = [unit(name, size) for name, size in zip("abcdefgh", sizes, strict=False)]
    facts = scenario(units, areas, requirements=named)
    return arithmetic_reasons(Problem(facts, model([AreasUsed(weight=1, why="w")], in_model)))


def most(share: float) -> AreaSize:
    return AreaSize(most=Bound(share=share), why="w")


def least(share: float) -> AreaSize:
    return AreaSize(least=Bound(share=share), why="w")


def fixed(units: str, area: str) -> Fixed:
    return Fixed(units=tuple(units), area=area, why="w", source="s")


CASES: dict[str, tuple[tuple[Rule, ...], str]] = {
    "one unit is too big": (
        (most(0.35),),
        "«A» alone is 41 årsverk (41%): none of the 4 areas it may be in has room for more than 35 årsverk (35%)",
    ),
    "units that must be together are too big": (
        (most(0.45), Together(units=("b", "c", "d"), why="w", source="s")),
        "«B», «C», «D» alone is 59 årsverk (59%)",
    ),
    "all areas at their most": (
        (most(0.42), AreaCount(most=2, why="w")),
        "100 årsverk (100%) in all, but 2 areas have room for only 84 årsverk (84%) together",
    ),
    "all areas at their least": (
        (least(0.26),),
        "at least 4 areas must be in use and need 104 årsverk (104%) together, but there is only 100 årsverk",
    ),
    "fixed units together": (
        (most(0.5), fixed("ab", "w")),
        "«A», «B» must be in «W» and hold 61 årsverk (61%) together; there is room for 50 årsverk (50%)",
    ),
    "two fixed places": ((fixed("a", "w"), fixed("a", "x")), "«A» has no area left"),
    "fixed and kept out": ((fixed("a", "w"), NotIn(units=("a",), areas=("w",), why="w", source="s")), "no area left"),
    "together and apart through a chain": (
        (
            Together(units=("a", "b"), why="w", source="s"),
            Together(units=("b", "c"), why="w", source="s"),
            Apart(units=("a", "c"), why="w", source="s"),
        ),
        "«A», «C» must be both together and apart",
    ),
    "more areas than groups": (
        (Together(units=("a", "b"), why="w", source="s"),),
        "at least 4 areas must be in use, but there are only 3 units or groups to place",
    ),
    "too many units each": (
        (UnitCount(least=2, why="w"),),
        "at least 4 areas must be in use and need 8 units together, but there is only 4 units in all",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_said_in_words(name: str) -> None:
    rules, english = CASES[name]
    found = reasons(*rules)
    assert any(english in said(reason.words["en"]) for reason in found), [reason.words["en"] for reason in found]
    for reason in found:
        assert reason.rules, "a reason names the rules it rests on"
        assert reason.words["nb"] != reason.words["en"]


def test_the_words_in_norwegian() -> None:
    (reason,) = reasons(most(0.35))
    expected = (
        "«A» alene er 41 årsverk (41 %): i ingen av de 4 områdene som er mulige, er det rom for mer enn 35 årsverk"
    )
    assert expected in said(reason.words["nb"])


def test_more_units_apart_than_areas() -> None:
    (reason,) = reasons(Apart(units=("a", "b", "c"), why="w", source="s"), areas="xy")
    assert reason.words["en"] == "3 units must be apart («A», «B», «C»), but there are only 2 areas"
    assert [stated.rule.id for stated in reason.rules] == ["apart"]


def test_contradicting_numbers_of_areas() -> None:
    found = reasons(AreaCount(exactly=2, why="w"), AreaCount(exactly=3, why="w"))
    assert any("at least 3 and at most 2" in reason.words["en"] for reason in found)


def test_bounds_met_exactly_are_possible() -> None:
    # 41, 20, 20 and 19 in four areas: the largest is exactly the most, the smallest exactly the least.
    assert reasons(most(0.41), least(0.19)) == ()
    assert reasons(fixed("ab", "w"), most(0.61), sizes=(41, 20, 20, 19, 1, 1), areas="wx") == ()
    assert reasons(UnitCount(least=1, most=1, why="w")) == ()


def test_the_rules_named_are_those_that_matter() -> None:
    (reason,) = reasons(most(0.35), fixed("b", "w"), UnitCount(most=4, why="w"))
    assert [stated.rule.id for stated in reason.rules] == ["area_size"]


def test_as_many_units_apart_as_areas_are_possible() -> None:
    assert reasons(Apart(units=("a", "b"), why="w", source="s"), areas="xy") == ()


def test_units_together_may_each_have_a_place_and_none_in_common() -> None:
    (reason,) = reasons(
        Together(units=("a", "b"), why="w", source="s"),
        NotIn(units=("a",), areas=("x",), why="w", source="s"),
        NotIn(units=("b",), areas=("y",), why="w", source="s"),
        areas="xy",
    )
    assert reason.words["en"] == "«A», «B» has no area left: the rules close all of them"
    assert [stated.rule.id for stated in reason.rules] == ["together", "not_in", "not_in"]


def sized(areas: str, most: float) -> AreaSize:
    """A bound on some areas only, as a requirement."""
    return AreaSize(most=Bound(value=most), areas=tuple(areas), why="w", source="s")


def in_two_areas(*requirements: Rule, sizes: tuple[int, ...] = (60, 20, 20)) -> tuple[Reason, ...]:
    """Units of 60, 20 and 20 in areas x and y."""
    units = [unit(name, size) for name, size in zip("abc", sizes, strict=True)]
    facts = scenario(units, "xy", requirements=requirements)
    return arithmetic_reasons(Problem(facts, model([AreasUsed(weight=1, why="w")])))


def test_the_roomiest_area_that_is_open_to_a_unit_decides() -> None:
    assert in_two_areas(sized("x", 50), sized("y", 60)) == ()
    (reason,) = in_two_areas(sized("x", 50), sized("y", 55))
    assert "none of the 2 areas it may be in has room for more than 55 årsverk (55%)" in said(reason.words["en"])
    closed = in_two_areas(sized("x", 50), NotIn(units=("a",), areas=("y",), why="w", source="s"))
    assert "none of the 1 areas" in closed[0].words["en"]
    assert [stated.rule.id for stated in closed[0].rules] == ["area_size", "not_in"]


def test_units_that_must_be_together_are_weighed_where_all_may_be() -> None:
    # b may be in x or y, c only in x; x has room for 30 and the two hold 40.
    rules = (
        Together(units=("b", "c"), why="w", source="s"),
        NotIn(units=("c",), areas=("y",), why="w", source="s"),
        sized("x", 30),
    )
    (reason,) = in_two_areas(*rules)
    assert "«B», «C» alone is 40 årsverk (40%): none of the 1 areas" in said(reason.words["en"])


def test_one_fixed_unit_that_is_too_big_is_said_once() -> None:
    (reason,) = in_two_areas(fixed("a", "x"), sized("x", 50))
    assert reason.words["en"].startswith("«A» alone")


def test_fixed_units_of_which_one_alone_is_too_big_are_said_once() -> None:
    (reason,) = in_two_areas(fixed("ab", "x"), sized("x", 50))
    assert reason.words["en"].startswith("«A» alone")


def in_some_areas(least_areas: int, must: str = "") -> tuple[Reason, ...]:
    """100 årsverk in areas x, y and z, of which those in use have 40 each; only some must be."""
    areas = [area(name, may_be_empty=name not in must) for name in "xyz"]
    facts = scenario([unit(name, 25) for name in "abcd"], areas)
    rules = [AreaSize(least=Bound(share=0.4), why="w"), AreaCount(least=least_areas, why="w")]
    if must:
        facts = scenario(facts.units, areas, requirements=[InUse(areas=tuple(must), why="w", source="s")])
    return arithmetic_reasons(Problem(facts, model([AreasUsed(weight=1, why="w")], rules)))


def test_areas_that_a_number_asks_for_need_their_least_too() -> None:
    (reason,) = in_some_areas(3)
    assert "at least 3 areas must be in use and need 120 årsverk (120%) together" in said(reason.words["en"])
    assert in_some_areas(2) == ()


def test_an_area_that_must_be_used_is_one_of_the_number() -> None:
    assert in_some_areas(2, "x") == ()
    assert in_some_areas(1, "xy") == ()
    (reason,) = in_some_areas(1, "xyz")
    assert "need 120 årsverk" in said(reason.words["en"])


def test_fixed_units_that_just_fit_are_possible() -> None:
    assert in_two_areas(fixed("bc", "x"), sized("x", 40)) == ()
    (reason,) = in_two_areas(fixed("bc", "x"), sized("x", 39))
    assert "together; there is room for 39 årsverk (39%)" in said(reason.words["en"])


def test_two_fixed_units_of_which_one_just_fits() -> None:
    # b alone is exactly the most; with c it is too much.
    (reason,) = in_two_areas(fixed("bc", "x"), sized("x", 20))
    assert "«B», «C» must be in «X» and hold 40 årsverk" in said(reason.words["en"])


def test_a_part_held_together_with_another_unit_names_both_rules() -> None:
    units = [unit("a", 60, part_of="w"), unit("b", 20, part_of="w"), unit("c", 20), unit("d", 5)]
    rules = [Together(units=("b", "c"), why="w", source="s"), sized("xy", 90)]
    facts = scenario(units, "xy", wholes=["w"], requirements=rules)
    (reason,) = arithmetic_reasons(Problem(facts, model([AreasUsed(weight=1, why="w")])))
    assert [stated.rule.id for stated in reason.rules] == ["area_size", "together", "keep_parts"]
