"""Opens a workbook or a CSV file, within bounds, and gives its sheets."""

from __future__ import annotations

import datetime
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from regroup.errors import Fault, InputError
from regroup.intake import cells_child
from regroup.intake.csv_grid import csv_grid
from regroup.intake.grid import Cell, Grid, Oddities
from regroup.intake.guard import checked_parts, refusal
from regroup.intake.oddities import oddities_of, parts_of_sheets
from regroup.read.bounded import read_bytes

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED = "EncryptedPackage".encode("utf-16-le")
_LONGEST_WAIT = 60
_SHOULD_BE = {"zip": (".xlsx", ".xlsm", ".xlsb", ".ods", ".xltx"), "old": (".xls", ".xlt")}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file and its sheets.

    Attributes:
        name: as the user named it, safe to print.
        file: its name without folders.
        grids: the sheets, hidden ones too.
        notes: what is to be said of the file: keys under ``import.note``.
    """

    name: str
    file: str
    sha256: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...]


def open_sheets(path: str | Path) -> Opened:
    """The sheets of a workbook (.xlsx, .xlsm, .xls, .ods) or of a CSV file.

    Raises:
        InputError: it cannot be read, or could cost more than any list of units does.
    """
    name, content = read_bytes(path)
    file, digest = Path(name).name, sha256(content).hexdigest()
    ending = Path(name).suffix.casefold()
    if content.startswith(b"PK"):
        return Opened(name, file, digest, *_zipped(content, name, file, ending))
    if content.startswith(_OLD):
        if _SEALED in content:
            raise refusal("sheet_encrypted", name)
        odd = () if ending in _SHOULD_BE["old"] else ("other_ending",)
        return Opened(name, file, digest, tuple(_grids(content, name, file, {})), odd)
    if ending in (*_SHOULD_BE["zip"], *_SHOULD_BE["old"]):
        raise refusal("sheet_empty_file" if not content else "sheet_not_workbook", name)
    grid, notes = csv_grid(content, name, file)
    return Opened(name, file, digest, (grid,), notes)


def _zipped(content: bytes, name: str, file: str, ending: str) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    parts = checked_parts(content, name)
    if not {"xl/workbook.xml", "content.xml"} & parts.keys() and ending != ".xlsb":
        raise refusal("sheet_not_workbook", name)
    sheets = parts_of_sheets(parts)
    odd = {sheet: oddities_of(parts[part], file, sheet) for sheet, part in sheets.items()}
    notes = [] if ending in _SHOULD_BE["zip"] else ["other_ending"]
    if b"vbaProject.bin" in content:
        notes.append("macro")
    if any(part.startswith("xl/externalLinks/") for part in parts):
        notes.append("links")
    return tuple(_grids(content, name, file, odd)), tuple(notes)


def _grids(content: bytes, name: str, file: str, odd: dict[str, Oddities]) -> Iterator[Grid]:
    for sheet in _read(content, name):
        cells = {(row, column): made for row, column, value in sheet["cells"] if (made := _value(value)) is not None}
        strange = odd.get(sheet["name"], Oddities())
        for at in strange.errors:
            cells.pop(at, None)
        merged = tuple((tuple(first), tuple(last)) for first, last in sheet["merged"])
        yield Grid(file, sheet["name"], cells, sheet["hidden"], merged, strange)


def _read(content: bytes, name: str) -> list[dict[str, Any]]:
    """The sheets as the reading process gives them."""
    if find_spec("python_calamine") is None:
        raise InputError([Fault("sheets_not_installed", {"package": "python-calamine"})])
    words = [sys.executable, "-I", str(cells_child.__file__)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with the file on its input
            words, input=content, capture_output=True, timeout=_LONGEST_WAIT, check=False
        )
        found = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise refusal("sheet_too_large", name) from error
    if "refused" in found:
        raise refusal(f"sheet_{found['refused']}", name)
    sheets: list[dict[str, Any]] = found["sheets"]
    return sheets


def _value(value: Any) -> Cell | None:
    if isinstance(value, dict):
        return datetime.date.fromisoformat(value["date"]) if "date" in value else str(value["time"])
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return value
    return float(value) if math.isfinite(value) else str(value)
