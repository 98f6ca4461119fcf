"""One sheet: its title and how to fill it in, headings that stay in sight, a table, and checks while one writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regroup.sheets.form import Sheet
from regroup.sheets.rows import Values
from regroup.text import say
from regroup.workbook.cells import LINE, Cells, Labels, format_of
from regroup.workbook.lists import FIRST_ROW, LAST_ROW, rule_for

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from regroup.workbook.look import Look

_VALUE_WIDTH = 60
_WIDEST_PAGE = 220
"""Characters across a printed page; a wider sheet goes over two, each with the first columns."""
SPARE_ROWS = 30
"""Blank rows of a table, to write in; it grows by itself after that."""


def add_case(book: Workbook, look: Look, sheet: Sheet, row: Values, labels: Labels, language: str) -> None:
    """The sheet with a line for each key of the scenario."""
    made = _begun(book, look, sheet, language)
    cells = Cells(made, look, labels, language)
    made.set_column(0, 0, 26)
    made.set_column(1, 1, _VALUE_WIDTH)
    made.set_column(2, 2, 62)
    for index, heading in enumerate(("key", "value", "why")):
        made.write_string(FIRST_ROW - 2, index, say(f"new.column.{heading}", language), look["heading"])
    for line, column in enumerate(sheet.columns, FIRST_ROW - 1):
        made.write_string(line, 0, column.heading(language), look["key"])
        lines = cells.write(line, 1, row.get(column.key), column, _VALUE_WIDTH)
        made.set_row(line, LINE * max(lines, 1))
        made.write_string(line, 2, say(f"new.key.{column.key}", language), look["note"])
        if rule := rule_for(column, language):
            made.data_validation(line, 1, line, 1, rule)


def add_table(book: Workbook, look: Look, sheet: Sheet, rows: Sequence[Values], labels: Labels, language: str) -> None:
    """A sheet with a row for each fact."""
    made = _begun(book, look, sheet, language)
    last = FIRST_ROW - 2 + len(rows) + SPARE_ROWS
    headings = [{"header": column.heading(language), "header_format": look["heading"]} for column in sheet.columns]
    made.set_row(FIRST_ROW - 2, 32)
    for index, column in enumerate(sheet.columns):
        made.set_column(index, index, column.width, look[format_of(column)])
        if rule := rule_for(column, language):
            made.data_validation(FIRST_ROW - 1, index, LAST_ROW - 1, index, rule)
    style = {"columns": headings, "name": f"table_{sheet.key}", "style": "Table Style Light 1"}
    made.add_table(FIRST_ROW - 2, 0, last, len(sheet.columns) - 1, style)
    cells = Cells(made, look, labels, language)
    for line, row in enumerate(rows, FIRST_ROW - 1):
        cells.write_row(line, row, sheet.columns)


def _begun(book: Workbook, look: Look, sheet: Sheet, language: str) -> Worksheet:
    """A sheet with its first two lines, and set up for print: wide, as few pages across as can be read."""
    made = book.add_worksheet(sheet.title(language))
    made.write_string(0, 0, sheet.title(language), look["title"])
    across = min(len(sheet.columns), 6) if sheet.key != "case" else 3
    made.merge_range(1, 0, 1, across - 1, say(f"new.tip.{sheet.key}", language), look["note"])
    made.set_row(1, 48)
    made.freeze_panes(FIRST_ROW - 1, 2 if sheet.key in ("units", "areas", "synergies") else 0)
    made.set_landscape()
    made.set_paper(9)
    wide = sum(column.width for column in sheet.columns) > _WIDEST_PAGE
    made.fit_to_pages(2 if wide else 1, 0)
    if wide:
        made.repeat_columns(0, 1)
    made.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    made.repeat_rows(FIRST_ROW - 2)
    made.set_footer("&L&A&R&P / &N")
    return made
