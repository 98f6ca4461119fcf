"""Who goes where: areas before on the left, areas after on the right, and bands as wide as what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import INK, SOFT, Drawing, colour, letter, shortened, wrapped

LABELS, MIDDLE, POST = 250, 440, 14
HEIGHT, GAP, HEAD, LEAST = 420, 26, 34, 10


@dataclass(frozen=True, slots=True)
class Side:
    """An area on one side."""

    key: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """What goes from one area to another: how much, its label, and the names of the units."""

    start: str
    end: str
    amount: float
    label: str
    units: str
    moved: bool


def flow(
    before: Sequence[Side], after: Sequence[Side], bands: Sequence[Band], heads: tuple[str, str], title: str, about: str
) -> str:
    """Bands that stay are light; bands that move are strong and carry their number of units."""
    most = max(len(before), len(after))
    height = HEAD + HEIGHT + most * GAP
    drawing = Drawing(2 * LABELS + MIDDLE, height, title, about)
    total = sum(band.amount for band in bands) or 1.0
    scale = HEIGHT / total
    left, right = LABELS, LABELS + MIDDLE - POST
    starts = _posts(before, [(band.start, band.amount) for band in bands], scale)
    ends = _posts(after, [(band.end, band.amount) for band in bands], scale)
    tones = {side.key: at for at, side in enumerate(after)}
    _bands(drawing, bands, starts, ends, tones, scale)
    for sides, posts, x, anchor in ((before, starts, left, "end"), (after, ends, right, "start")):
        for side in sides:
            _post(drawing, side, posts[side.key], x, anchor, tones.get(side.key) if sides is after else None)
    for x, words, anchor in ((left + POST, heads[0], "end"), (right, heads[1], "start")):
        drawing.text(x, HEAD - 14, shortened(words, LABELS, 14), 14, font_weight="bold", anchor=anchor)
    return drawing.svg()


def _posts(sides: Sequence[Side], amounts: list[tuple[str, float]], scale: float) -> dict[str, tuple[float, float]]:
    """Top and height of each side's post."""
    posts, top = {}, float(HEAD)
    for side in sides:
        height = max(LEAST, sum(amount for key, amount in amounts if key == side.key) * scale)
        posts[side.key] = (top, height)
        top += height + GAP
    return posts


def _bands(
    drawing: Drawing,
    bands: Sequence[Band],
    starts: dict[str, tuple[float, float]],
    ends: dict[str, tuple[float, float]],
    tones: dict[str, int],
    scale: float,
) -> None:
    used_left = {key: top for key, (top, _) in starts.items()}
    used_right = {key: top for key, (top, _) in ends.items()}
    order = sorted(bands, key=lambda band: (starts[band.start][0], ends[band.end][0]))
    at_left, at_right = {}, {}
    for band in order:
        at_left[id(band)] = used_left[band.start]
        used_left[band.start] += band.amount * scale
    for band in sorted(bands, key=lambda band: (ends[band.end][0], starts[band.start][0])):
        at_right[id(band)] = used_right[band.end]
        used_right[band.end] += band.amount * scale
    for band in sorted(order, key=lambda band: band.moved):
        _band(drawing, band, at_left[id(band)], at_right[id(band)], band.amount * scale, tones.get(band.end, 0))


def _band(drawing: Drawing, band: Band, left: float, right: float, thick: float, tone: int) -> None:
    x, far = LABELS + POST, LABELS + MIDDLE - POST
    middle, thick = (x + far) / 2, max(2.0, thick)
    over = f"M{x},{left:.1f} C{middle},{left:.1f} {middle},{right:.1f} {far},{right:.1f}"
    low, start = right + thick, left + thick
    steps = f"{over} L{far},{low:.1f} C{middle},{low:.1f} {middle},{start:.1f} {x},{start:.1f} Z"
    look = {"fill": colour(tone), "fill_opacity": "0.72" if band.moved else "0.22"}
    drawing.path(steps, **look, hint=f"{band.label}: {band.units}")
    if band.moved:
        height = (left + right + thick) / 2 + 4
        drawing.text(
            middle, height, band.label, 11.5, anchor="middle", paint_order="stroke", stroke="#ffffff", stroke_width=3
        )


def _post(drawing: Drawing, side: Side, post: tuple[float, float], x: float, anchor: str, tone: int | None) -> None:
    top, height = post
    drawing.box(x, top, POST, height, fill=INK if tone is None else colour(tone))
    beside = x - 8 if anchor == "end" else x + POST + 8
    name = side.name if tone is None else f"{letter(tone)}  {side.name}"
    lines = wrapped(name, LABELS - 14, 12.5, 2)
    drawing.lines(beside, top + 11, lines, 12.5, anchor=anchor, font_weight="bold")
    drawing.text(beside, top + 11 + len(lines) * 15.5, side.label, 11.5, anchor=anchor, fill=SOFT)
