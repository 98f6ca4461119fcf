"""The lines of a list: which are units, which are sums, headings of sections, or notes under the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from regroup.intake.columns import Columns
from regroup.intake.found import Table
from regroup.intake.grid import Cell
from regroup.intake.headings import MEASURES

Kind = Literal["unit", "sum", "section", "note", "heading", "unnamed"]
_SUM = re.compile(
    r"(del)?sum(mer)?\b.*|tot\.?|total(t|sum)?\b.*|i alt\b.*|til sammen\b.*|(grand |sub)total\b.*", re.IGNORECASE
)
_NOTE = re.compile(
    r"(\*|¹|kilder?\b|merk(nad)?\b|note\b|fotnote\b|source\b|tallene\b|oppdatert\b|utskrift\b).*", re.IGNORECASE
)
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something: what it is, and its name."""

    row: int
    kind: Kind
    name: str


def lines_of(table: Table, columns: Columns) -> list[Line]:
    """Every line below the headings, in order."""
    lines = list(_told_apart(table, columns))
    return _with_sections(lines, table, columns)


def _told_apart(table: Table, columns: Columns) -> Iterator[Line]:
    rows, after_sum, before = table.grid.rows, False, table.last
    for row in range(table.last + 1, table.grid.last_row + 1):
        values = rows.get(row, {})
        if not values and row not in table.grid.odd_rows:
            continue
        name = text_of(values.get(columns.of["name"]))
        first = text_of(next(iter(values.values()), ""))
        kind: Kind = "unit"
        if _SUM.fullmatch(name or first):
            kind, after_sum = "sum", True
        elif _repeats(values, table, columns):
            kind = "heading"
        elif not any(_counts(values, columns)) and _is_note(name or first, values, after_sum or row > before + 1):
            kind = "note"
        elif not name:
            kind = "unnamed"
        yield Line(row, kind, name or first)
        before, after_sum = row, after_sum and kind != "unit"


def _is_note(text: str, values: dict[int, Cell], apart: bool) -> bool:
    return bool(_NOTE.fullmatch(text)) or len(text) > LONGEST_NAME or (apart and len(values) == 1)


def _counts(values: dict[int, Cell], columns: Columns) -> Iterator[bool]:
    yield from (columns.of[role] in values for role in MEASURES if role in columns.of)


def _repeats(values: dict[int, Cell], table: Table, columns: Columns) -> bool:
    """Whether the headings stand here again, as they do where a list was printed over several pages."""
    told = [text_of(value) == table.headings.get(column) for column, value in values.items()]
    return len(told) > 1 and all(told) and columns.of["name"] in values


def _with_sections(lines: list[Line], table: Table, columns: Columns) -> list[Line]:
    """Lines with a name alone are sections where the list begins with one and no column says the area."""
    counted = [role for role in MEASURES if role in columns.of]
    if "today" in columns.of or not counted:
        return lines
    alone = [line.kind == "unit" and len(table.grid.rows.get(line.row, {})) == 1 for line in lines]
    if not alone or not alone[0] or all(alone):
        return lines
    return [
        Line(line.row, "section" if single and line.row not in table.grid.odd_rows else line.kind, line.name)
        for line, single in zip(lines, alone, strict=True)
    ]


def text_of(value: Cell | None) -> str:
    """A cell as a name: whole numbers without decimals, spaces of any kind as one."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(str(value).split())
