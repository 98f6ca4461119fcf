"""Units around a circle, area by area; lines between them are synergies, dashed where the plan cuts them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from regroup.pictures.base import COLOURS, LINE, SOFT, Drawing, colour, letter, width_of, wrapped

RADIUS, BEYOND, LARGEST, SMALLEST = 200, 30, 15, 4
"""Of the circle, how far beyond it the names stand, and of the dots."""
NAME, ROOM_FOR_NAMES, LINE_HEIGHT, FEW = 12.0, 230, 14.0, 30
"""Type of the names, their room, and how many units may have theirs on two lines."""
SPACE_BETWEEN_AREAS = 0.8
"""Empty places between two areas, in units."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit: its name, its area's number and its size (None where it is unknown)."""

    name: str
    area: int
    size: float | None


@dataclass(frozen=True, slots=True)
class Tie:
    """A synergy between two dots, by their number; ``kept`` where both are in one area."""

    one: int
    other: int
    strength: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The legend."""

    kept: str
    cut: str
    against: str


def network(dots: Sequence[Dot], ties: Sequence[Tie], words: Words, title: str, about: str) -> str:
    """The dots in the order given, which is area by area; thicker lines are stronger."""
    radius = RADIUS + 4 * max(0, len(dots) - 24)
    angles = _angles(dots)
    names, height = _names(dots, angles, radius + BEYOND)
    centre_x, centre_y = radius + BEYOND + ROOM_FOR_NAMES, height + 12
    drawing = Drawing(2 * centre_x, 2 * centre_y + 24, title, about)
    places = [(radius * math.sin(a), -radius * math.cos(a)) for a in angles]
    places = [(centre_x + x, centre_y + y) for x, y in places]
    names = [replace(name, x=centre_x + name.x, y=centre_y + name.y) for name in names]
    for (x, y), name in zip(places, names, strict=True):
        drawing.line(x, y, name.x, name.y, stroke=LINE)
    for tie in sorted(ties, key=lambda tie: tie.kept):
        _tie(drawing, tie, places[tie.one], places[tie.other], (centre_x, centre_y), dots)
    biggest = max([dot.size for dot in dots if dot.size] or [1.0])
    for dot, place, name in zip(dots, places, names, strict=True):
        _dot(drawing, dot, place, biggest)
        anchor, beside = ("start", name.x + 4) if name.right else ("end", name.x - 4)
        top = name.y + 4 - LINE_HEIGHT / 2 * (len(name.lines) - 1)
        drawing.lines(beside, top, name.lines, NAME, anchor=anchor)
    _legend(drawing, words, 2 * centre_y + 12)
    return drawing.svg()


def _angles(dots: Sequence[Dot]) -> list[float]:
    """Where each dot stands, clockwise from the top, with a space where an area ends."""
    places, at = [], 0.0
    for before, dot in zip([None, *dots], dots, strict=False):
        at += SPACE_BETWEEN_AREAS if before is not None and before.area != dot.area else 0
        places.append(at)
        at += 1
    around = at + SPACE_BETWEEN_AREAS
    return [2 * math.pi * place / around for place in places]


def _tie(
    drawing: Drawing,
    tie: Tie,
    start: tuple[float, float],
    end: tuple[float, float],
    centre: tuple[float, float],
    dots: Sequence[Dot],
) -> None:
    """A curve that bends towards the middle."""
    bend = [centre[i] + ((start[i] + end[i]) / 2 - centre[i]) * 0.35 for i in (0, 1)]
    steps = f"M{start[0]:.1f},{start[1]:.1f} Q{bend[0]:.1f},{bend[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
    tone = COLOURS[5] if tie.strength < 0 else COLOURS[0] if tie.kept else SOFT
    dashes = {} if tie.kept else {"stroke_dasharray": "5 4"}
    look = {"fill": "none", "stroke": tone, "stroke_width": 0.8 + 0.7 * min(5, abs(tie.strength)), **dashes}
    hint = f"{dots[tie.one].name} – {dots[tie.other].name}: {tie.strength:+d}"
    drawing.path(steps, stroke_opacity="0.75", hint=hint, **look)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name's lines, where it begins, and whether it stands to the right."""

    x: float
    y: float
    lines: tuple[str, ...]
    right: bool


def _names(dots: Sequence[Dot], angles: Sequence[float], radius: float) -> tuple[list[_Name], float]:
    """Each name outside a circle around the dots, as near its own dot as leaves all legible; and how high that is.

    Places are from the centre of the circle.
    """
    most = 2 if len(dots) <= FEW else 1
    labels = [tuple(wrapped(f"{letter(dot.area)}  {dot.name}", ROOM_FOR_NAMES - 10, NAME, most)) for dot in dots]
    wanted = [-radius * math.cos(angle) for angle in angles]
    found: dict[int, _Name] = {}
    for right in (True, False):
        side = [at for at, angle in enumerate(angles) if (math.sin(angle) >= -1e-9) is right]
        side.sort(key=lambda at: wanted[at])
        heights = [len(labels[at]) * LINE_HEIGHT + 2 for at in side]
        for at, y in zip(side, _apart([wanted[at] for at in side], heights), strict=True):
            across = math.sqrt(max(0.0, radius**2 - y**2))
            found[at] = _Name(across if right else -across, y, labels[at], right)
    height = max([radius, *(abs(name.y) + len(name.lines) * LINE_HEIGHT / 2 for name in found.values())])
    return [found[at] for at in range(len(dots))], height


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Places in the order given, none on another, and together as near to those wanted as can be.

    Least squares under an order: neighbours that meet are pooled about their mean (Barlow et al., 1972).
    """
    offsets, pools = [0.0], list[tuple[float, int]]()
    for one, other in pairwise(heights):
        offsets.append(offsets[-1] + (one + other) / 2)
    for place, offset in zip(wanted, offsets, strict=False):
        mean, count = place - offset, 1
        while pools and pools[-1][0] > mean:
            before, held = pools.pop()
            mean, count = (before * held + mean * count) / (held + count), held + count
        pools.append((mean, count))
    means = (mean for mean, count in pools for _ in range(count))
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]


def _dot(drawing: Drawing, dot: Dot, place: tuple[float, float], biggest: float) -> None:
    size = SMALLEST + (LARGEST - SMALLEST) * math.sqrt((dot.size or 0) / biggest)
    drawing.circle(*place, size, fill=colour(dot.area), stroke="#ffffff", stroke_width=1.5, hint=dot.name)


def _legend(drawing: Drawing, words: Words, y: float) -> None:
    x: float = 20
    for tone, dashes, label in (
        (COLOURS[0], "none", words.kept),
        (SOFT, "5 4", words.cut),
        (COLOURS[5], "none", words.against),
    ):
        drawing.line(x, y - 4, x + 26, y - 4, stroke=tone, stroke_width=2.5, stroke_dasharray=dashes)
        drawing.text(x + 34, y, label, 12)
        x += 60 + width_of(label, 12)
