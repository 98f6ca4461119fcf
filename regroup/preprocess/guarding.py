"""Guards: company that a node can never have, places where it breaks its own guard, and guards nobody can break."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Bools, Core, Ints

MOST_CELLS = 10**6
"""Guards times nodes times areas; where there are more, guards say nothing here."""


def unwelcome(core: Core, holds: Bools) -> tuple[Ints, Bools]:
    """Guarded nodes, (U,), and whether each breaks a guard of its own with another, or alone, in an area, (U, n, k).

    It does so whoever else is there: the area has whom it holds, and of the others those who lighten it. No node is
    given where there are too many guards to look at.
    """
    if _too_many(core):
        return np.zeros(0, dtype=np.int64), np.zeros((0, core.n, core.k), dtype=np.bool_)
    nodes, where = np.unique(core.guard_node, return_inverse=True)
    broken = np.zeros((len(nodes), core.n, core.k), dtype=np.bool_)
    np.logical_or.at(broken, where, _lightest_beside(core, holds) > core.guard_most[:, None, None])
    return nodes, broken


def _lightest_beside(core: Core, holds: Bools) -> Ints:
    """(G, n, k): the least weight that a guard's node can have around it in an area, with another or alone."""
    weight = core.guard_weight[:, :, None]
    certain = holds | (core.allowed & (weight < 0))
    extra = np.where(certain, 0, weight)
    own = extra[np.arange(len(extra)), core.guard_node]
    alone = (weight * certain).sum(axis=1) + own
    itself = np.arange(core.n) == core.guard_node[:, None]
    return np.asarray(alone[:, None, :] + np.where(itself[:, :, None], 0, extra))


def _too_many(core: Core) -> bool:
    return len(core.guard_node) * core.n * core.k > MOST_CELLS


def without_idle_guards(core: Core) -> Core:
    """The core without guards that hold in every area open to their node, even with all that weigh anything."""
    if _too_many(core):
        return core
    heaviest = np.maximum(core.guard_weight, 0) @ core.allowed.astype(np.int64)
    broken = (heaviest > core.guard_most[:, None]) & core.allowed[core.guard_node]
    kept = broken.any(axis=1)
    return replace(
        core,
        guard_node=core.guard_node[kept],
        guard_weight=core.guard_weight[kept],
        guard_most=core.guard_most[kept],
    )
