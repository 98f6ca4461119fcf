"""Workbooks that differ as real ones do, each with what must come out of it: units and sizes, or a fault in a cell."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook

UNITS = {"Barnevern": 28.0, "Helsestasjon": 25.5, "NAV": 45.0}
HEAD = ["Enhet", "Årsverk"]
ROWS = [["Barnevern", 28], ["Helsestasjon", 25.5], ["NAV", 45]]


@dataclass(frozen=True)
class Formula:
    """A cell with a formula, and the value that the file holds of it; none where it is empty."""

    text: str
    value: Any = ""


@dataclass(frozen=True)
class Percent:
    """A number that the sheet shows as per cent."""

    value: float


@dataclass(frozen=True)
class Case:
    """A file and what must come out of it.

    Attributes:
        units: name → size in the main measure; None where nobody knows.
        fault: the code, where the file is wrong, and `at`, the end of its place.
        remarks: keys that must be among the remarks.
        today: name → area id, for units of which it is checked.
    """

    name: str
    content: bytes
    units: dict[str, float | None] = field(default_factory=dict)
    fault: str = ""
    at: str = ""
    remarks: tuple[str, ...] = ()
    today: dict[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    sheet: str | None = None
    measure: str = "fte"


def book(
    sheets: dict[str, Sequence[Sequence[Any]]], more: Callable[[Workbook, dict[str, Any]], None] | None = None
) -> bytes:
    """A workbook with rows of cells from A1 on; ``more`` may add what rows do not say."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        formats = {"date": made.add_format({"num_format": "dd.mm.yyyy"}), "%": made.add_format({"num_format": "0%"})}
        added = {name: made.add_worksheet(name) for name in sheets}
        for name, rows in sheets.items():
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    _write(added[name], row, column, value, formats)
        if more:
            more(made, added)
    return content.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, value.value)
    elif isinstance(value, Percent):
        sheet.write_number(row, column, value.value, formats["%"])
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), formats["date"])
    elif value is not None:
        sheet.write(row, column, value)


def one(*rows: Sequence[Any], more: Callable[[Workbook, dict[str, Any]], None] | None = None) -> bytes:
    """A workbook of one sheet."""
    return book({"Enheter": rows}, more)
