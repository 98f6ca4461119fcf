"""A search in parts with the bound of `columns_bend` at every step, for areas so large that others need millions.

Each step costs as much as several of `columns_branch_loop`, and far fewer are needed. Compiled.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_bend import bent
from regroup.engines.columns_branch_deep import beside
from regroup.engines.columns_branch_loop import search
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, THRESHOLD, Kept, keep
from regroup.engines.columns_problem import Problem, Small, part_of, whole_shares, with_member
from regroup.engines.columns_tree import Tree, members_value, room_to_search
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

STEP = 8
"""Nodes of the plain search that take about as long as a bound."""


@compiled
def _part_of(table: Ints, places: Small) -> Ints:
    """The rows and columns of a square table of integers at some places."""
    part = np.empty((len(places), len(places)), np.int64)
    for x in range(len(places)):
        for y in range(len(places)):
            part[x, y] = table[places[x], places[y]]
    return part


@compiled
def _entered(
    p: Problem,
    credit: Ints,
    squares: Ints,
    tree: Tree,
    kept: Kept,
    path: Small,
    length: int,
    every: bool,
    near: Floats,
    times: Floats,
) -> tuple[int, Ints, Ints, Floats]:
    """Keeps the members as a column; then as `bent`, and where y ended, of all candidates."""
    tally, y, there = kept.tally, near[p.ids.astype(np.int64)], np.zeros(len(near))
    tally[NODES] += STEP
    own = _part_of(credit, p.ids), _part_of(squares, p.ids)
    bound, order, over = bent(p, own[0], own[1], tree, tally[THRESHOLD], y, times)
    value = members_value(p, tree, 0)
    if value > tally[THRESHOLD]:
        keep(kept, value, path, length, p.ids, tree.chosen, 0, every)
    for x in range(len(y)):
        there[p.ids[x]] = y[x]
    return bound, order, over, there


@compiled
def bent_part(
    p: Problem,
    credit: Ints,
    squares: Ints,
    split: Floats,
    order: Ints,
    at: int,
    kept: Kept,
    every: bool,
    few: int,
    limit: int,
    enough: int,
    patience: int,
    near: Floats,
    rate: float,
) -> None:
    """The part of a search in which one candidate of an order is a member, and none before it is.

    Args:
        p: of all candidates.
        credit, squares: as in `bent`. split: shares of the pairs' points, for the plain search.
        kept, every, limit, enough, patience: as in `columns_branch_loop.search`.
        few: candidates among which the plain search goes on.
        near, rate: y, and what a unit of size is worth, where to begin.
    """
    tally, tree = kept.tally, room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
    path, bounds, upon = np.zeros(len(p.gains) + 2, np.int16), np.zeros(len(p.gains) + 2, np.int64), [at]
    problems, orders, overs, theres, rates = [p], [order], [np.zeros(len(order), np.int64)], [near.copy()], [rate]
    for x in range(at):
        theres[0][p.ids[order[x]]] = 0.0
    while len(problems) > 0:
        level = len(problems) - 1
        here, row, one = problems[level], orders[level], upon[level]
        done = one >= len(row) or (level == 0 and one > at) or (level > 0 and bounds[level] <= tally[THRESHOLD])
        over = tally[NODES] > limit or kept.stop[0] or (tally[FOUND] >= enough and tally[NODES] > patience)
        if not done and level > 0 and (tally[CUT] or over):
            tally[CUT] = 1
            tally[OPEN] = max(tally[OPEN], bounds[level])
            done = True
        if done:
            problems.pop()
            orders.pop()
            overs.pop()
            theres.pop()
            rates.pop()
            upon.pop()
            continue
        left = with_member(here, row[one], beside(here, row, one))
        path[level] = here.ids[row[one]]
        theres[level][here.ids[row[one]]] = 0.0
        bounds[level] -= max(0, overs[level][one])
        upon[level] += 1
        if len(left.gains) <= few:
            shares = part_of(split, left.ids.astype(np.int64))
            own = whole_shares(shares, left.pairs)
            search(left, own, tree, kept, path, level + 1, every, limit, enough, patience)
            continue
        times = np.array([rates[level]])
        found = _entered(left, credit, squares, tree, kept, path, level + 1, every, theres[level], times)
        bounds[level + 1] = found[0]
        problems.append(left)
        orders.append(found[1])
        overs.append(found[2])
        theres.append(found[3])
        rates.append(times[0])
        upon.append(0)
