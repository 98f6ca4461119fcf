"""Windows moved inwards to totals that the nodes allowed there can reach; an area that can reach none is closed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Core
from regroup.preprocess.held import held, held_sizes
from regroup.preprocess.reachable import reachable


def to_reachable_totals(core: Core) -> Core:
    """Every window's ends are totals that its area can have, with the nodes it holds and any of the others.

    Windows of areas that nobody may be in bind nothing and stay.
    """
    holds = held(core)
    base = held_sizes(core, holds)
    free = core.allowed & ~holds
    least, most, allowed = core.window_least.copy(), core.window_most.copy(), core.allowed.copy()
    known: dict[tuple[object, ...], tuple[int, int] | None] = {}
    for m, area in np.ndindex(least.shape):
        if not core.allowed[:, area].any():
            continue
        start = int(base[m, area])
        ends = int(least[m, area]) - start, int(most[m, area]) - start
        key = (m, free[:, area].tobytes(), ends)
        if key not in known:
            known[key] = reachable(core.sizes[m, free[:, area]].tolist(), *ends)
        found = known[key]
        if found is None:
            allowed[:, area] = False
        else:
            least[m, area], most[m, area] = start + found[0], start + found[1]
    return replace(core, window_least=least, window_most=most, allowed=allowed)
