"""Points and permission of many assignments at once: `Core.points` and `Core.allows` for (B, n) of them."""

from __future__ import annotations

import numpy as np

from regroup.core import Bools, Core, Ints


def points_of_each(core: Core, assignments: Ints) -> Ints:
    """(B,) integer points of (B, n) assignments, whether they are allowed or not."""
    many = len(assignments)
    total = np.full(many, core.constant, dtype=np.int64)
    total += (assignments[:, core.pair_i] == assignments[:, core.pair_j]) @ core.pair_points
    total += core.pull[np.arange(core.n), assignments].sum(axis=1)
    for area in range(core.k):
        inside = (assignments == area).astype(np.int64)
        lost = np.full(many, core.open_cost[area], dtype=np.int64)
        lost += ((inside @ core.label_members.T.astype(np.int64)) > 0) @ core.label_cost[:, area]
        hinges = np.flatnonzero(core.hinge_area == area)
        distance = inside @ core.sizes[core.hinge_measure[hinges]].T - core.hinge_at[hinges]
        lost += np.maximum(-distance, 0) @ core.hinge_below[hinges] + np.maximum(distance, 0) @ core.hinge_above[hinges]
        total -= lost * inside.any(axis=1)
    return total


def allows_each(core: Core, assignments: Ints) -> Bools:
    """(B,) whether each of (B, n) assignments breaks nothing hard."""
    keeps = np.asarray(core.allowed[np.arange(core.n), assignments].all(axis=1))
    keeps &= (assignments[:, core.apart[:, 0]] != assignments[:, core.apart[:, 1]]).all(axis=1)
    keeps &= (assignments[:, core.together[:, 0]] == assignments[:, core.together[:, 1]]).all(axis=1)
    count = np.zeros(len(assignments), dtype=np.int64)
    for area in range(core.k):
        inside = (assignments == area).astype(np.int64)
        used = inside.any(axis=1)
        count += used & core.counted[area]
        total = inside @ core.sizes.T
        within = ((total >= core.window_least[:, area]) & (total <= core.window_most[:, area])).all(axis=1)
        guarded = (inside @ core.guard_weight.T <= core.guard_most) | (inside[:, core.guard_node] == 0)
        keeps &= np.where(used, within & guarded.all(axis=1), not core.must_use[area])
    return keeps & (count >= core.count_least) & (count <= core.count_most)
