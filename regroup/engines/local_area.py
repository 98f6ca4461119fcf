"""What one area costs after a change of members: its totals, its labels, its guards.

At most two nodes leave and two join; nobody (node n) stands for fewer.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from regroup.core import Ints
from regroup.engines.compiled import inlined, lean
from regroup.engines.local_net import Floats, Net


@inlined
def rows_worth(
    net: Net, totals: Floats, area: int, filled: bool, bound: bool, out1: int, out2: int, in1: int, in2: int
) -> tuple[float, float]:
    """Points lost by opening and by totals, and rules broken by totals, after the change.

    Args:
        totals: (k, M) before the change.
        filled: whether the area has members after it.
        bound: whether the windows bind although it has none.
    """
    lost, broken = 0.0, 0.0
    if filled:
        lost = net.own[area, 0]
    else:
        broken = net.own[area, 1]
    if filled or bound:
        for r in range(net.row_begin[area], net.row_begin[area + 1]):
            m = int(net.row[r, 0])
            total = totals[area, m] - net.sizes[out1, m] - net.sizes[out2, m] + net.sizes[in1, m] + net.sizes[in2, m]
            below = max(net.row[r, 1] - total, 0.0)
            above = max(total - net.row[r, 2], 0.0)
            if filled:
                lost += net.row[r, 3] * below + net.row[r, 4] * above
            broken += net.row[r, 5] * below + net.row[r, 6] * above
    return lost, broken


@lean
def label_change(carries: Ints, cost: Floats, held: Ints, out1: int, out2: int, in1: int, in2: int) -> float:
    """Points lost more by labels that come or go.

    Args:
        carries: (n + 1, L).
        cost, held: (L,) of the area: points lost where a label is present, and how many members carry it.
    """
    lost = 0.0
    for label in range(len(cost)):
        now = held[label]
        after = now - carries[out1, label] - carries[out2, label] + carries[in1, label] + carries[in2, label]
        if now > 0 and after == 0:
            lost -= cost[label]
        elif now == 0 and after > 0:
            lost += cost[label]
    return lost


@lean
def guard_breach(
    begin: Ints,
    guard: Ints,
    weight: Floats,
    limit: Floats,
    order: npt.NDArray[np.int32],
    members: int,
    sums: Floats,
    out1: int,
    out2: int,
    in1: int,
    in2: int,
) -> float:
    """How broken the guards of an area's members are after the change.

    Args:
        begin, guard, weight, limit: as in `Net`.
        order, members: of the area before the change.
        sums: (G,) weights of the members before the change.
    """
    broken = 0.0
    for p in range(members + 2):
        owner = in1 if p == members else in2
        if p < members:
            owner = int(order[p])
            if owner in (out1, out2):
                continue
        for at in range(begin[owner], begin[owner + 1]):
            g = guard[at]
            total = sums[g] - weight[out1, g] - weight[out2, g] + weight[in1, g] + weight[in2, g]
            broken += limit[g, 1] * max(total - limit[g, 0], 0.0)
    return broken
