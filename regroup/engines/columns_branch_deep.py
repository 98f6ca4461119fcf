"""A long search in parts: for the first few members the points are shared out anew, each time for what is left.

Shares that are good for all candidates are not for those that fit beside some members; better ones are worth their
while where many nodes would be searched below. Compiled.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_branch_loop import hold, search, side_costs, what_is_left
from regroup.engines.columns_credit import share_out
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, THRESHOLD, Kept, keep
from regroup.engines.columns_problem import Problem, Small, part_of, whole_shares, with_member
from regroup.engines.columns_relax import NEVER
from regroup.engines.columns_tree import Tree, begin, hopeless, members_value, room_to_search, sieve
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

STEPS_A_NODE = 8
"""Steps of sharing out that take about as long as a node of the search."""


@compiled
def shared_out(p: Problem, split: Floats, threshold: int, rounds: int) -> None:
    """Improves shares, (n, n), in place, for what is left."""
    w, end, largest = p.sizes[0], p.hinge_begin[1], 0
    for i in range(len(w)):
        largest += w[i]
        for j in range(i + 1, len(w)):
            if p.pairs[i, j] > 0:
                split[i, j] = min(max(split[i, j], 0.0), float(p.pairs[i, j]))
                split[j, i] = p.pairs[i, j] - split[i, j]
            else:
                split[i, j], split[j, i] = 0.0, 0.0
    low, high = max(p.least[0], 0), min(p.most[0], largest)
    if low <= high:
        hinges = p.hinge_at[:end], p.hinge_below[:end], p.hinge_above[:end]
        share_out(p.gains, p.pairs, w, low, high, hinges[0], hinges[1], hinges[2], threshold - p.points, rounds, split)


@compiled
def promising(p: Problem, credit: Ints, tree: Tree, threshold: int) -> tuple[int, Ints]:
    """The bound at the root, and the candidates that a column above the threshold could hold, the best first."""
    none, largest = np.empty(0, np.int64), 0
    for i in range(len(p.gains)):
        largest += p.sizes[0, i]
    begin(p, credit, tree)
    sieve(p, tree, 0)
    if tree.counts[0] == 0 or hopeless(p, tree, 0):
        return NEVER, none
    base = p.points - side_costs(p, tree, 0)
    hold(p, tree, 0)
    more, times = what_is_left(p, tree, 0, tree.held, largest)
    if base + more <= threshold:
        return base + more, none
    order, over, count = np.empty(tree.counts[0], np.int64), np.empty(tree.counts[0], np.int64), 0
    for q in range(tree.counts[0]):
        i = tree.orders[0, q]
        spare = tree.held[i] - times * p.sizes[0, i]
        if spare < 0 and base + more + spare <= threshold:
            continue
        at = count
        while at > 0 and over[at - 1] < spare:
            order[at], over[at] = order[at - 1], over[at - 1]
            at -= 1
        order[at], over[at] = i, spare
        count += 1
    return base + more, order[:count]


@compiled
def beside(p: Problem, order: Ints, at: int) -> Ints:
    """Of the candidates later in an order those that may and can be members beside one, ascending."""
    one, count = order[at], 0
    found = np.empty(len(order) - at, np.int64)
    for q in range(at + 1, len(order)):
        j = order[q]
        fits = not p.apart[one, j]
        for m in range(len(p.sizes)):
            fits = fits and p.sizes[m, one] + p.sizes[m, j] <= p.most[m]
        if fits:
            found[count] = j
            count += 1
    return np.sort(found[:count])


@compiled
def _entered(
    p: Problem, split: Floats, tree: Tree, kept: Kept, path: Small, length: int, rounds: int, every: bool
) -> tuple[int, Ints]:
    """Shares the points out and keeps the members as a column; then as `promising`."""
    tally = kept.tally
    shared_out(p, split, tally[THRESHOLD], rounds)
    tally[NODES] += 1 + rounds // STEPS_A_NODE
    credit = whole_shares(split, p.pairs)
    begin(p, credit, tree)
    value = members_value(p, tree, 0)
    if value > tally[THRESHOLD]:
        keep(kept, value, path, length, p.ids, tree.chosen, 0, every)
    return promising(p, credit, tree, tally[THRESHOLD])


@compiled
def branch_at(
    p: Problem,
    split: Floats,
    order: Ints,
    at: int,
    kept: Kept,
    rounds: Ints,
    every: bool,
    limit: int,
    enough: int,
    patience: int,
    few: int,
) -> None:
    """The part of a search in which one candidate of an order is a member, and none before it is.

    Args:
        split: (n, n) shares to begin from.
        rounds: steps of sharing out with one member, with two, and so on; then the search goes on without.
        few: candidates among which the search needs no parts.
        kept, enough, patience: see `columns_branch_loop.search`; its nodes count the sharing out too.
    """
    tally, deep = kept.tally, len(rounds) + 1
    tree = room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
    path, upon, bounds = np.zeros(deep + 1, np.int16), np.zeros(deep + 1, np.int64), np.empty(deep + 1, np.int64)
    problems, splits, orders = [p], [split], [order]
    upon[0] = at
    while len(problems) > 0:
        level = len(problems) - 1
        here, row = problems[level], orders[level]
        done = upon[level] >= len(row) or (level == 0 and upon[0] > at)
        over = tally[NODES] > limit or kept.stop[0] or (tally[FOUND] >= enough and tally[NODES] > patience)
        if not done and level > 0 and (tally[CUT] or over):
            tally[CUT] = 1
            tally[OPEN] = max(tally[OPEN], bounds[level])
            done = True
        if done:
            problems.pop()
            splits.pop()
            orders.pop()
            continue
        one = upon[level]
        upon[level] += 1
        others = beside(here, row, one)
        path[level] = here.ids[row[one]]
        left, shares = with_member(here, row[one], others), part_of(splits[level], others)
        if level == len(rounds) or len(others) <= few:
            search(left, whole_shares(shares, left.pairs), tree, kept, path, level + 1, every, limit, enough, patience)
            continue
        bounds[level + 1], into = _entered(left, shares, tree, kept, path, level + 1, rounds[level], every)
        upon[level + 1] = 0
        problems.append(left)
        splits.append(shares)
        orders.append(into)
