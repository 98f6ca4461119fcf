"""The columns that a compiled search has found, and what came of it so far; it goes on from one search to the next."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_problem import Flags, Small
from regroup.engines.columns_relax import NEVER
from regroup.engines.compiled import lean

NODES, CUT, OPEN, FOUND, THRESHOLD = range(5)
"""What the tally holds: nodes searched, whether a search was cut short, the greatest bound left open, columns kept,
and what further columns have to be worth more than."""


class Kept(NamedTuple):
    """Room for columns, and the tally.

    Attributes:
        members, lengths, values: (C, N), (C,), (C,) the columns, of candidates.
        tally: (5,).
        stop: (1,) set from outside where a search shall end at once.
    """

    members: Small
    lengths: Ints
    values: Ints
    tally: Ints
    stop: Flags


def room_for(most: int, nodes: int, threshold: int, stop: Flags) -> Kept:
    """Room for so many columns of as many candidates."""
    tally = np.array([0, 0, NEVER, 0, threshold], dtype=np.int64)
    return Kept(np.zeros((most, nodes), np.int16), np.zeros(most, np.int64), np.zeros(most, np.int64), tally, stop)


@lean
def keep(kept: Kept, value: int, path: Small, length: int, ids: Small, chosen: Small, more: int, every: bool) -> None:
    """Keeps a column above the threshold: a path of candidates and more of them; in place of the least where full.

    Where not every column is asked for, the threshold rises to the least kept as soon as there is no more room.
    """
    values, tally, room = kept.values, kept.tally, len(kept.values)
    if tally[FOUND] < room:
        place = tally[FOUND]
        tally[FOUND] += 1
    else:
        place = 0
        for at in range(room):
            if values[at] < values[place]:
                place = at
        if every:
            tally[CUT] = 1
    for at in range(length):
        kept.members[place, at] = path[at]
    for at in range(more):
        kept.members[place, length + at] = ids[chosen[at]]
    kept.lengths[place], values[place] = length + more, value
    if tally[FOUND] == room and not every:
        least = values[0]
        for at in range(room):
            least = min(least, values[at])
        tally[THRESHOLD] = least
