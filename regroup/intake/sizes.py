"""The sizes in a list: årsverk, people, leader posts and money, each from its own column and with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from regroup.errors import Fault
from regroup.intake.amounts import Amount, NoAmount, amount_of
from regroup.intake.columns import Columns, titled
from regroup.intake.found import Table
from regroup.intake.grid import Cell
from regroup.intake.headings import MEASURES, is_percent, money_unit
from regroup.intake.lines import Line
from regroup.intake.understood import Remark
from regroup.text import say

_YES = {"ja", "yes", "x", "sann", "true"}
_NO = {"nei", "no", "usann", "false"}
_LETTER = re.compile(r"[^\W\d_]{2,}")


class Sizes:
    """The columns of a list that count something.

    Attributes:
        counted: the measures that the list has, the main one first.
        faults: cells that hold no number.
    """

    def __init__(self, table: Table, columns: Columns, language: str) -> None:
        self._table, self._columns, self._language = table, columns, language
        self._names = "leaders" in columns.of and self._holds_names(columns.of["leaders"])
        dropped = {"leaders"} if self._names else set()
        self.counted = [role for role in MEASURES if role in columns.of and role not in dropped]
        self._percent = {role for role in self.counted if is_percent(table.headings.get(columns.of[role], ""))}
        self._whole = {role for role in self._percent if self._is_of_hundred(columns.of[role])}
        self.faults: list[Fault] = []
        self._rounded = 0
        self._sums: dict[str, Fraction] = {}

    def of(self, row: int) -> dict[str, dict[str, Any]]:
        """The sizes of the unit in a row; a measure that nobody knows is left out."""
        sizes = {}
        for role in self.counted:
            found = self._amount(row, role)
            if found is not None:
                where = self._table.grid.where(row, self._columns.of[role])
                sizes[role] = {"value": found, "basis": "stated", "source": where}
        return sizes

    def _amount(self, row: int, role: str) -> int | Decimal | None:
        column = self._columns.of[role]
        value, place = self._table.grid.get(row, column), self._table.grid.place(row, column)
        try:
            if value is None:
                if fault := self._table.grid.fault(row, column):
                    raise NoAmount(fault)
                return None
            made = _as_post(value) if role == "leaders" else None
            amount = made or amount_of(value, place, role in self._percent)
        except NoAmount as error:
            self.faults.append(error.fault)
            return None
        if amount is None:
            return None
        self._rounded += amount.rounded
        of_hundred = role in self._whole and not isinstance(value, str)
        number = amount.number if not of_hundred else Decimal(amount.number) / 100
        self._sums[role] = self._sums.get(role, Fraction(0)) + Fraction(number)
        return number

    def measures(self) -> dict[str, dict[str, str]]:
        """The measures that the list has; årsverk where it has none, since a scenario needs one."""
        return {role: {"unit": self._unit(role), "basis": self._basis(role)} for role in self.counted or ["fte"]}

    def _unit(self, role: str) -> str:
        if role == "budget":
            return money_unit(self._table.headings.get(self._columns.of[role], ""))
        return say(f"new.measure.{role}", self._language)

    def _basis(self, role: str) -> str:
        if role not in self._columns.of:
            return say("import.toml.no_basis", self._language)
        heading = titled(self._table, self._columns.of[role])[:100]
        return say("import.toml.basis", self._language, heading=heading, file=self._table.grid.file)

    def remarks(self, lines: Iterable[Line]) -> Iterator[Remark]:
        """What is to be said of the numbers, and whether the list's own sums agree."""
        if not self.counted:
            yield Remark("no_sizes")
        if self._names:
            yield Remark("leader_names", {"heading": titled(self._table, self._columns.of["leaders"])})
        if self._rounded:
            yield Remark("rounded", {"count": self._rounded})
        for role in sorted(self._percent):
            yield Remark("percent", {"heading": titled(self._table, self._columns.of[role])})
        for line in lines:
            if line.kind == "sum":
                yield self._sum(line)

    def _sum(self, line: Line) -> Remark:
        values = {"row": line.row + 1, "name": line.name[:60]}
        for role in self.counted:
            value = self._table.grid.get(line.row, self._columns.of[role])
            place = self._table.grid.place(line.row, self._columns.of[role])
            try:
                said = amount_of(value, place, role in self._percent) if value is not None else None
            except NoAmount:
                said = None
            if said is not None and role not in self._percent:
                return self._compared(Fraction(said.number), role, values)
        return Remark("skipped_sum", values)

    def _compared(self, said: Fraction, role: str, values: dict[str, Any]) -> Remark:
        total = self._sums.get(role, Fraction(0))
        if abs(said - total) <= Fraction(1, 10):
            return Remark("sum_agrees", values)
        return Remark("skipped_sum_of", {**values, "said": said, "total": total})

    def _holds_names(self, column: int) -> bool:
        """Whether a column about leaders names people: then it is left alone."""
        texts = [value for value in self._below(column) if isinstance(value, str)]
        return any(_LETTER.search(text) and text.casefold() not in _YES | _NO for text in texts)

    def _is_of_hundred(self, column: int) -> bool:
        return any(isinstance(value, float) and value > 2 for value in self._below(column))

    def _below(self, column: int) -> Iterator[Cell]:
        for row, values in self._table.grid.rows.items():
            if row > self._table.last and column in values:
                yield values[column]


def _as_post(value: Cell) -> Amount | None:
    """ "Ja" in a column for leader posts is one post; "nei" is none."""
    if isinstance(value, bool):
        return Amount(int(value))
    if isinstance(value, str) and value.casefold() in _YES | _NO:
        return Amount(int(value.casefold() in _YES))
    return None
