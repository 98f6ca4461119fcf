"""The best company of each node by itself: an exact knapsack over who else is in its area.

Companies need not agree with each other; multipliers make them. Every total of an area is tried, so windows,
and costs that depend on the total, are met in integers. A node also pays its part of its area's cost.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

NONE = -(2**62)
"""Below every sum of points: a total that cannot be had."""
HARDLY = -(2**61)


@compiled
def _offer(gain: int, lower: Ints, before: Ints, after: Ints, took: Bools) -> None:
    """One candidate at all totals, in loops that compilers turn into vector instructions."""
    for x in range(len(after)):
        after[x] = max(lower[x] + gain, before[x])
    for x in range(len(after)):
        took[x] = after[x] > before[x]


@compiled
def fill(profit: Ints, may: Bools, sizes: Ints, own: int, value: Ints, other: Ints, took: Bools) -> None:
    """The most profit at each rounded total.

    Args:
        profit, may: (n,) what each candidate brings, and whether it may be taken.
        sizes: (n,) rounded.
        own: the rounded size that is there from the start.
        value: (X + 1,) the answer. other: (X + 1,) scratch.
        took: (n, X + 1) whether the best at a total takes the candidate, of those up to it.
    """
    largest = len(value) - 1
    value[:] = NONE
    if own > largest:
        return
    value[own] = 0
    reach = own
    for j in range(len(profit)):
        if not may[j]:
            continue
        size, gain = sizes[j], profit[j]
        top = min(largest, reach + size)
        other[: top + 1] = value[: top + 1]
        took[j, : min(size, top + 1)] = False
        if size <= top:
            _offer(gain, other[: top + 1 - size], other[size : top + 1], value[size : top + 1], took[j, size : top + 1])
        reach = top


@compiled
def unwind(x: int, may: Bools, sizes: Ints, took: Bools, taken: Bools) -> None:
    """Who was taken at a total: sets ``taken`` (n,)."""
    for j in range(len(may) - 1, -1, -1):
        taken[j] = False
        if may[j] and x >= sizes[j] and took[j, x]:
            taken[j] = True
            x -= sizes[j]


@compiled
def best_companies(
    profit: Ints,
    may: Bools,
    pull: Ints,
    fits: Bools,
    node_of: Ints,
    sizes: Ints,
    rounded: Ints,
    high: Ints,
    first: Ints,
    last: Ints,
    rate: Ints,
    unit: int,
    extra: Ints,
    empty: Ints,
    company: Bools,
    share: Floats,
) -> int:
    """The sum over the nodes of what the best company of each is worth; NONE where a node can have none.

    Args:
        profit: (N, N) what node i has of being with j.
        rate: (T, X + 1) what members pay per unit of size, times the unit.
        empty: (T,) the cost of an area whose members have no size.
        company: (N, N) set for nodes of the core: whom each chose.
        share: (T,) set: how many areas of each type the nodes think there are.
    """
    n, types, totals = fits.shape[0], fits.shape[1], rate.shape[1]
    value, other = np.empty(totals, np.int64), np.empty(totals, np.int64)
    took = np.zeros((n, totals), np.bool_)
    share[:] = 0.0
    everything = 0
    for i in range(n):
        fill(profit[i, :n], may[i, :n], rounded, rounded[i], value, other, took)
        best, best_type, best_x = NONE, -1, -1
        for t in range(types):
            if not fits[i, t]:
                continue
            base = profit[i, node_of[t]] if node_of[t] >= 0 else pull[i, t]
            for x in range(first[t], last[t] + 1):
                if value[x] <= HARDLY:
                    continue
                if sizes[i] == 0:
                    paid = min(0, empty[t])
                else:
                    paid = (sizes[i] * rate[t, x]) // unit
                    if extra[i, t] > 0:
                        paid += (sizes[i] * ((extra[i, t] * unit) // max(1, high[x]))) // unit
                if value[x] + base - paid > best:
                    best, best_type, best_x = value[x] + base - paid, t, x
        if best_type < 0:
            return NONE
        everything += best
        unwind(best_x, may[i, :n], rounded, took, company[i, :n])
        company[i, n:] = False
        if node_of[best_type] >= 0:
            company[i, node_of[best_type]] = True
        share[best_type] += sizes[i] / max(1, high[best_x], sizes[i])
    return everything


@compiled
def best_areas(
    profit: Ints,
    may: Bools,
    node_of: Ints,
    rounded: Ints,
    first: Ints,
    last: Ints,
    fewest: Ints,
    company: Bools,
) -> int:
    """The sum over the areas that have a node of what their best members are worth to it; sets ``company``.

    Args:
        profit: (N, N) what the area's node has of each member.
        fewest: (T,) whether it must have members.
    """
    n, totals = len(rounded), max(0, last.max()) + 1
    value, other = np.empty(totals, np.int64), np.empty(totals, np.int64)
    took = np.zeros((n, totals), np.bool_)
    everything = 0
    for t in range(len(node_of)):
        node = node_of[t]
        if node < 0:
            continue
        fill(profit[node, :n], may[node, :n], rounded, 0, value, other, took)
        best, best_x = (NONE, -1) if fewest[t] > 0 else (0, -1)
        for x in range(first[t], last[t] + 1):
            if value[x] > max(best, HARDLY):
                best, best_x = value[x], x
        if best <= HARDLY:
            return NONE
        everything += best
        company[node, :] = False
        if best_x >= 0:
            unwind(best_x, may[node, :n], rounded, took, company[node, :n])
    return everything
