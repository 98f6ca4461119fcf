"""Totals on a coarse scale: sizes are rounded to a grain, and what that hides is allowed for on both sides.

With a grain of 1 nothing is rounded. Costs of an area are told per unit of its size, so that each member can pay
its own part: the parts of all members come to the whole. A part is rounded down, which keeps bounds valid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.core import Ints

Hinges = list[tuple[int, int, int]]
"""For each hinge of an area on the measure: where it turns, and points lost below and above."""


@dataclass(frozen=True, slots=True)
class Grain:
    """How totals of n nodes are told on a scale 0..X.

    Attributes:
        sizes: (n,) true sizes.
        rounded: (n,) sizes in grains.
        low, high: (X + 1,) the least and the greatest true total of a set whose rounded total is x.
    """

    sizes: Ints
    rounded: Ints
    low: Ints
    high: Ints

    @property
    def largest(self) -> int:
        """X, the largest total that is told."""
        return len(self.low) - 1

    def window(self, least: int, most: int) -> tuple[int, int]:
        """The first and last x whose true totals can be from least to most; first above last where none can."""
        inside = np.flatnonzero((self.high >= least) & (self.low <= most))
        return (int(inside[0]), int(inside[-1])) if len(inside) else (1, 0)


def grain(sizes: Ints, least: int, most: int, limit: int) -> Grain:
    """Sizes in grains so large that a total of up to ``most`` is told by at most about ``limit`` of them.

    Args:
        least, most: no total that matters is outside.
    """
    unit = max(1, -(-most // limit))
    rounded = (sizes + unit // 2) // unit
    error = sizes - rounded * unit
    under, over = -_worst(-error, sizes, most), _worst(error, sizes, most)
    told = np.arange((most - under) // unit + 1, dtype=np.int64) * unit
    return Grain(sizes, rounded, np.maximum(told + under, least), np.minimum(told + over, most))


def _worst(error: Ints, sizes: Ints, most: int) -> int:
    """The most that errors of a set of nodes can add up to where its sizes do not exceed a total; rounded up."""
    positive = np.flatnonzero(error > 0)
    order = positive[np.argsort(-error[positive] / sizes[positive], kind="stable")]
    many = int(np.searchsorted(np.cumsum(sizes[order]), most, side="right"))
    return int(error[order[: many + 1]].sum())


def least_rate(grains: Grain, fixed: int, hinges: Hinges, window: tuple[int, int], unit: int) -> list[int]:
    """(X + 1,) the least cost of an area per unit of its size where its rounded total is x; times a unit, floored.

    Between two corners cost is linear in the total, so cost per size is monotone: the least is at a corner.
    """
    return [
        min(
            _cost(total, fixed, hinges) * unit // total
            for total in (max(1, corner) for corner in _corners(grains, x, hinges, window))
        )
        for x in range(grains.largest + 1)
    ]


def _corners(grains: Grain, x: int, hinges: Hinges, window: tuple[int, int]) -> list[int]:
    """The ends of the true totals that x may stand for, and the hinges between them."""
    low, high = max(int(grains.low[x]), window[0]), min(int(grains.high[x]), window[1])
    return [low, max(low, high), *(at for at, _, _ in hinges if low < at < high)]


def _cost(total: int, fixed: int, hinges: Hinges) -> int:
    return fixed + sum(below * max(at - total, 0) + above * max(total - at, 0) for at, below, above in hinges)
