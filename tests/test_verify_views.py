"""What a result says of a plan, by hand: units of 10, 20 and 30, total 60, and a band from 15 to 30."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from regroup.inputs import inputs
from regroup.problem import Problem
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.terms import Term
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm
from regroup.verify.base import Outcome
from regroup.verify.stated import Stated
from regroup.verify.views import placed, plain, view_checks, whole
from tests.build import area, model, plan, scenario, synergy, unit

GUESS = {"low": 15, "likely": 20, "high": 25, "basis": "estimated", "why": "w"}
UNITS = [
    unit("a", 10, employees=1, fields=["skole"], today="x"),
    unit("b", size={"fte": GUESS, "employees": {"value": 4, "basis": "stated"}}, fields=["helse", "skole"], today="f"),
    unit("c", 30, fields=["bolig"]),
]
AREAS = [area(name, may_be_empty=True, outside=name == "o") for name in "xyo"]
SYNERGIES = [synergy("a", "b", "strong", "users"), synergy("c", "b", 3, "law"), synergy("a", "c", -2, "users")]
BAND = SizeBand(weight=3, least={"value": 15}, most={"value": 30}, why="w")  # type: ignore[arg-type]
SYNERGY = SynergyTerm(weight=2, criteria={"users": 3}, others=1, why="w")
Row = dict[str, Any]


def stated(
    *terms: Term,
    requirements: Sequence[Rule] = (),
    rules: Sequence[Rule] = (),
    synergies: Sequence[Any] = SYNERGIES,
    units: Sequence[Any] = UNITS,
) -> Stated:
    facts = scenario(
        units,
        AREAS,
        former="f",
        criteria={"users": {"nb": "Brukere"}, "law": {"nb": "Lov"}},
        strengths={"strong": 5},
        synergies=synergies,
        requirements=requirements,
    )
    found = inputs(Problem(facts, model(terms or [BAND, SYNERGY], rules)))
    assert found is not None
    return Stated(found)


STATED = stated()
FITS = {"too_small": False, "too_big": False, "too_different": False, "measured": True}


def ranges(units: str, sizes: Row) -> Row:
    """From the lowest to the highest sizes: in fte b is between 15 and 25, all other sizes are exact."""
    spread = {"low": -5, "high": 5} if "b" in units else {"low": 0, "high": 0}
    found = {measure: {"low": size, "high": size, "basis": "stated"} for measure, size in sizes.items()}
    ends = {end: sizes["fte"] + more for end, more in spread.items()}
    return found | {"fte": {**ends, "basis": "estimated" if "b" in units else "stated"}}


def row(name: str, units: str, sizes: Row, fields: list[str], flows: tuple[int, int, int], **more: bool) -> Row:
    """What is said of an area; ``flows`` are kept, in conflict and lost."""
    kept, conflict, lost = flows
    verdict = {key: more.get(key, usual) for key, usual in FITS.items()}
    parts = {"id": name, "name": name.upper(), "units": list(units), "sizes": sizes, "fields": fields}
    parts["size_ranges"] = ranges(units, sizes)
    flow = {"kept": kept, "conflict": conflict, "lost": lost}
    return parts | flow | {"uncertain": more.get("uncertain", False), "diagnosis": verdict}


VIEW: Row = {
    "points": 30,
    "terms": [
        {"term": "size_band", "weight": 3, "points": 0, "amount": 0},
        {"term": "synergy", "weight": 2, "points": 30, "amount": 15},
    ],
    "breaches": [],
    "areas": [
        row("x", "ab", {"fte": 30, "employees": 5}, ["skole", "helse"], (15, 0, 3), uncertain=True),
        row("y", "c", {"fte": 30}, ["bolig"], (0, 0, 3)),
    ],
    "moves": [{"unit": "b", "from": "f", "to": "x"}],
    "cut": [{"between": ["c", "b"], "strength": 3, "criterion": "law"}],
}
"""Of the plan with a and b in x and c in y."""


def failing(view: Row, text: str = "xxy", facts: Stated = STATED, scale: int = 1) -> list[tuple[str, str]]:
    checks = view_checks(facts, view, plan(text), scale, "p")
    return [(check.name, check.about) for check in checks if check.outcome is Outcome.FAIL]


def changed(*path: str | int, to: Any) -> Row:
    """The view with another value at one place."""
    made = copy.deepcopy(VIEW)
    part: Any = made
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = to
    return made


def test_all_is_looked_at_in_order_and_passes() -> None:
    found = list(view_checks(STATED, VIEW, plan("xxy"), 1, "p"))
    names = [("term", "p size_band"), ("term", "p synergy"), *((name, "p") for name in list(VIEW) if name != "terms")]
    assert [(check.name, check.about) for check in found] == names
    assert {check.outcome for check in found} == {Outcome.PASS}
    assert next(view_checks(STATED, VIEW, plan("xxy"), 1)).about == "size_band"


@pytest.mark.parametrize(
    ("path", "to", "name"),
    [
        (("points",), 31, "points"),
        (("terms", 0, "term"), "size_balance", "term"),
        (("terms", 0, "weight"), 4, "term"),
        (("terms", 1, "points"), 29, "term"),
        (("terms", 1, "amount"), 14, "term"),
        (("breaches",), [{"rule": "apart", "units": [], "areas": []}], "breaches"),
        (("moves",), [], "moves"),
        (("moves", 0, "unit"), "a", "moves"),
        (("moves", 0, "from"), "y", "moves"),
        (("moves", 0, "to"), "y", "moves"),
        (("cut",), [], "cut"),
        (("cut", 0, "between"), ["b", "c"], "cut"),
        (("cut", 0, "strength"), 4, "cut"),
        (("cut", 0, "criterion"), "users", "cut"),
        (("areas",), VIEW["areas"][:1], "areas"),
        (("areas",), VIEW["areas"][::-1], "areas"),
        (("areas", 0, "id"), "y", "areas"),
        (("areas", 0, "name"), "x", "areas"),
        (("areas", 0, "units"), ["b", "a"], "areas"),
        (("areas", 0, "sizes"), {"fte": 30}, "areas"),
        (("areas", 0, "size_ranges", "fte", "low"), 30, "areas"),
        (("areas", 0, "size_ranges", "fte", "high"), 30, "areas"),
        (("areas", 0, "size_ranges", "fte", "basis"), "stated", "areas"),
        (("areas", 0, "size_ranges", "employees"), {"low": 5, "high": 5, "basis": "estimated"}, "areas"),
        (("areas", 0, "fields"), ["helse", "skole"], "areas"),
        (("areas", 0, "uncertain"), False, "areas"),
        (("areas", 0, "kept"), 14, "areas"),
        (("areas", 0, "conflict"), 1, "areas"),
        (("areas", 0, "lost"), 4, "areas"),
        *((("areas", 1, "diagnosis", key), not usual, "areas") for key, usual in FITS.items()),
    ],
)
def test_each_thing_that_is_said_wrongly_fails_alone(path: tuple[str | int, ...], to: Any, name: str) -> None:
    assert [found for found, _ in failing(changed(*path, to=to))] == [name]


def test_terms_are_as_many_as_the_model_has() -> None:
    fewer = list(view_checks(STATED, changed("terms", to=VIEW["terms"][:1]), plan("xxy"), 1))
    assert [(check.name, check.code) for check in fewer if check.code] == [
        ("term", "differs"),
        ("term", "number_of_terms"),
    ]
    assert failing(changed("terms", to=[*VIEW["terms"], VIEW["terms"][0]])) == [("term", "p")]


def test_points_are_in_whole_numbers_of_the_scale() -> None:
    assert failing(VIEW, scale=2) == [("term", "p synergy"), ("points", "p")]
    assert whole(Fraction(6, 3)) == 2
    assert whole(Fraction(6, 4)) is None
    assert (plain(Fraction(6, 3)), plain(Fraction(6, 4))) == (2, 1.5)
    assert isinstance(plain(Fraction(6, 3)), int)


def test_who_is_placed_nowhere_is_told() -> None:
    assert failing(VIEW | {"unplaced": []}) == []
    assert failing(VIEW | {"unplaced": ["c"]}) == [("plan", "p")]
    assert ("plan", "p") in failing(VIEW | {"unplaced": []}, "x-y")
    assert ("plan", "p") not in failing(VIEW | {"unplaced": ["b"]}, "x-y")


def test_what_is_broken_is_told() -> None:
    facts = stated(BAND, SYNERGY, requirements=[Apart(units=("a", "b"), why="w", source="lov")])
    assert failing(VIEW, facts=facts) == [("breaches", "p")]
    told = changed("breaches", to=[{"rule": "apart", "units": ["a", "b"], "areas": ["x"]}])
    assert failing(told, facts=facts) == []


def test_only_synergies_above_nothing_can_be_cut() -> None:
    facts = stated()
    none = {"between": ["a", "c"], "strength": 0, "criterion": "law"}
    facts.scenario["synergies"].append(none)
    assert failing(VIEW, facts=facts) == []
    one = none | {"strength": 1}
    facts.scenario["synergies"][-1] = one
    assert ("cut", "p") in failing(VIEW, facts=facts)
    assert ("cut", "p") not in failing(changed("cut", to=[*VIEW["cut"], one]), facts=facts)


def test_a_plan_has_every_unit_once_in_areas_that_there_are() -> None:
    def code(text: str, units: str = "abc") -> tuple[str | None, Any]:
        check = placed(STATED, plan(text, units), "p")
        assert (check.name, check.about) == ("plan", "p")
        return check.code, check.values.get("found")

    assert code("xyo") == (None, None)
    assert code("xyfq") == ("unknown_area", "f")
    assert code("xyox", "abcq") == ("unknown_unit", "q")
    assert code("x") == ("missing_units", "b, c")
    assert code("") == ("missing_units", "a, b, c")
