"""A CSV file as a sheet: UTF-8 or Windows letters, semicolons, tabs or commas, cells over several lines."""

from __future__ import annotations

import csv
import io

from regroup.errors import Fault, InputError
from regroup.intake.grid import Cell, Grid
from regroup.intake.guard import refusal
from regroup.intake.oddities import MOST_COLUMNS, MOST_ROWS

_MARK = b"\xef\xbb\xbf"
_LONGEST_CELL = 32_767
_LOOKED_AT = 20
"""Lines in which separators are counted."""


def csv_grid(content: bytes, name: str, file: str) -> tuple[Grid, tuple[str, ...]]:
    """The cells of a CSV file, and what is to be said of how it was read.

    Raises:
        InputError: not text, or a quotation mark that nothing closes, or too many cells.
    """
    if not content.strip():
        raise refusal("sheet_empty_file", name)
    if b"\0" in content:
        raise refusal("sheet_not_workbook", name)
    text, notes = _text(content)
    if text[:4].casefold() == "sep=":
        text = "\n" + text.partition("\n")[2]
    start = text.splitlines()[:_LOOKED_AT]
    mark = max(";\t,", key=lambda mark: sum(line.count(mark) for line in start) * (1 if mark == "," else 3))
    csv.field_size_limit(_LONGEST_CELL)
    try:
        cells = _cells(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), name)
    except csv.Error as error:
        raise InputError([Fault("sheet_csv_quote", {"file": name})]) from error
    return Grid(file, "", cells), notes


def _text(content: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return content.removeprefix(_MARK).decode("utf-8"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), ("windows_letters",)


def _cells(rows: object, name: str) -> dict[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = {}
    for row, values in enumerate(rows):  # type: ignore[var-annotated, arg-type]
        if row >= MOST_ROWS or len(values) > MOST_COLUMNS:
            raise refusal("sheet_too_large", name)
        cells |= {(row, column): value.strip() for column, value in enumerate(values) if value.strip()}
    return cells
