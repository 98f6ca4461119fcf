"""Rows that follow from what sharing an area means; they say nothing new but let CP-SAT see much sooner.

With a literal for every pair of nodes: sharing is transitive, and a node's company fits the windows of the
areas it may be in. Proofs on municipal cores of 20 to 30 nodes took a half to a seventh of the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from ortools.sat.python import cp_model

from regroup.core import Core

MOST_NODES = 40
"""Triples grow with the cube: at 40 nodes there are some 30,000 rows."""

Sharing = Mapping[tuple[int, int], cp_model.IntVar]
"""For nodes i < j that can share an area: whether they do."""


def add_triangles(cp: cp_model.CpModel, n: int, same: Sharing) -> None:
    """Who shares an area with the same node shares it with each other."""
    for i, j, k in combinations(range(n), 3):
        sides = [same.get((i, j)), same.get((j, k)), same.get((i, k))]
        for third in range(3):
            two = [side for index, side in enumerate(sides) if index != third]
            if all(side is not None for side in two):
                follows = [sides[third]] if sides[third] is not None else []
                cp.add_bool_or([*(~side for side in two), *follows])


def add_company(cp: cp_model.CpModel, core: Core, same: Sharing) -> None:
    """The sizes of a node and of those it shares an area with lie within the widest window open to it."""
    for node in range(core.n):
        others = [(i + j - node, literal) for (i, j), literal in same.items() if node in (i, j)]
        literals = [literal for _, literal in others]
        for m, sizes in enumerate(core.sizes.tolist()):
            company = cp_model.LinearExpr.weighted_sum(literals, [sizes[other] for other, _ in others])
            open_to = core.allowed[node]
            least = int(core.window_least[m, open_to].min()) - sizes[node]
            most = int(core.window_most[m, open_to].max()) - sizes[node]
            if least > 0:
                cp.add(company >= least)
            if most < sum(sizes):
                cp.add(company <= most)
