"""Whether a value has the form that a JSON Schema (Draft 4) says: the part of it that regroup's schemas use."""

from __future__ import annotations

import re
from typing import Any

Node = dict[str, Any]
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def misfit(value: Any, schema: Node, root: Node, path: str = "") -> str | None:
    """The path of the first thing that does not fit; None where all does.

    Args:
        root: the whole schema, in which references point.
    """
    if "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        found = [misfit(value, choice, root, path) for choice in schema["anyOf"]]
        return None if None in found else max((each for each in found if each), key=len)
    if not _fits(value, schema):
        return path or "."
    if isinstance(value, dict):
        return _in_object(value, schema, root, path)
    return _in_list(value, schema, root, path) if isinstance(value, list) else None


def _fits(value: Any, schema: Node) -> bool:
    types = schema.get("type", list(_TYPES))
    names = [types] if isinstance(types, str) else types
    fits = any(isinstance(value, _TYPES[name]) for name in names)
    if isinstance(value, bool) and "boolean" not in names:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        return False
    return fits and not (isinstance(value, int | float) and value < schema.get("minimum", value))


def _in_object(value: Node, schema: Node, root: Node, path: str) -> str | None:
    for key in schema.get("required", ()):
        if key not in value:
            return f"{path}.{key}".lstrip(".")
    for key, below in value.items():
        described = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
        if isinstance(described, dict):
            found = misfit(below, described, root, f"{path}.{key[:60]}".lstrip("."))
            if found:
                return found
    return None


def _in_list(value: list[Any], schema: Node, root: Node, path: str) -> str | None:
    if "items" not in schema:
        return None
    found = (misfit(item, schema["items"], root, f"{path}.{at}") for at, item in enumerate(value))
    return next(filter(None, found), None)
