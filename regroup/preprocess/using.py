"""Which areas must be used, and how many can be: counted from what each can take and must take."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Bools, Core
from regroup.preprocess.held import held
from regroup.preprocess.others import most_taken, need, room


def areas_in_use(core: Core) -> Core:
    """Areas that are used in every allowed assignment must be, and the count is within what the sizes allow.

    Where the count leaves no room for further areas, the counted ones that need not be used are closed.
    """
    must = core.must_use | held(core).any(axis=0) | _missed(core)
    certain = int((must & core.counted).sum())
    core = replace(
        core,
        must_use=must,
        count_least=max(core.count_least, certain, _fewest(core)),
        count_most=min(core.count_most, int((core.allowed.any(axis=0) & core.counted).sum())),
    )
    core = replace(core, count_most=min(core.count_most, _largest_number(core)))
    full = core.count_most <= certain
    return replace(core, allowed=core.allowed & ~(core.counted & ~must & full))


def _missed(core: Core) -> Bools:
    """(k,): without this area, the others have no room for everything or are too few."""
    largest, everything = room(core), core.sizes.sum(axis=1).tolist()
    missed = np.zeros(core.k, dtype=np.bool_)
    for area in range(core.k):
        others = np.arange(core.k) != area
        short = [
            most_taken(core, row, others, core.count_most) < size for row, size in zip(largest, everything, strict=True)
        ]
        few = int((core.allowed.any(axis=0) & core.counted & others).sum()) < core.count_least
        missed[area] = any(short) or few
    return missed


def _fewest(core: Core) -> int:
    """The smallest number of counted areas that can hold everything; more than there are where none can."""
    number = 0
    for sizes, row in zip(core.sizes, room(core), strict=True):
        counted = np.sort(row[core.counted])[::-1]
        held_by = int(row[~core.counted].sum()) + np.concatenate([[0], np.cumsum(counted)])
        number = max(number, int(np.searchsorted(held_by, int(sizes.sum()))))
    return number


def _largest_number(core: Core) -> int:
    """The largest number of counted areas for whose least totals there is enough, those that must be used first."""
    number = core.k
    others = core.counted & ~core.must_use & core.allowed.any(axis=0)
    for sizes, row in zip(core.sizes, need(core), strict=True):
        asked = int(row[core.must_use].sum()) + np.concatenate([[0], np.cumsum(np.sort(row[others]))])
        further = int(np.searchsorted(asked, int(sizes.sum()), side="right")) - 1
        number = min(number, int((core.must_use & core.counted).sum()) + further)
    return number
