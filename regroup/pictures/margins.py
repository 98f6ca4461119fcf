"""How little a number must change: where it is, how far the plan holds to each side, and where it is overturned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import COLOURS, INK, LINE, SOFT, Drawing, shortened, width_of, wrapped
from regroup.pictures.hatch import hatched

LABELS, ROOM, NOW, ROW, HEAD, LEGEND = 310, 420, 64, 34, 34, 40
BAR = 16


@dataclass(frozen=True, slots=True)
class Margin:
    """One number: where it may move from low to high, and where another plan becomes better (None: nowhere)."""

    name: str
    now: str
    value: float
    low: float
    high: float
    down: float | None
    up: float | None
    down_words: str
    up_words: str
    unknown: tuple[str, ...] = ()
    """Sides that nobody settled: "down", "up"."""


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and legend."""

    now: str
    lower: str
    higher: str
    holds: str
    turned: str


def margins(rows: Sequence[Margin], words: Words, title: str, about: str) -> str:
    """A row for each number: its value in the middle, each side drawn from the value to the end of its span."""
    drawing = Drawing(LABELS + NOW + ROOM + 20, HEAD + ROW * len(rows) + LEGEND, title, about)
    middle = LABELS + NOW + ROOM / 2
    drawing.text(LABELS + NOW - 8, HEAD - 12, words.now, 11.5, anchor="end", fill=SOFT)
    drawing.text(LABELS + NOW, HEAD - 12, f"← {words.lower}", 11.5, fill=SOFT)
    drawing.text(LABELS + NOW + ROOM, HEAD - 12, f"{words.higher} →", 11.5, anchor="end", fill=SOFT)
    for at, row in enumerate(rows):
        y = HEAD + ROW * at
        lines = wrapped(row.name, LABELS - 8, 11, 2)
        drawing.lines(4, y + ROW / 2 + 4 - 7 * (len(lines) - 1), lines, 11)
        drawing.text(LABELS + NOW - 8, y + ROW / 2 + 4, shortened(row.now, NOW + 10, 12), 12, anchor="end")
        for side, way, end, turn, said in (
            ("down", -1, row.low, row.down, row.down_words),
            ("up", 1, row.high, row.up, row.up_words),
        ):
            if turn is None and side in row.unknown:
                drawing.text(middle + way * 14, y + ROW / 2 + 4, "?", 12, anchor="middle")
            else:
                _side(drawing, (row.value, end, turn), middle, way, y, said)
    bottom = HEAD + ROW * len(rows)
    drawing.line(middle, HEAD - 6, middle, bottom + 2, stroke=INK, stroke_width=1.5)
    _legend(drawing, words, bottom + 26)
    return drawing.svg()


def _side(
    drawing: Drawing, numbers: tuple[float, float, float | None], middle: float, way: int, y: float, words: str
) -> None:
    """Solid as far as the plan holds, hatched from where it is overturned to the end of the span."""
    value, end, turn = numbers
    room, top, height = ROOM / 2 - 2, y + (ROW - BAR) / 2, BAR
    if end == value:
        return
    part = 1.0 if turn is None else min(1.0, max(0.0, abs(turn - value) / abs(end - value)))
    held = room * part
    drawing.box(middle if way > 0 else middle - held, top, held, height, fill=COLOURS[4])
    if turn is not None:
        at = middle + held if way > 0 else middle - room
        hatched(drawing, at, top, room - held, height, hint=words, stroke=COLOURS[5])
        edge = middle + way * held
        drawing.line(edge, top - 3, edge, top + height + 3, stroke=COLOURS[5], stroke_width=2.5)
        _turn(drawing, words, edge, way, y, held >= width_of(words, 11) + 8)
    drawing.line(middle, y + ROW, middle + way * room, y + ROW, stroke=LINE)


def _turn(drawing: Drawing, words: str, edge: float, way: int, y: float, inside: bool) -> None:
    """The value at the edge: within the solid part where there is room for it, else beyond it on white."""
    outwards = way < 0 if inside else way > 0
    x = edge + (5 if outwards else -5)
    if not inside:
        start = x - 2 if outwards else max(LABELS + NOW, x - width_of(words, 11) - 2)
        width = width_of(words, 11) + 4 if outwards else x + 2 - start
        drawing.box(start, y + ROW / 2 - 6, width, 12, fill="#ffffff")
    drawing.text(x, y + ROW / 2 + 4, words, 11, anchor="start" if outwards else "end")


def _legend(drawing: Drawing, words: Words, y: float) -> None:
    drawing.box(4, y - 11, 24, 13, fill=COLOURS[4])
    drawing.text(34, y, words.holds, 11.5)
    x = 62 + width_of(words.holds, 11.5)
    hatched(drawing, x, y - 11, 24, 13, stroke=COLOURS[5])
    drawing.line(x, y - 13, x, y + 4, stroke=COLOURS[5], stroke_width=2.5)
    drawing.text(x + 30, y, words.turned, 11.5)
