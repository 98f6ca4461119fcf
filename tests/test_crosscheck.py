"""Facts against facts, for scenarios made in Python: the same faults as in a file, without places."""

from __future__ import annotations

from typing import Any

import pytest

from regroup.crosscheck import MOST_LOOKED_FOR, faults_of, looks
from regroup.rules.fitting import nearest
from regroup.scenario import Scenario

SIZE = {"fte": {"value": 1, "basis": "computed"}}
FACTS: dict[str, Any] = {
    "schema": 1,
    "name": "x",
    "measure": "fte",
    "measures": {"fte": {"unit": "årsverk", "basis": "avtalt"}},
    "strengths": {"strong": 3},
    "criteria": {"users": {"nb": "Brukere"}},
    "areas": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
    "former_areas": [{"id": "c", "name": "C"}],
    "wholes": [{"id": "w", "name": "W"}],
    "units": [
        {"id": "u", "name": "U", "today": "c", "size": SIZE},
        {"id": "v", "name": "V", "part_of": "w", "size": SIZE},
        {"id": "x", "name": "X", "part_of": "w", "size": SIZE},
    ],
    "synergies": [{"between": ["u", "v"], "strength": "strong", "criterion": "users", "why": "y"}],
    "affinities": [{"unit": "u", "area": "a", "strength": 2, "why": "y"}],
    "requirements": [{"rule": "together", "units": ["u", "v"], "why": "y", "source": "z"}],
    "proposals": [{"id": "p", "name": "P", "areas": {"a": ["u"], "b": ["v"]}}],
}


def codes(**changes: Any) -> list[str]:
    return [fault.code for fault in faults_of(Scenario.model_validate({**FACTS, **changes}))]


def unit(key: str, **facts: Any) -> dict[str, Any]:
    return {"id": key, "name": key.title(), "size": SIZE, **facts}


def pair(*between: str, **facts: Any) -> dict[str, Any]:
    return {"between": list(between), "strength": 1, "criterion": "users", "why": "y", **facts}


def test_facts_that_fit() -> None:
    assert codes() == []


MANY = [{"id": f"a{n}", "name": f"A{n}", "may_be_empty": True} for n in range(199)]
CASES: list[tuple[str, dict[str, Any]]] = [
    ("no_units", {"units": []}),
    ("no_areas", {"areas": []}),
    ("too_many_areas_given", {"areas": [*FACTS["areas"], *MANY]}),
    ("duplicate_id", {"units": [*FACTS["units"], unit("u", name="Other")]}),
    ("duplicate_id", {"units": [*FACTS["units"], unit("w", name="Like the whole")]}),
    ("duplicate_id", {"former_areas": [{"id": "c", "name": "C"}, {"id": "a", "name": "Another"}]}),
    ("duplicate_id", {"proposals": [*FACTS["proposals"], {"id": "p", "name": "Q", "areas": {}}]}),
    ("duplicate_name", {"units": [*FACTS["units"], unit("z", name="u")]}),
    ("duplicate_name", {"former_areas": [{"id": "c", "name": "a"}]}),
    ("unknown_area", {"units": [*FACTS["units"], unit("z", today="nowhere")]}),
    ("unknown_whole", {"units": [*FACTS["units"], unit("z", part_of="nothing")]}),
    ("whole_needs_parts", {"wholes": [*FACTS["wholes"], {"id": "lonely", "name": "Lonely"}]}),
    ("unknown_measure", {"measure": "people"}),
    ("unknown_measure", {"units": [*FACTS["units"], unit("z", size={"people": SIZE["fte"]})]}),
    ("unknown_unit", {"synergies": [pair("u", "nobody")]}),
    ("unknown_criterion", {"synergies": [pair("u", "v", criterion="nothing")]}),
    ("unknown_strength_near", {"synergies": [pair("u", "v", strength="strnog")]}),
    ("no_strengths", {"strengths": {}}),
    ("duplicate_synergy", {"synergies": [pair("u", "v"), pair("v", "u", strength=2)]}),
    ("unknown_unit", {"affinities": [{**FACTS["affinities"][0], "unit": "nobody"}]}),
    ("area_is_former", {"affinities": [{**FACTS["affinities"][0], "area": "c"}]}),
    ("unknown_area", {"affinities": [{**FACTS["affinities"][0], "area": "nowhere"}]}),
    ("duplicate_affinity", {"affinities": FACTS["affinities"] * 2}),
    ("requirement_without_source", {"requirements": [{"rule": "apart", "units": ["u", "v"], "why": "y"}]}),
    ("needs_two_units", {"requirements": [{**FACTS["requirements"][0], "units": ["u"]}]}),
    ("named_twice", {"requirements": [{**FACTS["requirements"][0], "units": ["u", "u"]}]}),
    ("area_is_former", {"proposals": [{**FACTS["proposals"][0], "areas": {"c": ["u"]}}]}),
    ("unknown_area", {"proposals": [{**FACTS["proposals"][0], "areas": {"nowhere": ["u"]}}]}),
    ("unknown_unit", {"proposals": [{**FACTS["proposals"][0], "areas": {"a": ["nobody"]}}]}),
    ("named_twice", {"proposals": [{**FACTS["proposals"][0], "areas": {"a": ["u"], "b": ["u"]}}]}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_one_thing_that_does_not_fit(case: tuple[str, dict[str, Any]]) -> None:
    code, changes = case
    assert codes(**changes) == [code]


def test_parts_are_not_counted_while_the_whole_of_one_is_unknown() -> None:
    lonely = {"wholes": [*FACTS["wholes"], {"id": "lonely", "name": "Lonely"}]}
    assert codes(**lonely, units=[*FACTS["units"], unit("z", part_of="lonley")]) == ["unknown_whole_near"]


def test_the_same_pair_for_another_reason_is_no_fault() -> None:
    assert codes(synergies=[pair("u", "v"), pair("v", "u", why="another")]) == []


def test_a_unit_may_be_outside_every_proposal() -> None:
    assert codes(proposals=[{"id": "p", "name": "P", "areas": {"a": ["x"]}, "rest": "today"}]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("NAV", "nav"), ("Ｎav", "Nav"), ("A  b", "a\u00a0B"), ("Сор", "Cop"), ("Ρορ", "Pop"), ("ﬁsk", "Fisk")],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert looks(one) == looks(other)


@pytest.mark.parametrize(("one", "other"), [("Ås", "As"), ("Øst", "Ost"), ("Vei 1", "Vei 2"), ("Ab", "A b")])
def test_names_that_can_be_told_apart(one: str, other: str) -> None:
    assert looks(one) != looks(other)


def test_a_scenario_full_of_faults_is_not_looked_at_for_ever() -> None:
    pairs = [pair("u", f"nobody{n}") for n in range(1000)]
    assert codes(synergies=pairs) == ["unknown_unit"] * MOST_LOOKED_FOR


@pytest.mark.parametrize(
    "found", ["enhet_42", "enhet_4002", "enet_402", "enhte_402", "enhat_402", "ENHET_402", "enhet_402"]
)
def test_suggestions_among_many_words(found: str) -> None:
    assert nearest(found, ["enhet_402", *(f"annet_{n}" for n in range(2000))]) == "enhet_402"
    assert nearest("noe_helt_annet", [f"enhet_{n}" for n in range(2000)]) == ""
