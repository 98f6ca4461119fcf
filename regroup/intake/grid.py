"""A sheet as it was read: cells by row and column, and what is to be said of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from regroup.errors import Fault, Place
from regroup.read.lines import visible

Cell = str | float | bool | datetime.date
At = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Oddities:
    """What a sheet holds besides values.

    Attributes:
        errors: cells with an error value (``#N/A``), with its text.
        uncounted: cells with a formula of which the file holds no value.
        hidden_rows: rows that are hidden or filtered out, from 0.
    """

    errors: Mapping[At, str] = field(default_factory=dict)
    uncounted: frozenset[At] = frozenset()
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grid:
    """One sheet.

    Attributes:
        file: its file's name, without folders.
        name: the sheet's; empty for a CSV file.
        cells: the values; blank cells are left out, text is stripped.
        hidden: whether the sheet is hidden.
        merged: blocks of merged cells: first and last row and column.
        odd: errors, formulas without a value, hidden rows.
    """

    file: str
    name: str
    cells: Mapping[At, Cell]
    hidden: bool = False
    merged: tuple[tuple[At, At], ...] = ()
    odd: Oddities = field(default_factory=Oddities)

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """Row → column → value, for rows that hold something."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), value in sorted(self.cells.items(), key=lambda item: item[0]):
            rows.setdefault(row, {})[column] = value
        return rows

    @cached_property
    def last_row(self) -> int:
        """The last row that holds something, errors and formulas included; -1 in an empty sheet."""
        return max((row for row, _ in (*self.cells, *self.odd.errors, *self.odd.uncounted)), default=-1)

    @cached_property
    def odd_rows(self) -> frozenset[int]:
        """Rows with an error or a formula without a value."""
        return frozenset(row for row, _ in (*self.odd.errors, *self.odd.uncounted))

    def get(self, row: int, column: int) -> Cell | None:
        """The value of a cell; None where it is blank."""
        return self.cells.get((row, column))

    def where(self, row: int, column: int) -> str:
        """A cell as people name it: ``units.xlsx › Enheter!C17``."""
        sheet = f"{visible(self.name)}!" if self.name else ""
        return f"{visible(self.file)} › {sheet}{letters(column)}{row + 1}"

    def place(self, row: int, column: int) -> Place:
        """The same, for a fault."""
        return Place(self.where(row, column))

    def fault(self, row: int, column: int) -> Fault | None:
        """Why a blank cell is not simply blank: an error value, or a formula that nobody has counted."""
        if (row, column) in self.odd.errors:
            return Fault("sheet_error_value", {"found": self.odd.errors[row, column]}, self.place(row, column))
        if (row, column) in self.odd.uncounted:
            return Fault("sheet_formula_uncounted", {}, self.place(row, column))
        return None


def letters(column: int) -> str:
    """A column from 0 as its letters: A, B … Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def column_number(text: str) -> int:
    """The column, from 0, of its letters."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
