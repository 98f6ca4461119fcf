"""Good columns soon: from each candidate, the best additions, then drops and exchanges while they gain. Compiled."""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_problem import Flags, Small
from regroup.engines.columns_relax import NEVER, cost_at
from regroup.engines.compiled import compiled

MOST_STEPS = 200
"""Changes after which one start is left as it is."""


@compiled
def _outside(totals: Ints, least: Ints, most: Ints) -> int:
    """How far the totals are outside their windows, all measures together."""
    off = 0
    for m in range(len(totals)):
        off += max(0, least[m] - totals[m]) + max(0, totals[m] - most[m])
    return off


@compiled
def _side_cost(totals: Ints, begin: Ints, at: Ints, below: Ints, above: Ints, carriers: Ints, label_cost: Ints) -> int:
    """What hinges and labels lose."""
    lost = 0
    for m in range(len(totals)):
        a, b = begin[m], begin[m + 1]
        lost += cost_at(totals[m], at[a:b], below[a:b], above[a:b])
    for mark in range(len(label_cost)):
        if carriers[mark] > 0:
            lost += label_cost[mark]
    return lost


@compiled
def grow(
    gains: Ints,
    pairs: Ints,
    sizes: Ints,
    least: Ints,
    most: Ints,
    begin: Ints,
    at: Ints,
    below: Ints,
    above: Ints,
    labels: Flags,
    label_cost: Ints,
    apart: Flags,
    open_cost: int,
    members: Small,
    lengths: Ints,
    values: Ints,
) -> int:
    """One column from each candidate, as arguments of `columns_branch_loop.search`; guards are not looked at.

    Returns:
        The steps taken. ``lengths`` is zero where no column with totals in the windows came of a start.
    """
    n, measures = len(gains), len(sizes)
    inside, link, clash = np.zeros(n, np.uint8), np.empty(n, np.int64), np.empty(n, np.int64)
    totals, trial = np.zeros(measures, np.int64), np.zeros(measures, np.int64)
    carriers, tried = np.zeros(len(label_cost), np.int64), np.zeros(len(label_cost), np.int64)
    smooth = True  # costs are never gains: what is not better without them is not better with them
    steps = 0
    for start in range(n):
        for i in range(n):
            inside[i], link[i], clash[i] = 0, gains[i], 0
        totals[:], carriers[:] = 0, 0
        count, change_in, change_out = 0, start, -1
        linear = -open_cost
        for _ in range(MOST_STEPS):
            for change, sign in ((change_out, -1), (change_in, 1)):
                if change < 0:
                    continue
                linear += sign * link[change]
                inside[change] = sign > 0
                count += sign
                for m in range(measures):
                    totals[m] += sign * sizes[m, change]
                for mark in range(len(label_cost)):
                    carriers[mark] += sign * labels[mark, change]
                for j in range(n):
                    link[j] += sign * pairs[change, j]
                    clash[j] += sign * apart[change, j]
            steps += n
            off = _outside(totals, least, most)
            now = linear - _side_cost(totals, begin, at, below, above, carriers, label_cost)
            best, best_off, change_in, change_out = now, off, -1, -1
            for both in (False, True):
                for out in range(-1, n):
                    if out >= 0 and (not inside[out] or count == 1):
                        continue
                    if both and out < 0:
                        continue
                    for into in range(-1, n):
                        if (into >= 0 and out >= 0) != both or (into < 0 and out < 0):
                            continue
                        if into >= 0 and (inside[into] or clash[into] - (apart[out, into] if out >= 0 else 0) > 0):
                            continue
                        worth = linear
                        if out >= 0:
                            worth -= link[out]
                        if into >= 0:
                            worth += link[into] - (pairs[out, into] if out >= 0 else 0)
                        if worth <= best and off == 0 and smooth:
                            continue
                        for m in range(measures):
                            trial[m] = totals[m]
                        for mark in range(len(label_cost)):
                            tried[mark] = carriers[mark]
                        if out >= 0:
                            for m in range(measures):
                                trial[m] -= sizes[m, out]
                            for mark in range(len(label_cost)):
                                tried[mark] -= labels[mark, out]
                        if into >= 0:
                            for m in range(measures):
                                trial[m] += sizes[m, into]
                            for mark in range(len(label_cost)):
                                tried[mark] += labels[mark, into]
                        trial_off = _outside(trial, least, most)
                        if trial_off > best_off:
                            continue
                        worth -= _side_cost(trial, begin, at, below, above, tried, label_cost)
                        if trial_off < best_off or worth > best:
                            best, best_off, change_in, change_out = worth, trial_off, into, out
                if change_in >= 0 or change_out >= 0:
                    break
            if change_in < 0 and change_out < 0:
                break
        lengths[start], values[start] = 0, NEVER
        if off == 0:
            values[start] = now
            for i in range(n):
                if inside[i]:
                    members[start, lengths[start]] = i
                    lengths[start] += 1
    return steps
