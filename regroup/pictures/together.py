"""What is settled and what is a choice: how many of the plans have two units together, a square for each two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import COLOURS, INK, LINE, SOFT, Drawing, shortened, width_of
from regroup.pictures.hatch import hatched

LABELS, HEAD, LEGEND, ROOM, WIDEST, NARROWEST = 300, 26, 44, 640, 28, 10
WITH_NUMBERS = 22
"""Squares narrower than this have no number in them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The legend."""

    always: str
    sometimes: str
    never: str


def together(units: Sequence[str], shares: Sequence[Sequence[float]], words: Words, title: str, about: str) -> str:
    """Solid where two are together in all plans, empty where in none, hatched with per cent where in some.

    Args:
        shares: of the plans, 0 to 1; as many rows and columns as there are units.
    """
    side = max(NARROWEST, min(WIDEST, ROOM / max(1, len(units))))
    bottom = HEAD + side * len(units)
    drawing = Drawing(max(LABELS + side * len(units) + 10, 640), bottom + LEGEND, title, about)
    for at, unit in enumerate(units):
        name = shortened(f"{at + 1}  {unit}", LABELS - 16, 11.5)
        size = min(10.5, side * 0.8)
        drawing.text(LABELS - 8, HEAD + side * (at + 0.5) + 4, name, min(11.5, side), anchor="end")
        drawing.text(LABELS + side * (at + 0.5), HEAD - 6, str(at + 1), size, anchor="middle", fill=SOFT)
    for row, line in enumerate(shares):
        for column, share in enumerate(line):
            if row != column:
                hint = f"{units[row]} – {units[column]}"
                _square(drawing, LABELS + side * column, HEAD + side * row, side, share, hint)
    drawing.box(LABELS, HEAD, side * len(units), side * len(units), fill="none", stroke=INK)
    _legend(drawing, words, bottom + 26)
    return drawing.svg()


def _square(drawing: Drawing, x: float, y: float, side: float, share: float, pair: str) -> None:
    hint = f"{pair}: {share * 100:.0f} %"
    if share >= 1:
        drawing.box(x + 1, y + 1, side - 2, side - 2, fill=COLOURS[0], hint=hint)
    elif share <= 0:
        drawing.box(x, y, side, side, fill="none", stroke=LINE, hint=hint)
    else:
        hatched(drawing, x + 1, y + 1, side - 2, side - 2, hint=hint, stroke=COLOURS[1])
        if side >= WITH_NUMBERS:
            drawing.box(x + 4, y + side / 2 - 7, side - 8, 14, fill="#ffffff")
            drawing.text(x + side / 2, y + side / 2 + 4, f"{share * 100:.0f}", 10.5, anchor="middle")


def _legend(drawing: Drawing, words: Words, y: float) -> None:
    x = 20.0
    drawing.box(x, y - 11, 14, 14, fill=COLOURS[0])
    drawing.text(x + 20, y, words.always, 11.5)
    x += 44 + width_of(words.always, 11.5)
    hatched(drawing, x, y - 11, 14, 14, stroke=COLOURS[1])
    drawing.text(x + 20, y, words.sometimes, 11.5)
    x += 44 + width_of(words.sometimes, 11.5)
    drawing.box(x, y - 11, 14, 14, fill="none", stroke=LINE)
    drawing.text(x + 20, y, words.never, 11.5)
