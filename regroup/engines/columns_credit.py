"""How the points of each pair are shared between its two candidates, so that the bound on a whole area is low.

Any share is valid. Shares follow a subgradient: a candidate that the relaxed knapsack takes without the one it is
credited for gives some of that credit away. After Caprara, Pisinger and Toth, "Exact solution of the quadratic
knapsack problem", 1999.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_relax import _slope, cost_at, multiplier, steepness
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

PATIENCE = 6
"""Rounds without a better bound before steps get shorter."""
SHORTER = 0.6


@compiled
def _filled(i: int, split: Floats, order: Ints, many: int, sizes: Ints, room: int, use: Floats) -> float:
    """The most credit that candidate i can have from those that fit beside it; ``use`` says how far each is used."""
    left, credit = float(room - sizes[i]), 0.0
    for x in range(many):
        j = order[x]
        use[j] = 0.0
        if sizes[j] <= left:
            use[j] = 1.0
        elif left > 0.0:
            use[j] = left / sizes[j]
        left -= use[j] * sizes[j]
        credit += use[j] * split[i, j]
    return credit


@compiled
def _take(
    order: Ints,
    key: Floats,
    sizes: Ints,
    times: float,
    low: int,
    high: int,
    at: Ints,
    below: Ints,
    above: Ints,
    taken: Floats,
) -> None:
    """How far the relaxed knapsack takes each candidate at a multiplier."""
    here = 0.0
    for q in range(len(order)):
        i = order[q]
        taken[i] = 0.0
        if key[i] > times:
            taken[i] = 1.0
            here += sizes[i]
        elif key[i] == times and sizes[i] > 0:
            target = float(high) if times > _slope(here, at, below, above) else float(low)
            taken[i] = min(1.0, max(0.0, (target - here) / sizes[i]))
            here += taken[i] * sizes[i]


@compiled
def _worth(credit: Floats, sizes: Ints, times: float, low: int, high: int, at: Ints, below: Ints, above: Ints) -> float:
    """The bound that these credits give."""
    total = 0.0
    for i in range(len(credit)):
        total += max(0.0, credit[i] - times * sizes[i])
    best = max(times * low - cost_at(low, at, below, above), times * high - cost_at(high, at, below, above))
    for h in range(len(at)):
        if low < at[h] < high:
            best = max(best, times * at[h] - cost_at(at[h], at, below, above))
    return total + best


@compiled
def share_out(
    gains: Ints,
    pairs: Ints,
    sizes: Ints,
    low: int,
    high: int,
    at: Ints,
    below: Ints,
    above: Ints,
    target: int,
    rounds: int,
    split: Floats,
) -> float:
    """Improves the shares in place, and returns the bound they give.

    Args:
        gains: (n,) what each candidate brings by itself.
        pairs: (n, n) points of pairs; only those above zero are shared.
        sizes: (n,) in the knapsack's measure. low, high: bounds on their total.
        target: the bound that is low enough.
        rounds: subgradient steps.
        split: (n, n) i's share of the points with j; that of i and of j add up to the points.
    """
    n = len(gains)
    credit, key, order = np.empty(n), np.empty(n), np.arange(n)
    near, many, use, taken = np.empty((n, n), np.int64), np.zeros(n, np.int64), np.zeros((n, n)), np.zeros(n)
    scratch = np.empty(n)
    best_split, best = split.copy(), np.inf
    for i in range(n):
        for j in range(n):
            if pairs[i, j] > 0:
                near[i, many[i]] = j
                many[i] += 1
    length, waited = 1.0, 0
    for _ in range(rounds):
        for i in range(n):
            for x in range(many[i]):
                j = near[i, x]
                scratch[j] = split[i, j] / sizes[j] if sizes[j] > 0 else 1e18
            for x in range(1, many[i]):
                j, back = near[i, x], x - 1
                while back >= 0 and scratch[near[i, back]] < scratch[j]:
                    near[i, back + 1] = near[i, back]
                    back -= 1
                near[i, back + 1] = j
            credit[i] = gains[i] + _filled(i, split, near[i], many[i], sizes, high, use[i])
        for i in range(n):
            key[i] = credit[i] / sizes[i] if sizes[i] > 0 else steepness(int(credit[i]), 0)
        for q in range(1, n):
            i, back = order[q], q - 1
            while back >= 0 and key[order[back]] < key[i]:
                order[back + 1] = order[back]
                back -= 1
            order[back + 1] = i
        times = multiplier(order, n, key, sizes, 0, low, high, at, below, above)
        bound = _worth(credit, sizes, times, low, high, at, below, above)
        if bound < best:
            best, waited = bound, 0
            best_split[:, :] = split
        else:
            waited += 1
            if waited > PATIENCE:
                length, waited = length * SHORTER, 0
                split[:, :] = best_split
                continue
        if best <= target:
            break
        _take(order, key, sizes, times, low, high, at, below, above, taken)
        norm = 0.0
        for i in range(n):
            for x in range(many[i]):
                j = near[i, x]
                if i < j:
                    norm += (taken[i] * use[i, j] - taken[j] * use[j, i]) ** 2
        if norm < 1e-9:
            break
        step = length * max(bound - target, 0.02 * abs(bound)) / norm
        for i in range(n):
            for x in range(many[i]):
                j = near[i, x]
                if i < j:
                    moved = split[i, j] - step * (taken[i] * use[i, j] - taken[j] * use[j, i])
                    moved = min(max(moved, 0.0), float(pairs[i, j]))
                    split[i, j], split[j, i] = moved, pairs[i, j] - moved
    split[:, :] = best_split
    return best
