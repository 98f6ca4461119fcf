"""A trade-off as a curve: plans by letters, today and proposals by numbers, on the same axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from regroup.pictures.base import COLOURS, INK, LINE, SOFT, Drawing, shortened
from regroup.pictures.scale import Scale, spread

LEFT, TOP, WIDTH, HEIGHT, FOOT = 90, 34, 660, 340, 66
LABEL, SIGN = 12.0, 20.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A plan or a structure: its sign, its place, and what it is called."""

    sign: str
    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Axes:
    """Names of the axes, their unit after a number (such as " %"), the decimal sign, the least step between marks."""

    across: str
    up: str
    across_unit: str
    up_unit: str
    decimal: str
    across_step: float = 0.0
    up_step: float = 0.0


def curve(
    plans: Sequence[Spot], open_before: Sequence[bool], others: Sequence[Spot], axes: Axes, title: str, about: str
) -> str:
    """Circles with letters on a line, squares with numbers beside it; what the numbers mean stands below.

    Args:
        open_before: for each plan whether others may lie between it and the one before it (the line is dashed then);
            empty where no line is to be drawn.
    """
    drawing = Drawing(LEFT + WIDTH + 40, TOP + HEIGHT + FOOT + 20 * len(others), title, about)
    every = [*plans, *others]
    across = Scale.over([spot.x for spot in every], LEFT + 24, LEFT + WIDTH - 24)
    up = Scale.over([spot.y for spot in every], TOP + HEIGHT - 32, TOP + 24)
    _axes(drawing, axes, across, up)
    places = [(across.at(spot.x), up.at(spot.y)) for spot in plans]
    for at, (one, other) in enumerate(pairwise(places)):
        if open_before:
            dashes = "6 5" if open_before[at + 1] else "none"
            drawing.line(*one, *other, stroke=COLOURS[0], stroke_width=2, stroke_dasharray=dashes)
    _others(drawing, others, across, up)
    for spot, (x, y) in zip(plans, places, strict=True):
        drawing.circle(x, y, 11, fill=COLOURS[0], hint=f"{spot.sign}: {spot.name}")
        drawing.text(x, y + 4, spot.sign, 11, anchor="middle", fill="#ffffff", font_weight="bold")
    for at, spot in enumerate(others):
        words = shortened(f"{spot.sign}  {spot.name}", WIDTH, LABEL)
        drawing.text(LEFT, TOP + HEIGHT + FOOT - 4 + 20 * at, words, LABEL)
    return drawing.svg()


def _others(drawing: Drawing, others: Sequence[Spot], across: Scale, up: Scale) -> None:
    """Beside their place, so that a plan in the same place can be read; those that share a place stand in a row."""
    taken: dict[tuple[int, int], int] = {}
    for spot in others:
        x, y = across.at(spot.x), up.at(spot.y)
        cell = round(x / SIGN), round(y / SIGN)
        row = taken[cell] = taken.get(cell, 0) + 1
        left = x + 14 + (row - 1) * SIGN if x < LEFT + WIDTH - 90 else x - 32 - (row - 1) * SIGN
        drawing.circle(x, y, 3, fill=COLOURS[5])
        drawing.line(x, y, left + 9, y + 16, stroke=COLOURS[5])
        drawing.box(left, y + 8, 18, 16, fill="#ffffff", stroke=COLOURS[5], stroke_width=1.5, hint=spot.name)
        drawing.text(left + 9, y + 20, spot.sign, 11, anchor="middle")


def _axes(drawing: Drawing, axes: Axes, across: Scale, up: Scale) -> None:
    bottom = TOP + HEIGHT
    for value in across.ticks(axes.across_step):
        x = across.at(value)
        drawing.line(x, TOP, x, bottom, stroke=LINE)
        drawing.text(x, bottom + 16, _told(value, axes.across_unit, axes.decimal), 11, anchor="middle", fill=SOFT)
    for value in up.ticks(axes.up_step):
        y = up.at(value)
        drawing.line(LEFT, y, LEFT + WIDTH, y, stroke=LINE)
        drawing.text(LEFT - 8, y + 4, _told(value, axes.up_unit, axes.decimal), 11, anchor="end", fill=SOFT)
    drawing.line(LEFT, bottom, LEFT + WIDTH, bottom, stroke=INK, stroke_width=1.5)
    drawing.line(LEFT, TOP, LEFT, bottom, stroke=INK, stroke_width=1.5)
    drawing.text(LEFT, TOP - 14, axes.up, LABEL, font_weight="bold")
    drawing.text(LEFT + WIDTH, bottom + 34, axes.across, LABEL, anchor="end", font_weight="bold")


def _told(value: float, unit: str, decimal: str) -> str:
    return spread(value, decimal) + unit if math.isfinite(value) else ""
