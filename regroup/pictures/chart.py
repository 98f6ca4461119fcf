"""The organisation chart of a plan: a box for the level above, a column for each area with its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import INK, LINE, SOFT, Drawing, colour, letter, wrapped

WIDTH, GAP, PAD, HEAD = 226, 18, 10, 44
LINE_HEIGHT, MOST_BESIDE = 15.5, 6


@dataclass(frozen=True, slots=True)
class Box:
    """An area: its name, a line under it, and its units; ``new`` marks a unit that comes from elsewhere."""

    name: str
    label: str
    units: tuple[tuple[str, bool], ...]


def chart(top: str, boxes: Sequence[Box], new: str, title: str, about: str) -> str:
    """Areas side by side, at most six in a row; units that move are marked with an arrow."""
    beside = max(1, min(MOST_BESIDE, len(boxes)))
    rows = [boxes[first : first + beside] for first in range(0, len(boxes), beside)]
    heights = [max(_height(box) for box in row) for row in rows]
    width = beside * (WIDTH + GAP) - GAP + 2
    drawing = Drawing(max(width, 420), HEAD + sum(heights) + GAP * 2 * len(rows) + 30, title, about)
    middle, down = drawing.width / 2, float(HEAD)
    drawing.box(middle - 120, 2, 240, HEAD - 10, fill="#ffffff", stroke=INK, stroke_width=1.5, rx=4)
    drawing.text(middle, HEAD / 2 + 1, top, 14, anchor="middle", font_weight="bold")
    number = 0
    for row, height in zip(rows, heights, strict=True):
        left = (drawing.width - (len(row) * (WIDTH + GAP) - GAP)) / 2
        bar = down + GAP / 2
        drawing.line(middle, down - 8, middle, bar, stroke=INK)
        drawing.line(left + WIDTH / 2, bar, left + (len(row) - 1) * (WIDTH + GAP) + WIDTH / 2, bar, stroke=INK)
        for at, box in enumerate(row):
            x = left + at * (WIDTH + GAP)
            drawing.line(x + WIDTH / 2, bar, x + WIDTH / 2, down + GAP, stroke=INK)
            _box(drawing, box, x, down + GAP, height, number)
            number += 1
        down += height + 2 * GAP
    drawing.text(4, drawing.height - 8, f"→  {new}", 12, fill=SOFT)
    return drawing.svg()


def _height(box: Box) -> float:
    lines = len(wrapped(box.name, WIDTH - 2 * PAD, 14, 2)) + 1
    return PAD * 3 + lines * 19 + sum(len(_unit(name)) * LINE_HEIGHT + 4 for name, _ in box.units)


def _unit(name: str) -> list[str]:
    return wrapped(name, WIDTH - 2 * PAD - 18, 12, 3)


def _box(drawing: Drawing, box: Box, x: float, y: float, height: float, number: int) -> None:
    drawing.box(x, y, WIDTH, height, fill="#ffffff", stroke=LINE, rx=4)
    drawing.box(x, y, WIDTH, 6, fill=colour(number))
    names = wrapped(f"{letter(number)}  {box.name}", WIDTH - 2 * PAD, 14, 2)
    drawing.lines(x + PAD, y + 24, names, 14, font_weight="bold")
    down = y + 24 + len(names) * 17.5
    drawing.text(x + PAD, down, box.label, 12, fill=SOFT)
    down += 20
    for name, new in box.units:
        drawing.text(x + PAD, down, "→" if new else "•", 12)
        lines = _unit(name)
        drawing.lines(x + PAD + 16, down, lines, 12)
        down += len(lines) * LINE_HEIGHT + 4
