"""Units around a circle, area by area; lines between them are synergies, dashed where the plan cuts them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from regroup.pictures.base import COLOURS, SOFT, Drawing, colour, letter, shortened

RADIUS, ROOM_FOR_NAMES, LARGEST, SMALLEST, NAME_HEIGHT = 210, 270, 15, 4, 15
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
    centre_x, centre_y = radius + ROOM_FOR_NAMES, radius + 40
    drawing = Drawing(2 * centre_x, 2 * centre_y + 24, title, about)
    angles = _angles(dots)
    places = [(centre_x + radius * math.sin(a), centre_y - radius * math.cos(a)) for a in angles]
    for tie in sorted(ties, key=lambda tie: tie.kept):
        _tie(drawing, tie, places[tie.one], places[tie.other], (centre_x, centre_y), dots)
    biggest = max([dot.size for dot in dots if dot.size] or [1.0])
    heights = _apart(places, centre_x)
    for dot, place, height in zip(dots, places, heights, strict=True):
        _dot(drawing, dot, place, height, place[0] >= centre_x - 0.5, biggest)
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


def _apart(places: Sequence[tuple[float, float]], centre: float) -> list[float]:
    """The height of each name: that of its dot, or lower where the name above it would touch it."""
    heights = [y for _, y in places]
    for right in (True, False):
        above = -math.inf
        for at in sorted(range(len(places)), key=lambda at: places[at][1]):
            if (places[at][0] >= centre - 0.5) is right:
                heights[at] = above = max(heights[at], above + NAME_HEIGHT)
    return heights


def _dot(drawing: Drawing, dot: Dot, place: tuple[float, float], height: float, right: bool, biggest: float) -> None:
    x, y = place
    size = SMALLEST + (LARGEST - SMALLEST) * math.sqrt((dot.size or 0) / biggest)
    drawing.circle(x, y, size, fill=colour(dot.area), stroke="#ffffff", stroke_width=1.5, hint=dot.name)
    beside = x + (LARGEST + 5 if right else -LARGEST - 5)
    name = shortened(dot.name, ROOM_FOR_NAMES - 40, 12)
    label = f"{letter(dot.area)}  {name}" if right else f"{name}  {letter(dot.area)}"
    drawing.text(beside, height + 4, label, 12, anchor="start" if right else "end")


def _legend(drawing: Drawing, words: Words, y: float) -> None:
    x: float = 20
    for tone, dashes, label in (
        (COLOURS[0], "none", words.kept),
        (SOFT, "5 4", words.cut),
        (COLOURS[5], "none", words.against),
    ):
        drawing.line(x, y - 4, x + 26, y - 4, stroke=tone, stroke_width=2.5, stroke_dasharray=dashes)
        drawing.text(x + 34, y, label, 12)
        x += 60 + len(label) * 6.8
