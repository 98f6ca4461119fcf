"""The core as the clique bound sees it: which nodes share an area, and one node more for each area of its own kind.

An area that no other can be exchanged with becomes a node without size, and being in it is sharing with that
node. Pulls to it are then points of a pair. Areas of one type stay nameless. What a core says and is not here
(hinges on other measures) only ever costs points or forbids: left out, the bound stays valid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.core import Bools, Core, Ints
from regroup.engines.base import Refused
from regroup.engines.clique_sizes import Grain, Hinges, grain, least_rate
from regroup.engines.suitable import points_at_stake
from regroup.preprocess import area_types

ENGINE = "clique_bound"
FINE = 2**30
"""Points at stake times the scale come to about this."""
ROOM = 2**60
"""No product or sum may reach twice this."""
MOST_TOTAL, MOST_CELLS = 4000, 10**9
"""Totals told apart, and cells of all knapsack tables together; sizes are rounded so that there are no more."""
MOST_ROW_CELLS = 2 * 10**7


@dataclass(frozen=True, slots=True)
class Model:
    """n nodes, then one node for each of A areas of their own kind: N in all; T types of areas; R rows.

    Tables lie row by row, so that compiled loops are compiled for one layout only.

    Attributes:
        constant, scale: points of every assignment; what points are multiplied by, constant and all.
        points: (N, N) for sharing an area, symmetric.
        may: (N, N) whether two can share an area, symmetric, false on the diagonal.
        grains: sizes and totals in the measure of the knapsacks.
        first, last: (T,) the window on rounded totals.
        pull: (n, T) points of a node in a type; only used where the type has no node.
        fits: (n, T) whether a node may be in a type.
        node_of: (T,) the node that stands for the type's only area, or -1.
        rate, unit: (T, X + 1) what an area costs its members per unit of size, times a unit.
        opening: (T,) the part of `rate` that does not depend on the size.
        extra: (n, T) what an area costs more with this node in it, paid by its size too.
        fewest, most: (T,) how many areas of the type are used.
        counted, count_least, count_most: (T,) which types count, and bounds on their number.
        areas: how many sets there are at most, one for each area that has a node among them.
        row_node, row_weight, row_most: (R,), (R, N), (R,) the weights of a node's company sum to at most.
    """

    constant: int
    scale: int
    points: Ints
    may: Bools
    grains: Grain
    first: Ints
    last: Ints
    pull: Ints
    fits: Bools
    node_of: Ints
    rate: Ints
    unit: int
    opening: Ints
    extra: Ints
    fewest: Ints
    most: Ints
    counted: Bools
    count_least: int
    count_most: int
    areas: int
    row_node: Ints
    row_weight: Ints
    row_most: Ints

    @property
    def n(self) -> int:
        """Number of nodes of the core."""
        return len(self.fits)

    @property
    def every(self) -> int:
        """N: nodes of the core and those that stand for areas."""
        return len(self.points)

    @property
    def steps(self) -> int:
        """Cells of all knapsack tables, the work of one evaluation."""
        return self.n * self.every * (self.grains.largest + 1)


def model(core: Core) -> Model:
    """The model of a core in which nothing must be together.

    Raises:
        Refused: numbers too large for exact sums in 64 bits.
    """
    stake = max(1, points_at_stake(core))
    scale = max(1, FINE // stake)
    types = area_types(core)
    first = np.array([areas[0] for areas in types], dtype=np.int64)
    many = np.array([len(areas) for areas in types], dtype=np.int64)
    node_of = np.where(many == 1, core.n - 1 + np.cumsum(many == 1), -1) if len(types) > 1 else np.full(1, -1)
    main = _main_measure(core, first)
    everything = int(core.sizes[main].sum()) if len(core.sizes) else core.n
    sizes = np.ascontiguousarray(core.sizes[main]) if len(core.sizes) else np.ones(core.n, dtype=np.int64)
    windows = [_window(core, main, int(area), everything) for area in first]
    largest = max(1, *(most for _, most in windows))
    grains = grain(
        sizes, min(least for least, _ in windows), largest, max(16, min(MOST_TOTAL, MOST_CELLS // core.n**2))
    )
    told = [grains.window(*window) for window in windows]
    unit = _unit(stake * scale, int(sizes.max()))
    row_node, row_weight, row_most = _rows(core, main, int((node_of >= 0).sum()))
    return Model(
        constant=core.constant * scale,
        scale=scale,
        points=_points(core, first, node_of, scale),
        may=_may(core, first, node_of),
        grains=grains,
        first=np.array([window[0] for window in told], dtype=np.int64),
        last=np.array([window[1] for window in told], dtype=np.int64),
        pull=np.ascontiguousarray(np.where(node_of >= 0, 0, core.pull[:, first] * scale)),
        fits=np.ascontiguousarray(core.allowed[:, first]),
        node_of=node_of,
        rate=_rates(core, grains, first, windows, main, scale, unit),
        unit=unit,
        opening=core.open_cost[first] * scale,
        extra=np.ascontiguousarray(core.label_members.T.astype(np.int64) @ core.label_cost[:, first] * scale),
        fewest=np.array([int(core.must_use[list(areas)].sum()) for areas in types], dtype=np.int64),
        most=many,
        counted=core.counted[first],
        count_least=core.count_least,
        count_most=core.count_most,
        areas=core.k if (node_of >= 0).any() else max(1, min(core.k, core.count_most + int((~core.counted).sum()))),
        row_node=row_node,
        row_weight=row_weight,
        row_most=row_most,
    )


def _unit(stake: int, size: int) -> int:
    """A power of two by which rates per size can be multiplied."""
    room = ROOM // (4 * stake * max(1, size))
    if room < 1:
        raise Refused(ENGINE, "points times sizes are too large for exact sums")
    return int(2 ** min(16, room.bit_length() - 1))


def _main_measure(core: Core, first: Ints) -> int:
    """The measure with the narrowest windows and most hinges, in which knapsacks are exact."""
    totals = np.maximum(1, core.sizes.sum(axis=1))
    free = [
        sum(min(1.0, (core.window_most[m, a] - core.window_least[m, a]) / totals[m]) for a in first)
        for m in range(len(core.sizes))
    ]
    hinges = [int((core.hinge_measure == m).sum()) for m in range(len(core.sizes))]
    return max(range(len(free)), key=lambda m: (hinges[m] > 0, -free[m]), default=0)


def _window(core: Core, main: int, area: int, everything: int) -> tuple[int, int]:
    if not len(core.sizes):
        return 0, everything
    return max(0, int(core.window_least[main, area])), min(everything, int(core.window_most[main, area]))


def _rates(
    core: Core, grains: Grain, first: Ints, windows: list[tuple[int, int]], main: int, scale: int, unit: int
) -> Ints:
    """(T, X + 1) what an area of each type costs its members."""
    rates = []
    for area, window in zip(first.tolist(), windows, strict=True):
        mine = np.flatnonzero((core.hinge_area == area) & (core.hinge_measure == main)).tolist()
        hinges: Hinges = [
            (int(core.hinge_at[h]), int(core.hinge_below[h]) * scale, int(core.hinge_above[h]) * scale) for h in mine
        ]
        rates.append(least_rate(grains, int(core.open_cost[area]) * scale, hinges, window, unit))
    return np.array(rates, dtype=np.int64)


def _points(core: Core, first: Ints, node_of: Ints, scale: int) -> Ints:
    own = np.flatnonzero(node_of >= 0)
    points = np.zeros((core.n + len(own), core.n + len(own)), dtype=np.int64)
    points[core.pair_i, core.pair_j] = core.pair_points * scale
    points[: core.n, node_of[own]] = core.pull[:, first[own]] * scale
    return points + points.T


def _may(core: Core, first: Ints, node_of: Ints) -> Bools:
    own = np.flatnonzero(node_of >= 0)
    may = np.zeros((core.n + len(own), core.n + len(own)), dtype=np.bool_)
    some = core.allowed.astype(np.int64)
    may[: core.n, : core.n] = some @ some.T > 0
    may[core.apart[:, 0], core.apart[:, 1]] = may[core.apart[:, 1], core.apart[:, 0]] = False
    may[: core.n, node_of[own]] = core.allowed[:, first[own]]
    may[node_of[own], : core.n] = core.allowed[:, first[own]].T
    np.fill_diagonal(may, False)
    return may


def _rows(core: Core, main: int, own: int) -> tuple[Ints, Ints, Ints]:
    """Guards, and windows of other measures, as limits on the company of a node."""
    nodes = core.guard_node.tolist()
    weights = list(core.guard_weight)
    mosts = (core.guard_most - core.guard_weight[np.arange(len(nodes)), core.guard_node]).tolist()
    others = [m for m in range(len(core.sizes)) if m != main]
    if 2 * len(others) * core.n**2 <= MOST_ROW_CELLS:
        for m in others:
            for node in range(core.n):
                sizes, here = core.sizes[m], core.allowed[node]
                most, least = int(core.window_most[m, here].max()), int(core.window_least[m, here].min())
                for sign, limit in ((1, most), (-1, -least)):
                    if (limit < sizes.sum()) if sign > 0 else (limit < 0):
                        nodes.append(node)
                        weights.append(sign * sizes)
                        mosts.append(limit - sign * int(sizes[node]))
    table = np.array(weights, dtype=np.int64).reshape(len(nodes), core.n)
    table[np.arange(len(nodes)), nodes] = 0
    padded = np.concatenate([table, np.zeros((len(nodes), own), dtype=np.int64)], axis=1)
    return np.array(nodes, dtype=np.int64), padded, np.array(mosts, dtype=np.int64)
