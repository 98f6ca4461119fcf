"""Which keys a table may hold, and in which tables a key may stand: what messages suggest from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from regroup.instance import Key

Node = dict[str, Any]


class Keys:
    """The keys of one kind of file.

    Args:
        schema: the JSON schema of its type, as the type itself gives it.
    """

    def __init__(self, schema: Node) -> None:
        self._schema = schema

    def at(self, path: Key, data: object) -> Node:
        """Key → schema of its value, for the table at ``path`` of ``data``; empty where ids are free."""
        node, here = self._plain(self._schema, data), data
        for part in path:
            here = _child(here, part)
            node = self._plain(self._below(node, part), here)
        found: Node = node.get("properties", {})
        return found

    def homes(self, key: str) -> list[str]:
        """The tables, as dotted names, that accept ``key``; the top of the file is an empty name."""
        return self._tables.get(key, [])

    @cached_property
    def _tables(self) -> dict[str, list[str]]:
        """Key → the tables that accept it, each once."""
        found: dict[str, list[str]] = {}
        for key, home in self._homes(self._schema, (), ()):
            if home not in found.setdefault(key, []):
                found[key].append(home)
        return found

    def _homes(self, node: Node, path: tuple[str, ...], seen: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Every key with the table that it stands in."""
        name = node.get("$ref", "")
        if name and name in seen:
            return
        node = self._named(node)
        for part, below in node.get("properties", {}).items():
            yield part, ".".join(path)
            yield from self._homes(below, (*path, part), (*seen, name))
        for below in self._inside(node):
            yield from self._homes(below, path, (*seen, name))

    def _inside(self, node: Node) -> list[Node]:
        found = [*_several(node), *node.get("patternProperties", {}).values()]
        return found + [node[part] for part in ("items", "additionalProperties") if isinstance(node.get(part), dict)]

    def _named(self, node: Node) -> Node:
        if "$ref" in node:
            found: Node = self._schema["$defs"][node["$ref"].rpartition("/")[2]]
            return found
        return node

    def _plain(self, node: Node, data: object) -> Node:
        """``node`` with its name looked up, "or nothing" left out, and the one of several that ``data`` names."""
        node = self._named(node)
        if "discriminator" in node:
            tag = _child(data, node["discriminator"]["propertyName"])
            name = node["discriminator"]["mapping"].get(tag) if isinstance(tag, str) else None
            return self._named({"$ref": name}) if name else {}
        choices = [choice for choice in _several(node) if choice.get("type") != "null"]
        if isinstance(data, dict):  # of a text and a table, the table
            choices = [choice for choice in choices if choice.get("type") != "string"]
        return self._plain(choices[0], data) if choices else node

    def _below(self, node: Node, part: str | int) -> Node:
        if part in node.get("properties", {}):
            found: Node = node["properties"][part]
            return found
        inside = self._inside({**node, "anyOf": [], "oneOf": []})
        return inside[0] if inside else {}


@cache
def keys_of(kind: type[Any]) -> Keys:
    """The keys of the files that ``kind`` is read from."""
    return Keys(kind.model_json_schema())


def _several(node: Node) -> list[Node]:
    return [*node.get("anyOf", []), *node.get("oneOf", [])]


def _child(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
        return data[part]
    return None
