"""One cell: a number, a date or a text, never a formula or a link, in a row that is high enough for it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from regroup.sheets.form import Column, choices
from regroup.sheets.rows import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from regroup.workbook.look import Look

LINE = 15.0
"""Height of one line of text, in points."""
MOST_LINES = 20
_EXACT_DIGITS = 15
"""Of a number in a workbook; a longer one is written as text so that it stays exact."""

Labels = Mapping[str, Mapping[str, str]]


class Cells:
    """Writes cells of one sheet.

    Args:
        labels: sheet → id → the name that stands for it.
    """

    def __init__(self, sheet: Worksheet, look: Look, labels: Labels, language: str) -> None:
        self._sheet, self._look, self._labels, self._language = sheet, look, labels, language

    def write_row(self, line: int, row: Values, columns: Sequence[Column]) -> None:
        """A row, as high as its longest text needs: not every program sees to that by itself."""
        lines = [self.write(line, index, row.get(column.key), column) for index, column in enumerate(columns)]
        if max(lines) > 1:
            self._sheet.set_row(line, LINE * min(max(lines), MOST_LINES))

    def write(self, row: int, index: int, value: Any, column: Column, width: int = 0) -> int:
        """One cell; gives the lines it takes in its column."""
        if value is None:
            return 1
        if isinstance(value, datetime.date):
            self._write_date(row, index, value)
            return 1
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and _is_exact(value):
            self._sheet.write_number(row, index, float(value), self._look[format_of(column)])
            return 1
        text = cell_text(value, column, self._labels, self._language)
        self._sheet.write_string(row, index, text, self._look.text(text))
        return lines_of(text, width or column.width)

    def _write_date(self, row: int, index: int, value: datetime.date) -> None:
        # Sheets know no dates before 1900; such a one is written as text, which is read as well.
        if value.year > 1900:
            moment = datetime.datetime.combine(value, datetime.time())
            self._sheet.write_datetime(row, index, moment, self._look["date"])
        else:
            self._sheet.write_string(row, index, value.isoformat(), self._look["text"])


def format_of(column: Column) -> str:
    """The name of a column's format."""
    if column.kind == "version":
        return "plain_number"
    return column.kind if column.kind in ("number", "whole", "share", "date") else "text"


def lines_of(text: str, width: int) -> int:
    """About how many lines a text takes in a column; words are not broken, so a line holds a little less."""
    return sum(max(1, -(-len(part) * 11 // (width * 10))) for part in text.split("\n"))


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
