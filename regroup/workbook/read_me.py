"""The first sheet: what to fill in, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regroup.sheets.form import Sheet
from regroup.text import say

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from regroup.workbook.look import Look

_STEPS = ("one", "two", "three", "four", "five", "six", "lists", "privacy")


def add_read_me(book: Workbook, look: Look, sheets: tuple[Sheet, ...], language: str, example: bool) -> None:
    """Steps, then the sheets with what each is for."""
    made = book.add_worksheet(say("new.sheet.read_me", language))
    made.hide_gridlines(2)
    made.set_column(0, 0, 24)
    made.set_column(1, 1, 100)
    made.write_string(0, 0, say("new.read_me.title", language), look["title"])
    row = 2
    if example:
        made.merge_range(row, 0, row, 1, say("new.read_me.example", language), look["example"])
        row += 2
    for step in _STEPS:
        made.merge_range(row, 0, row, 1, say(f"new.read_me.{step}", language), look["line"])
        row += 1
    made.write_string(row + 1, 0, say("new.read_me.sheets", language), look["subtitle"])
    for line, sheet in enumerate(sheets, row + 2):
        made.write_string(line, 0, sheet.title(language), look["key"])
        made.write_string(line, 1, say(f"new.tip.{sheet.key}", language), look["note"])
        made.set_row(line, 32)
    made.set_landscape()
    made.set_paper(9)
    made.fit_to_pages(1, 1)
