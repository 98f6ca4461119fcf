"""Branch and bound over the members of one area: the compiled search.

Candidates have credits: what each could bring at most. The points of a pair are credited in part to the one, in
part to the other, so that the credits of any set are worth at least what its pairs are. A candidate that joins
gives all others their points with it; one that is ruled out takes back what it was credited for. The credits that
cannot all be had, because those they are for do not fit beside the candidate, are taken back for the bound.
After Pisinger, "The quadratic knapsack problem", 2007 (upper planes and reduction).
"""

from __future__ import annotations

from regroup.core import Ints
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, THRESHOLD, Kept, keep
from regroup.engines.columns_problem import Problem, Small
from regroup.engines.columns_relax import NEVER, least_cost, multiplier, relaxed, sort_by_steepness, whole
from regroup.engines.columns_tree import Tree, begin, hopeless, join, members_value, rule_out, sieve
from regroup.engines.compiled import lean


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
        rule_out(tree, depth, leave)
        return -1
    i = order[pick]
    for q in range(pick, stay - 1):
        order[q] = order[q + 1]
    tree.counts[depth] = stay - 1
    return int(i)


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
            join(p, tree, depth, i)
            depth += 1
