"""Whether there are so many sets of members of one area that a search for the best is better not begun without care."""

from __future__ import annotations

import numpy as np

from regroup.engines.columns_area import AreaType

VAST = 28.0
"""Logarithm of the number of sets: 80 nodes in 8 areas and 60 in 5 have more, 50 in 5 and 60 in 10 have fewer."""


def vast(area: AreaType) -> bool:
    """Whether a search that is not over soon can be expected to be very long."""
    return ways(area) > VAST


def ways(area: AreaType) -> float:
    """About the logarithm of how many sets of nodes have the size of an area, by the share of nodes that it takes."""
    open_, least = np.flatnonzero(area.allowed), 0.5
    for m, sizes in enumerate(area.sizes[:, open_]):
        everything = max(1, int(sizes.sum()))
        turns = area.hinge_at[area.hinge_measure == m]
        low, high = max(0, int(area.least[m])), min(everything, int(area.most[m]))
        least = min(least, (float(turns.min()) if len(turns) else (low + high) / 2) / everything)
    share = max(least, 1e-9)
    return float(-len(open_) * (share * np.log(share) + (1 - share) * np.log(1 - share)))
