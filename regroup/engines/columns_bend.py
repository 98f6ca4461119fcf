"""A bound on an area from a sum of squares: what is left of its pairs after it falls apart, the rest is concave.

For an integer matrix G that is a sum of squares and any y,  x'Gx >= 2 y'Gx - y'Gy.  So the points of pairs less x'Gx
are at most a sum over the members, whatever y is; near the x that the relaxed problem takes, it is close. What pairs
have above -2 G is credited to their two candidates as elsewhere. Multipliers on such squares are what semidefinite
bounds are made of. After Billionnet, Elloumi and Plateau, "Improving the performance of standard solvers for quadratic
0-1 programs by a tight convex reformulation", 2009. Compiled.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_branch_loop import hold, side_costs, what_is_left
from regroup.engines.columns_problem import Problem
from regroup.engines.columns_relax import NEVER, cost_at
from regroup.engines.columns_tree import Tree, begin, hopeless, rule_out, sieve
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

FINE = 256
"""Of what y is a multiple, so that sums are exact."""
ROUNDS, SWEEPS = 4, 4
"""How often the bound is looked at, and how often each y is moved before."""
LITTLE, NEARLY = 0.1, 0.003
"""Of what the bound is above the threshold, and of a y: too little to go on."""
STIFF = 0.2
"""How much a y at its limit counts in how fast totals follow what size is worth."""
MUCH = 8
"""One candidate of so many ruled out is worth another round."""


@compiled
def _best_total(times: float, total: float, low: int, high: int, at: Ints, below: Ints, above: Ints) -> float:
    """Of the totals that are best where a unit of size is worth so much, the nearest to this one."""
    best, first, last = -1e300, float(low), float(low)
    for h in range(len(at) + 2):
        z = low if h == len(at) else (high if h > len(at) else at[h])
        if z < low or z > high:
            continue
        worth = times * z - cost_at(z, at, below, above)
        if worth > best + 1e-9 * (abs(best) + 1.0):
            best, first, last = worth, float(z), float(z)
        elif worth > best - 1e-9 * (abs(best) + 1.0):
            first, last = min(first, float(z)), max(last, float(z))
    return min(max(total, first), last)


@compiled
def _settle(p: Problem, tree: Tree, gains: Floats, squares: Floats, times: float, y: Floats, slope: Floats) -> float:
    """Moves y, each by itself, towards the greatest concave sum; returns what a unit of size is then worth."""
    order, count, w, end = tree.orders[0], tree.counts[0], p.sizes[0], p.hinge_begin[1]
    low, high = max(p.least[0], 0), min(p.most[0], tree.reach[0])
    at, below, above = p.hinge_at[:end], p.hinge_below[:end], p.hinge_above[:end]
    total = 0.0
    for q in range(count):
        i = order[q]
        total += y[i] * w[i]
        slope[i] = 0.0
        for z in range(count):
            slope[i] += squares[i, order[z]] * y[order[z]]
    for _ in range(SWEEPS):
        loose, most = 0.0, 0.0
        for q in range(count):
            i = order[q]
            left, bend = gains[i] - times * w[i] - 2.0 * slope[i], 2.0 * squares[i, i]
            new = min(1.0, max(0.0, y[i] + left / bend)) if bend > 1.0 else (1.0 if left > 0.0 else 0.0)
            if bend > 1.0:
                loose += (1.0 if 0.0 < new < 1.0 else STIFF) * w[i] * w[i] / bend
            moved = new - y[i]
            if moved != 0.0:
                most = max(most, abs(moved))
                y[i] = new
                total += moved * w[i]
                row = squares[i]
                for z in range(count):
                    slope[order[z]] += moved * row[order[z]]
        off = total - _best_total(times, total, low, high, at, below, above)
        if loose > 0.0:
            before = times
            times = before + off / loose
            times = 0.0 if before * times < 0.0 else times
        if most < NEARLY and abs(off) < 1.0:
            break
    return times


@compiled
def _flatten(tree: Tree, squares: Ints, y: Floats, z: Ints) -> int:
    """Adds to what is held what the squares leave of it at y, and returns the constant. Exact integers."""
    order, count, whole = tree.orders[0], tree.counts[0], 0
    for q in range(count):
        z[order[q]] = int(np.rint(FINE * y[order[q]]))
    for q in range(count):
        i, mixed = order[q], 0
        for x in range(count):
            mixed += squares[i, order[x]] * z[order[x]]
        whole += mixed * z[i]
        tree.held[i] += squares[i, i] - (2 * mixed) // FINE
    return -((-whole) // (FINE * FINE))


@compiled
def _sort_out(
    p: Problem, tree: Tree, bound: int, times: int, threshold: int, order: Ints, over: Ints
) -> tuple[int, int]:
    """Rules out candidates, and puts the others in order; how many there are, and how many are gone."""
    row, stay, leave = tree.orders[0], 0, 0
    for q in range(tree.counts[0]):
        i = row[q]
        spare = tree.held[i] - times * p.sizes[0, i]
        if spare < 0 and bound + spare <= threshold:
            tree.gone[leave] = i
            leave += 1
            continue
        row[stay] = i
        at = stay
        while at > 0 and over[at - 1] < spare:
            order[at], over[at] = order[at - 1], over[at - 1]
            at -= 1
        order[at], over[at] = i, spare
        stay += 1
    tree.counts[0] = stay
    rule_out(tree, 0, leave)
    return stay, leave


@compiled
def bent(
    p: Problem, credit: Ints, squares: Ints, tree: Tree, threshold: int, y: Floats, times: Floats
) -> tuple[int, Ints, Ints]:
    """The bound, the candidates that a column above the threshold could hold, the best first, and what each adds to it.

    Args:
        credit: (n, n) shares of what pairs have above -2 G, where that is positive.
        squares: (n, n) G, a sum of squares of integer vectors.
        y, times: (n,), (1,) where to begin; left where it ended.
    """
    n, largest = len(p.gains), 0
    none, order, over = np.empty(0, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    floats, gains, slope, z = squares.astype(np.float64), np.empty(n), np.empty(n), np.empty(n, np.int64)
    for i in range(n):
        largest += p.sizes[0, i]
    begin(p, credit, tree)
    sieve(p, tree, 0)
    bound, count = NEVER, 0
    for again in range(ROUNDS):
        if tree.counts[0] == 0 or hopeless(p, tree, 0):
            return NEVER, none, none
        hold(p, tree, 0)
        for q in range(tree.counts[0]):
            i = tree.orders[0, q]
            gains[i] = tree.held[i] + squares[i, i]
        times[0] = _settle(p, tree, gains, floats, times[0], y, slope)
        before, bound = bound, p.points - side_costs(p, tree, 0) + _flatten(tree, squares, y, z)
        more, rate = what_is_left(p, tree, 0, tree.held, largest)
        bound += more
        if bound <= threshold:
            return bound, none, none
        count, gone = _sort_out(p, tree, bound, rate, threshold, order, over)
        if again > 0 and before - bound < LITTLE * (bound - threshold) and gone * MUCH < count:
            break
    return bound, order[:count], over[:count]
