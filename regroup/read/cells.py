"""From the text of a cell to the value that the same key holds in TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

LIST_MARK = "|"
_SPACES = "[ \u00a0\u202f\u2009]"
_NUMBER = re.compile(r"[+-]?\d{1,18}([.,]\d{1,18})?$")
_GROUPED = re.compile(rf"[+-]?[1-9]\d{{0,2}}({_SPACES}\d{{3}}){{1,5}}([.,]\d{{1,18}})?$")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}$")
_WHOLE = re.compile(r"[+-]?\d{1,18}$")
_DAMAGED = re.compile(r"\s*[+-]?\d+([.,]\d+)?[eE][+-]?\d+\s*$")


class CellError(Exception):
    """A cell that cannot be read: the code and values of the fault."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def cell_value(text: str, kind: str) -> Any:
    """The value of a cell; None when it is empty.

    Args:
        text: the cell.
        kind: "number", "list", "id", "ids", "strength" or "text".

    Raises:
        CellError: not a number where one must be, a number with two meanings, an id that a spreadsheet changed.
    """
    text = text.strip(" \t")
    if not text:
        return None
    if kind == "number":
        return _number(text)
    if kind in ("id", "ids", "strength") and _DAMAGED.match(text):
        raise CellError("csv_damaged_id", found=text[:60])
    if kind in ("list", "ids"):
        return [item.strip(" ") for item in text.split(LIST_MARK)]
    if kind == "strength" and _WHOLE.match(text):
        return int(text)
    return text


def _number(text: str) -> int | Decimal:
    """A number with a decimal comma or point, and spaces between thousands; nothing that could be two numbers."""
    if _AMBIGUOUS.match(text):
        whole = re.sub("[.,]", "", text)
        raise CellError("csv_ambiguous_number", found=text, whole=whole, decimal=text.replace(",", ".") + "0")
    if not (_NUMBER.match(text) or _GROUPED.match(text)):
        raise CellError("csv_not_a_number", found=text[:60])
    plain = re.sub(_SPACES, "", text).replace(",", ".")
    return int(plain) if _WHOLE.match(plain) else Decimal(plain)


def kinds_of(properties: Mapping[str, Any]) -> dict[str, str]:
    """Key → kind of cell, from the JSON schema of a row's keys; tables inside are left to the caller."""
    return {key: kind for key, node in properties.items() if (kind := _kind(key, node))}


def _kind(key: str, node: Mapping[str, Any]) -> str:
    choices = [choice for choice in node.get("anyOf", [node]) if choice.get("type") != "null"]
    kind = choices[0].get("type", "")
    if key == "strength":
        return "strength"
    if kind == "array":
        return "ids" if "pattern" in str(node) else "list"
    if kind == "string":
        return "id" if "pattern" in choices[0] else "text"
    return "number" if kind == "number" else "text" if "enum" in choices[0] else ""
