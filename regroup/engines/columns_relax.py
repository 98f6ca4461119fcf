"""An upper bound on what candidates can add to an area: a knapsack with a convex cost on its total, relaxed.

For any multiplier t, a choice of candidates with credits h and sizes w that brings the total from S to z is worth
at most  sum of max(0, h - t w) + t (z - S) - cost(z).  Greatest over z between the bounds, that is a sum of
integers, so it is a bound whatever t is; the t that is best for the fractional knapsack (Dantzig, "Discrete-variable
extremum problems", 1957) makes it a good one.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

NEVER = -(2**60)
"""What is worth this is not allowed at all."""
STEEP = 1.0e18
"""Worth per unit of size of a node without size."""
EXACT = 2.0**58
"""A multiplier times the largest total stays below this."""


@compiled
def cost_at(total: int, at: Ints, below: Ints, above: Ints) -> int:
    """What the hinges of one measure lose at a total."""
    lost = 0
    for h in range(len(at)):
        lost += below[h] * max(at[h] - total, 0) + above[h] * max(total - at[h], 0)
    return lost


@compiled
def least_cost(low: int, high: int, at: Ints, below: Ints, above: Ints) -> int:
    """The least that the hinges of one measure lose at a total from low to high."""
    if len(at) == 0:
        return 0
    least = min(cost_at(low, at, below, above), cost_at(high, at, below, above))
    for h in range(len(at)):
        if low < at[h] < high:
            least = min(least, cost_at(at[h], at, below, above))
    return least


@compiled
def _slope(total: float, at: Ints, below: Ints, above: Ints) -> float:
    """How much more is lost per unit of size just above a total."""
    slope = 0.0
    for h in range(len(at)):
        slope += above[h] if total >= at[h] else -below[h]
    return slope


@compiled
def _next_turn(total: float, at: Ints, otherwise: float) -> float:
    """The first total above this one at which the cost turns."""
    turn = otherwise
    for h in range(len(at)):
        if total < at[h] < turn:
            turn = float(at[h])
    return turn


@compiled
def steepness(credit: int, size: int) -> float:
    """Credit per unit of size."""
    if size > 0:
        return credit / size
    return STEEP if credit > 0 else -STEEP


@compiled
def sort_by_steepness(order: Ints, count: int, credit: Ints, sizes: Ints, key: Floats) -> None:
    """Puts the first entries of an order into falling steepness; quick where it nearly is."""
    for q in range(count):
        key[order[q]] = steepness(credit[order[q]], sizes[order[q]])
    for q in range(1, count):
        node = order[q]
        worth, back = key[node], q - 1
        while back >= 0 and key[order[back]] < worth:
            order[back + 1] = order[back]
            back -= 1
        order[back + 1] = node


@compiled
def multiplier(
    order: Ints,
    count: int,
    key: Floats,
    sizes: Ints,
    total: int,
    low: int,
    high: int,
    at: Ints,
    below: Ints,
    above: Ints,
) -> float:
    """The best multiplier: what a unit of size is worth where the fractional knapsack stops.

    Args:
        order: candidates in falling steepness, of which the first ``count`` count.
        key: (n,) their steepness.
        total, low, high: the size so far, and the bounds on it.
    """
    here, worth, left = float(total), -STEEP, -STEEP
    for q in range(count):
        worth, rest = key[order[q]], float(sizes[order[q]])
        while rest > 0:
            slope = _slope(here, at, below, above)
            if here >= high:
                return float(max(worth, left))
            if here >= low and worth <= slope:
                return float(max(worth, left))
            turn = _next_turn(here, at, float(high))
            if here < low:
                turn = min(turn, float(low))
            step = min(rest, turn - here)
            here += step
            rest -= step
            left = slope if here > low else -STEEP
    return left if left > -STEEP else min(worth, 0.0)


@compiled
def relaxed(
    order: Ints,
    count: int,
    credit: Ints,
    sizes: Ints,
    total: int,
    low: int,
    high: int,
    at: Ints,
    below: Ints,
    above: Ints,
    times: int,
) -> int:
    """The bound for a multiplier ``times``; see the head of this file. Exact integers."""
    worth = 0
    for q in range(count):
        node = order[q]
        worth += max(0, credit[node] - times * sizes[node])
    low = max(low, total)
    best = times * (low - total) - cost_at(low, at, below, above)
    best = max(best, times * (high - total) - cost_at(high, at, below, above))
    for h in range(len(at)):
        if low < at[h] < high:
            best = max(best, times * (at[h] - total) - cost_at(at[h], at, below, above))
    return worth + best


@compiled
def whole(times: float, largest: int) -> int:
    """A multiplier as an integer that cannot overflow."""
    most = EXACT / max(1, largest)
    return int(np.floor(min(max(times, -most), most)))
