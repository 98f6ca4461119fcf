"""A scatter of marks and a line of dots, in plain characters: readable without colour and in any font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

DOT, EMPTY, SIDE, FLOOR, CORNER = "·", " ", "│", "─", "└"
HEIGHT = 14
Spot = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Mark:
    """A character at a place."""

    sign: str
    x: Fraction
    y: Fraction


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands at the ends of the axes, and their names."""

    left: str
    right: str
    bottom: str
    top: str
    across: str
    up: str


def scatter(marks: Sequence[Mark], line: Sequence[Spot], labels: Labels, width: int) -> list[str]:
    """The picture, line by line, none longer than ``width``.

    Args:
        marks: the first of those that fall on one cell is drawn.
        line: places that dots lead through, in order.
        labels: the figures at the ends are those of the outermost marks.
        width: characters.
    """
    margin = max(len(labels.top), len(labels.bottom)) + 1
    columns = max(10, width - margin - 2)
    frame = _Frame(marks, columns)
    cells = [[EMPTY] * columns for _ in range(HEIGHT)]
    for one, other in pairwise(line):
        for row, column in frame.between(one, other):
            cells[row][column] = DOT
    for mark in reversed(marks):
        row, column = frame.cell((mark.x, mark.y))
        cells[row][column] = mark.sign
    heads = [labels.top, *[""] * (HEIGHT - 2), labels.bottom]
    rows = [f"{head:>{margin}}{SIDE}{''.join(row)}".rstrip() for head, row in zip(heads, cells, strict=True)]
    return [f"{'':>{margin}}{labels.up}", *rows, *_foot(labels, margin, columns)]


def _foot(labels: Labels, margin: int, columns: int) -> list[str]:
    """The lower axis, with its name between the figures at its ends where there is room, else beneath."""
    gap = columns - len(labels.left) - len(labels.right)
    rule = f"{'':>{margin}}{CORNER}{FLOOR * columns}"
    if gap >= len(labels.across) + 2:
        return [rule, f"{'':>{margin + 1}}{labels.left}{labels.across:^{gap}}{labels.right}"]
    return [rule, f"{'':>{margin + 1}}{labels.left}{'':>{gap}}{labels.right}", f"{'':>{margin + 1}}{labels.across}"]


class _Frame:
    """From figures to cells: the outermost marks touch the edges."""

    def __init__(self, marks: Sequence[Mark], columns: int) -> None:
        self.columns = columns
        xs, ys = [mark.x for mark in marks], [mark.y for mark in marks]
        self.left, self.low = min(xs), min(ys)
        self.wide, self.high = max(xs) - self.left, max(ys) - self.low

    def cell(self, spot: Spot) -> tuple[int, int]:
        """Row from the top and column from the left."""
        x = (spot[0] - self.left) / self.wide if self.wide else Fraction(1, 2)
        y = (spot[1] - self.low) / self.high if self.high else Fraction(1, 2)
        return HEIGHT - 1 - round(y * (HEIGHT - 1)), round(x * (self.columns - 1))

    def between(self, one: Spot, other: Spot) -> list[tuple[int, int]]:
        """The cells on the straight line between two places."""
        (row, column), (last_row, last_column) = self.cell(one), self.cell(other)
        count = max(abs(last_row - row), abs(last_column - column), 1)
        return [
            (round(row + (last_row - row) * at / count), round(column + (last_column - column) * at / count))
            for at in range(count + 1)
        ]
