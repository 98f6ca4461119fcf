"""The result object: documented in full, and exactly what the evaluation says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from regroup.checking import check
from regroup.document import document, verdict
from regroup.impossible import Reason
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.result import Conflict, Status
from regroup.text import LANGUAGES
from regroup.write import as_json
from tests.report.made import problem_of, result_of, view

SCHEMA = json.loads((Path(__file__).parents[1] / "regroup" / "schemas" / "result.json").read_text(encoding="utf-8"))


def through_json(result: Any, language: str = "nb") -> dict[str, Any]:
    """The document as a reader gets it."""
    read: dict[str, Any] = json.loads(as_json(document(result, language)))
    return read


def refused(read: dict[str, Any]) -> list[str]:
    """What the schema says against it."""
    return [error.message for error in jsonschema.Draft4Validator(SCHEMA).iter_errors(read)]


def undocumented(read: Any, schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """Keys of a document that the schema does not describe."""
    schema = _resolved(schema, read)
    if schema == {}:  # scenario and model have schemas of their own
        return
    if isinstance(read, list):
        for item in read:
            yield from undocumented(item, schema["items"], f"{path}[]")
    elif isinstance(read, dict):
        for key, below in read.items():
            described = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            if described is None:
                yield f"{path}.{key}"
            else:
                yield from undocumented(below, described, f"{path}.{key}")


def _resolved(schema: dict[str, Any], read: Any) -> dict[str, Any]:
    if "anyOf" in schema and read is not None:
        schema = next(choice for choice in schema["anyOf"] if choice.get("type") != "null")
    if "$ref" in schema:
        schema = SCHEMA["definitions"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def conflicting() -> Any:
    problem = problem_of()
    reason = Reason({"nb": "det går ikke opp", "en": "it does not add up"}, problem.rules)
    return result_of(problem, None, status=Status.IMPOSSIBLE, conflicts=(Conflict(problem.rules, False, reason),))


RESULTS = {
    "best": lambda: result_of(problem_of()),
    "good without a bound": lambda: result_of(problem_of(), status=Status.GOOD, bound=None, interrupted=True),
    "impossible": conflicting,
    "unknown": lambda: result_of(problem_of(proposals=[]), None, status=Status.UNKNOWN, today=None, band=None),
}


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_keeps_the_schema_and_has_no_key_beyond_it(name: str, language: str):
    read = through_json(RESULTS[name](), language)
    assert refused(read) == []
    assert list(undocumented(read, SCHEMA)) == []
    assert list(read) == list(SCHEMA["properties"])


@pytest.mark.parametrize("name", shipped_names("scenarios"))
def test_shipped_scenarios_too(name: str):
    scenario = read_scenario(name)
    problem = Problem(scenario, read_model(scenario.model))
    checked = check(problem)
    made = {"today": checked.today, "proposals": checked.proposals, "band": checked.band}
    read = through_json(result_of(problem, None, status=Status.UNKNOWN, assurance=(), **made))
    assert refused(read) == []
    assert list(undocumented(read, SCHEMA)) == []


def test_the_schema_is_draft_4_and_describes_every_key():
    jsonschema.Draft4Validator.check_schema(SCHEMA)

    def bare(node: dict[str, Any], path: str) -> Iterator[str]:
        for key, below in node.get("properties", {}).items():
            if "description" not in _resolved(below, {}) and "description" not in below:
                yield f"{path}.{key}"
            yield from bare(below, f"{path}.{key}")
            yield from bare(below.get("items", {}), f"{path}.{key}[]")

    tables = [("", SCHEMA), *SCHEMA["definitions"].items()]
    assert [key for name, table in tables for key in bare(table, name)] == []


def test_the_schema_refuses_what_is_wrong():
    read = through_json(result_of(problem_of()))
    for key, value in (("schema_version", 2), ("kind", "check"), ("status", "optimal"), ("points", 1.5), ("areas", {})):
        assert refused(read | {key: value}) != []
    for key in read:
        assert refused({name: value for name, value in read.items() if name != key}) != []


def test_points_are_integers_that_the_terms_sum_to():
    result = result_of(problem_of())
    read = through_json(result)
    assert Fraction(read["points"], read["points_scale"]) == result.points
    assert sum(term["points"] for term in read["terms"]) == read["points"]
    assert read["bound"] == read["points"]
    assert read["gap"] == 0
    for structure in (read["today"], *read["proposals"]):
        assert sum(term["points"] for term in structure["terms"]) == structure["points"]


def test_the_plan_its_areas_moves_and_cuts():
    read = through_json(result_of(problem_of()))
    assert read["plan"] == {"a": "x", "b": "y", "c": "y", "d": "y"}
    one, other = read["areas"]
    assert (one["id"], one["units"], one["sizes"], one["uncertain"]) == ("x", ["a"], {"fte": 40}, False)
    assert (other["units"], other["sizes"], other["uncertain"]) == (["b", "c", "d"], {"fte": 60}, True)
    assert (other["kept"], other["lost"], other["conflict"]) == (7, 3, 0)
    assert other["diagnosis"]["why"].startswith("passer")
    assert [(move["unit"], move["from"], move["to"]) for move in read["moves"]] == [("c", "z", "y"), ("d", "z", "y")]
    assert read["moves"][0]["size"]["fte"]["low"] == 15
    assert [cut["between"] for cut in read["cut"]] == [["a", "c"]]
    assert read["breaches"] == []


def test_today_and_proposals_are_looked_at_like_a_plan():
    read = through_json(result_of(problem_of()))
    today = read["today"]
    assert (today["id"], today["name"]) == ("today", "I dag")
    assert [area["id"] for area in today["areas"]] == ["x", "y", "z"]
    assert today["areas"][2]["diagnosis"]["too_small"]
    assert today["areas"][2]["diagnosis"]["too_different"]
    assert [breach["rule"] for breach in today["breaches"]] == ["placed"]
    (proposal,) = read["proposals"]
    assert (proposal["id"], proposal["date"], proposal["unplaced"]) == ("p", "2018-11-01", [])
    assert proposal["areas"][0]["diagnosis"]["too_big"]


def test_a_plan_that_does_not_exist_is_null():
    read = through_json(conflicting())
    assert read["plan"] is None
    assert read["points"] is None
    assert read["gap"] is None
    assert read["areas"] == []
    assert read["conflict"][0][0]["rule"] == "in_use"
    assert read["conflict_words"] == [{"minimal": False, "text": "det går ikke opp"}]


def test_two_languages_differ_only_in_words():
    nb, en = (through_json(result_of(problem_of()), language) for language in LANGUAGES)
    for key in ("points", "bound", "plan", "moves", "cut", "units", "band", "provenance"):
        assert nb[key] == en[key]
    assert nb["terms"][0]["title"] == "Synergi"
    assert en["terms"][0]["title"] == "Synergy"


@pytest.mark.parametrize(
    ("letters", "area", "words"),
    [
        ("xyyy", "y", "fits"),
        ("xyxx", "x", "too_big"),
        ("xyyx", "x", "too_different"),
        ("yxyy", "x", "too_small"),
        ("yyxx", "x", "both"),
        ("yyyx", "y", "too_big"),
    ],
)
def test_verdicts(letters: str, area: str, words: str):
    problem = problem_of()
    looked = result_of(problem, letters).plan
    assert looked is not None
    (found,) = [entry for entry in view(problem, "p", looked.evaluation.plan).areas if entry.area == area]
    assert verdict(found) == words
