"""Compiles the hot loops ahead of their first use: ``python -m regroup.engines.warm``; the set-up step does it.

Without it the first plan that needs them waits for the compiler once, a minute or so, which is told (`compiling`);
later starts read the cache beside the package, or in the user's own cache where that may not be written.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Core
from regroup.engines import clique_bound, columns
from regroup.engines.base import Budget
from regroup.engines.columns_area import AreaType, types_of
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_pricing import Pricing, pricers_of

NODES, AREAS = 8, 2


def warm() -> None:
    """Solves a small chain of nodes in every way of pricing, and bounds it."""
    for pricing in Pricing:
        columns.solve(chain(), Budget(work=1), pricing=pricing)
        for pricer in pricers_of(types_of(chain(), 1), pricing):  # a plan may be proven without any search
            pricer.price(np.zeros(NODES, dtype=np.int64), -1, 1)
    for area in types_of(chain(), 1):
        for hard in (False, True):  # small areas are searched without parts and are never hard
            pricer = BranchPricer(area)
            pricer.hard = hard
            pricer.in_parts(np.zeros(NODES, dtype=np.int64), -1, 1, every=True, work=1000, run=map)
        BranchPricer(_soft(area)).price(np.zeros(NODES, dtype=np.int64), -1, 1)
    clique_bound.solve(chain(), Budget(work=1))


def _soft(area: AreaType) -> AreaType:
    """The same where size has a cost."""
    one = np.ones(1, dtype=np.int64)
    return replace(area, hinge_measure=0 * one, hinge_at=4 * one, hinge_below=one, hinge_above=one)


def chain() -> Core:
    """Nodes in a row, each worth something beside the next, in two areas of about half the size."""
    nodes = np.arange(NODES)
    nothing = np.zeros(0, dtype=np.int64)
    return Core(
        pair_i=nodes[:-1],
        pair_j=nodes[1:],
        pair_points=nodes[1:] * 3 % 5 + 1,
        pull=np.zeros((NODES, AREAS), dtype=np.int64),
        sizes=np.ones((1, NODES), dtype=np.int64),
        window_least=np.full((1, AREAS), 3),
        window_most=np.full((1, AREAS), 5),
        hinge_measure=nothing,
        hinge_area=nothing,
        hinge_at=nothing,
        hinge_below=nothing,
        hinge_above=nothing,
        label_members=np.zeros((0, NODES), dtype=np.bool_),
        label_cost=np.zeros((0, AREAS), dtype=np.int64),
        open_cost=np.zeros(AREAS, dtype=np.int64),
        must_use=np.ones(AREAS, dtype=np.bool_),
        counted=np.ones(AREAS, dtype=np.bool_),
        count_least=AREAS,
        count_most=AREAS,
        guard_node=nothing,
        guard_weight=np.zeros((0, NODES), dtype=np.int64),
        guard_most=nothing,
        apart=np.zeros((0, 2), dtype=np.int64),
        together=np.zeros((0, 2), dtype=np.int64),
        allowed=np.ones((NODES, AREAS), dtype=np.bool_),
        constant=0,
        scale=1,
        size_scale=np.ones(1, dtype=np.int64),
    )


if __name__ == "__main__":
    warm()
