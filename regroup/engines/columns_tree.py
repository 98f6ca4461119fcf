"""Where a branch and bound over the members of one area stands, and how a candidate joins or is ruled out. Compiled.

A candidate that joins gives all others their points with it; one that is ruled out takes back what it was credited
for; see `columns_branch_loop`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_problem import Flags, Problem, Small
from regroup.engines.columns_relax import NEVER, cost_at, sort_by_steepness
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
def rule_out(tree: Tree, depth: int, leave: int) -> None:
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
    rule_out(tree, depth, leave)


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
def join(p: Problem, tree: Tree, depth: int, i: int) -> None:
    """The next level: a candidate is a member there. On this level it is ruled out."""
    up, stay = depth + 1, tree.counts[depth]
    tree.gone[0] = i
    rule_out(tree, depth, 1)
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
    rule_out(tree, up, barred)
    for mark in range(len(p.label_cost)):
        tree.carried[up, mark] = tree.carried[depth, mark]
        if p.labels[mark, i] and not tree.carried[depth, mark]:
            tree.carried[up, mark] = 1
            points -= p.label_cost[mark]
            for q in range(into):
                if p.labels[mark, order_up[q]]:
                    hope_up[order_up[q]] += tree.share[mark]
    tree.points[up], tree.chosen[depth], tree.fresh[up] = points, i, 1
