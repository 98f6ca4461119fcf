"""What stays the same during a local search: a core as tables that compiled loops read.

Nodes are numbered as in the core; node n is nobody: it has no size, label or weight, so that a move of fewer
nodes is written like one of more.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regroup.core import Bools, Core, Ints

Floats = npt.NDArray[np.float64]

MOST_NODES_FOR_A_TABLE = 700
"""Up to here the points of every two nodes are kept as a table too: 4 MB at most."""


class Net(NamedTuple):
    """n nodes, k areas, M measures (at least one), R rows, L labels, G guards; every number a float is an integer.

    Attributes:
        pull: (k, n + 1) points when a node is in an area.
        begin, other, weight: the pairs in compressed rows, each from both ends; ends ascend within a row.
        table: (n, n) points of pairs, or (0, 0) where it would be large.
        ban_begin, ban_other: the nodes that each must be apart from, in compressed rows.
        allowed: (k, n + 1).
        sizes: (n + 1, M).
        row_begin: (k + 1,) where the rows of each area begin.
        row: (R, 7) a window or hinge: its measure; the totals between which it costs nothing; per unit below and
            above those, points lost; per unit below and above, rules broken.
        own: (k, 3) open cost, whether an area must be used, whether it is counted.
        used: (2,) least and most areas in use, of those counted.
        carries, label_cost: (n + 1, L), (k, L).
        guard_begin, guard: (n + 2,), (G,): the guards of each node, in compressed rows.
        guard_weight: (n + 1, G).
        guard_limit: (G, 2) the most that weights may sum to, and the breach of one unit more.
    """

    pull: Floats
    begin: Ints
    other: Ints
    weight: Floats
    table: Floats
    ban_begin: Ints
    ban_other: Ints
    allowed: Bools
    sizes: Floats
    row_begin: Ints
    row: Floats
    own: Floats
    used: Ints
    carries: Ints
    label_cost: Floats
    guard_begin: Ints
    guard: Ints
    guard_weight: Floats
    guard_limit: Floats


def net_of(core: Core) -> Net:
    """The tables of a core without together-classes; every array is made anew."""
    n, k = core.n, core.k
    begin, other, weight = links(n, core.pair_i, core.pair_j, _floats(core.pair_points))
    ban_begin, ban_other, _ = links(n, core.apart[:, 0], core.apart[:, 1], np.ones(len(core.apart)))
    table = np.zeros((n, n) if n <= MOST_NODES_FOR_A_TABLE and len(other) else (0, 0))
    if len(table):
        table[np.repeat(np.arange(n), np.diff(begin)), other] = weight
    measures = max(1, len(core.sizes))
    sizes = np.zeros((n + 1, measures))
    sizes[:n, : len(core.sizes)] = core.sizes.T
    row_begin, row = _rows(core)
    rates = [_rate(float(np.abs(weights).mean())) for weights in core.guard_weight]
    by_owner = np.argsort(core.guard_node, kind="stable")
    guard_weight = _with_nobody(_floats(core.guard_weight)).T
    return Net(
        pull=_with_nobody(_floats(core.pull.T)),
        begin=begin,
        other=other,
        weight=weight,
        table=table,
        ban_begin=ban_begin,
        ban_other=ban_other,
        allowed=np.ascontiguousarray(_with_nobody(core.allowed.T)),
        sizes=sizes,
        row_begin=row_begin,
        row=row,
        own=np.stack([_floats(core.open_cost), _floats(core.must_use), _floats(core.counted)], axis=1),
        used=np.array([max(core.count_least, 0), min(core.count_most, k)], dtype=np.int64),
        carries=np.ascontiguousarray(_with_nobody(core.label_members.astype(np.int64)).T),
        label_cost=np.ascontiguousarray(_floats(core.label_cost.T)),
        guard_begin=np.searchsorted(core.guard_node[by_owner], np.arange(n + 2)).astype(np.int64),
        guard=by_owner.astype(np.int64),
        guard_weight=np.ascontiguousarray(guard_weight),
        guard_limit=np.stack([_floats(core.guard_most), np.array(rates, dtype=np.float64)], axis=1),
    )


def links(n: int, i: Ints, j: Ints, weight: Floats) -> tuple[Ints, Ints, Floats]:
    """Compressed rows of the links between nodes ``i`` and ``j``, each given once: where rows begin, ends, weights."""
    source, other = np.concatenate([i, j]), np.concatenate([j, i])
    order = np.lexsort((other, source))
    begin = np.searchsorted(source[order], np.arange(n + 1)).astype(np.int64)
    return begin, other[order].astype(np.int64), np.concatenate([weight, weight])[order]


def _rows(core: Core) -> tuple[Ints, Floats]:
    """Where each area's rows begin, and the rows: windows that can bind, and hinges."""
    found: list[tuple[int, tuple[float, ...]]] = []
    rates = [_rate(float(row.mean()) if core.n else 1.0) for row in core.sizes]
    for m, area in np.ndindex(core.window_least.shape):
        least, most = float(core.window_least[m, area]), float(core.window_most[m, area])
        if least > 0 or most < float(core.sizes[m].sum()):
            found.append((area, (m, least, most, 0.0, 0.0, rates[m], rates[m])))
    for h, area in enumerate(core.hinge_area.tolist()):
        at, below, above = float(core.hinge_at[h]), float(core.hinge_below[h]), float(core.hinge_above[h])
        found.append((area, (int(core.hinge_measure[h]), at, at, below, above, 0.0, 0.0)))
    found.sort(key=lambda entry: entry[0])
    begin = np.searchsorted(np.array([area for area, _ in found]), np.arange(core.k + 1)).astype(np.int64)
    return begin, np.array([row for _, row in found], dtype=np.float64).reshape(-1, 7)


def _rate(typical: float) -> float:
    """About one over a typical size: a power of two, so that sums of breaches stay exact."""
    return float(2.0 ** -max(0, int(typical).bit_length() - 1))


def _with_nobody(table: npt.NDArray[np.float64 | np.int64 | np.bool_]) -> npt.NDArray[np.float64]:
    """The table with a last column that is zero."""
    wide = np.zeros((len(table), table.shape[1] + 1), dtype=table.dtype)
    wide[:, :-1] = table
    return wide


def _floats(array: npt.NDArray[np.int64] | Bools) -> Floats:
    """A copy in double precision; every sum is below 2**50 and stays exact."""
    return np.array(array, dtype=np.float64)
