"""Where proposals stand among all plans: how many plans have so many points, and a flag for each proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import COLOURS, INK, LINE, SOFT, Drawing, shortened
from regroup.pictures.scale import Scale, spread

LEFT, WIDTH, HEIGHT, FLAG, FOOT = 60, 700, 220, 18, 60


@dataclass(frozen=True, slots=True)
class Flag:
    """A proposal or the best plan: its sign, its points, and what is said of it below."""

    sign: str
    points: float
    words: str
    best: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Names of the axes, the word for a million, and the decimal sign."""

    across: str
    up: str
    millions: str
    decimal: str


def histogram(
    start: float, end: float, steps: Sequence[int], flags: Sequence[Flag], words: Words, title: str, about: str
) -> str:
    """Bars from ``start`` to ``end``, all as wide; flags at their points, those that meet one above the other."""
    scale = Scale.over([start, end, *(flag.points for flag in flags)], LEFT + 10, LEFT + WIDTH - 10)
    heights = _heights([scale.at(flag.points) for flag in flags])
    top = 40.0 + FLAG * (max(heights, default=0) + 1)
    drawing = Drawing(LEFT + WIDTH + 20, top + HEIGHT + FOOT + 19 * len(flags), title, about)
    drawing.text(LEFT, 16, words.up, 12, font_weight="bold")
    most, bottom = max([1, *steps]), top + HEIGHT
    width = (end - start) / max(1, len(steps))
    for at, count in enumerate(steps):
        x, right = scale.at(start + at * width), scale.at(start + (at + 1) * width)
        height = count / most * (HEIGHT - 14)
        drawing.box(x + 0.5, bottom - height, max(1.0, right - x - 1), height, fill=COLOURS[4], hint=str(count))
        if count:
            drawing.text((x + right) / 2, bottom - height - 4, _short(count, words), 9.5, anchor="middle", fill=SOFT)
    drawing.line(LEFT, bottom, LEFT + WIDTH, bottom, stroke=INK, stroke_width=1.5)
    for value in scale.ticks():
        drawing.line(scale.at(value), bottom, scale.at(value), bottom + 5, stroke=LINE)
        drawing.text(scale.at(value), bottom + 18, spread(value, words.decimal), 11, anchor="middle", fill=SOFT)
    drawing.text(LEFT + WIDTH, bottom + 36, words.across, 12, anchor="end", font_weight="bold")
    tops = [top - FLAG * (height + 1) - 6 for height in heights]
    for flag, height in zip(flags, tops, strict=True):
        x, dashes = scale.at(flag.points), "none" if flag.best else "5 3"
        drawing.line(x, height, x, bottom, stroke=_tone(flag), stroke_width=1.8, stroke_dasharray=dashes)
    for at, flag in enumerate(flags):
        _flag(drawing, flag, scale.at(flag.points), tops[at])
        said = shortened(f"{flag.sign}  {flag.words}", WIDTH, 12)
        drawing.text(LEFT, bottom + FOOT + 19 * at, said, 12)
    return drawing.svg()


def _tone(flag: Flag) -> str:
    return COLOURS[2] if flag.best else COLOURS[5]


def _flag(drawing: Drawing, flag: Flag, x: float, y: float) -> None:
    drawing.box(x - 9, y - 8, 18, 16, fill="#ffffff", stroke=_tone(flag), stroke_width=1.8, hint=flag.words)
    drawing.text(x, y + 4, flag.sign, 11, anchor="middle")


def _heights(places: Sequence[float]) -> list[int]:
    """How high each flag flies, so that none covers another."""
    heights: list[int] = []
    for at, x in enumerate(places):
        near = {heights[other] for other in range(at) if abs(places[other] - x) < FLAG + 4}
        heights.append(next(height for height in range(len(places)) if height not in near))
    return heights


def _short(count: int, words: Words) -> str:
    """A count in few letters: 950, 727 311, 2,1 mill."""
    if count < 1_000_000:
        return f"{count:,}".replace(",", "\u202f" if words.decimal == "," else ",")
    return f"{spread(round(count / 1_000_000, 1), words.decimal)} {words.millions}"
