"""What a result says of each area, by hand: units of 10, 20 and 30, total 60, and a band from 15 to 30."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from regroup.facts import Basis
from regroup.rules.area_size import AreaSize
from regroup.terms.areas_used import AreasUsed
from regroup.terms.size_band import SizeBand
from regroup.verify.stated import Stated
from regroup.verify.views import band
from tests.build import synergy, unit
from tests.test_verify_views import BAND, FITS, STATED, SYNERGY, UNITS, VIEW, Row, changed, failing, row, stated

USED = AreasUsed(weight=1, why="w")


def agreed(text: str, *rows: Row, facts: Stated = STATED) -> bool:
    """Whether just this is to be said of the areas of a plan."""
    return ("areas", "p") not in failing(changed("areas", to=list(rows)), text, facts)


def test_too_big_and_too_different() -> None:
    x = row("x", "ac", {"fte": 40}, ["skole", "bolig"], (0, 6, 18), too_big=True, too_different=True)
    y = row("y", "b", {"fte": 20, "employees": 4}, ["helse", "skole"], (0, 0, 18), uncertain=True)
    assert agreed("xyx", x, y)


def test_too_small() -> None:
    x = row("x", "bc", {"fte": 50}, ["helse", "skole", "bolig"], (3, 0, 15), uncertain=True, too_big=True)
    y = row("y", "a", {"fte": 10, "employees": 1}, ["skole"], (0, 0, 15), too_small=True)
    assert agreed("yxx", x | {"diagnosis": x["diagnosis"] | {"too_different": True}}, y)


def test_areas_outside_are_not_judged_and_former_ones_come_last() -> None:
    o = row("o", "ac", {"fte": 40}, ["skole", "bolig"], (0, 6, 18), measured=False)
    f = row("f", "b", {"fte": 20, "employees": 4}, ["helse", "skole"], (0, 0, 18), uncertain=True)
    assert agreed("ofo", o, f)
    assert not agreed("ofo", f, o)


def test_synergy_with_who_is_nowhere_is_not_lost() -> None:
    x = row("x", "a", {"fte": 10, "employees": 1}, ["skole"], (0, 0, 0), too_small=True)
    y = row("y", "c", {"fte": 30}, ["bolig"], (0, 0, 0))
    assert agreed("x-y", x, y)
    assert ("cut", "p") not in failing(changed("cut", to=[]), "x-y")


@pytest.mark.parametrize(("strength", "different"), [(3, False), (4, True)])
def test_an_area_is_too_different_where_it_loses_more_than_it_keeps(strength: int, different: bool) -> None:
    facts = stated(SYNERGY, synergies=[synergy("a", "b", 1, "users"), synergy("b", "c", strength, "law")])
    x = row("x", "ab", {"fte": 30, "employees": 5}, ["skole", "helse"], (3, 0, strength), uncertain=True)
    x["diagnosis"]["too_different"] = different
    assert agreed("xxy", x, row("y", "c", {"fte": 30}, ["bolig"], (0, 0, strength)), facts=facts)


def test_without_a_term_on_synergy_strengths_are_what_counts() -> None:
    x = row("x", "ab", {"fte": 30, "employees": 5}, ["skole", "helse"], (5, 0, 3), uncertain=True)
    assert agreed("xxy", x, row("y", "c", {"fte": 30}, ["bolig"], (0, 0, 3)), facts=stated(BAND))


def verdicts(facts: Stated, x: str, y: str) -> bool:
    """Whether the two areas are judged so: ``s`` for too small, ``b`` for too big."""
    rows = copy.deepcopy(VIEW["areas"])
    for one, verdict in zip(rows, (x, y), strict=True):
        one["diagnosis"] |= {"too_small": "s" in verdict, "too_big": "b" in verdict}
    rows[0]["kept"] = 5
    return agreed("xxy", *rows, facts=facts)


def test_what_counts_as_too_small_and_too_big_is_told() -> None:
    both = {"measure": "fte", "least": 15, "most": 30, "from": "size_band"}
    assert band(STATED) == both
    assert band(stated(BAND, rules=[size(31)])) == both
    assert band(stated(USED, rules=[size(29.5)])) == both | {"least": 29.5, "most": None, "from": "area_size"}
    assert band(stated(USED)) is None


@pytest.mark.parametrize("first", range(4))
def test_sizes_are_as_sure_as_the_least_sure_of_them(first: int) -> None:
    surer: list[Basis] = ["assumed", "estimated", "computed", "stated"]
    bases = surer[first : first + 3]
    for order in (bases, bases[::-1]):
        sizes = [{"low": 1, "likely": 2, "high": 4, "basis": basis, "why": "w"} for basis in order]
        names, n = "abc"[: len(sizes)], len(sizes)
        units = [unit(name, size={"fte": one}) for name, one in zip(names, sizes, strict=True)]
        x = row("x", names, {"fte": 2 * n}, [], (0, 0, 0), uncertain=first < 2)
        told = x | {"size_ranges": {"fte": {"low": n, "high": 4 * n, "basis": bases[0]}}}
        assert agreed("x" * n, told, facts=stated(USED, synergies=[], units=units))


def size(least: float | None = None, most: float | None = None, **more: Any) -> AreaSize:
    ends = {"least": least, "most": most}
    return AreaSize(**{key: {"value": end} for key, end in ends.items() if end is not None}, why="w", **more)


def test_borders_are_of_the_first_term_on_size_else_of_the_first_rule_for_all_areas() -> None:
    other = SizeBand(weight=1, least={"value": 31}, why="w")  # type: ignore[arg-type]
    assert verdicts(stated(USED), "", "")
    assert verdicts(stated(USED, other), "s", "s")
    assert verdicts(stated(USED, rules=[size(30, 30)]), "", "")
    assert verdicts(stated(USED, rules=[size(31), size(most=29)]), "s", "s")
    assert verdicts(stated(USED, rules=[size(most=29.5)]), "b", "b")
    assert verdicts(stated(USED, other, rules=[size(most=29)]), "s", "s")
    named = size(40, areas=("x",), source="lov")
    assert verdicts(stated(USED, requirements=[named]), "", "")
    assert verdicts(stated(USED, rules=[size(most=29)], requirements=[named]), "b", "b")


def test_uncertain_is_what_is_assumed_or_estimated_in_the_measure_of_the_borders() -> None:
    units = [*UNITS[:2], unit("c", 30, employees=9)]
    x = row("x", "ab", {"fte": 30, "employees": 5}, ["skole", "helse"], (0, 0, 0))
    for most, too_big in ((5, False), (4.5, True)):
        facts = stated(USED, rules=[size(most=most, measure="employees"), size(99)], synergies=[], units=units)
        assert agreed("xx-", x | {"diagnosis": FITS | {"too_big": too_big}}, facts=facts)
