"""The most that a choice of classes can be worth, by their hopes and sizes: for any price t of size, at most

    the sum of max(0, hope - t size)  +  the greatest of  t (z - S) - losses at z

where S is the total so far and z goes from the least to the most total there can be. Whole numbers, so it is a bound
whatever t is; a t at which those worth their size reach the best z makes it a good one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from regroup.certificate.plain import Hinge


class Losses:
    """What the hinges of one measure lose: a convex function of its total.

    Attributes:
        slopes: what a unit of size loses before the first turn, between turns and after the last; not falling.
    """

    def __init__(self, hinges: Sequence[Hinge], scale: int) -> None:
        self._hinges, self._scale = hinges, scale
        self._turns = sorted({hinge.at for hinge in hinges})
        falling = -scale * sum(hinge.below for hinge in hinges)
        rising = scale * sum(hinge.above for hinge in hinges)
        between = [(self.at(high) - self.at(low)) // (high - low) for low, high in pairwise(self._turns)]
        self.slopes = [falling, *between, rising] if hinges else [0]

    def at(self, total: int) -> int:
        """What is lost at a total."""
        return self._scale * sum(hinge.lost(total) for hinge in self._hinges)

    def best_total(self, price: int, low: int, high: int) -> int:
        """The total from low to high with the greatest price of size less loss."""
        place = bisect_left(self.slopes, price)
        if place == 0:
            return low
        return high if place == len(self.slopes) else max(low, min(high, self._turns[place - 1]))


@dataclass(frozen=True, slots=True)
class Room:
    """The total so far, and the least and the most that it can become."""

    total: int
    low: int
    high: int


def bound(hopes: Mapping[int, int], sizes: Sequence[int], room: Room, losses: Losses) -> tuple[int, int]:
    """The bound, and the price of size that gives it.

    Args:
        hopes: of each that may be chosen. sizes: of each there is.
    """
    return min((_worth(price, hopes, sizes, room, losses), price) for price in _prices(hopes, sizes, room, losses))


def _prices(hopes: Mapping[int, int], sizes: Sequence[int], room: Room, losses: Losses) -> Iterator[int]:
    """Prices of which one is good."""
    ranked = sorted(((hope // sizes[one], sizes[one]) for one, hope in hopes.items() if sizes[one]), reverse=True)
    here, before = room.total, ranked[0][0] if ranked else 0
    for price, size in ranked:
        here += size
        if here >= losses.best_total(price, room.low, room.high):
            yield price
            yield from (slope for slope in losses.slopes if price < slope < before)
            return
        before = price
    yield 0


def _worth(price: int, hopes: Mapping[int, int], sizes: Sequence[int], room: Room, losses: Losses) -> int:
    best = losses.best_total(price, room.low, room.high)
    spare = [hope - price * sizes[one] for one, hope in hopes.items()]
    return sum(rest for rest in spare if rest > 0) + price * (best - room.total) - losses.at(best)
