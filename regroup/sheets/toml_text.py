"""Plain tables as the text of a scenario file, laid out the way the shipped ones are."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from regroup.sheets.plain import Tables
from regroup.text import say

_TOP = ("schema", "name", "about", "language", "model", "level", "date", "measure")
_LISTS = ("areas", "former_areas", "wholes", "units", "synergies", "affinities", "requirements", "proposals")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDEST_INLINE = 110

Remarks = Mapping[tuple[str | int, ...], Sequence[str]]
"""Comments above what stands under a path; those of a list as a whole under its key alone."""


def toml_text(tables: Tables, language: str, remarks: Remarks | None = None) -> str:
    """The scenario file; `read_scenario` of it gives what `validate` of the tables gives.

    Args:
        remarks: comments, each above what it speaks of; those under an empty path stand first.
    """
    return "\n".join(_lines(tables, language, remarks or {})) + "\n"


def _lines(tables: Tables, language: str, remarks: Remarks) -> Iterator[str]:
    yield from _comments(remarks.get((), ()))
    yield from _aligned({key: tables[key] for key in _TOP if key in tables})
    for measure, table in tables.get("measures", {}).items():
        yield from ("", *_comments(remarks.get(("measures", measure), ())), f"[measures.{_key(measure)}]")
        yield from _aligned(table)
    for key in ("strengths", "criteria"):
        if tables.get(key):
            yield from ("", f"[{key}]")
            yield from _aligned(tables[key])
    for key in _LISTS:
        yield from _list(key, tables.get(key, []), language, remarks)
    if "units" not in tables or not tables["units"]:
        yield from ("", *_comments([say("new.toml.no_units", language)]))


def _list(key: str, items: Sequence[Mapping[str, Any]], language: str, remarks: Remarks) -> Iterator[str]:
    if items or remarks.get((key,)):
        words = say(f"new.sheet.{key}", language).lower()
        yield from ("", f"# {'-' * 64} {words}", *_comments(remarks.get((key,), ())))
    for index, item in enumerate(items):
        yield from ("", *_comments(remarks.get((key, index), ())), f"[[{key}]]")
        yield from _item(key, item)


def _item(key: str, item: Mapping[str, Any]) -> Iterator[str]:
    tables = {name: value for name, value in item.items() if isinstance(value, Mapping)}
    inline = {name: value for name, value in item.items() if name not in tables}
    later: list[str] = []
    for name, value in tables.items():
        below = {f"{name}.{_key(part)}": table for part, table in value.items()} if name == "size" else {name: value}
        for path, table in below.items():
            if name != "areas" and len(_value(table)) <= _WIDEST_INLINE:
                inline[path] = table
            else:
                later += [f"[{key}.{path}]", *_aligned(table)]
    yield from _aligned(inline)
    yield from later


def _aligned(table: Mapping[str, Any]) -> Iterator[str]:
    keys = {name: name if "." in name and "size" in name else _key(name) for name in table}
    width = max((len(name) for name in keys.values()), default=0)
    yield from (f"{keys[name].ljust(width)} = {_value(value)}" for name, value in table.items())


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value != value.to_integral_value() else f"{value:.0f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(below)}" for name, below in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return str(value)


def _text(value: str) -> str:
    """A basic string; what JSON escapes is what TOML escapes, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comments(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield "# " + "".join(mark if mark.isprintable() else " " for mark in line)
