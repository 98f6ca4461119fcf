"""Places: an area is closed to a node where it is too big for the window, or its company can never be right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Bools, Core, Ints
from regroup.preprocess.guarding import unwelcome
from regroup.preprocess.held import held, held_sizes

MOST_CELLS = 10**7
"""Apart rows times areas; where there are more, company is not counted."""


def possible_places(core: Core) -> Core:
    """Closes every area where a node is too big, cannot be with whom the area holds, or has too little company."""
    holds = held(core)
    closed = _too_big(core, holds) | _company_barred(core, holds) | _guard_broken(core, holds) | _too_little(core)
    return replace(core, allowed=core.allowed & ~closed)


def _too_big(core: Core, holds: Bools) -> Bools:
    """(n, k): with whom the area holds, the node is above the window."""
    with_node = held_sizes(core, holds)[:, None, :] + core.sizes[:, :, None] * ~holds
    return np.asarray((with_node > core.window_most[:, None, :]).any(axis=0))


def _company_barred(core: Core, holds: Bools) -> Bools:
    """(n, k): the node must be apart from one that the area holds."""
    barred = np.zeros_like(holds)
    i, j = core.apart.T
    np.logical_or.at(barred, i, holds[j])
    np.logical_or.at(barred, j, holds[i])
    return barred


def _guard_broken(core: Core, holds: Bools) -> Bools:
    """(n, k): a guard of the node, or of one that the area holds, is broken by the node, whoever else is there."""
    broken = np.zeros_like(holds)
    for node, row in zip(*unwelcome(core, holds), strict=True):
        broken[node] |= row[node]
        broken |= row & holds[node]
    return broken


def _too_little(core: Core) -> Bools:
    """(n, k): the node and all that may be there with it stay below the window."""
    if len(core.apart) * core.k > MOST_CELLS:
        return np.zeros_like(core.allowed)
    short = np.zeros_like(core.allowed)
    for sizes, least in zip(core.sizes, core.window_least, strict=True):
        there = sizes[:, None] * core.allowed
        short |= there.sum(axis=0) - _kept_away(core, there) < least
    return short


def _kept_away(core: Core, there: Ints) -> Ints:
    """(n, k): the sizes in an area, (n, k), of those that a node must be apart from."""
    away = np.zeros_like(there)
    i, j = core.apart.T
    np.add.at(away, i, there[j])
    np.add.at(away, j, there[i])
    return away
