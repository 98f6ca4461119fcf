"""The table in a sheet: which rows are headings, and what each column is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regroup.intake.grid import Cell, Grid
from regroup.intake.headings import meaning, plain

LOOKED_AT = 40
"""Rows from the top among which the headings are looked for."""
_SUBHEADING = re.compile(r"(19|20)\d\d|sum|total|totalt|antall|faste?|midlertidige?|kvinner|menn|navn|name|number|plan")


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands in a sheet.

    Attributes:
        first: the first row of headings, from 0.
        last: the last one; the units follow.
        headings: column → heading; two rows of headings are read as one.
        score: how many headings were recognised.
    """

    grid: Grid
    first: int
    last: int
    headings: dict[int, str]
    score: int


def find_table(grid: Grid) -> Table | None:
    """The best row of headings, or pair of rows; None where no heading of a unit's name is found."""
    best: Table | None = None
    for row in [row for row in grid.rows if row < LOOKED_AT]:
        for last in (row, row + 1):
            found = _at(grid, row, last)
            if found and (best is None or found.score > best.score):
                best = found
    return best


def _at(grid: Grid, first: int, last: int) -> Table | None:
    headings = _spread(grid, first)
    if last > first:
        below = {column: _text(value) for column, value in grid.rows.get(last, {}).items()}
        if not below or not _are_subheadings(headings, below):
            return None
        headings = {c: _joined(headings.get(c, ""), below.get(c, "")) for c in sorted({*headings, *below})}
    roles = [found[0] for heading in headings.values() if (found := meaning(heading))]
    if not {"name", "today"} & set(roles) or _counts(grid, first):
        return None
    told = len({role for role in roles if role not in ("skip", "code")})
    # Of one row and the same with the next, two go first: a row of nothing but words for headings is no unit.
    return Table(grid, first, last, headings, 10 * told + len(roles) + (last - first))


def _spread(grid: Grid, row: int) -> dict[int, str]:
    """The headings of a row; one over merged cells stands over all of them."""
    headings = {column: _text(value) for column, value in grid.rows[row].items()}
    for (top, left), (bottom, right) in grid.merged:
        if top <= row <= bottom and (found := grid.get(top, left)) is not None:
            headings |= {column: _text(found) for column in range(left, min(right, left + 50) + 1)}
    return headings


def _are_subheadings(above: dict[int, str], below: dict[int, str]) -> bool:
    words = [plain(text) for text in below.values()]
    if not all(_SUBHEADING.fullmatch(word) or meaning(word) for word in words):
        return False
    repeated = len(set(above.values())) < len(above)
    return (
        repeated
        or len(below) > 1
        or any(column not in above for column in below)
        or any(column not in below for column in above)
    )


def _counts(grid: Grid, row: int) -> bool:
    """Whether a row holds a number that is no year, as headings do not."""
    numbers = [value for value in grid.rows[row].values() if isinstance(value, float)]
    return any(not 1990 <= value <= 2100 for value in numbers)


def _joined(above: str, below: str) -> str:
    return above if above == below else " ".join(part for part in (above, below) if part)


def _text(value: Cell) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(str(value).split())
