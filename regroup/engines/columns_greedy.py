"""Pricing in haste: good columns of one area type, with no word on what else there is."""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_area import Members, Priced
from regroup.engines.columns_candidates import Candidates
from regroup.engines.columns_greedy_loop import grow

NO_BOUND = 2**62


def good_columns(candidates: Candidates, prices: Ints, above: int, most: int) -> Priced:
    """Columns worth more than a threshold at the prices, the best first, at most so many; proves nothing."""
    some = candidates.at(prices)
    count = len(some.nodes)
    if count == 0:
        return Priced((), (), NO_BOUND, False, 0)
    members = np.zeros((count, count), dtype=np.int16)
    lengths, values = np.zeros(count, np.int64), np.zeros(count, np.int64)
    steps = grow(some.problem, members, lengths, values)
    found: dict[Members, int] = {}
    for start in np.argsort(-values, kind="stable").tolist():
        if lengths[start] == 0 or values[start] <= above or len(found) == most:
            break
        found[tuple(sorted(some.nodes[members[start, : lengths[start]]].tolist()))] = int(values[start])
    return Priced(tuple(found), tuple(found.values()), NO_BOUND, False, steps)
