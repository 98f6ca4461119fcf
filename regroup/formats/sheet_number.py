"""Numbers in a workbook: the number itself in the cell, and shown as it is read, with its mark and its range."""

from __future__ import annotations

import re

from regroup.paper.base import Cell
from regroup.text import MINUS, NO_BREAK_SPACE

GENERAL = "General"
LONGEST = 200
"""Characters of a number format; Excel takes 255."""
_SIGNS = {"nb": (NO_BREAK_SPACE, ","), "en": (",", ".")}
"""Between thousands, and before decimals, as `regroup.text.number` writes them."""


def value_of(cell: Cell) -> float | None:
    """The number that goes in the cell; None where it holds words, or a number that Excel does not know."""
    if cell.value is None:
        return None
    try:
        return float(cell.value)
    except OverflowError:
        return None


def form_of(cell: Cell, language: str) -> str:
    """The number format that shows the number as the text says: ``#,##0"* (30–60)"`` for ``45* (30–60)``."""
    thousands, point = _SIGNS[language]
    read = re.match(rf"([+{MINUS}]?)\d+(?:{re.escape(thousands)}\d{{3}})*(?:{re.escape(point)}(\d+))?", cell.text)
    if read is None:
        return GENERAL
    digits = "#,##0" + (f".{'0' * len(read[2])}" if read[2] else "")
    shown = digits + _quoted(cell.text[read.end() :])
    form = f"+{shown};-{shown}" if read[1] == "+" else shown
    return form if len(form) <= LONGEST else GENERAL


def _quoted(rest: str) -> str:
    """What follows the number, as plain signs; a per cent sign stays one, as the number is then a share."""
    before, per_cent, after = rest.partition("%")
    words = [f'"{part}"' if (part := text.replace('"', "")) else "" for text in (before, after)]
    return per_cent.join(words) if per_cent else words[0]
