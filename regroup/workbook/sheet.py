"""One sheet: its title and how to fill it in, headings that stay in sight, a table, and checks while one writes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from regroup.sheets.form import Column, Sheet, choices
from regroup.sheets.rows import Values
from regroup.text import say
from regroup.workbook.lists import FIRST_ROW, LAST_ROW, rule_for

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from regroup.workbook.look import Look

_WIDEST_PAGE = 220
"""Characters across a printed page; a wider sheet goes over two, each with the first columns."""
SPARE_ROWS = 30
"""Blank rows of a table, to write in; it grows by itself after that."""
_EXACT_DIGITS = 15
"""Of a number in a workbook; a longer one is written as text so that it stays exact."""

Labels = Mapping[str, Mapping[str, str]]


def add_case(book: Workbook, look: Look, sheet: Sheet, row: Values, labels: Labels, language: str) -> None:
    """The sheet with a line for each key of the scenario."""
    made = _begun(book, look, sheet, language)
    made.set_column(0, 0, 26)
    made.set_column(1, 1, 60)
    made.set_column(2, 2, 62)
    for index, heading in enumerate(("key", "value", "why")):
        made.write_string(FIRST_ROW - 2, index, say(f"new.column.{heading}", language), look["heading"])
    for line, column in enumerate(sheet.columns, FIRST_ROW - 1):
        made.write_string(line, 0, column.heading(language), look["key"])
        _write(made, line, 1, row.get(column.key), column, look, labels, language)
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
        made.set_column(index, index, column.width, look[_format(column)])
        if rule := rule_for(column, language):
            made.data_validation(FIRST_ROW - 1, index, LAST_ROW - 1, index, rule)
    style = {"columns": headings, "name": f"table_{sheet.key}", "style": "Table Style Light 1"}
    made.add_table(FIRST_ROW - 2, 0, last, len(sheet.columns) - 1, style)
    for line, row in enumerate(rows, FIRST_ROW - 1):
        for index, column in enumerate(sheet.columns):
            _write(made, line, index, row.get(column.key), column, look, labels, language)


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


def _format(column: Column) -> str:
    return column.kind if column.kind in ("number", "whole", "share", "date") else "text"


def _write(
    sheet: Worksheet, row: int, index: int, value: Any, column: Column, look: Look, labels: Labels, language: str
) -> None:
    """One cell: a number, a date or a text, never a formula or a link."""
    if value is None:
        return
    if isinstance(value, datetime.date):
        # Sheets know no dates before 1900; such a one is written as text, which is read as well.
        if value.year > 1900:
            sheet.write_datetime(row, index, datetime.datetime.combine(value, datetime.time()), look["date"])
        else:
            sheet.write_string(row, index, value.isoformat(), look["text"])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool) and _is_exact(value):
        sheet.write_number(row, index, float(value), look[_format(column) if column.kind != "version" else "whole"])
    else:
        text = cell_text(value, column, labels, language)
        sheet.write_string(row, index, text, look.text(text))


def cell_text(value: Any, column: Column, labels: Labels, language: str) -> str:
    """A value as it stands in a cell: names for ids, words for choices."""
    if isinstance(value, list):
        items = [cell_text(item, column, labels, language) for item in value]
        return "\n".join([*items, ""]) if any(";" in item for item in items) else "; ".join(items)
    if column.kind == "flag":
        return choices("flag", language)["yes" if value else "no"]
    if column.kind == "choice":
        return choices(column.of, language).get(value, str(value))
    if column.kind in ("ref", "refs", "strength"):
        return labels[column.of].get(value, str(value))
    return str(value)


def _is_exact(value: int | Decimal) -> bool:
    return len(Decimal(value).normalize().as_tuple().digits) <= _EXACT_DIGITS
