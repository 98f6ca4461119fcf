"""What a move brings, exactly: points won, and rules broken more.

Three moves: one node to another area, two nodes changing places, and two nodes of one area against one of
another (the 2-1 exchange of Brimberg, Mladenović, Todosijević and Urošević, "Solving the capacitated clustering
problem with variable neighborhood search", 2019).
"""

from __future__ import annotations

from regroup.engines.compiled import inlined
from regroup.engines.local_area import guard_breach, label_change, rows_worth
from regroup.engines.local_net import Net
from regroup.engines.local_plan import Plan, count_breach


@inlined
def pair_points(net: Net, one: int, two: int) -> float:
    """The points of two nodes in one area."""
    if len(net.table) > 0:
        return float(net.table[one, two])
    low, high = net.begin[one], net.begin[one + 1]
    while low < high:
        middle = (low + high) >> 1
        if net.other[middle] < two:
            low = middle + 1
        else:
            high = middle
    found = low < net.begin[one + 1] and net.other[low] == two
    return float(net.weight[low]) if found else 0.0


@inlined
def are_apart(net: Net, one: int, two: int) -> float:
    """One where two nodes may not share an area, else zero."""
    for at in range(net.ban_begin[one], net.ban_begin[one + 1]):
        if net.ban_other[at] == two:
            return 1.0
    return 0.0


@inlined
def change_of(net: Net, plan: Plan, one: int, also: int, against: int, a: int, b: int) -> tuple[float, float]:
    """Points won and rules broken more when ``one`` and ``also`` go from area a to b, and ``against`` from b to a.

    Nobody (node n) may stand for ``also`` or for ``against``.
    """
    nobody = len(plan.area)
    near, beside = plan.near, plan.beside
    points = near[b, one] - near[a, one] + near[b, also] - near[a, also] + near[a, against] - near[b, against]
    broken = 0.0
    if len(net.ban_other) > 0:
        broken += beside[b, one] - beside[a, one] + beside[b, also] - beside[a, also]
        broken += beside[a, against] - beside[b, against]
    for pair in range(3):
        first = also if pair == 2 else one
        second = also if pair == 1 else against
        if first < nobody and second < nobody:
            sign = 2.0 if pair == 1 else -2.0
            points += sign * pair_points(net, first, second)
            if len(net.ban_other) > 0:
                broken += sign * are_apart(net, first, second)
    more = (also < nobody) + 1 - (against < nobody)
    for side in range(2):
        area, here = (a, plan.members[a] - more) if side == 0 else (b, plan.members[b] + more)
        out1, out2, in1, in2 = (one, also, against, nobody) if side == 0 else (against, nobody, one, also)
        lost, wrong = rows_worth(net, plan.totals, area, here > 0, plan.intended[area], out1, out2, in1, in2)
        points += plan.worth[area, 0] - lost
        broken += wrong - plan.worth[area, 1]
        if plan.labels.shape[1] > 0:
            points -= label_change(net.carries, net.label_cost[area], plan.labels[area], out1, out2, in1, in2)
        if len(net.guard) > 0:
            broken -= plan.worth[area, 2]
            broken += guard_breach(
                net.guard_begin,
                net.guard,
                net.guard_weight,
                net.guard_limit,
                plan.order[area],
                plan.members[area],
                plan.guards[area],
                out1,
                out2,
                in1,
                in2,
            )
    if plan.members[a] == more or plan.members[b] == 0:
        used = plan.sums[3]
        after = used
        if plan.members[a] == more:
            after -= net.own[a, 2]
        if plan.members[b] == 0:
            after += net.own[b, 2]
        broken += count_breach(net, after) - count_breach(net, used)
    return points, broken
