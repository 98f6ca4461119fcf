"""The most different among some plans: each the one that is farthest from all chosen before.

Two plans are as far apart as there are pairs of units that one has together and the other has not. After
T. F. Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regroup.alternatives.settled import together_in
from regroup.plan import Plan


def most_different(plans: Sequence[Plan], number: int) -> tuple[tuple[int, int], ...]:
    """Places of plans that differ most from the first and from each other, and their pairs treated otherwise there.

    Args:
        plans: of the same units, all of them placed; the first is the one that the others are alternatives to.
        number: how many; fewer where no other is left that groups the units in another way.

    Returns:
        For each its place and the pairs that it treats otherwise than the first. Of equals the earlier one is taken.
    """
    units = list(plans[0])
    upper = np.triu_indices(len(units), 1)
    vectors = np.array([together_in(plan, units)[upper] for plan in plans])
    from_first = nearest = (vectors != vectors[0]).sum(axis=1)
    chosen: list[tuple[int, int]] = []
    while len(chosen) < number:
        farthest = int(nearest.argmax())
        if nearest[farthest] == 0:
            break
        chosen.append((farthest, int(from_first[farthest])))
        nearest = np.minimum(nearest, (vectors != vectors[farthest]).sum(axis=1))
    return tuple(chosen)
