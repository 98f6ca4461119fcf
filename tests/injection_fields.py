"""Every place in a scenario and a model where a person may write what they like, found in the schema of the files."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from regroup.errors import InputError
from regroup.inputs import inputs
from regroup.model import Model
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.read.inputs import read_inputs
from regroup.scenario import Scenario
from tests.result_cases import through_json

Node = dict[str, Any]
Path = tuple[str | int, ...]
SCHEMAS = {"scenario": Scenario.model_json_schema(), "model": Model.model_json_schema()}
CHOSEN = ("enum", "const", "pattern", "format")
"""What such a text may be is said by the schema, so nobody writes what they like."""
KEYED = ("measures", "criteria", "size")
"""Tables whose keys are ids."""
ADDED: Node = {
    "former_areas": [{"id": "kultur", "name": "Kultur", "why": "ble lagt ned", "source": "vedtak"}],
    "wholes": [{"id": "tjenesten", "name": "Tjenesten", "why": "er i to deler", "source": "vedtak"}],
}
WHY: Node = {"nb": "w", "en": "w"}
LIMIT: Node = {"rule": "company_limit", "units": ["nav"], "field": "barnevern", "most": 0.9, "why": WHY, "source": "s"}
RULE: Node = {"rule": "area_size", "least": {"share": 0.01}, "why": WHY, "source": "s"}


@cache
def stated() -> Node:
    """The toy scenario under the usual model, as they stand in a result, with every text that may be left out."""
    problem = Problem(read_scenario("toy"), read_model("balanced"))
    made = through_json(inputs(problem) or {})
    scenario, model = made["scenario"], made["model"]
    scenario |= copy.deepcopy(ADDED)
    scenario["requirements"].append(copy.deepcopy(LIMIT))
    model["rules"] = [*model.get("rules", []), copy.deepcopy(RULE)]
    for unit in scenario["units"][-2:]:
        unit["part_of"] = "tjenesten"
    scenario["units"][2]["size"]["fte"] = {"low": 8, "likely": 10, "high": 12, "basis": "assumed", "why": "w"}
    scenario["units"][3]["size"]["fte"]["basis"] = "computed"
    for kind in SCHEMAS:
        _fill(made, kind)
    return made


def _fill(made: Node, kind: str) -> None:
    """Puts in each text that the schema knows and the types take."""
    for path in list(_texts(SCHEMAS[kind], SCHEMAS[kind], made[kind], (kind,), absent=True)):
        with suppress(InputError):  # where the types take no such text, as where a size is stated
            read_inputs(put(made, path, "tekst"))
            _at(made, path[:-1])[path[-1]] = "tekst"


def fields() -> list[Path]:
    """Paths in `stated` of every free text."""
    return [path for kind in SCHEMAS for path in _texts(SCHEMAS[kind], SCHEMAS[kind], stated()[kind], (kind,))]


def names_of(paths: list[Path]) -> set[str]:
    """The paths without what differs from item to item: ``scenario.units.*.name``."""
    return {".".join(_part(path, at) for at in range(len(path))) for path in paths}


def _part(path: Path, at: int) -> str:
    return "*" if isinstance(path[at], int) else "#" if path[at - 1] in KEYED else str(path[at])


def known() -> set[str]:
    """What the schemas themselves say of free texts, whether `stated` has them or not."""
    return {name for kind, schema in SCHEMAS.items() for name in _known(schema, schema, kind, ())}


def put(made: Node, path: Path, text: str) -> Node:
    """A copy with a text at a path; what must say the same does."""
    new = copy.deepcopy(made)
    place = _at(new, path[:-1])
    old = place[path[-1]] if isinstance(place, list) else place.get(path[-1])
    place[path[-1]] = text
    if path[-2:-1] == ("fields",) or path[-1] == "field":
        _rename_field(new["scenario"], old, text)
    if path[-1] == "strength" and isinstance(text, str):
        new["scenario"]["strengths"][text] = 2
    return new


def _rename_field(scenario: Node, old: str, new: str) -> None:
    for unit in scenario["units"]:
        unit["fields"] = [new if field == old else field for field in unit.get("fields", [])]
    for rule in scenario["requirements"]:
        if rule.get("field") == old:
            rule["field"] = new


def _at(made: Any, path: Path) -> Any:
    for part in path:
        made = made[part]
    return made


def _texts(schema: Node, node: Node, data: Any, path: Path, *, absent: bool = False) -> Iterator[Path]:
    """Paths below ``data`` of free texts: those that are there, or those that could be."""
    seen: dict[Path, None] = {}
    choices = _choices(schema, node, data)
    if isinstance(data, dict) and any(_free(choice) for choice in choices) and not absent:
        seen[path] = None  # a text could stand in place of the table with one in each language
    for choice in choices:
        properties = choice.get("properties", {})
        if isinstance(data, dict):
            for key in properties if absent else ():
                if key not in data and any(_free(one) for one in _choices(schema, properties[key], "")):
                    seen[(*path, key)] = None
            for key, value in data.items():
                below = properties.get(key) or choice.get("additionalProperties") or _only(choice)
                if isinstance(below, dict):
                    seen |= dict.fromkeys(_texts(schema, below, value, (*path, key), absent=absent))
        elif isinstance(data, list) and isinstance(choice.get("items"), dict):
            for at, value in enumerate(data):
                seen |= dict.fromkeys(_texts(schema, choice["items"], value, (*path, at), absent=absent))
        elif isinstance(data, str) and _free(choice) and not absent:
            seen[path] = None
    yield from seen


def _only(choice: Node) -> Node | None:
    return next(iter(choice.get("patternProperties", {}).values()), None)


def _free(node: Node) -> bool:
    return node.get("type") == "string" and not any(key in node for key in CHOSEN)


def _choices(schema: Node, node: Node, data: Any) -> list[Node]:
    """The node, or those of several that the data may be."""
    if "$ref" in node:
        return _choices(schema, schema["$defs"][node["$ref"].rpartition("/")[2]], data)
    if "discriminator" in node and isinstance(data, dict):
        named = node["discriminator"]["mapping"].get(data.get(node["discriminator"]["propertyName"]))
        return _choices(schema, {"$ref": named}, data) if named else []
    several = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    return [one for choice in several for one in _choices(schema, choice, data)] if several else [node]


def _known(schema: Node, node: Node, name: str, seen: tuple[str, ...]) -> Iterator[str]:
    if "$ref" in node:
        if node["$ref"] not in seen:
            yield from _known(schema, schema["$defs"][node["$ref"].rpartition("/")[2]], name, (*seen, node["$ref"]))
        return
    if _free(node):
        yield name
    for choice in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _known(schema, choice, name, seen)
    for key, below in node.get("properties", {}).items():
        yield from _known(schema, below, f"{name}.{key}", seen)
    if isinstance(node.get("items"), dict):
        yield from _known(schema, node["items"], f"{name}.*", seen)
    more = node.get("additionalProperties") if isinstance(node.get("additionalProperties"), dict) else _only(node)
    if more:
        yield from _known(schema, more, f"{name}.#", seen)
