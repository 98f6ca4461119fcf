"""Cuts a CSV file into cells, each with its line and column, and guesses nothing that could be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from regroup.errors import Fault, InputError, Place
from regroup.read.bounded import Source
from regroup.read.lines import Lines

DELIMITERS = (";", "\t", ",")
_SPARE_LINES = 1000
"""Lines beyond the rows that are allowed: headings and blank ones."""
_SUM_WORDS = {"sum", "sum:", "total", "totalt", "total:", "totalt:", "i alt", "totalsum", "grand total"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a line: its text, and the offsets in the line that it takes up."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line that holds something: its number, from 1, and its cells."""

    line: int
    cells: tuple[Cell, ...]


class CsvTable:
    """A CSV file: headings and rows, with the place of each cell.

    Raises (on construction):
        InputError: no headings, a cell over several lines, or a quotation mark that nothing closes.
    """

    def __init__(self, source: Source, most_rows: int) -> None:
        self.source = source
        count = source.text.count("\n") + 1
        if count > most_rows + _SPARE_LINES:
            values = {"count": count, "allowed": most_rows}
            raise InputError([Fault("csv_too_many_rows", values, Place(source.path, most_rows, 1))])
        self.lines = Lines(source.path, source.text)
        self._first = 2 if count > 1 and self.lines.line(1).casefold().startswith("sep=") else 1
        heading = self.lines.line(self._first).strip()
        if not heading:
            raise InputError([Fault("csv_no_heading", {}, Place(source.path, 1, 1))])
        self.delimiter = max(DELIMITERS, key=heading.count)
        self.headings = self._cells(self._first)
        self.rows = self._rows(count)

    def cell_place(self, row: Row, column: int) -> Place:
        """The place of the cell in ``column`` (from 0) of a row; the end of its line when that is too short."""
        start = self.lines.offset(row.line, 1)
        if column < len(row.cells):
            return self.lines.place(start + row.cells[column].start, start + row.cells[column].end)
        return self.lines.place(start + len(self.lines.line(row.line)))

    def heading_place(self, column: int) -> Place:
        """The place of one heading."""
        return self.cell_place(Row(self._first, self.headings), column)

    def faults(self) -> Iterator[Fault]:
        """Lines of the wrong length, and sums below the table."""
        for row in self.rows:
            if len(row.cells) != len(self.headings):
                values = {"found": len(row.cells), "expected": len(self.headings)}
                column = min(len(row.cells), len(self.headings))
                yield Fault("csv_ragged", values, self.cell_place(row, column))
            for column, cell in enumerate(row.cells[:2]):
                if cell.text.strip().casefold() in _SUM_WORDS:
                    yield Fault("csv_sum_row", {"found": cell.text.strip()}, self.cell_place(row, column))
                    break

    def _rows(self, count: int) -> list[Row]:
        rows = []
        for line in range(self._first + 1, count + 1):
            if self.lines.line(line).strip(f" {self.delimiter}\u00a0\t"):
                rows.append(Row(line, self._cells(line)))
        return rows

    def _cells(self, number: int) -> tuple[Cell, ...]:
        text = self.lines.line(number)
        if '"' not in text:
            return self._unquoted(text)
        pattern = _cell_pattern(self.delimiter)
        cells, at = [], 0
        while True:
            match = pattern.match(text, at)
            assert match is not None  # noqa: S101 - the pattern matches an empty cell anywhere
            quoted = match["quoted"]
            if quoted is None and match["plain"].lstrip(" ").startswith('"'):
                raise InputError([Fault("csv_quote", {}, self.lines.place(self.lines.offset(number, at + 1)))])
            found = match["plain"] if quoted is None else quoted.replace('""', '"')
            cells.append(Cell(found, at, match.end("cell")))
            if match.end() == len(text) and not match["next"]:
                return tuple(cells)
            at = match.end()

    def _unquoted(self, text: str) -> tuple[Cell, ...]:
        """The cells of a line without quotation marks: most lines, and much quicker than by pattern."""
        cells, at = [], 0
        for found in text.split(self.delimiter):
            end = at + len(found)
            cells.append(Cell(found, at, end))
            at = end + 1
        return tuple(cells)


@cache
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    quoted = rf'[ ]*"(?P<quoted>(?:[^"]|"")*+)"[ ]*(?={mark}|$)'
    return re.compile(rf"(?P<cell>{quoted}|(?P<plain>[^{mark}]*+))(?P<next>{mark}|$)")
