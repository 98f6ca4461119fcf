"""A scenario's tables as an Excel workbook. No cell holds a formula, whatever a text begins with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from regroup.errors import Fault, InputError
from regroup.sheets.form import SIZE, Sheet, sheets_of
from regroup.sheets.names import labels_of
from regroup.sheets.plain import Tables
from regroup.sheets.rows import Values, rows_of
from regroup.workbook.lists import add_choices, add_ranges
from regroup.workbook.look import Look
from regroup.workbook.read_me import add_read_me
from regroup.workbook.sheet import add_case, add_table

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_of(tables: Tables, language: str, example: bool = False) -> bytes:
    """The workbook as the content of an .xlsx file.

    Args:
        tables: as from `tables_of`, or `start_tables`.
        language: of headings and instructions, "nb" or "en".
        example: says on the first sheet that everything is made up.

    Raises:
        InputError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise InputError([Fault("sheets_not_installed", {"package": "XlsxWriter"})]) from error
    content = io.BytesIO()
    with Workbook(content, _AS_TEXT) as book:
        _fill(book, tables, language, example)
    return content.getvalue()


def _fill(book: Workbook, tables: Tables, language: str, example: bool) -> None:
    rows = rows_of(tables)
    labels = labels_of(rows, language)
    for row in rows["strengths"]:
        row["label"] = labels["strengths"][row["id"]]
    in_both = any(key.startswith("why.") for row in rows["requirements"] for key in row)
    sheets = sheets_of(_measures(tables, rows["units"]), in_both)
    look = Look(book)
    add_read_me(book, look, sheets, language, example)
    add_ranges(book, sheets, language)
    for sheet in sheets:
        _add(book, look, sheet, rows[sheet.key], labels, language)
    add_choices(book, look, language)


def _add(book: Workbook, look: Look, sheet: Sheet, rows: list[Values], labels: Any, language: str) -> None:
    if sheet.key == "case":
        add_case(book, look, sheet, rows[0], labels, language)
    else:
        add_table(book, look, sheet, rows, labels, language)


def _measures(tables: Tables, units: list[Values]) -> dict[str, set[str]]:
    """Measure → parts of a size that some unit has; the main measure gets every column that people fill in."""
    used: dict[str, set[str]] = {measure: set() for measure in tables["measures"]}
    used.setdefault(tables["measure"], set()).update(set(SIZE) - {"counted_in"})
    for row in units:
        for key in row:
            if key.startswith("size."):
                _, measure, part = key.split(".")
                used.setdefault(measure, set()).add(part)
    return used
