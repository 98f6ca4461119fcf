"""What a solve leaves for later ones of the same nodes and areas: columns and prices. Hints, never believed.

A rule, a weight or a window may have changed since: whoever uses it works out anew what is allowed and what it is
worth, and proves a bound anew at the old prices.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regroup.core import Core
from regroup.preprocess import Reduced

Floats = npt.NDArray[np.float64]

MOST_COLUMNS = 600
"""Columns kept; of more, those named first."""

KnownColumn = tuple[tuple[int, ...], tuple[int, ...]]
"""Areas that it was found for, and the nodes together in one of them."""


@dataclass(frozen=True, slots=True)
class Known:
    """Columns and prices in terms of a core's n nodes and its areas.

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


NOTHING = Known()


def contracted(known: Known, whole: Core, small: Reduced) -> Known:
    """The same in terms of the reduced core; nothing where it cannot be of the whole one.

    Columns that split a class of nodes are dropped. What the pairs within a class bring is no part of its price: it
    is the reduced core's constant.
    """
    if not known.fits(whole.n, whole.k):
        return NOTHING
    if not known.prices:
        return Known(tuple(_of_classes(known, small)))
    prices = np.bincount(small.node_of, weights=np.array(known.prices), minlength=small.core.n) - _inside(whole, small)
    return Known(tuple(_of_classes(known, small)), tuple(prices.tolist()))


def expanded(known: Known, whole: Core, small: Reduced) -> Known:
    """The reduced core's in terms of the whole one, or nothing; a class's price is shared alike among its nodes."""
    if not known.fits(small.core.n, small.core.k):
        return NOTHING
    nodes = [np.flatnonzero(small.node_of == node).tolist() for node in range(small.core.n)]
    columns = tuple(
        (areas, tuple(sorted(node for member in members for node in nodes[member]))) for areas, members in known.columns
    )
    if not known.prices:
        return Known(columns)
    alike = (np.array(known.prices) + _inside(whole, small)) / np.bincount(small.node_of)
    return Known(columns, tuple(alike[small.node_of].tolist()))


def _of_classes(known: Known, small: Reduced) -> Iterator[KnownColumn]:
    size = np.bincount(small.node_of, minlength=small.core.n)
    for areas, nodes in known.columns:
        inside = np.bincount(small.node_of[list(set(nodes))], minlength=small.core.n)
        members = np.flatnonzero(inside)
        if (inside[members] == size[members]).all():
            yield areas, tuple(members.tolist())


def _inside(whole: Core, small: Reduced) -> Floats:
    """(m,) points of the model for the pairs within each class."""
    first, second = small.node_of[whole.pair_i], small.node_of[whole.pair_j]
    within = first == second
    points = np.bincount(first[within], weights=whole.pair_points[within], minlength=small.core.n)
    return np.asarray(points / whole.scale)


def _within(numbers: tuple[int, ...], most: int) -> bool:
    return bool(numbers) and min(numbers) >= 0 and max(numbers) < most
