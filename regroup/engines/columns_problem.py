"""Pricing one area type as compiled loops see it: a quadratic knapsack, and what is left of it once a member is chosen.

What is left is of the same kind, with the member's points with each candidate in their gains.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regroup.core import Ints
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

Flags = npt.NDArray[np.uint8]
Small = npt.NDArray[np.int16]


class Problem(NamedTuple):
    """n candidates, M measures (at least one), H hinges, L labels, G guards.

    Attributes:
        ids: (n,) the candidates, ascending.
        points: of the members chosen so far, less what having members costs.
        begun: whether there are any.
        gains: (n,) what each brings.
        pairs: (n, n) points of pairs.
        sizes: (M, n); the first measure is the one that the knapsack is over. least, most: (M,), what totals may be.
        hinge_begin: (M + 1,) where each measure's hinges begin.
        hinge_at, hinge_below, hinge_above: (H,) losses per unit of size below and above.
        labels, label_cost: (L, n), (L,) what is lost where somebody carries a label.
        apart: (n, n).
        guard_node: (G,) its candidate, or -1 where it is not one.
        guard_weight, guard_most: (G, n), (G,).
        guard_on: (G,) whether its node is a member.
    """

    ids: Small
    points: int
    begun: bool
    gains: Ints
    pairs: Ints
    sizes: Ints
    least: Ints
    most: Ints
    hinge_begin: Ints
    hinge_at: Ints
    hinge_below: Ints
    hinge_above: Ints
    labels: Flags
    label_cost: Ints
    apart: Flags
    guard_node: Ints
    guard_weight: Ints
    guard_most: Ints
    guard_on: Flags


@compiled
def with_member(problem: Problem, one: int, others: Ints) -> Problem:
    """What is left when a candidate is a member and, of the rest, only some can be: (r,) their places, ascending."""
    p, r = problem, len(others)
    points = p.points + p.gains[one]
    gains, pairs = np.empty(r, np.int64), np.empty((r, r), np.int64)
    sizes, ids = np.empty((len(p.sizes), r), np.int64), np.empty(r, np.int16)
    labels, apart = np.empty((len(p.label_cost), r), np.uint8), np.empty((r, r), np.uint8)
    weight, owner = np.empty((len(p.guard_most), r), np.int64), np.full(len(p.guard_most), -1, np.int64)
    for x in range(r):
        i = others[x]
        ids[x], gains[x] = p.ids[i], p.gains[i] + p.pairs[one, i]
        for y in range(r):
            pairs[x, y], apart[x, y] = p.pairs[i, others[y]], p.apart[i, others[y]]
        for m in range(len(sizes)):
            sizes[m, x] = p.sizes[m, i]
    least, most, at = p.least.copy(), p.most.copy(), p.hinge_at.copy()
    for m in range(len(sizes)):
        least[m] -= p.sizes[m, one]
        most[m] -= p.sizes[m, one]
        for h in range(p.hinge_begin[m], p.hinge_begin[m + 1]):
            at[h] -= p.sizes[m, one]
    for mark in range(len(labels)):
        carried = p.labels[mark, one] > 0
        if carried:
            points -= p.label_cost[mark]
        for x in range(r):
            labels[mark, x] = 0 if carried else p.labels[mark, others[x]]
    guard_most, on = p.guard_most.copy(), p.guard_on.copy()
    for g in range(len(guard_most)):
        guard_most[g] -= p.guard_weight[g, one]
        if p.guard_node[g] == one:
            on[g] = 1
        for x in range(r):
            weight[g, x] = p.guard_weight[g, others[x]]
            if p.guard_node[g] == others[x]:
                owner[g] = x
    return Problem(
        ids,
        points,
        True,
        gains,
        pairs,
        sizes,
        least,
        most,
        p.hinge_begin,
        at,
        p.hinge_below,
        p.hinge_above,
        labels,
        p.label_cost,
        apart,
        owner,
        weight,
        guard_most,
        on,
    )


@compiled
def part_of(table: Floats, places: Ints) -> Floats:
    """The rows and columns of a square table at some places."""
    part = np.empty((len(places), len(places)))
    for x in range(len(places)):
        for y in range(len(places)):
            part[x, y] = table[places[x], places[y]]
    return part


@compiled
def whole_shares(split: Floats, pairs: Ints) -> Ints:
    """(n, n) whole shares that add up to the points of each pair above zero, and nothing for the others."""
    n = len(pairs)
    credit = np.zeros((n, n), np.int64)
    for i in range(n):
        for j in range(i + 1, n):
            if pairs[i, j] > 0:
                credit[i, j] = min(max(int(np.floor(split[i, j])), 0), pairs[i, j])
                credit[j, i] = pairs[i, j] - credit[i, j]
    return credit
