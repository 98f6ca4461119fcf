"""The organisation chart of a plan: a box for the level above, a box for each area with its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import BOLD, INK, LINE, SOFT, Drawing, colour, letter, width_of, wrapped

COLUMN, GAP, PAD, TRUNK = 178.0, 14.0, 9.0, 16.0
LINE_HEIGHT, BESIDE, MOST_LINES = 15.5, 4, 18
"""From line to line; columns in a row; lines in a column before a box takes one more column."""
TOP_TYPE, WIDEST_TOP = 14.0, 520.0
HEAD_TYPES = (14.0, 13.0, 12.0, 11.0)
"""Of the name of an area, largest first."""


@dataclass(frozen=True, slots=True)
class Box:
    """An area: its name, a line under it, and its units; ``new`` marks a unit that comes from elsewhere."""

    name: str
    label: str
    units: tuple[tuple[str, bool], ...]


def chart(top: str, boxes: Sequence[Box], new: str, title: str, about: str) -> str:
    """Areas in rows of at most four columns; a large area takes several. Units that move are marked with an arrow."""
    rows = _rows(boxes)
    heights = [max(map(_height, row)) for row in rows]
    used = max((sum(map(_columns, row)) for row in rows), default=1)
    heading = wrapped(top, WIDEST_TOP - 20, TOP_TYPE, 2)
    down = 16.0 + 18 * len(heading)
    width = max(2 * TRUNK + used * (COLUMN + GAP) - GAP, 440.0)
    drawing = Drawing(width, down + sum(heights) + 2 * GAP * len(rows) + 30, title, about)
    _top(drawing, heading)
    trunk, first, number = TRUNK / 2, down + GAP / 2, 0
    drawing.line(width / 2, down - 4, width / 2, first, stroke=INK)
    for row, height in zip(rows, heights, strict=True):
        bar = down + GAP / 2
        x = TRUNK if len(rows) > 1 else (width - sum(map(_width, row)) - GAP * (len(row) - 1)) / 2
        middles = []
        for box in row:
            middles.append(x + _width(box) / 2)
            drawing.line(middles[-1], bar, middles[-1], down + GAP, stroke=INK)
            _box(drawing, box, x, down + GAP, height, number)
            x, number = x + _width(box) + GAP, number + 1
        ends = [*middles, width / 2] if bar == first else middles
        drawing.line(trunk if len(rows) > 1 else min(ends), bar, max(ends), bar, stroke=INK)
        if bar > first:
            drawing.line(trunk, first, trunk, bar, stroke=INK)
        down += height + 2 * GAP
    drawing.text(4, drawing.height - 8, f"→  {new}", 12, fill=SOFT)
    return drawing.svg()


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for box in boxes:
        if rows and sum(map(_columns, rows[-1])) + _columns(box) <= BESIDE:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _top(drawing: Drawing, heading: Sequence[str]) -> None:
    """The level above, as wide as its name needs."""
    middle, width = drawing.width / 2, max(200.0, *(width_of(line, TOP_TYPE) * 1.06 + 24 for line in heading))
    drawing.box(
        middle - width / 2, 2, width, 10 + 18 * len(heading), fill="#ffffff", stroke=INK, stroke_width=1.5, rx=4
    )
    drawing.lines(middle, 21, heading, TOP_TYPE, anchor="middle", font_weight="bold")


def _unit(name: str) -> list[str]:
    return wrapped(name, COLUMN - 2 * PAD - 16, 12, 5)


def _tall(name: str) -> float:
    return len(_unit(name)) * LINE_HEIGHT + 3


def _columns(box: Box) -> int:
    """How many columns a box takes: as many as its lines need, at most a whole row."""
    return max(1, min(BESIDE, -(-sum(len(_unit(name)) for name, _ in box.units) // MOST_LINES)))


def _width(box: Box) -> float:
    return _columns(box) * (COLUMN + GAP) - GAP


def _heading(box: Box, number: int = 0) -> tuple[list[str], float]:
    """The name in the largest type that neither breaks a word nor cuts the name off, with its size."""
    words, room = f"{letter(number)}  {box.name}", _width(box) - 2 * PAD
    tries = [(wrapped(words, room, size * BOLD, 4), size) for size in HEAD_TYPES]
    whole = [one for one in tries if "".join(one[0]).replace(" ", "") == words.replace(" ", "")] or tries[-1:]
    beside = (one for one in whole if one[0][0] != letter(number))  # no letter alone on a line if it can be helped
    return next(beside, whole[0])


def _parts(box: Box) -> list[list[tuple[str, bool]]]:
    """The units column by column, about as high each."""
    share = sum(_tall(name) for name, _ in box.units) / _columns(box)
    parts: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    for name, new in box.units:
        if used >= share * len(parts) - 0.5 and len(parts) < _columns(box):
            parts.append([])
        parts[-1].append((name, new))
        used += _tall(name)
    return parts


def _height(box: Box) -> float:
    highest = max(sum(_tall(name) for name, _ in part) for part in _parts(box))
    return PAD * 3 + len(_heading(box)[0]) * 17.5 + 20 + highest


def _box(drawing: Drawing, box: Box, x: float, y: float, height: float, number: int) -> None:
    drawing.box(x, y, _width(box), height, fill="#ffffff", stroke=LINE, rx=4)
    drawing.box(x, y, _width(box), 6, fill=colour(number))
    names, size = _heading(box, number)
    drawing.lines(x + PAD, y + 24, names, size, font_weight="bold")
    label = y + 24 + len(names) * 17.5
    drawing.text(x + PAD, label, box.label, 12, fill=SOFT)
    for at, part in enumerate(_parts(box)):
        left, down = x + PAD + at * (COLUMN + GAP), label + 20
        for name, new in part:
            drawing.text(left, down, "→" if new else "•", 12)
            drawing.lines(left + 16, down, _unit(name), 12)
            down += _tall(name)
