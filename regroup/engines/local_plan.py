"""A plan under change: where every node is, and the sums from which the gain of any move follows at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regroup.core import Bools, Ints
from regroup.engines.compiled import inlined, lean
from regroup.engines.local_area import guard_breach, rows_worth
from regroup.engines.local_net import Floats, Net

NOWHERE = -1


class Plan(NamedTuple):
    """For n nodes, k areas, M measures, L labels and G guards.

    Attributes:
        area: (n,) the area of each node, or `NOWHERE`.
        place: (n,) where each node stands among its area's members.
        members: (k,) how many nodes each area has.
        order: (k, n) the members of each area, then anything.
        intended: (k,) areas whose windows bind even while they are empty, so that opening one is no breach.
        totals, labels, guards: (k, M), (k, L), (k, G): sums over the members.
        near: (k, n + 1) points from pairs and pulls for each node in each area, given where the others are.
        beside: (k, n + 1) how many of those a node must be apart from are in each area; (1, 1) where there are none.
        worth: (k, 3) of each area: points lost by opening and totals; rules broken by totals and by emptiness; by
            guards.
        sums: (4,) points; rules broken; the part of these that is pretended, which is windows of empty areas that
            are intended; how many of the counted areas have members.
    """

    area: Ints
    place: Ints
    members: Ints
    order: npt.NDArray[np.int32]
    intended: Bools
    totals: Floats
    labels: Ints
    guards: Floats
    near: Floats
    beside: Floats
    worth: Floats
    sums: Floats


def empty_plan(net: Net) -> Plan:
    """A plan to be loaded."""
    k, n = len(net.own), len(net.begin) - 1
    return Plan(
        area=np.full(n, NOWHERE, dtype=np.int64),
        place=np.zeros(n, dtype=np.int64),
        members=np.zeros(k, dtype=np.int64),
        order=np.zeros((k, n), dtype=np.int32),
        intended=np.zeros(k, dtype=np.bool_),
        totals=np.zeros((k, net.sizes.shape[1])),
        labels=np.zeros((k, net.carries.shape[1]), dtype=np.int64),
        guards=np.zeros((k, len(net.guard_limit))),
        near=np.zeros((k, n + 1)),
        beside=np.zeros((k, n + 1) if len(net.ban_other) else (1, 1)),
        worth=np.zeros((k, 3)),
        sums=np.zeros(4),
    )


@inlined
def count_breach(net: Net, used: float) -> float:
    """How far a number of used areas is outside its bounds."""
    return float(max(net.used[0] - used, used - net.used[1], 0.0))


@inlined
def settle(net: Net, plan: Plan, area: int) -> None:
    """Makes an area's own worth anew from its sums."""
    nobody = len(plan.area)
    filled = plan.members[area] > 0
    lost, broken = rows_worth(net, plan.totals, area, filled, plan.intended[area], nobody, nobody, nobody, nobody)
    guarded = 0.0
    if len(net.guard) > 0:
        guarded = guard_breach(
            net.guard_begin,
            net.guard,
            net.guard_weight,
            net.guard_limit,
            plan.order[area],
            plan.members[area],
            plan.guards[area],
            nobody,
            nobody,
            nobody,
            nobody,
        )
    plan.sums[0] += plan.worth[area, 0] - lost
    plan.sums[1] += broken - plan.worth[area, 1] + guarded - plan.worth[area, 2]
    plan.worth[area, 0] = lost
    plan.worth[area, 1] = broken
    plan.worth[area, 2] = guarded


@inlined
def shift(net: Net, plan: Plan, node: int, area: int, sign: int) -> None:
    """Puts a node that is nowhere into an area (sign 1), or takes one of its members out (-1)."""
    factor = float(sign)
    before = plan.members[area]
    after = before + sign
    plan.sums[0] += factor * plan.near[area, node]
    if before == 0 or after == 0:
        if before == 0:
            plan.sums[2] -= plan.worth[area, 1] - net.own[area, 1]
        plan.sums[1] -= count_breach(net, plan.sums[3])
        plan.sums[3] += factor * net.own[area, 2]
        plan.sums[1] += count_breach(net, plan.sums[3])
    if sign > 0:
        plan.order[area, before] = node
        plan.place[node] = before
        plan.area[node] = area
    else:
        last = plan.order[area, after]
        plan.order[area, plan.place[node]] = last
        plan.place[last] = plan.place[node]
        plan.area[node] = -1
    plan.members[area] = after
    for m in range(plan.totals.shape[1]):
        plan.totals[area, m] += factor * net.sizes[node, m]
    for label in range(plan.labels.shape[1]):
        if net.carries[node, label]:
            held = plan.labels[area, label]
            plan.labels[area, label] = held + sign
            if held == 0 or held + sign == 0:
                plan.sums[0] -= factor * net.label_cost[area, label]
    for g in range(plan.guards.shape[1]):
        plan.guards[area, g] += factor * net.guard_weight[node, g]
    if len(net.table) > 0 and 4 * (net.begin[node + 1] - net.begin[node]) > len(net.table):
        for v in range(len(net.table)):
            plan.near[area, v] += factor * net.table[node, v]
    else:
        for at in range(net.begin[node], net.begin[node + 1]):
            plan.near[area, net.other[at]] += factor * net.weight[at]
    if len(net.ban_other) > 0:
        plan.sums[1] += factor * plan.beside[area, node]
        for at in range(net.ban_begin[node], net.ban_begin[node + 1]):
            plan.beside[area, net.ban_other[at]] += factor
    settle(net, plan, area)
    if after == 0:
        plan.sums[2] += plan.worth[area, 1] - net.own[area, 1]


@inlined
def carry_out(net: Net, plan: Plan, one: int, also: int, against: int, a: int, b: int) -> None:
    """Takes the nodes ``one`` and ``also`` from area a to area b, and ``against`` from b to a; nobody stays."""
    nobody = len(plan.area)
    for part in range(6):
        node = one if part < 2 else also if part < 4 else against
        if node < nobody:
            to = b if part < 4 else a
            if part % 2 == 0:
                shift(net, plan, node, a + b - to, -1)
            else:
                shift(net, plan, node, to, 1)


@inlined
def clear(net: Net, plan: Plan, constant: float) -> None:
    """Takes every node out; ``plan.intended`` is as the caller set it."""
    nobody = len(plan.area)
    plan.area[:] = -1
    plan.members[:] = 0
    plan.totals[:] = 0.0
    plan.labels[:] = 0
    plan.guards[:] = 0.0
    plan.beside[:] = 0.0
    plan.worth[:] = 0.0
    plan.sums[0] = constant
    plan.sums[1] = count_breach(net, 0.0)
    plan.sums[2] = 0.0
    plan.sums[3] = 0.0
    for area in range(len(plan.members)):
        for node in range(nobody):
            plan.near[area, node] = net.pull[area, node]
        settle(net, plan, area)
        plan.sums[2] += plan.worth[area, 1] - net.own[area, 1]


@lean
def load(net: Net, plan: Plan, assignment: Ints, constant: float) -> None:
    """Places every node as given, (n,); those without an area stay out."""
    clear(net, plan, constant)
    for node in range(len(assignment)):
        if assignment[node] >= 0:
            shift(net, plan, node, assignment[node], 1)
