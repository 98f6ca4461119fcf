"""Total sizes in buckets: which measure a table follows, and how its sizes are rounded so that rounding only widens.

A total W lies in bucket W // width. A member of size ``a * width + e`` with 0 <= e < width moves it by a buckets where
e = 0, by a or a + 1 otherwise. Allowing both overstates what can be reached, and only members cost precision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_area import AreaType

EXACT = 700
"""Up to so many buckets sizes are kept exact."""
COARSEST, FINEST = 96, 3072


class Buckets(NamedTuple):
    """Rounded sizes of the T nodes of an order.

    Attributes:
        width: sizes per bucket.
        move: (T,) buckets that a member moves the total by, at least.
        spill: (T,) 1 where it may be one more, else 0.
        least, most: the buckets that hold allowed totals; from ``least`` up to and including ``most``.
        lost: (most - least + 1,) the least that hinges take from an allowed total in each bucket.
    """

    width: int
    move: Ints
    spill: Ints
    least: int
    most: int
    lost: Ints


@dataclass(frozen=True, slots=True)
class Followed:
    """One measure with its window cut to what sizes can add up to, and its hinges.

    Attributes:
        sizes: (n,) size of each node; none for no measure at all.
        unit: what all sizes are multiples of.
        least, most: allowed totals, multiples of the unit.
        at, below, above: (H,) its hinges.
    """

    sizes: Ints
    unit: int
    least: int
    most: int
    at: Ints
    below: Ints
    above: Ints

    def losses(self, totals: Ints) -> Ints:
        """What the hinges take from each total."""
        distance = totals[..., None] - self.at
        lost = self.below * np.maximum(-distance, 0) + self.above * np.maximum(distance, 0)
        return np.asarray(lost.sum(axis=-1))

    def least_losses(self, low: Ints, high: Ints) -> Ints:
        """The least loss between each low and high: at a turn or an end, since losses are convex."""
        turns = np.clip(self.at[None, :], low[:, None], high[:, None])
        return np.asarray(self.losses(np.concatenate([turns, low[:, None], high[:, None]], axis=1)).min(axis=1))

    def best_total(self) -> int:
        """The allowed total with the least loss."""
        totals = np.append(np.clip(self.at, self.least, self.most), [self.least, self.most])
        return int(totals[self.losses(totals).argmin()])


def follow(area: AreaType, measure: int | None, nodes: Ints) -> Followed:
    """A measure of an area type, or none, over the nodes that may be members."""
    if measure is None:
        none = np.zeros(0, dtype=np.int64)
        return Followed(np.zeros(area.n, dtype=np.int64), 1, 0, 0, none, none, none)
    sizes = area.sizes[measure]
    total, unit = int(sizes[nodes].sum()), int(np.gcd.reduce(sizes[nodes])) or 1
    least = -(-max(int(area.least[measure]), 0) // unit) * unit
    most = min(int(area.most[measure]), total) // unit * unit
    mine = area.hinge_measure == measure
    return Followed(sizes, unit, least, most, area.hinge_at[mine], area.hinge_below[mine], area.hinge_above[mine])


def binding_measure(area: AreaType, nodes: Ints) -> int | None:
    """The measure whose window leaves the smallest share of all totals; hinges count as half of a window."""
    shares = []
    for measure in range(len(area.sizes)):
        followed = follow(area, measure, nodes)
        total = max(int(followed.sizes[nodes].sum()), 1)
        share = max(followed.most - followed.least, 0) / total
        shares.append((share / 2 if len(followed.at) else share, measure))
    return min(shares)[1] if shares else None


def bucket_counts(followed: Followed) -> list[int]:
    """Numbers of buckets to try, fewest first; the last is exact where sizes allow it."""
    exact = max(followed.most, 0) // followed.unit + 1
    if exact <= EXACT:
        return [exact]
    counts = [COARSEST]
    while counts[-1] < min(FINEST, exact):
        counts.append(counts[-1] * 2)
    return [*counts[:-1], exact] if counts[-1] >= exact else counts


def buckets_of(followed: Followed, order: Ints, count: int) -> Buckets:
    """Sizes rounded to about so many buckets.

    Args:
        followed: the measure; its window must not be empty.
        order: (T,) node of each step.
    """
    units = -(-(followed.most // followed.unit + 1) // count)
    width = units * followed.unit
    sizes = followed.sizes[order]
    least, most = followed.least // width, followed.most // width
    starts = np.arange(least, most + 1, dtype=np.int64) * width
    low, high = np.maximum(starts, followed.least), np.minimum(starts + width - followed.unit, followed.most)
    return Buckets(
        width=width,
        move=sizes // width,
        spill=(sizes % width > 0).astype(np.int64),
        least=least,
        most=most,
        lost=followed.least_losses(low, high),
    )
