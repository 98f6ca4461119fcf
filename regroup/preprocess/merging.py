"""Together-classes: nodes that must share an area are one node."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from regroup.core import Core, Ints


def classes_of(core: Core) -> Ints:
    """(n,) the class of nodes that must share an area, for each node; numbered in order of first node."""
    root = list(range(core.n))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j in core.together.tolist():
        low, high = sorted((find(i), find(j)))
        root[high] = low
    roots = [find(node) for node in range(core.n)]
    number = {first: index for index, first in enumerate(sorted(set(roots)))}
    return np.array([number[first] for first in roots], dtype=np.int64)


def merged(core: Core, node_of: Ints) -> Core:
    """The core with one node per class: sizes, pulls and guards add up, labels and bans unite.

    Args:
        node_of: (n,) as `classes_of` says.
    """
    m = int(node_of.max()) + 1 if core.n else 0
    low = np.minimum(node_of[core.pair_i], node_of[core.pair_j])
    high = np.maximum(node_of[core.pair_i], node_of[core.pair_j])
    inside = low == high
    keys, where = np.unique(low[~inside] * max(m, 1) + high[~inside], return_inverse=True)
    points = np.zeros(len(keys), dtype=np.int64)
    np.add.at(points, where, core.pair_points[~inside])
    kept = points != 0
    return replace(
        core,
        pair_i=keys[kept] // max(m, 1),
        pair_j=keys[kept] % max(m, 1),
        pair_points=points[kept],
        pull=_summed(core.pull.T, node_of, m).T,
        sizes=_summed(core.sizes, node_of, m),
        label_members=_summed(core.label_members, node_of, m) > 0,
        guard_node=node_of[core.guard_node],
        guard_weight=_summed(core.guard_weight, node_of, m),
        apart=np.unique(np.sort(node_of[core.apart], axis=1), axis=0),
        together=np.zeros((0, 2), dtype=np.int64),
        allowed=_summed(~core.allowed.T, node_of, m).T == 0,
        constant=core.constant + int(core.pair_points[inside].sum()),
    )


def _summed(rows: npt.NDArray[np.generic], node_of: Ints, m: int) -> Ints:
    """(R, m): each of (R, n) rows summed over the nodes of a class."""
    sums = np.zeros((m, len(rows)), dtype=np.int64)
    np.add.at(sums, node_of, rows.T.astype(np.int64))
    return sums.T
