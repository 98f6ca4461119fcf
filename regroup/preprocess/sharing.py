"""Impossible pairs: nodes that can share no area are kept apart, and their points are nobody's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Bools, Core, Ints
from regroup.preprocess.guarding import unwelcome
from regroup.preprocess.held import held, held_sizes

MOST_NODES = 60
"""All pairs are looked at up to here: engines make more of knowing them than the rows cost."""
MOST_CELLS = 10**7
"""Pairs times areas times measures; where there are more, pairs with points are not looked at."""


def impossible_pairs_apart(core: Core) -> Core:
    """Keeps nodes apart that can share no area, where there are few nodes; rows that permissions imply are left out."""
    i, j = np.triu_indices(core.n, 1) if core.n <= MOST_NODES else np.zeros((2, 0), dtype=np.int64)
    never = ~can_share(core, i, j)
    rows = np.concatenate([core.apart, np.stack([i[never], j[never]], axis=1)])
    meet = (core.allowed[rows[:, 0]] & core.allowed[rows[:, 1]]).any(axis=1)
    return replace(core, apart=np.unique(rows[meet], axis=0))


def without_impossible_pairs(core: Core) -> Core:
    """The core without points for pairs that can share no area."""
    if len(core.pair_i) * core.k * len(core.sizes) > MOST_CELLS:
        return core
    kept = can_share(core, core.pair_i, core.pair_j)
    kept &= ~np.isin(core.pair_i * core.n + core.pair_j, core.apart[:, 0] * core.n + core.apart[:, 1])
    return replace(core, pair_i=core.pair_i[kept], pair_j=core.pair_j[kept], pair_points=core.pair_points[kept])


def can_share(core: Core, i: Ints, j: Ints) -> Bools:
    """(P,): whether nodes i and j, (P,) each, fit in some area by size and by their guards."""
    if not len(i):
        return np.zeros(0, dtype=np.bool_)
    holds = held(core)
    base = held_sizes(core, holds)
    guarded, broken = unwelcome(core, holds)
    nobody = len(guarded)
    row_of = np.full(core.n, nobody)
    row_of[guarded] = np.arange(nobody)
    broken = np.concatenate([broken, np.zeros((1, core.n, core.k), dtype=np.bool_)])
    able = np.zeros(len(i), dtype=np.bool_)
    for area in range(core.k):
        here = core.allowed[i, area] & core.allowed[j, area]
        fresh = core.sizes * ~holds[:, area]
        here &= (fresh[:, i] + fresh[:, j] + base[:, area, None] <= core.window_most[:, area, None]).all(axis=0)
        here &= ~(broken[row_of[i], j, area] | broken[row_of[j], i, area])
        able |= here
    return able
