"""Workbooks as plain bytes that can be changed piece by piece: their XML parts, or the cells of their sheets."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

from regroup.intake import grids
from regroup.intake.grid import At, Cell, Grid, Oddities
from regroup.intake.grids import Opened

PART = b"\n@@part "
SHEET = "@@sheet "
_NAME = re.compile(r"[^\n]{0,100}")


def unpacked(workbook: bytes) -> bytes:
    """The parts of a workbook, one after the other, each under its name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        names = [name for name in archive.namelist() if not name.startswith(("docProps", "xl/theme", "xl/styles"))]
        return b"".join(PART + name.encode() + b"\n" + archive.read(name) for name in names)


def packed(text: bytes) -> bytes:
    """A workbook of such parts, whatever they hold and are called."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        known: set[str] = set()
        for part in text.split(PART)[1:]:
            name, _, content = part.partition(b"\n")
            plain = name.decode("latin-1").replace("\0", "")[:100] or "x"
            if plain not in known:
                known.add(plain)
                archive.writestr(zipfile.ZipInfo(plain), content)
    return made.getvalue()


def as_cells(sheets: dict[str, list[list[object]]]) -> bytes:
    """Sheets as lines of cells: a letter for the kind, a colon, the value; tabs between them."""
    lines = []
    for name, rows in sheets.items():
        lines.append(f"{SHEET}{name}")
        lines += ["\t".join(_cell(value) for value in row) for row in rows]
    return "\n".join(lines).encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    kinds = ((bool, "b"), (int | float, "n"), (datetime.date, "d"))
    kind = next((letter for kind, letter in kinds if isinstance(value, kind)), "s")
    return f"{kind}:{value}".replace("\n", "\\n")


def opened(text: bytes) -> Opened:
    """The sheets that such lines describe, as if a workbook had been read."""
    sheets = text.decode("utf-8", "replace").split(SHEET)[1:]
    grids = tuple(_grid(sheet) for sheet in sheets) or (Grid("a.xlsx", "", {}),)
    return Opened("a.xlsx", "a.xlsx", "0" * 64, grids, ())


def _grid(sheet: str) -> Grid:
    name, *lines = sheet.split("\n")
    cells: dict[At, Cell] = {}
    errors: dict[At, str] = {}
    uncounted: set[At] = set()
    for row, line in enumerate(lines):
        for column, text in enumerate(line.split("\t")):
            kind, _, value = text.partition(":")
            if kind == "e":
                errors[row, column] = value[:20]
            elif kind == "f":
                uncounted.add((row, column))
            elif (made := _value(kind, value.replace("\\n", "\n"))) is not None:
                cells[row, column] = made
    merged = (((0, 0), (0, 1)),) if name.startswith("m") else ()
    odd = Oddities(errors, frozenset(uncounted), frozenset(range(2, 4)) if name.endswith("h") else frozenset())
    return Grid("a.xlsx", name[:100], cells, name.startswith("_"), merged, odd)


def _value(kind: str, value: str) -> Cell | None:
    """A cell as the reading process would give it."""
    try:
        if kind == "n":
            return grids._value(float(value))
        if kind == "d":
            return datetime.date.fromisoformat(value)
    except ValueError:
        return value.strip() or None
    if kind == "b":
        return value not in ("0", "False")
    return value.strip() or None
