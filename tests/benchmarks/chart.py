"""Small SVG charts in plain Python: times by family, and time against size with a fitted line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 800
LEFT, RIGHT, TOP, BOTTOM = 250, 24, 76, 56
ROW = 34
HEIGHT = 440
COLOURS = ("#1b6ca8", "#c8501e", "#3a7d44", "#7b4fa3", "#806000", "#444444")


@dataclass(frozen=True, slots=True)
class Dot:
    """One run. Filled where it ended with a proof.

    Attributes:
        x, y: greater than 0.
    """

    x: float
    y: float
    filled: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A power law: y = factor * x ** exponent, from the least x to the largest."""

    factor: float
    exponent: float
    least: float
    largest: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic axis from `least` to `most` between two places in pixels."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value, in pixels."""
        share = math.log(max(value, self.least) / self.least) / math.log(self.most / self.least)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Powers of ten, and 2 and 5 between them where the axis is short."""
        short = self.most / self.least < 50
        powers = range(math.floor(math.log10(self.least)), math.ceil(math.log10(self.most)) + 1)
        every = [step * 10.0**power for power in powers for step in ((1, 1.5, 2, 3, 4, 5, 6, 8) if short else (1,))]
        return [tick for tick in every if self.least <= tick <= self.most]


def strips(title: str, note: str, groups: Sequence[tuple[str, Sequence[Dot]]]) -> str:
    """Times in seconds (the dots' x), one strip per group, filled dots for proofs."""
    height = TOP + ROW * len(groups) + BOTTOM
    axis = _axis([dot.x for _, dots in groups for dot in dots], LEFT, WIDTH - RIGHT, decades=True)
    foot = height - BOTTOM
    parts = [_ticks_below(axis, foot, "seconds")]
    for place, (name, dots) in enumerate(groups):
        middle = TOP + ROW * (place + 0.5)
        parts.append(_text(LEFT - 10, middle + 4, name, "end"))
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{middle:.1f}" y2="{middle:.1f}" stroke="#ddd"/>')
        for number, dot in enumerate(dots):
            shake = (number * 7 % 13 - 6) * 1.2
            parts.append(_dot(axis.at(dot.x), middle + shake, dot, COLOURS[0]))
    return _svg(title, note, height, parts)


def powers(title: str, note: str, across: str, series: Sequence[tuple[str, Sequence[Dot], Line | None]]) -> str:
    """Seconds (y) against x, both logarithmic, with the fitted line of each series and its exponent.

    Args:
        across: name of the horizontal axis.
    """
    dots = [dot for _, these, _ in series for dot in these]
    sideways = _axis([dot.x for dot in dots], 76, WIDTH - RIGHT, decades=False)
    upright = _axis([dot.y for dot in dots], HEIGHT - BOTTOM, TOP, decades=True)
    parts = [_ticks_below(sideways, HEIGHT - BOTTOM, across), *_ticks_left(upright, 76, "seconds")]
    for number, (name, these, line) in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        parts += [_dot(sideways.at(dot.x), upright.at(dot.y), dot, colour) for dot in these]
        told = name
        if line is not None:
            ends = [(x, line.factor * x**line.exponent) for x in (line.least, line.largest)]
            (x1, y1), (x2, y2) = [(sideways.at(x), upright.at(y)) for x, y in ends]
            parts.append(
                f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="2"/>'
            )
            told += f": exponent {line.exponent:.1f}"
        parts.append(_text(90, TOP + 16 + 18 * number, told, "start", colour))
    return _svg(title, note, HEIGHT, parts)


def _axis(values: Sequence[float], start: float, end: float, *, decades: bool) -> Scale:
    least, most = min(values, default=1.0), max(values, default=10.0)
    if decades:
        low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
        return Scale(10.0**low, 10.0 ** max(high, low + 1), start, end)
    return Scale(least / 1.1, max(most, least * 1.2) * 1.1, start, end)


def _ticks_below(axis: Scale, foot: float, name: str) -> str:
    parts = [f'<line x1="{axis.start}" x2="{axis.end}" y1="{foot}" y2="{foot}" stroke="#222"/>']
    for tick in axis.ticks():
        x = axis.at(tick)
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{foot}" y2="{foot + 5}" stroke="#222"/>')
        parts.append(_text(x, foot + 19, f"{tick:g}", "middle"))
    parts.append(_text((axis.start + axis.end) / 2, foot + 40, name, "middle"))
    return "".join(parts)


def _ticks_left(axis: Scale, edge: float, name: str) -> Iterable[str]:
    yield f'<line x1="{edge}" x2="{edge}" y1="{axis.start}" y2="{axis.end}" stroke="#222"/>'
    for tick in axis.ticks():
        y = axis.at(tick)
        yield f'<line x1="{edge - 5}" x2="{edge}" y1="{y:.1f}" y2="{y:.1f}" stroke="#222"/>'
        yield _text(edge - 9, y + 4, f"{tick:g}", "end")
    yield _text(edge - 9, axis.end - 8, name, "end")


def _dot(x: float, y: float, dot: Dot, colour: str) -> str:
    inside = colour if dot.filled else "white"
    label = f"<title>{escape(dot.label)}</title>" if dot.label else ""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{inside}" fill-opacity="0.7" stroke="{colour}">{label}</circle>'
    )


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#222") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _svg(title: str, note: str, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13" role="img"><title>{escape(title)}</title><desc>{escape(note)}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>'
        f'<text x="16" y="24" font-size="16" fill="#222">{escape(title)}</text>'
        f'<text x="16" y="42" fill="#555">{escape(note)}</text>' + "".join(parts) + "</svg>\n"
    )
