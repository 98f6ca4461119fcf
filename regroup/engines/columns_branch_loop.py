"""Branch and bound over the members of one area: the compiled search.

Candidates have credits: what each could bring at most. The points of a pair are credited in part to the one, in
part to the other, so that the credits of any set are worth at least what its pairs are. A candidate that joins
gives all others their points with it; one that is ruled out takes back what it was credited for. The credits that
cannot all be had, because those they are for do not fit beside the candidate, are taken back for the bound.
After Pisinger, "The quadratic knapsack problem", 2007 (upper planes and reduction).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from regroup.core import Ints
from regroup.engines.columns_relax import (
    NEVER,
    cost_at,
    least_cost,
    multiplier,
    relaxed,
    sort_by_steepness,
    whole,
)
from regroup.engines.compiled import compiled

Flags = npt.NDArray[np.uint8]
Small = npt.NDArray[np.int16]

NODES, CUT, OPEN, FOUND = 0, 1, 2, 3
"""What the tally holds: nodes searched, whether the search was cut short, the greatest bound left, columns kept."""


@compiled
def neighbours(credit: Ints, sizes: Ints, other: Ints, worth: Ints, many: Ints) -> None:
    """For each candidate those it has credit for, in falling credit per size: who, how much, how many."""
    n = len(sizes)
    key = np.empty(n)
    for i in range(n):
        count = 0
        for j in range(n):
            if credit[i, j] > 0:
                other[i, count] = j
                count += 1
        sort_by_steepness(other[i], count, credit[i], sizes, key)
        for q in range(count):
            worth[i, q] = credit[i, other[i, q]]
        many[i] = count


@compiled
def _held(
    order: Ints,
    count: int,
    credit: Ints,
    sizes: Ints,
    room: int,
    other: Ints,
    worth: Ints,
    many: Ints,
    free: Flags,
    out: Ints,
) -> None:
    """Credits less what cannot be had because it does not fit; rounded so that they stay upper bounds."""
    for q in range(count):
        free[order[q]] = 1
    for q in range(count):
        i = order[q]
        left, lost = room - sizes[i], 0
        for x in range(many[i]):
            j = other[i, x]
            if free[j] == 0:
                continue
            if sizes[j] <= left:
                left -= sizes[j]
            else:
                lost += max(0, int(worth[i, x] * (1.0 - left / sizes[j])) - 2)
                left = 0
        out[i] = credit[i] - lost
    for q in range(count):
        free[order[q]] = 0


@compiled
def _allowed(totals: Ints, least: Ints, guard_sum: Ints, guard_on: Flags, guard_most: Ints) -> bool:
    """Whether an area with these totals is allowed; the upper limits are kept on the way."""
    for m in range(len(totals)):
        if totals[m] < least[m]:
            return False
    for g in range(len(guard_most)):
        if guard_on[g] and guard_sum[g] > guard_most[g]:
            return False
    return True


@compiled
def _hopeless(
    order: Ints,
    count: int,
    sizes: Ints,
    totals: Ints,
    least: Ints,
    guard_weight: Ints,
    guard_sum: Ints,
    guard_on: Flags,
    guard_most: Ints,
    reach: Ints,
) -> bool:
    """Whether no choice of candidates makes the area allowed; ``reach`` becomes the largest totals there can be."""
    for m in range(len(totals)):
        reach[m] = totals[m]
        for q in range(count):
            reach[m] += sizes[m, order[q]]
        if reach[m] < least[m]:
            return True
    for g in range(len(guard_most)):
        if guard_on[g]:
            lowest = guard_sum[g]
            for q in range(count):
                lowest += min(0, guard_weight[g, order[q]])
            if lowest > guard_most[g]:
                return True
    return False


@compiled
def search(
    gains: Ints,
    pairs: Ints,
    credit: Ints,
    sizes: Ints,
    least: Ints,
    most: Ints,
    hinge_begin: Ints,
    hinge_at: Ints,
    hinge_below: Ints,
    hinge_above: Ints,
    labels: Flags,
    label_cost: Ints,
    label_share: Ints,
    apart: Flags,
    guard_node: Ints,
    guard_weight: Ints,
    guard_most: Ints,
    open_cost: int,
    threshold: int,
    every: bool,
    limit: int,
    enough: int,
    patience: int,
    members: Small,
    lengths: Ints,
    values: Ints,
    tally: Ints,
) -> None:
    """Finds the columns of value above the threshold: the best, or every one.

    Args:
        gains: (n,) pull less price of each candidate.
        pairs: (n, n) points of pairs. credit: (n, n) what row i is credited for having column j; where the points
            are positive, those of i for j and of j for i add up to them, otherwise both are zero.
        sizes: (M, n); the first measure is the one that the knapsack is over. least, most: (M,), at most its total.
        hinge_begin: (M + 1,) where each measure's hinges begin.
        labels, label_cost, label_share: (L, n), (L,), (L,); no set of carriers has shares above the cost.
        guard_node: (G,) its candidate, or -1 where it is not one.
        limit: nodes after which the search is cut short.
        enough, patience: it is cut short as well once it has so many columns and has searched so many nodes.
        members, lengths, values: (most, n), (most,), (most,) where the columns are put.
        tally: (4,) what came of it.
    """
    n, measures, kept = len(gains), len(sizes), len(values)
    w = sizes[0]
    at, below, above = hinge_at[: hinge_begin[1]], hinge_below[: hinge_begin[1]], hinge_above[: hinge_begin[1]]
    largest = 0
    for i in range(n):
        largest += w[i]
    other, worth, many = np.empty((n, n), np.int64), np.empty((n, n), np.int64), np.empty(n, np.int64)
    neighbours(credit, w, other, worth, many)
    taken_back = np.ascontiguousarray(credit.T)
    depth_most = n + 2
    gain, hope = np.empty((depth_most, n), np.int64), np.empty((depth_most, n), np.int64)
    orders, counts = np.empty((depth_most, n), np.int64), np.zeros(depth_most, np.int64)
    totals = np.zeros((depth_most, measures), np.int64)
    carried = np.zeros((depth_most, len(label_cost)), np.uint8)
    guard_sum = np.zeros((depth_most, len(guard_most)), np.int64)
    guard_on = np.zeros((depth_most, len(guard_most)), np.uint8)
    points, fresh, chosen = np.zeros(depth_most, np.int64), np.ones(depth_most, np.uint8), np.empty(n, np.int16)
    key, held, free = np.empty(n), np.empty(n, np.int64), np.zeros(n, np.uint8)
    gone, reach = np.empty(n, np.int64), np.empty(measures, np.int64)
    found, cut, left_open, nodes = 0, 0, NEVER, 0
    for i in range(n):
        gain[0, i] = gains[i]
        hope[0, i] = gains[i]
        for j in range(n):
            hope[0, i] += credit[i, j]
        for mark in range(len(label_cost)):
            if labels[mark, i]:
                hope[0, i] -= label_share[mark]
        orders[0, i] = i
    counts[0], points[0] = n, -open_cost
    depth = 0
    while depth >= 0:
        o, h, total = orders[depth], hope[depth], totals[depth]
        if fresh[depth]:
            fresh[depth] = 0
            if depth > 0 and _allowed(total, least, guard_sum[depth], guard_on[depth], guard_most):
                value = points[depth]
                for m in range(measures):
                    a, b = hinge_begin[m], hinge_begin[m + 1]
                    value -= cost_at(total[m], hinge_at[a:b], hinge_below[a:b], hinge_above[a:b])
                if value > threshold:
                    if found < kept:
                        place = found
                        found += 1
                    else:
                        place = 0
                        for q in range(kept):
                            if values[q] < values[place]:
                                place = q
                        cut = 1 if every else cut
                    for q in range(depth):
                        members[place, q] = chosen[q]
                    lengths[place], values[place] = depth, value
                    if found == kept and not every:
                        threshold = values[0]
                        for q in range(kept):
                            threshold = min(threshold, values[q])
            stay, leave = 0, 0
            for q in range(counts[depth]):
                i = o[q]
                fits = True
                for m in range(measures):
                    fits = fits and total[m] + sizes[m, i] <= most[m]
                if fits:
                    o[stay] = i
                    stay += 1
                else:
                    gone[leave] = i
                    leave += 1
            counts[depth] = stay
            for x in range(leave):
                for q in range(stay):
                    h[o[q]] -= taken_back[gone[x], o[q]]
        count = counts[depth]
        if count == 0:
            depth -= 1
            continue
        nodes += 1
        if nodes > limit or (found >= enough and nodes > patience):
            cut = 1
        if _hopeless(o, count, sizes, total, least, guard_weight, guard_sum[depth], guard_on[depth], guard_most, reach):
            depth -= 1
            continue
        base = points[depth]
        for m in range(1, measures):
            a, b = hinge_begin[m], hinge_begin[m + 1]
            base -= least_cost(
                max(total[m], least[m]), min(reach[m], most[m]), hinge_at[a:b], hinge_below[a:b], hinge_above[a:b]
            )
        high = min(most[0], reach[0])
        sort_by_steepness(o, count, h, w, key)
        times = whole(multiplier(o, count, key, w, total[0], least[0], high, at, below, above), largest)
        bound = base + relaxed(o, count, h, w, total[0], least[0], high, at, below, above, times)
        if cut:
            left_open = max(left_open, bound)
            depth -= 1
            continue
        if bound <= threshold:
            depth -= 1
            continue
        _held(o, count, h, w, most[0] - total[0], other, worth, many, free, held)
        sort_by_steepness(o, count, held, w, key)
        times = whole(multiplier(o, count, key, w, total[0], least[0], high, at, below, above), largest)
        bound = base + relaxed(o, count, held, w, total[0], least[0], high, at, below, above, times)
        if bound <= threshold:
            depth -= 1
            continue
        stay, leave, pick, best = 0, 0, 0, NEVER
        for q in range(count):
            i = o[q]
            spare = held[i] - times * w[i]
            if spare < 0 and bound + spare <= threshold:
                gone[leave] = i
                leave += 1
                continue
            o[stay] = i
            if spare > best:
                best, pick = spare, stay
            stay += 1
        counts[depth] = stay
        if leave > 0:
            for x in range(leave):
                for q in range(stay):
                    h[o[q]] -= taken_back[gone[x], o[q]]
            continue
        i = o[pick]
        for q in range(pick, stay - 1):
            o[q] = o[q + 1]
        stay -= 1
        counts[depth] = stay
        below_, up = depth, depth + 1
        for m in range(measures):
            totals[up, m] = total[m] + sizes[m, i]
        points[up] = points[below_] + gain[below_, i]
        for g in range(len(guard_most)):
            guard_sum[up, g] = guard_sum[below_, g] + guard_weight[g, i]
            guard_on[up, g] = guard_on[below_, g] or guard_node[g] == i
        g2, h2, o2, g1 = gain[up], hope[up], orders[up], gain[below_]
        into = 0
        for q in range(stay):
            j = o[q]
            h[j] -= taken_back[i, j]
        barred = 0
        for q in range(stay):
            j = o[q]
            if apart[i, j]:
                gone[barred] = j
                barred += 1
                continue
            g2[j] = g1[j] + pairs[i, j]
            h2[j] = h[j] + pairs[i, j]
            o2[into] = j
            into += 1
        for x in range(barred):
            for q in range(into):
                h2[o2[q]] -= taken_back[gone[x], o2[q]]
        for mark in range(len(label_cost)):
            carried[up, mark] = carried[below_, mark]
            if labels[mark, i] and not carried[below_, mark]:
                carried[up, mark] = 1
                points[up] -= label_cost[mark]
                for q in range(into):
                    if labels[mark, o2[q]]:
                        h2[o2[q]] += label_share[mark]
        counts[up], chosen[below_], fresh[up] = into, i, 1
        depth = up
    tally[NODES], tally[CUT], tally[OPEN], tally[FOUND] = nodes, cut, left_open, found
