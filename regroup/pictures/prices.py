"""The price list as a map: a row for each unit, a column for each area, darker where it costs more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from regroup.pictures.base import INK, LINE, SOFT, Drawing, letter, shortened, width_of, wrapped
from regroup.pictures.hatch import hatched

LABELS, ROW, ROOM, WIDEST, NARROWEST, WITH_NAMES = 300, 24, 560, 148, 44, 84
SHADES = ("#ffffff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6")
"""From nothing to the most; ink can be read on all of them (ColorBrewer's Blues, the light end)."""


class Look(StrEnum):
    """What a place is."""

    OWN = "own"
    SHUT = "shut"
    PRICED = "priced"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in one area: the words in the cell, and the price where it has one."""

    look: Look
    words: str
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """The legend."""

    own: str
    shut: str
    priced: str


def prices(
    units: Sequence[str], areas: Sequence[str], places: Sequence[Sequence[Place]], words: Words, title: str, about: str
) -> str:
    """A cell for each unit and area: framed where the unit is, hatched where it may not be."""
    width = max(NARROWEST, min(WIDEST, ROOM / max(1, len(areas))))
    named = width >= WITH_NAMES
    head = 58.0 if named else 26.0
    legend = 34 + (0 if named else 18 * len(areas))
    drawing = Drawing(max(LABELS + width * len(areas) + 10, 640), head + ROW * len(units) + legend, title, about)
    for at, area in enumerate(areas):
        lines = wrapped(area, width - 6, 11.5, 3) if named else [letter(at)]
        top = head - 8 - (len(lines) - 1) * 14.4
        drawing.lines(LABELS + width * (at + 0.5), top, lines, 11.5, anchor="middle", font_weight="bold")
    most = max([1.0, *(place.price for row in places for place in row)])
    for at, unit in enumerate(units):
        y = head + ROW * at
        drawing.text(LABELS - 8, y + ROW / 2 + 4, shortened(unit, LABELS - 12, 12), 12, anchor="end")
        for column, place in enumerate(places[at]):
            _cell(drawing, place, (LABELS + width * column, y, width), most, f"{unit}, {areas[column]}")
    bottom = head + ROW * len(units)
    if not named:
        for at, area in enumerate(areas):
            drawing.text(20, bottom + 20 + 18 * at, f"{letter(at)}  {area}", 11.5)
    _legend(drawing, words, drawing.height - 10)
    return drawing.svg()


def _cell(drawing: Drawing, place: Place, spot: tuple[float, float, float], most: float, where: str) -> None:
    x, y, width = spot
    hint = f"{where}: {place.words}"
    if place.look is Look.SHUT:
        hatched(drawing, x, y, width, ROW, fill="#f3f5f7", hint=hint)
        drawing.box(x + width / 2 - 8, y + 4, 16, ROW - 8, fill="#ffffff")
        drawing.text(x + width / 2, y + ROW / 2 + 5, "×", 14, anchor="middle")
    else:
        shade = SHADES[min(len(SHADES) - 1, round(place.price / most * (len(SHADES) - 1)))]
        drawing.box(x, y, width, ROW, fill=shade, stroke=LINE, hint=hint)
        words = "●" if place.look is Look.OWN else shortened(place.words, width - 4, 11.5)
        drawing.text(x + width / 2, y + ROW / 2 + 4, words, 11.5, anchor="middle")
    if place.look is Look.OWN:
        drawing.box(x + 1.5, y + 1.5, width - 3, ROW - 3, fill="none", stroke=INK, stroke_width=2)


def _legend(drawing: Drawing, words: Words, y: float) -> None:
    x = 20.0
    drawing.box(x, y - 11, 14, 14, fill="none", stroke=INK, stroke_width=2)
    drawing.text(x + 20, y, f"● {words.own}", 11.5)
    x += 58 + width_of(words.own, 11.5)
    hatched(drawing, x, y - 11, 14, 14, fill="#f3f5f7")
    drawing.text(x + 20, y, f"× {words.shut}", 11.5)
    x += 58 + width_of(words.shut, 11.5)
    for at, shade in enumerate(SHADES):
        drawing.box(x + 14 * at, y - 11, 14, 14, fill=shade, stroke=LINE)
    drawing.text(x + 14 * len(SHADES) + 6, y, words.priced, 11.5, fill=SOFT)
