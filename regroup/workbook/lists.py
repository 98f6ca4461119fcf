"""Lists to choose from: named ranges that grow with what is written, and the sheet of fixed choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from regroup.sheets.form import Column, Sheet, choices
from regroup.sheets.names import REFERRED
from regroup.text import say

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from regroup.workbook.look import Look

FIRST_ROW = 4
"""Of the rows below the headings of a sheet, from 1."""
LAST_ROW = 3000
"""How far lists and checks reach."""
FIXED = ("rule", "basis", "rest", "flag", "language")
_NAMED_BY = {"strengths": "label", "measures": "id"}


def add_ranges(book: Workbook, sheets: tuple[Sheet, ...], language: str) -> None:
    """A name for the column that other sheets choose from, as long as it is filled in."""
    for sheet in sheets:
        if sheet.key in REFERRED:
            key = _NAMED_BY.get(sheet.key, language if sheet.key == "criteria" else "name")
            letter = chr(ord("A") + [column.key for column in sheet.columns].index(key))
            first = f"'{sheet.title(language)}'!${letter}${FIRST_ROW}"
            whole = f"{first}:${letter}${LAST_ROW}"
            book.define_name(range_name(sheet.key), f"={first}:INDEX({whole},MAX(1,COUNTA({whole})))")


def range_name(of: str) -> str:
    """The name of a list in the workbook."""
    return f"list_{of}"


def rule_for(column: Column, language: str) -> dict[str, Any] | None:
    """What the program that shows the sheet checks while one writes; None where anything goes.

    A list warns and does not refuse: a name that is still to be written in its own sheet is no fault yet.
    """
    listed = {"validate": "list", "error_type": "warning", "ignore_blank": True}
    if column.kind == "flag":
        return {**listed, "source": f"={range_name('flag')}"}
    if column.kind in ("ref", "strength", "choice"):
        return {**listed, "source": f"={range_name(column.of)}"}
    if column.kind in ("number", "share"):
        most = 1 if column.kind == "share" else 10**12
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": most, "error_type": "warning"}
    if column.kind == "whole":
        least, most = -20000, 20000
        return {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most, "error_type": "stop"}
    return None


def add_choices(book: Workbook, look: Look, language: str) -> None:
    """The last sheet: the words that fixed lists are made of."""
    title = say("new.sheet.choices", language)
    sheet = book.add_worksheet(title)
    for index, of in enumerate(FIXED):
        words = list(choices(of, language).values())
        name = say(f"new.choice.of_{of}" if of in ("basis", "flag") else f"new.column.{of}", language)
        sheet.write_string(0, index, name, look["heading"])
        for row, word in enumerate(words, 1):
            sheet.write_string(row, index, word, look["text"])
        letter = chr(ord("A") + index)
        book.define_name(range_name(of), f"='{title}'!${letter}$2:${letter}${len(words) + 1}")
    sheet.set_column(0, len(FIXED) - 1, 28)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
