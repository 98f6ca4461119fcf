"""Areas as bars against the band of sizes: too small, within, too big, and how unsure the size is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import BOLD, COLOURS, GROUND, INK, LINE, SOFT, Drawing, width_of, wrapped

LABELS, VERDICTS, ROOM = 215, 245, 320
ROW, GAP, HEAD, LINE_HEIGHT = 32, 14, 34, 12.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One area of one structure; sizes in the measure's unit."""

    name: str
    low: float
    likely: float
    high: float
    size: str
    verdict: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One structure: its name and its areas."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A limit of the band, and its label."""

    at: float
    label: str


def bars(groups: Sequence[Group], edges: Sequence[Edge], title: str, about: str) -> str:
    """One bar an area, grouped by structure, all on one scale; the band's limits run through."""
    rows = sum(_tall(bar) for group in groups for bar in group.bars)
    height = HEAD + rows + len(groups) * (ROW + GAP)
    drawing = Drawing(LABELS + ROOM + VERDICTS, height, title, about)
    end = max([1.0, *(bar.high for group in groups for bar in group.bars), *(edge.at for edge in edges)]) * 1.04
    for edge in edges:
        _edge(drawing, edge, LABELS + edge.at / end * ROOM, height)
    top: float = HEAD
    for group in groups:
        drawing.box(0, top + 4, width_of(group.name, 14 * BOLD), ROW - 8, fill=GROUND)  # over the band's limits
        drawing.text(0, top + ROW * 0.7, group.name, 14, font_weight="bold")
        top += ROW
        for bar in group.bars:
            _bar(drawing, bar, top, ROOM / end)
            top += _tall(bar)
        top += GAP
    return drawing.svg()


def _verdict(bar: Bar) -> list[str]:
    return wrapped(bar.verdict, VERDICTS - 12, 10.5, 2)


def _tall(bar: Bar) -> float:
    """How much of the height it takes: two lines of words under the size need more."""
    return ROW if len(_verdict(bar)) < 2 else ROW + LINE_HEIGHT


def _edge(drawing: Drawing, edge: Edge, x: float, height: float) -> None:
    drawing.line(x, HEAD - 8, x, height - GAP, stroke=INK, stroke_width=1.5, stroke_dasharray="5 4")
    drawing.text(x, HEAD - 14, edge.label, 12, anchor="middle")


def _bar(drawing: Drawing, bar: Bar, top: float, scale: float) -> None:
    """Solid to the likely size; a thin line from the lowest to the highest."""
    middle, tone = top + _tall(bar) / 2, COLOURS[0] if bar.fits else COLOURS[5]
    names = wrapped(bar.name, LABELS - 14, 12, 2)
    drawing.lines(LABELS - 10, middle + 4 - 7.5 * (len(names) - 1), names, 12, anchor="end")
    look = {"fill": tone, "hint": f"{bar.name}: {bar.size}, {bar.verdict}"}
    if not bar.fits:
        look |= {"stroke": INK, "stroke_width": "1.2"}
    drawing.box(LABELS, middle - ROW / 2 + 8, bar.likely * scale, ROW - 16, **look)
    if bar.high > bar.low:
        drawing.line(LABELS + bar.low * scale, middle, LABELS + bar.high * scale, middle, stroke=INK, stroke_width=1.5)
        for end in (bar.low, bar.high):
            x = LABELS + end * scale
            drawing.line(x, middle - 5, x, middle + 5, stroke=INK, stroke_width=1.5)
    right = LABELS + ROOM + 10
    drawing.line(LABELS, top + _tall(bar), right - 10, top + _tall(bar), stroke=LINE)
    verdict = _verdict(bar)
    start = middle + 3.5 - LINE_HEIGHT / 2 * len(verdict)
    drawing.text(right, start, bar.size, 11)
    drawing.lines(right, start + LINE_HEIGHT, verdict, 10, fill=SOFT)
