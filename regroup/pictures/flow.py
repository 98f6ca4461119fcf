"""Who goes where: areas before on the left, areas after on the right, and bands as wide as what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import BOLD, COLOURS, INK, SOFT, Drawing, colour, letter, width_of, wrapped

LABELS, MIDDLE, POST = 225, 330, 14
HEIGHT, GAP, HEAD, LEAST = 400, 22, 48, 6
NAME, SIZE, LINE = 12.5, 11.5, 15.5
"""Type of an area's name and of what stands under it, and from line to line."""
PILL, PILL_HEIGHT = 12.0, 18.0
ALONG = (0.5, 0.62, 0.38, 0.72, 0.28, 0.8, 0.2, 0.87, 0.13)
"""Where on its band a label may stand, best first; it must not touch another."""


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


@dataclass(frozen=True, slots=True)
class _Laid:
    """A band with its upper edge on either side, and how thick it is."""

    band: Band
    left: float
    right: float
    thick: float


def flow(
    before: Sequence[Side], after: Sequence[Side], bands: Sequence[Band], heads: tuple[str, str], title: str, about: str
) -> str:
    """Bands that stay are light; bands that move are strong and carry their number of units."""
    scale = HEIGHT / (sum(band.amount for band in bands) or 1.0)
    starts = _posts(before, [(band.start, band.amount) for band in bands], scale)
    ends = _posts(after, [(band.end, band.amount) for band in bands], scale)
    drawing = Drawing(2 * LABELS + MIDDLE, max(_bottom(before, starts), _bottom(after, ends)) + 8, title, about)
    tones = {side.key: at for at, side in enumerate(after)}
    laid = _laid(bands, starts, ends, scale)
    for one in sorted(laid, key=lambda one: one.band.moved):
        _band(drawing, one, tones.get(one.band.end, 0))
    _labels(drawing, [one for one in laid if one.band.moved], tones)
    left, right = LABELS, LABELS + MIDDLE - POST
    for sides, posts, x, anchor in ((before, starts, left, "end"), (after, ends, right, "start")):
        for side in sides:
            _post(drawing, side, posts[side.key], x, anchor, tones.get(side.key) if sides is after else None)
    for x, words, anchor in ((left + POST, heads[0], "end"), (right, heads[1], "start")):
        lines = wrapped(words, LABELS + POST - 4, 14 * BOLD, 2)
        drawing.lines(x, HEAD - 14 - 17.5 * (len(lines) - 1), lines, 14, font_weight="bold", anchor=anchor)
    return drawing.svg()


def _lines(side: Side) -> list[str]:
    return wrapped(f"A  {side.name}", LABELS - 14, NAME * BOLD, 3)


def _words_height(side: Side) -> float:
    return (len(_lines(side)) + 1) * LINE


def _posts(sides: Sequence[Side], amounts: list[tuple[str, float]], scale: float) -> dict[str, tuple[float, float]]:
    """Top and height of each side's post; the words beside it need room too."""
    posts, top = {}, float(HEAD)
    for side in sides:
        height = max(LEAST, sum(amount for key, amount in amounts if key == side.key) * scale)
        posts[side.key] = (top, height)
        top += max(height + GAP, _words_height(side) + 8)
    return posts


def _bottom(sides: Sequence[Side], posts: dict[str, tuple[float, float]]) -> float:
    return max((posts[side.key][0] + max(posts[side.key][1], _words_height(side)) for side in sides), default=HEAD)


def _laid(
    bands: Sequence[Band],
    starts: dict[str, tuple[float, float]],
    ends: dict[str, tuple[float, float]],
    scale: float,
) -> list[_Laid]:
    """Each band's place: on either side in the order of the areas on the other."""
    used_left = {key: top for key, (top, _) in starts.items()}
    used_right = {key: top for key, (top, _) in ends.items()}
    at_right: dict[tuple[str, str], float] = {}
    for band in sorted(bands, key=lambda band: (ends[band.end][0], starts[band.start][0])):
        at_right[band.start, band.end] = used_right[band.end]
        used_right[band.end] += band.amount * scale
    laid = []
    for band in sorted(bands, key=lambda band: (starts[band.start][0], ends[band.end][0])):
        thick = max(2.0, band.amount * scale)
        laid.append(_Laid(band, used_left[band.start], at_right[band.start, band.end], thick))
        used_left[band.start] += band.amount * scale
    return laid


def _band(drawing: Drawing, one: _Laid, tone: int) -> None:
    x, far = LABELS + POST, LABELS + MIDDLE - POST
    middle, left, right = (x + far) / 2, one.left, one.right
    over = f"M{x},{left:.1f} C{middle},{left:.1f} {middle},{right:.1f} {far},{right:.1f}"
    low, start = right + one.thick, left + one.thick
    steps = f"{over} L{far},{low:.1f} C{middle},{low:.1f} {middle},{start:.1f} {x},{start:.1f} Z"
    look = {"fill": colour(tone), "fill_opacity": "0.72" if one.band.moved else "0.22"}
    drawing.path(steps, **look, hint=f"{one.band.label}: {one.band.units}")


def _labels(drawing: Drawing, moved: Sequence[_Laid], tones: dict[str, int]) -> None:
    """On white, framed in the colour of the band, where none covers another."""
    taken: list[tuple[float, float, float]] = []
    for one in moved:
        sign = f"→ {letter(tones[one.band.end])}" if one.band.end in tones else ""
        words = f"{one.band.label} {sign}".strip()
        width = width_of(words, PILL) + 10
        places = [_on(one, along) for along in ALONG]
        x, y = next((place for place in places if _free(*place, width, taken)), places[0])
        taken.append((x, y, width))
        tone = COLOURS[tones.get(one.band.end, 0) % len(COLOURS)]
        frame = {"fill": "#ffffff", "stroke": tone, "stroke_width": 1.5, "rx": 4}
        drawing.box(x - width / 2, y - PILL_HEIGHT / 2, width, PILL_HEIGHT, **frame)
        drawing.text(x, y + 4, words, PILL, anchor="middle")


def _on(one: _Laid, along: float) -> tuple[float, float]:
    """A point on the middle of the band, from 0 (left) to 1: the curve that `_band` draws."""
    x, far = LABELS + POST, LABELS + MIDDLE - POST
    middle, back = (x + far) / 2, 1 - along
    across = x * back**3 + 3 * middle * along * back + far * along**3
    down = one.left + (one.right - one.left) * (3 * along**2 - 2 * along**3)
    return across, down + one.thick / 2


def _free(x: float, y: float, width: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    inside = x - width / 2 >= LABELS + POST + 2 and x + width / 2 <= LABELS + MIDDLE - POST - 2
    near = (abs(x - other) < (width + wide) / 2 + 3 and abs(y - down) < PILL_HEIGHT + 2 for other, down, wide in taken)
    return inside and not any(near)


def _post(drawing: Drawing, side: Side, post: tuple[float, float], x: float, anchor: str, tone: int | None) -> None:
    top, height = post
    drawing.box(x, top, POST, height, fill=INK if tone is None else colour(tone))
    beside = x - 8 if anchor == "end" else x + POST + 8
    name = side.name if tone is None else f"{letter(tone)}  {side.name}"
    lines = wrapped(name, LABELS - 14, NAME * BOLD, 3)
    drawing.lines(beside, top + 11, lines, NAME, anchor=anchor, font_weight="bold")
    drawing.text(beside, top + 11 + len(lines) * LINE, side.label, SIZE, anchor=anchor, fill=SOFT)
