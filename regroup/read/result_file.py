"""A stored result or study, read with suspicion: bounded, JSON and nothing looser, and of the form its schema says."""

from __future__ import annotations

import json
import math
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

from regroup.errors import Fault, InputError
from regroup.read.bounded import read_source
from regroup.read.lines import visible
from regroup.read.shape import misfit

NEWEST = 1
"""The newest form of results that this regroup reads; every one before it is read too."""
STUDIES = ("compare", "alternatives", "explain", "frontier", "audit", "robust")
"""Kinds of objects that studies write, each with a schema of its name."""
DEEPEST = 100
"""Lists and objects in each other."""


class _Refused(ValueError):
    def __init__(self, code: str, found: str = "") -> None:
        self.code, self.found = code, visible(found[:100])
        super().__init__(code)


def read_result(path: str | Path) -> dict[str, Any]:
    """The result that ``regroup solve`` wrote to a file.

    Raises:
        InputError: it cannot be read, is not JSON, says something twice, holds what is no number, is nested too
            deep, is no result, is of a newer form, or not of the form that the schema says.
    """
    return _read(path, ("result",))


def read_told(path: str | Path) -> dict[str, Any]:
    """A result or the object of a study, as a command wrote it to a file; its ``kind`` says which.

    Raises:
        InputError: as `read_result`.
    """
    return _read(path, ("result", *STUDIES))


def _read(path: str | Path, kinds: tuple[str, ...]) -> dict[str, Any]:
    source = read_source(path)
    if not source.text.strip():
        raise InputError([Fault("json_empty", {"file": source.path})])
    try:
        content = _parsed(source.text)
        return _checked(content, kinds)
    except _Refused as refused:
        raise InputError([Fault(refused.code, _values(source.path, refused.found))]) from None
    except (ValueError, RecursionError):
        raise InputError([Fault("result_not_json", {"file": source.path})]) from None


def _values(file: str, found: str) -> dict[str, object]:
    return {"file": file, "found": found, "accepted": NEWEST}


def _parsed(text: str) -> Any:
    if _depth(text) > DEEPEST:
        raise _Refused("result_too_deep", str(DEEPEST))
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite)


def _depth(text: str) -> int:
    """How deep brackets stand in each other, texts left out; an escaped quotation mark may mislead it, harmlessly."""
    depth = deepest = 0
    for part in text.split('"')[::2]:
        for mark in part:
            depth += (mark in "[{") - (mark in "]}")
            deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused("result_twice", next(name for name in names if names.count(name) > 1))
    return made


def _no_number(word: str) -> NoReturn:
    raise _Refused("result_not_finite", word)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _Refused("result_not_finite", text)
    return number


def _checked(content: Any, kinds: tuple[str, ...]) -> dict[str, Any]:
    kind = content.get("kind") if isinstance(content, dict) else None
    if not isinstance(content, dict) or kind not in kinds:
        raise _Refused("result_not_result" if len(kinds) == 1 else "told_not_known", ", ".join(kinds))
    version = content.get("schema_version")
    if isinstance(version, int) and not isinstance(version, bool) and version > NEWEST:
        raise _Refused("result_newer", str(version))
    schema = json.loads(resources.files("regroup").joinpath("schemas", f"{kind}.json").read_text(encoding="utf-8"))
    found = misfit(content, schema, schema)
    if found:
        raise _Refused("result_shape" if kind == "result" else "told_shape", found)
    return content
