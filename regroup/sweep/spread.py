"""How the points of the best plans spread over draws of unsure sizes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from regroup.sweep.base import Row, Value
from regroup.sweep.record import At
from regroup.sweep.shares import COUNTED

DRAW = "draw"
STEPS = 20
"""Bars of a histogram at most."""


@dataclass(frozen=True)
class Spread:
    """The draws at one place on the other axes.

    Attributes:
        at: the values of the other axes, of those with more than one.
        points: of the best plan of each draw that has one, from the least.
        without: draws without a plan.
    """

    at: At
    points: tuple[Fraction, ...]
    without: int

    def percentile(self, per_cent: int) -> Fraction:
        """The least of the points that so many per cent of the draws do not exceed (nearest rank)."""
        rank = -(-per_cent * len(self.points) // 100)
        return self.points[max(1, rank) - 1]

    def steps(self) -> tuple[int, ...]:
        """How many draws lie in each of equally wide steps from the least to the most; the last holds its end."""
        low, high = self.points[0], self.points[-1]
        if low == high:
            return (len(self.points),)
        count = min(STEPS, max(5, len(self.points) // 5))
        found = [0] * count
        for points in self.points:
            found[min(count - 1, int((points - low) * count / (high - low)))] += 1
        return tuple(found)


def spreads(rows: Iterable[Row]) -> tuple[Spread, ...]:
    """One for each combination of values on the other axes, in the order of the sweep; none without draws."""
    found: dict[At, list[Fraction | None]] = defaultdict(list)
    values: dict[str, set[Value]] = defaultdict(set)
    for row in rows:
        places = dict(row.at)
        if DRAW in places:
            rest = tuple((key, value) for key, value in row.at if key not in COUNTED)
            for key, value in rest:
                values[key].add(value)
            found[rest].append(_points(row))
    return tuple(_spread(at, drawn, values) for at, drawn in found.items() if len(drawn) > 1)


def _points(row: Row) -> Fraction | None:
    points, scale = row.found.get("points"), row.found.get("points_scale")
    return None if points is None or not scale else Fraction(points, scale)


def _spread(at: At, drawn: list[Fraction | None], values: dict[str, set[Value]]) -> Spread:
    shown = tuple((key, value) for key, value in at if len(values[key]) > 1)
    points = sorted(one for one in drawn if one is not None)
    return Spread(shown, tuple(points), len(drawn) - len(points))
