"""How much goes on a slide: about how high a row of a table is, the size of its letters, and where it is parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regroup.formats.plain import clean, shortened
from regroup.paper.base import Cell, Table

WIDTH, HEIGHT = 12.13, 4.8
"""Room for a table or a chart, in inches."""
LETTER, LINE = 0.51, 1.22
"""Width of a letter and height of a line, of the size of the type: Arial, a little above its average."""
BESIDE, ABOVE = 0.1, 0.04
"""Inches between the words and the edge of the cell."""
SIZES, USUAL = (18, 16, 14, 12), 14
"""Points; the first that lets the table stand on one slide, else the usual one on several."""
MOST_LINES, MOST_PARTS = 7, 2


@dataclass(frozen=True, slots=True)
class Part:
    """As much of a table as stands on one slide.

    Attributes:
        table: with its rows; a total only in the last part.
        size: of the letters, in points.
        widths: of the columns, in inches.
        heights: of the heading and of each row, in inches.
        left: rows that are not shown at all.
    """

    table: Table
    size: int
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    left: int = 0


def parts(table: Table) -> list[Part]:
    """The table in as few parts as the room allows, at most `MOST_PARTS`."""
    wholes = (_whole(table, size) for size in SIZES)
    fits = next((whole for whole in wholes if sum(whole.heights) <= HEIGHT), None)
    return [fits] if fits else _split(_whole(table, USUAL))


def _whole(table: Table, size: int) -> Part:
    """All of the table, as high as it may be."""
    widths = widths_of(table, size)
    cut = _cut(table, widths, size)
    rows = ([Cell(column.title) for column in cut.columns], *cut.rows)
    return Part(cut, size, widths, tuple(_height(row, widths, size) for row in rows))


def _split(whole: Part) -> list[Part]:
    table, (head, *heights) = whole.table, whole.heights
    found: list[Part] = []
    at = 0
    while not found or (at < len(heights) and len(found) < MOST_PARTS):
        end, used = at, head
        while end < len(heights) and (end == at or used + heights[end] <= HEIGHT):
            used += heights[end]
            end += 1
        here = replace(table, rows=table.rows[at:end], total=table.total and end == len(heights))
        found.append(replace(whole, table=here, heights=(head, *heights[at:end])))
        at = end
    found[-1] = replace(found[-1], left=len(heights) - at)
    return found


def widths_of(table: Table, size: float) -> tuple[float, ...]:
    """By the shares that the columns ask for, where no column of words is too narrow for its longest word."""
    shares = [float(column.share) for column in table.columns]
    least = [_least(table, at, size) for at in range(len(shares))]
    widths = [share / sum(shares) * WIDTH for share in shares]
    short = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, widths, strict=True))
    part = min(1.0, short / spare) if spare else 0.0
    return tuple(
        need if need > width else width - (width - need) * part for need, width in zip(least, widths, strict=True)
    )


def _least(table: Table, at: int, size: float) -> float:
    """Room for the longest word of a column; at most a quarter of the slide."""
    texts = [table.columns[at].title, *(row[at].text for row in table.rows)]
    longest = max((len(word) for text in texts for word in text[:400].split(" ")), default=1)
    return min(longest * size * (LETTER + 0.14) / 72 + 2 * BESIDE, WIDTH / 4)


def lines_of(text: str, width: float, size: float) -> int:
    """About how many lines the text takes."""
    room = max(1, int((width - 2 * BESIDE) * 72 / (size * LETTER)))
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) <= room:
            used += 1 + len(word)
            continue
        lines += bool(used) + (len(word) - 1) // room
        used = (len(word) - 1) % room + 1 if word else 0
    return lines


def _height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    most = max(lines_of(cell.text, width, size) for cell, width in zip(row, widths, strict=True))
    return most * size * LINE / 72 + 2 * ABOVE


def _cut(table: Table, widths: Sequence[float], size: float) -> Table:
    """The table with texts that are too long for a slide cut; the whole stands in the document."""
    rows = tuple(
        tuple(_shown(cell, width, size) for cell, width in zip(row, widths, strict=True)) for row in table.rows
    )
    titles = tuple(replace(column, title=shortened(clean(column.title), 60)) for column in table.columns)
    return replace(table, columns=titles, rows=rows)


def _shown(cell: Cell, width: float, size: float) -> Cell:
    room = max(4, int((width - 2 * BESIDE) * 72 / (size * LETTER)) * MOST_LINES)
    text = clean(cell.text)
    while len(text) > 4 and lines_of(text, width, size) > MOST_LINES:
        text = shortened(text, min(room, int(len(text) * 0.9)))
    return replace(cell, text=text)
