"""Windows moved inwards by what the other areas can take and must take: everything has to be somewhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Bools, Core, Ints


def room(core: Core) -> Ints:
    """(M, k): the largest total that each area can have."""
    everything = core.sizes.sum(axis=1)[:, None]
    return np.asarray(np.clip(core.window_most, 0, everything) * core.allowed.any(axis=0))


def need(core: Core) -> Ints:
    """(M, k): the smallest total that each area has when it is used."""
    everything = core.sizes.sum(axis=1)[:, None]
    return np.asarray(np.clip(core.window_least, 0, everything + 1))


def most_taken(core: Core, taken: Ints, others: Bools, number: int) -> int:
    """An upper bound on what some areas can take together when at most a number of the counted ones are used.

    Args:
        taken: (k,) the largest total of each area.
        others: (k,) which areas.
    """
    counted = np.sort(taken[others & core.counted])[::-1]
    return int(taken[others & ~core.counted].sum()) + int(counted[: max(number, 0)].sum())


def least_taken(core: Core, needed: Ints, others: Bools, number: int) -> int:
    """A lower bound on what some areas take together when at least a number of the counted ones are used.

    Args:
        needed: (k,) the smallest total of each area that is used.
        others: (k,) which areas.
    """
    certain = others & core.must_use
    more = number - int((certain & core.counted).sum())
    open_to_some = core.allowed.any(axis=0)
    rest = np.sort(needed[others & core.counted & ~core.must_use & open_to_some])
    return int(needed[certain].sum()) + int(rest[: max(more, 0)].sum())


def within_what_others_leave(core: Core) -> Core:
    """An area in use takes at least what the others have no room for, and at most what they do not need."""
    least, most = core.window_least.copy(), core.window_most.copy()
    largest, smallest, everything = room(core), need(core), core.sizes.sum(axis=1).tolist()
    for m, area in np.ndindex(least.shape):
        others = np.arange(core.k) != area
        here = int(core.counted[area])
        left = everything[m] - most_taken(core, largest[m], others, core.count_most - here)
        spare = everything[m] - least_taken(core, smallest[m], others, core.count_least - here)
        least[m, area] = max(left, int(least[m, area]))
        most[m, area] = max(min(spare, int(most[m, area])), -1)
    return replace(core, window_least=least, window_most=most)
