"""Synergies as a matrix, units ordered by area: what lies within the frames is kept, what lies outside is cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regroup.pictures.base import COLOURS, INK, LINE, SOFT, Drawing, colour, letter, shortened, width_of

LABELS, HEAD, LEGEND = 320, 40, 34
WIDEST, NARROWEST, ROOM = 24, 10, 640
LARGEST, SMALLEST = 11.5, 9.0
"""Type of a name; a long one is smaller before it is cut."""


@dataclass(frozen=True, slots=True)
class Block:
    """One area: its name and the names of its units, in order."""

    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The legend."""

    together: str
    against: str
    within: str


def _name(words: str, size: float) -> tuple[str, float]:
    room = LABELS - 32
    fitting = min(size, max(SMALLEST, size * room / width_of(words, size)))
    return shortened(words, room, fitting), fitting


def matrix(
    blocks: Sequence[Block], strengths: Mapping[tuple[int, int], int], words: Words, title: str, about: str
) -> str:
    """A square for each synergy, by its sign; the number in it is its strength.

    Args:
        blocks: the areas, with their units.
        strengths: between units by their place in the order of the blocks.
    """
    units = [unit for block in blocks for unit in block.units]
    side = max(NARROWEST, min(WIDEST, ROOM / max(1, len(units))))
    width = LABELS + side * len(units) + 10
    drawing = Drawing(max(width, 640), HEAD + side * len(units) + LEGEND, title, about)
    for at, unit in enumerate(units):
        middle = HEAD + side * (at + 0.5) + 4
        name, size = _name(f"{at + 1}  {unit}", min(LARGEST, side))
        drawing.text(LABELS - 8, middle, name, size, anchor="end")
        drawing.text(
            LABELS + side * (at + 0.5), HEAD - 6, str(at + 1), min(10.5, side * 0.8), anchor="middle", fill=SOFT
        )
    for (one, other), strength in sorted(strengths.items()):
        for row, column in ((one, other), (other, one)):
            _square(
                drawing, LABELS + side * column, HEAD + side * row, side, strength, f"{units[row]} – {units[column]}"
            )
    _frames(drawing, blocks, side)
    _legend(drawing, words, HEAD + side * len(units) + 22)
    return drawing.svg()


def _square(drawing: Drawing, x: float, y: float, side: float, strength: int, pair: str) -> None:
    look = {"fill": COLOURS[0] if strength > 0 else COLOURS[5], "hint": f"{pair}: {strength:+d}"}
    drawing.box(x + 1, y + 1, side - 2, side - 2, **look)
    if side >= 14:
        text = f"{strength}".replace("-", "−")
        drawing.text(x + side / 2, y + side / 2 + 4, text, min(12, side * 0.6), anchor="middle", fill="#ffffff")


def _frames(drawing: Drawing, blocks: Sequence[Block], side: float) -> None:
    start, whole = 0, sum(len(block.units) for block in blocks)
    drawing.box(LABELS, HEAD, side * whole, side * whole, fill="none", stroke=LINE)
    for at, block in enumerate(blocks):
        x, length = LABELS + side * start, side * len(block.units)
        y = HEAD + side * start
        drawing.box(x, y, length, length, fill="none", stroke=INK, stroke_width=2)
        drawing.box(12, y + 1, 5, length - 2, fill=colour(at), hint=block.name)
        drawing.text(6, y + length / 2 + 4, letter(at), 11, anchor="middle", font_weight="bold")
        start += len(block.units)


def _legend(drawing: Drawing, words: Words, y: float) -> None:
    x: float = 20
    for tone, label in ((COLOURS[0], words.together), (COLOURS[5], words.against)):
        drawing.box(x, y - 10, 12, 12, fill=tone)
        drawing.text(x + 18, y, label, 11.5)
        x += 44 + width_of(label, 11.5)
    drawing.box(x, y - 10, 12, 12, fill="none", stroke=INK, stroke_width=2)
    drawing.text(x + 18, y, words.within, 11.5)
