"""Annealing that reads whole rows of moves: all swaps of a node, of two at once, and all its inserts.

Each step draws one of these moves, or none, as a heat bath does: in proportion to exp(points / temperature), which
is the largest sum of points and temperature times a number drawn from Gumbel's distribution. Thus a step at low
temperatures costs one pass over contiguous tables instead of hundreds of moves tried in vain. Plans always keep
the windows. After Geman and Geman, "Stochastic relaxation, Gibbs distributions, and the Bayesian restoration of
images", 1984, and Palubeckis, Ostreika and Rubliauskas, "Maximally diverse grouping", 2015, for the tables.
"""

from __future__ import annotations

import numpy as np

from regroup.engines.compiled import inlined, lean
from regroup.engines.local_chance import Chance, draw
from regroup.engines.local_dense import Dense, Spots

STEPS = 512
"""Steps at one temperature."""
OF, IN_TWOS = 16, 4
"""Of so many steps so many move two nodes of an area against one."""
NEVER = -(2**30)


@lean
def bathe(dense: Dense, spots: Spots, chance: Chance, heat: float, cooling: float, blocks: int) -> None:
    """Makes ``blocks`` times `STEPS` steps from an allowed plan in which no area is empty.

    Args:
        heat, cooling: the temperature in the tables' points, and its factor from one block to the next.
    """
    n, k = len(spots.area), len(spots.members)
    for _ in range(blocks):
        for at in range(len(spots.noise)):
            spots.noise[at] = np.int32(dense.luck[at] * heat)
        for step in range(STEPS):
            one = draw(chance, n)
            a = np.int64(spots.area[one])
            also = -1
            if step % OF < IN_TWOS and spots.members[a] > 2:
                also = one
                while also == one or spots.area[also] != a:
                    also = draw(chance, n)
            from_here = draw(chance, len(spots.noise) - n - k - 1)
            _prepare(dense, spots, one, also)
            top = spots.noise[from_here + n + k]
            to = np.int64(-1)
            if also < 0 and spots.low[a] <= 0 and spots.members[a] > 1:
                for b in range(k):
                    insert = spots.row[b] + spots.noise[from_here + n + b]
                    if b != a and insert > top and spots.low[b] <= 0 and spots.high[b] >= 0:
                        top, to = insert, np.int64(b)
            against = -1
            swap = _best_swap(dense, spots, one, also, from_here)
            if swap > top:
                against = 0
                while spots.gain[against] < swap:
                    against += 1
                to = np.int64(spots.area[against])
            if to >= 0:
                _carry_out(dense, spots, one, also, against, to)
        heat *= cooling


@inlined
def _prepare(dense: Dense, spots: Spots, one: int, also: int) -> None:
    """What all moves of a row have in common: points by area, and the sizes that may come back from it."""
    a = np.int64(spots.area[one])
    size = dense.size[one] + (dense.size[also] if also >= 0 else 0)
    least, most = dense.least[a] - spots.total[a] + size, dense.most[a] - spots.total[a] + size
    for b in range(len(spots.row)):
        points = spots.near[b, one] - spots.near[a, one]
        if also >= 0:
            points += spots.near[b, also] - spots.near[a, also] + 2 * dense.table[one, also]
        spots.row[b] = points
        spots.low[b] = max(spots.total[b] + size - dense.most[b], least)
        spots.high[b] = min(spots.total[b] + size - dense.least[b], most)
    spots.low[a], spots.high[a] = least, NEVER
    if also >= 0:
        for node in range(len(spots.both)):
            spots.both[node] = dense.table[one, node] + dense.table[also, node]


@inlined
def _best_swap(dense: Dense, spots: Spots, one: int, also: int, from_here: int) -> int:
    """The largest of points and noise over the nodes that may come back; `Spots.gain` has all of them."""
    with_moved = spots.both if also >= 0 else dense.table[one]
    here = spots.near[np.int64(spots.area[one])]
    top = np.int32(NEVER)
    for node in range(len(spots.area)):
        b = spots.area[node]
        size = dense.size[node]
        points = np.int32(
            spots.row[b] + here[node] - spots.own[node] - 2 * with_moved[node] + spots.noise[from_here + node]
        )
        points = points if (size >= spots.low[b]) & (size <= spots.high[b]) else np.int32(NEVER)
        spots.gain[node] = points
        top = max(top, points)
    return int(top)


@inlined
def _carry_out(dense: Dense, spots: Spots, one: int, also: int, against: int, b: np.int64) -> None:
    """Takes ``one`` and ``also`` to area b, and ``against`` back; minus one is nobody. Keeps the best plan."""
    a = np.int64(spots.area[one])
    with_moved = spots.both if also >= 0 else dense.table[one]
    points = spots.row[b]
    size, more = dense.size[one] + (dense.size[also] if also >= 0 else 0), 1 + (also >= 0)
    spots.area[one] = b
    if also >= 0:
        spots.area[also] = b
    here, there, own = spots.near[a], spots.near[b], spots.own
    if against >= 0:
        points += here[against] - own[against] - 2 * with_moved[against]
        size, more = size - dense.size[against], more - 1
        spots.area[against] = a
        back = dense.table[against]
        for node in range(len(own)):
            moved = back[node] - with_moved[node]
            here[node] += moved
            there[node] -= moved
    else:
        for node in range(len(own)):
            here[node] -= with_moved[node]
            there[node] += with_moved[node]
    for node in range(len(own)):
        mine = spots.area[node]
        kept = here[node] if mine == a else own[node]
        own[node] = there[node] if mine == b else kept
    spots.total[a] -= size
    spots.total[b] += size
    spots.members[a] -= more
    spots.members[b] += more
    spots.points[0] += points
    if spots.points[0] > spots.points[1]:
        spots.points[1] = spots.points[0]
        for node in range(len(own)):
            spots.best[node] = spots.area[node]
