"""Which cores an engine is likely to settle; known without loading the engine."""

from __future__ import annotations

import numpy as np

from regroup.core import Core

FEWEST_FOR_COLUMNS, MOST_FOR_COLUMNS = 17, 150
"""Nodes from which on pricing whole areas beats a model of all areas at once, and up to which it ends."""
MILP_NODES = 25
"""Most nodes for which a mixed-integer program is worth its time."""
MILP_CELLS = 5000
"""Most products of a pair and an area in the mixed-integer program."""
MILP_LARGEST = 10**7
"""Largest coefficient: solvers in double precision take a millionth for nothing."""
MILP_POINTS = 2**40
"""Largest sum of points: its unit is still far above the rounding of a sum in double precision."""


def suits(engine: str, core: Core) -> bool:
    """Whether an engine is likely to settle a core of this size; True of engines that always say something."""
    if engine == "clique_bound":
        return core.n >= FEWEST_FOR_COLUMNS
    if engine == "columns":
        return FEWEST_FOR_COLUMNS <= core.n <= MOST_FOR_COLUMNS
    return _suits_milp(core) if engine == "milp" else True


def _suits_milp(core: Core) -> bool:
    cells = (len(core.pair_i) + core.n) * core.k
    rows = (
        core.sizes,
        core.window_least,
        core.hinge_at,
        core.guard_weight,
        core.guard_most,
        core.pull,
        core.pair_points,
    )
    largest = max((int(np.abs(row).max()) for row in rows if row.size), default=0)
    return (
        core.n <= MILP_NODES
        and cells <= MILP_CELLS
        and largest <= MILP_LARGEST
        and points_at_stake(core) <= MILP_POINTS
    )


def points_at_stake(core: Core) -> int:
    """An upper bound on the absolute value of any sum of points, the constant aside."""
    everything = core.sizes.sum(axis=1)
    at = core.hinge_at
    reach = np.maximum(at, everything[core.hinge_measure] - np.minimum(at, 0)) if len(at) else at
    rate = np.maximum(core.hinge_below, core.hinge_above)
    parts = (core.pair_points, core.pull, core.open_cost, core.label_cost, rate * reach)
    return sum(int(np.abs(part).sum()) for part in parts)
