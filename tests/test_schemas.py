"""The JSON schemas for editors: current, valid in the oldest dialect, and of one mind with the reader."""

from __future__ import annotations

import datetime
import json
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft4Validator

from regroup.read.schema import Kind, schema_file, schema_of, schema_text
from regroup.read.shipped import folder, names
from tests.read.files import MODEL, SCENARIO, TOP, changed

KINDS: tuple[Kind, ...] = ("scenario", "model", "study", "sweep")
TOO_NEW = {"$defs", "const", "prefixItems", "discriminator", "if", "propertyNames", "unevaluatedProperties", "examples"}


def plain(value: Any) -> Any:
    """What an editor makes of TOML: dates are texts, numbers are numbers."""
    if isinstance(value, dict):
        return {key: plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [plain(below) for below in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def refused(kind: Kind, text: str) -> list[str]:
    """Where the schema finds fault with ``text``."""
    errors = Draft4Validator(schema_of(kind)).iter_errors(plain(tomllib.loads(text)))
    return [".".join(str(part) for part in error.absolute_path) for error in errors]


def nodes(schema: Any) -> list[dict[str, Any]]:
    below = list(schema.values()) if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    found = [node for child in below for node in nodes(child)]
    return [schema, *found] if isinstance(schema, dict) else found


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_current(kind: Kind) -> None:
    """To renew it: python -c "from regroup.read.schema import *; schema_file(K).write_text(schema_text(K))"."""
    assert schema_file(kind).read_text(encoding="utf-8") == schema_text(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_draft_4(kind: Kind) -> None:
    schema = json.loads(schema_text(kind))
    Draft4Validator.check_schema(schema)
    for node in nodes(schema):
        assert not TOO_NEW & node.keys()
        assert all(isinstance(node.get(key, True), bool) for key in ("exclusiveMinimum", "exclusiveMaximum"))
        assert node.get("$ref", "#/definitions/").startswith("#/definitions/")


@pytest.mark.parametrize("kind", KINDS)
def test_every_definition_says_what_it_is(kind: Kind) -> None:
    schema = schema_of(kind)
    assert all(node.get("description") for node in schema["definitions"].values())


@pytest.mark.parametrize("name", names("scenarios"))
def test_shipped_scenarios_are_accepted(name: str) -> None:
    assert refused("scenario", (folder("scenarios") / f"{name}.toml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", names("models"))
def test_shipped_models_are_accepted(name: str) -> None:
    assert refused("model", (folder("models") / f"{name}.toml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", names("sweeps"))
def test_shipped_sweeps_are_accepted(name: str) -> None:
    assert refused("sweep", (folder("sweeps") / f"{name}.toml").read_text(encoding="utf-8")) == []


def test_the_small_ones_are_accepted() -> None:
    assert (refused("scenario", SCENARIO), refused("scenario", TOP), refused("model", MODEL)) == ([], [], [])


PLANTED = [
    ("name", 'name = "NAV"', 'nam = "NAV"', "units.1"),
    ("type", 'name = "NAV"', "name = 5", "units.1.name"),
    ("id", 'id = "nav"', 'id = "NAV"', "units.1.id"),
    ("basis", 'value = 4, basis = "stated"', 'value = 4, basis = "sted"', "units.2.size.fte.basis"),
    ("negative", "value = 28.0", "value = -28.0", "units.0.size.fte.value"),
    ("measure", "size.fte = { value = 4", "size.FTE = { value = 4", "units.2.size"),
    ("pair", 'between = ["barnevern", "nav"]', 'between = ["barnevern"]', "synergies.0.between"),
    ("trio", 'between = ["barnevern", "nav"]', 'between = ["a", "b", "c"]', "synergies.0.between"),
    ("strength", "strength = -5", "strength = -5000", "affinities.0.strength"),
    ("rule", 'rule = "apart"', 'rule = "apartt"', "requirements.0"),
    ("no rule", 'rule = "apart"\n', "", "requirements.0"),
    ("schema", "schema = 1", "schema = 2", "schema"),
    ("language", 'language = "nb"', 'language = "no"', "language"),
    ("no measure", 'measure = "fte"\n', "", ""),
]


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case[0])
def test_planted_faults_are_refused(case: tuple[str, str, str, str]) -> None:
    _, old, new, where = case
    assert where in refused("scenario", changed(SCENARIO, old, new))


@pytest.mark.parametrize("file", ["../u.csv", "/u.csv", "u.txt", "C:u.csv"])
def test_tables_are_named_beside_the_scenario(file: str) -> None:
    assert "tables.units" in refused("scenario", changed(TOP, "u.csv", file))


def test_a_scenario_without_units_is_refused() -> None:
    assert refused("scenario", TOP[: TOP.index("[tables]")])


def test_planted_faults_in_a_model_are_refused() -> None:
    assert refused("model", changed(MODEL, '"size_balance"', '"size_balanse"'))
    assert refused("model", changed(MODEL, "weight = 10", "weight = 1.5"))
    assert refused("model", changed(MODEL, 'name = "prove"', 'name = "Prøve"'))
