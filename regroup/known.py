"""What a solve leaves for later ones of the same nodes and areas: columns and prices. Hints, never believed.

A rule, a weight or a window may have changed since: whoever uses it works out anew what is allowed and what it is
worth, and proves a bound anew at the old prices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

MOST_COLUMNS = 600
"""Columns kept; of more, those named first."""

KnownColumn = tuple[tuple[int, ...], tuple[int, ...]]
"""Areas that it was found for, and the nodes together in one of them."""


@dataclass(frozen=True, slots=True)
class Known:
    """Columns and prices in terms of a whole core's n nodes and its areas, as they are before any are merged.

    Attributes:
        columns: sets of nodes that it paid to have in one area, the best first.
        prices: (n,) what each node earned, in points of the model, not of the core; empty where nobody knows.
    """

    columns: tuple[KnownColumn, ...] = ()
    prices: tuple[float, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.columns or self.prices)

    def fits(self, n: int, k: int) -> bool:
        """Whether it can be of n nodes and k areas: no other node or area is named, and prices are finite numbers."""
        return (
            len(self.prices) in (0, n)
            and all(math.isfinite(price) for price in self.prices)
            and all(_within(areas, k) and _within(nodes, n) for areas, nodes in self.columns)
        )

    def after(self, newer: Known) -> Known:
        """Both, at most `MOST_COLUMNS`: the newer one's prices, and its columns before others."""
        columns = dict.fromkeys((*newer.columns, *self.columns))
        return Known(tuple(columns)[:MOST_COLUMNS], newer.prices or self.prices)


def _within(numbers: tuple[int, ...], most: int) -> bool:
    return bool(numbers) and min(numbers) >= 0 and max(numbers) < most


NOTHING = Known()
