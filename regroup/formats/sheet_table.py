"""One table on one sheet: a heading that stays, a filter, numbers as numbers, and nothing that is ever a formula."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from regroup.formats.plain import clean, in_one_line, shortened
from regroup.formats.sheet_number import form_of, value_of
from regroup.paper.base import Cell, Mark, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CAPTION, BACK, HEAD = 0, 1, 3
"""Rows, from nought: what the sheet shows, the way back, the heading."""
WIDEST, NARROWEST, LINE = 60, 10, 15.0
MOST_LINES, LONGEST_HEADING = 20, 250
RIGHT: dict[str, Any] = {"align": "right", "indent": 1}
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so becomes a formula when someone edits the cell, unless it is marked as text."""


class Look:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **given: Any) -> Format:
        """A format; see XlsxWriter for its properties."""
        key = tuple(sorted(given.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Calibri", "font_size": 11, "valign": "top"} | given)
        return self._made[key]

    def text(self, words: str, **given: Any) -> Format:
        """The format of a text: wrapped, and marked as text where it looks like a formula."""
        return self(text_wrap=True, **given, **({"quote_prefix": True} if words.startswith(RISKY) else {}))


def add_table(sheet: Worksheet, look: Look, table: Table, language: str, back: tuple[str, str]) -> None:
    """Fills the sheet.

    Args:
        sheet: an empty one.
        look: of its workbook.
        table: what it shows.
        language: "nb" or "en", for how numbers are read.
        back: the name of the first sheet, and the words of the link to it.
    """
    sheet.write_string(CAPTION, 0, in_one_line(table.caption), look(bold=True, font_size=14))
    link_to(sheet, look, (BACK, 0), *back)
    rows = _Rows(sheet, look, table, language)
    for at, width in enumerate(rows.widths):
        sheet.set_column(at, at, width)
    _frame(sheet, look, table, _own(table))
    for at, row in enumerate(table.rows):
        rows.write(HEAD + 1 + at, row, table.total and at == len(table.rows) - 1)
    if table.note:
        sheet.write_string(HEAD + len(table.rows) + 2, 0, clean(table.note), look(italic=True))
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)


def link_to(sheet: Worksheet, look: Look, place: tuple[int, int], name: str, words: str) -> None:
    """A link to another sheet of the same workbook; the only links there are."""
    target = name.replace("'", "''")
    sheet.write_url(*place, f"internal:'{target}'!A1", look(font_color="#0B5394", underline=1), string=words)


def _frame(sheet: Worksheet, look: Look, table: Table, headings: Sequence[str]) -> None:
    """The heading, and the Excel table around all rows but the sum, which must not be sorted away."""
    rows = len(table.rows) - (table.total and len(table.rows) > 1)
    given = {"bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": "#0B5394", "valign": "vcenter"}
    forms = [look(**given, **_side(table, at)) for at in range(len(table.columns))]
    if rows:
        columns = [{"header": heading, "header_format": form} for heading, form in zip(headings, forms, strict=True)]
        options = {"columns": columns, "style": "Table Style Light 1", "name": f"{table.key}_{sheet.index}"}
        sheet.add_table(HEAD, 0, HEAD + rows, len(headings) - 1, options)
    for at, (heading, form) in enumerate(zip(headings, forms, strict=True)):
        sheet.write_string(HEAD, at, heading, form)
    sheet.set_row(HEAD, 2 * LINE)


def _side(table: Table, at: int) -> dict[str, Any]:
    """Numbers stand to the right; a text stands a little away from the number before it."""
    if table.columns[at].numeric:
        return RIGHT
    return {"align": "left", "indent": 1} if at and table.columns[at - 1].numeric else {}


def _own(table: Table) -> list[str]:
    """Headings, each a name of its own in the table, as Excel asks."""
    found: list[str] = []
    for column in table.columns:
        heading = shortened(in_one_line(column.title).strip() or "–", LONGEST_HEADING)
        taken = {other.casefold() for other in found}
        tries = (heading, *(f"{heading[: LONGEST_HEADING - 6]} ({at})" for at in range(2, len(table.columns) + 2)))
        found.append(next(name for name in tries if name.casefold() not in taken))
    return found


class _Rows:
    """Writes the rows of one table."""

    def __init__(self, sheet: Worksheet, look: Look, table: Table, language: str) -> None:
        self._sheet, self._look, self._table, self._language = sheet, look, table, language
        self.widths = [_width(table, at) for at in range(len(table.columns))]

    def write(self, line: int, row: Sequence[Cell], total: bool) -> None:
        """One row, as high as its longest text needs: not every program sees to that by itself."""
        for at, cell in enumerate(row):
            given: dict[str, Any] = {"bold": True, "top": 1} if total else {}
            given |= {"font_color": "#A1260D", "bold": True} if cell.mark is Mark.BAD else {}
            given |= _side(self._table, at)
            self._cell((line, at), cell, given)
        lines = max((_lines(cell, width) for cell, width in zip(row, self.widths, strict=True)), default=1)
        if lines > 1:
            self._sheet.set_row(line, LINE * min(lines, MOST_LINES))

    def _cell(self, place: tuple[int, int], cell: Cell, given: dict[str, Any]) -> None:
        value, words = value_of(cell), clean(cell.text)
        if cell.mark is Mark.BLANK:
            self._sheet.write_blank(*place, None, self._look(bg_color="#F3F5F7", border=1, border_color="#C9CED4"))
        elif value is not None:
            look = self._look(num_format=form_of(cell, self._language), **(RIGHT | given))
            self._sheet.write_number(*place, value, look)
        else:
            self._sheet.write_string(*place, words, self._look.text(words, **given))


def _width(table: Table, at: int) -> float:
    """As wide as its longest text, between what is readable and what is not."""
    texts = (table.columns[at].title, *(row[at].text for row in table.rows))
    longest = max(len(line) for text in texts for line in (text[:400].split("\n")))
    return max(NARROWEST, min(WIDEST, longest * 1.1 + 2))


def _lines(cell: Cell, width: float) -> int:
    if cell.value is not None:
        return 1
    return sum(1 + int(len(line) * 1.1 / width) for line in clean(cell.text).split("\n"))
