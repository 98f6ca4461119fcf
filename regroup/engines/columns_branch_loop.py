"""Branch and bound over the members of one area: the compiled search.

Candidates have credits: what each could bring at most. The points of a pair are credited in part to the one, in
part to the other, so that the credits of any set are worth at least what its pairs are. A candidate that joins
gives all others their points with it; one that is ruled out takes back what it was credited for. The credits that
cannot all be had, because those they are for do not fit beside the candidate, are taken back for the bound.
After Pisinger, "The quadratic knapsack problem", 2007 (upper planes and reduction).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, THRESHOLD, Kept, keep
from regroup.engines.columns_problem import Flags, Problem, Small
from regroup.engines.columns_relax import (
    NEVER,
    cost_at,
    least_cost,
    multiplier,
    relaxed,
    sort_by_steepness,
    whole,
)
from regroup.engines.compiled import compiled, lean
from regroup.engines.local_net import Floats


class Tree(NamedTuple):
    """Where a search stands: n candidates, D levels of depth; M, L, G as in `Problem`.

    Attributes:
        gain, hope: (D, n) what each free candidate brings, without and with its credits.
        orders, counts: (D, n), (D,) the free candidates.
        totals, carried, guard_sum, guard_on: (D, M), (D, L), (D, G), (D, G) of the members.
        points, fresh: (D,) of the members; whether a level was just entered.
        chosen: (n,) the members in the order they joined.
        back: (n, n) what each takes back from the others when it is ruled out.
        other, worth, many: (n, n), (n, n), (n,) whom each has credit for, how much, how many.
        share: (L,) what each carrier pays for a label in its hopes.
        key, held, free, gone, reach: scratch.
    """

    gain: Ints
    hope: Ints
    orders: Ints
    counts: Ints
    totals: Ints
    carried: Flags
    guard_sum: Ints
    guard_on: Flags
    points: Ints
    fresh: Flags
    chosen: Small
    back: Ints
    other: Ints
    worth: Ints
    many: Ints
    share: Ints
    key: Floats
    held: Ints
    free: Flags
    gone: Ints
    reach: Ints


@compiled
def room_to_search(n: int, measures: int, labels: int, guards: int) -> Tree:
    """Room for searches over so many candidates, or fewer."""
    deep = n + 2
    return Tree(
        np.empty((deep, n), np.int64),
        np.empty((deep, n), np.int64),
        np.empty((deep, n), np.int64),
        np.zeros(deep, np.int64),
        np.zeros((deep, measures), np.int64),
        np.zeros((deep, labels), np.uint8),
        np.zeros((deep, guards), np.int64),
        np.zeros((deep, guards), np.uint8),
        np.zeros(deep, np.int64),
        np.ones(deep, np.uint8),
        np.empty(n, np.int16),
        np.empty((n, n), np.int64),
        np.empty((n, n), np.int64),
        np.empty((n, n), np.int64),
        np.empty(n, np.int64),
        np.zeros(labels, np.int64),
        np.empty(n),
        np.empty(n, np.int64),
        np.zeros(n, np.uint8),
        np.empty(n, np.int64),
        np.empty(measures, np.int64),
    )


@lean
def begin(p: Problem, credit: Ints, tree: Tree) -> None:
    """Puts a search to its root."""
    n, w = len(p.gains), p.sizes[0]
    for mark in range(len(p.label_cost)):
        carriers = 0
        for i in range(n):
            carriers += p.labels[mark, i]
        tree.share[mark] = p.label_cost[mark] // max(1, carriers)
        tree.carried[0, mark] = 0
    for i in range(n):
        count, hope = 0, p.gains[i]
        for j in range(n):
            hope += credit[i, j]
            tree.back[j, i] = credit[i, j]
            if credit[i, j] > 0:
                tree.other[i, count] = j
                count += 1
        sort_by_steepness(tree.other[i], count, credit[i], w, tree.key)
        for x in range(count):
            tree.worth[i, x] = credit[i, tree.other[i, x]]
        for mark in range(len(p.label_cost)):
            if p.labels[mark, i]:
                hope -= tree.share[mark]
        tree.many[i] = count
        tree.gain[0, i], tree.hope[0, i], tree.orders[0, i] = p.gains[i], hope, i
    for m in range(len(p.sizes)):
        tree.totals[0, m] = 0
    for g in range(len(p.guard_most)):
        tree.guard_sum[0, g], tree.guard_on[0, g] = 0, p.guard_on[g]
    tree.counts[0], tree.points[0], tree.fresh[0] = n, p.points, 1


@lean
def members_value(p: Problem, tree: Tree, depth: int) -> int:
    """What the members are worth as a column; never where they are not allowed. Upper limits are kept on the way."""
    total = tree.totals[depth]
    for m in range(len(p.sizes)):
        if total[m] < p.least[m]:
            return NEVER
    for g in range(len(p.guard_most)):
        if tree.guard_on[depth, g] and tree.guard_sum[depth, g] > p.guard_most[g]:
            return NEVER
    value = tree.points[depth]
    for m in range(len(p.sizes)):
        a, b = p.hinge_begin[m], p.hinge_begin[m + 1]
        value -= cost_at(total[m], p.hinge_at[a:b], p.hinge_below[a:b], p.hinge_above[a:b])
    return int(value)


@lean
def _rule_out(tree: Tree, depth: int, leave: int) -> None:
    """Takes back from the free candidates what they were credited for having those that are gone."""
    order, hope, count = tree.orders[depth], tree.hope[depth], tree.counts[depth]
    for x in range(leave):
        back = tree.back[tree.gone[x]]
        for q in range(count):
            hope[order[q]] -= back[order[q]]


@lean
def sieve(p: Problem, tree: Tree, depth: int) -> None:
    """Rules out the candidates that do not fit any more."""
    order, total = tree.orders[depth], tree.totals[depth]
    stay, leave = 0, 0
    for q in range(tree.counts[depth]):
        i = order[q]
        fits = True
        for m in range(len(p.sizes)):
            fits = fits and total[m] + p.sizes[m, i] <= p.most[m]
        if fits:
            order[stay] = i
            stay += 1
        else:
            tree.gone[leave] = i
            leave += 1
    tree.counts[depth] = stay
    _rule_out(tree, depth, leave)


@lean
def hopeless(p: Problem, tree: Tree, depth: int) -> bool:
    """Whether no choice of candidates makes the area allowed; ``reach`` becomes the largest totals there can be."""
    order, count = tree.orders[depth], tree.counts[depth]
    for m in range(len(p.sizes)):
        reach = tree.totals[depth, m]
        for q in range(count):
            reach += p.sizes[m, order[q]]
        if reach < p.least[m]:
            return True
        tree.reach[m] = reach
    for g in range(len(p.guard_most)):
        if tree.guard_on[depth, g]:
            lowest = tree.guard_sum[depth, g]
            for q in range(count):
                lowest += min(0, p.guard_weight[g, order[q]])
            if lowest > p.guard_most[g]:
                return True
    return False


@lean
def side_costs(p: Problem, tree: Tree, depth: int) -> int:
    """The least that the measures other than the first lose, at the totals there can be."""
    lost = 0
    for m in range(1, len(p.sizes)):
        a, b = p.hinge_begin[m], p.hinge_begin[m + 1]
        low, high = max(tree.totals[depth, m], p.least[m]), min(tree.reach[m], p.most[m])
        lost += least_cost(low, high, p.hinge_at[a:b], p.hinge_below[a:b], p.hinge_above[a:b])
    return lost


@lean
def hold(p: Problem, tree: Tree, depth: int) -> None:
    """Hopes less the credits that cannot be had because they do not fit; rounded so that they stay upper bounds."""
    order, count, w = tree.orders[depth], tree.counts[depth], p.sizes[0]
    room, free = p.most[0] - tree.totals[depth, 0], tree.free
    for q in range(count):
        free[order[q]] = 1
    for q in range(count):
        i = order[q]
        left, lost = room - w[i], 0
        for x in range(tree.many[i]):
            j = tree.other[i, x]
            if free[j] == 0:
                continue
            if w[j] <= left:
                left -= w[j]
            else:
                lost += max(0, int(tree.worth[i, x] * (1.0 - left / w[j])) - 2)
                left = 0
        tree.held[i] = tree.hope[depth, i] - lost
    for q in range(count):
        free[order[q]] = 0


@lean
def what_is_left(p: Problem, tree: Tree, depth: int, credit: Ints, largest: int) -> tuple[int, int]:
    """What free candidates with these credits can add at most, and the multiplier that says so."""
    order, count, total, least = tree.orders[depth], tree.counts[depth], tree.totals[depth, 0], p.least[0]
    end, high = p.hinge_begin[1], min(p.most[0], tree.reach[0])
    at, below, above = p.hinge_at[:end], p.hinge_below[:end], p.hinge_above[:end]
    sort_by_steepness(order, count, credit, p.sizes[0], tree.key)
    best = multiplier(order, count, tree.key, p.sizes[0], total, least, high, at, below, above)
    times = whole(best, largest)
    return relaxed(order, count, credit, p.sizes[0], total, least, high, at, below, above, times), times


@lean
def _pick(p: Problem, tree: Tree, depth: int, spare: int, times: int) -> int:
    """Rules out candidates without which nothing is lost; if there are none, the one to branch on, taken out.

    Args:
        spare: by how much the bound is above the threshold.

    Returns:
        The candidate, or -1 where some were ruled out.
    """
    order, count = tree.orders[depth], tree.counts[depth]
    stay, leave, pick, best = 0, 0, 0, NEVER
    for q in range(count):
        i = order[q]
        over = tree.held[i] - times * p.sizes[0, i]
        if over < 0 and spare + over <= 0:
            tree.gone[leave] = i
            leave += 1
            continue
        order[stay] = i
        if over > best:
            best, pick = over, stay
        stay += 1
    if leave > 0:
        tree.counts[depth] = stay
        _rule_out(tree, depth, leave)
        return -1
    i = order[pick]
    for q in range(pick, stay - 1):
        order[q] = order[q + 1]
    tree.counts[depth] = stay - 1
    return int(i)


@lean
def _join(p: Problem, tree: Tree, depth: int, i: int) -> None:
    """The next level: a candidate is a member there. On this level it is ruled out."""
    up, stay = depth + 1, tree.counts[depth]
    tree.gone[0] = i
    _rule_out(tree, depth, 1)
    for m in range(len(p.sizes)):
        tree.totals[up, m] = tree.totals[depth, m] + p.sizes[m, i]
    points = tree.points[depth] + tree.gain[depth, i]
    for g in range(len(p.guard_most)):
        tree.guard_sum[up, g] = tree.guard_sum[depth, g] + p.guard_weight[g, i]
        tree.guard_on[up, g] = tree.guard_on[depth, g] or p.guard_node[g] == i
    order, gain, hope = tree.orders[depth], tree.gain[depth], tree.hope[depth]
    order_up, gain_up, hope_up = tree.orders[up], tree.gain[up], tree.hope[up]
    apart, pairs = p.apart[i], p.pairs[i]
    into, barred = 0, 0
    for q in range(stay):
        j = order[q]
        if apart[j]:
            tree.gone[barred] = j
            barred += 1
            continue
        gain_up[j] = gain[j] + pairs[j]
        hope_up[j] = hope[j] + pairs[j]
        order_up[into] = j
        into += 1
    tree.counts[up] = into
    _rule_out(tree, up, barred)
    for mark in range(len(p.label_cost)):
        tree.carried[up, mark] = tree.carried[depth, mark]
        if p.labels[mark, i] and not tree.carried[depth, mark]:
            tree.carried[up, mark] = 1
            points -= p.label_cost[mark]
            for q in range(into):
                if p.labels[mark, order_up[q]]:
                    hope_up[order_up[q]] += tree.share[mark]
    tree.points[up], tree.chosen[depth], tree.fresh[up] = points, i, 1


@lean
def search(
    p: Problem,
    credit: Ints,
    tree: Tree,
    kept: Kept,
    path: Small,
    length: int,
    every: bool,
    limit: int,
    enough: int,
    patience: int,
) -> None:
    """Finds the columns of value above the threshold: the best, or every one.

    Args:
        credit: (n, n) what row i is credited for having column j; where the points are positive, those of i for j
            and of j for i add up to them, otherwise both are zero.
        tree: room for the search.
        kept: where columns are put, with the tally that goes on.
        path: (length at least,) the members chosen before, of which there may be none.
        limit: nodes, those of the tally included, after which the search is cut short.
        enough, patience: it is cut short as well once there are so many columns and it has searched so many nodes.
    """
    tally = kept.tally
    largest = 0
    for i in range(len(p.gains)):
        largest += p.sizes[0, i]
    begin(p, credit, tree)
    depth = 0
    while depth >= 0:
        if tree.fresh[depth]:
            tree.fresh[depth] = 0
            if depth > 0 or p.begun:
                value = members_value(p, tree, depth)
                if value > tally[THRESHOLD]:
                    keep(kept, value, path, length, p.ids, tree.chosen, depth, every)
            sieve(p, tree, depth)
        if tree.counts[depth] == 0:
            depth -= 1
            continue
        tally[NODES] += 1
        if tally[NODES] > limit or kept.stop[0] or (tally[FOUND] >= enough and tally[NODES] > patience):
            tally[CUT] = 1
        if hopeless(p, tree, depth):
            depth -= 1
            continue
        base = tree.points[depth] - side_costs(p, tree, depth)
        more, times = what_is_left(p, tree, depth, tree.hope[depth], largest)
        if tally[CUT]:
            tally[OPEN] = max(tally[OPEN], base + more)
            depth -= 1
            continue
        if base + more <= tally[THRESHOLD]:
            depth -= 1
            continue
        hold(p, tree, depth)
        more, times = what_is_left(p, tree, depth, tree.held, largest)
        if base + more <= tally[THRESHOLD]:
            depth -= 1
            continue
        i = _pick(p, tree, depth, base + more - tally[THRESHOLD], times)
        if i >= 0:
            _join(p, tree, depth, i)
            depth += 1
