"""JSON schemas of the files that people write, for editors that complete and check while one writes.

They are derived from the types and put in the oldest dialect (Draft 4), which every editor knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from regroup.model import Model
from regroup.scenario import Scenario
from regroup.stakeholders import StudyFile
from regroup.sweep_file import SweepFile

Node = dict[str, Any]
Kind = Literal["scenario", "model", "study", "sweep"]

_TYPES: dict[str, type[Scenario | Model | StudyFile | SweepFile]] = {
    "scenario": Scenario,
    "model": Model,
    "study": StudyFile,
    "sweep": SweepFile,
}
_TABLES: Node = {
    "type": "object",
    "description": "Lists that go on in a CSV file beside the scenario: the file's name.",
    "properties": {
        key: {"type": "string", "pattern": r"^[^./\\:~][^\\:~]*\.[cC][sS][vV]$"}
        for key in ("units", "synergies", "affinities")
    },
    "additionalProperties": False,
}


def schema_of(kind: Kind) -> Node:
    """The JSON schema (Draft 4) of a "scenario", "model", "study" or "sweep" file."""
    schema = _draft4(_TYPES[kind].model_json_schema())
    schema = {"$schema": "http://json-schema.org/draft-04/schema#", "title": f"regroup {kind}", **schema}
    schema["properties"]["schema"]["type"] = "integer"
    if kind == "scenario":
        schema["properties"]["tables"] = _TABLES
        schema["required"] = [key for key in schema["required"] if key != "units"]
        schema["anyOf"] = [{"required": ["units"]}, {"required": ["tables"]}]
    return schema


def schema_text(kind: Kind) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def schema_file(kind: Kind) -> Path:
    """Where the schema is kept for editors."""
    return Path(__file__).parent.parent / "schemas" / f"{kind}.json"


def _draft4(node: Any) -> Any:
    if isinstance(node, list):
        return [_draft4(item) for item in node]
    if not isinstance(node, dict):
        return node
    done: Node = {}
    for key, value in node.items():
        if key in _CHANGES:
            _CHANGES[key](done, value)
        elif key == "properties":
            done[key] = {name: _draft4(below) for name, below in value.items()}
        elif key not in ("title", "default", "discriminator"):
            done[key] = _draft4(value)
    return _tagged(_closed(_without_null(done)))


def _definitions(done: Node, value: Node) -> None:
    done["definitions"] = {name: _draft4(below) for name, below in value.items()}


def _reference(done: Node, value: str) -> None:
    done["$ref"] = value.replace("#/$defs/", "#/definitions/")


def _constant(done: Node, value: Any) -> None:
    done["enum"] = [value]


def _pair(done: Node, value: list[Any]) -> None:
    done["items"] = [_draft4(item) for item in value]
    done["additionalItems"] = False


def _limit(name: str) -> Callable[[Node, Any], None]:
    """A limit that is itself not allowed is a flag beside the limit in Draft 4."""

    def put(done: Node, value: Any) -> None:
        done[name] = value
        done["exclusive" + name.capitalize()] = True

    return put


def _description(done: Node, value: str) -> None:
    done["description"] = " ".join(value.split("\n\nAttributes:")[0].split())


_CHANGES: dict[str, Callable[[Node, Any], None]] = {
    "$defs": _definitions,
    "$ref": _reference,
    "const": _constant,
    "prefixItems": _pair,
    "exclusiveMinimum": _limit("minimum"),
    "exclusiveMaximum": _limit("maximum"),
    "description": _description,
}


def _without_null(node: Node) -> Node:
    """A file cannot say "nothing": what may be absent is simply left out."""
    choices = [choice for choice in node.get("anyOf", []) if choice.get("type") != "null"]
    if "anyOf" in node and len(choices) == 1:
        return {**{key: value for key, value in node.items() if key != "anyOf"}, **choices[0]}
    return node


def _closed(node: Node) -> Node:
    """Where the keys of a table are ids, nothing but ids."""
    return {**node, "additionalProperties": False} if "patternProperties" in node else node


def _tagged(node: Node) -> Node:
    """A rule or term must say in a file which one it is, though its type knows."""
    tags = [tag for tag in ("rule", "term") if "enum" in node.get("properties", {}).get(tag, {})]
    return {**node, "required": sorted({*node.get("required", []), *tags})} if tags else node
