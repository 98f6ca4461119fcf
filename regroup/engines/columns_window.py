"""Which totals a column above a threshold can have at all: where sizes are soft, far fewer than are allowed.

A large area loses points by its size, but each candidate hopes for all that fit beside it, and where no limit is set
that is everybody. Slice by slice from the outside, the bound with the totals of that slice alone says that no column
above the threshold is in it. Slices grow where that goes well. What is left is a narrower window. Compiled.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_branch_loop import hold, side_costs, what_is_left
from regroup.engines.columns_candidates import Some
from regroup.engines.columns_problem import Problem, whole_shares
from regroup.engines.columns_tree import Tree, begin, hopeless, room_to_search, sieve
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

FIRST, LEAST = 4, 64
"""One in so many of the totals in the window: how many a first slice has, and the smallest one."""


def narrowed(some: Some, split: Floats, above: int) -> Some:
    """The same with the totals alone that a column above the threshold can have, where size has a cost.

    Args:
        split: (n, n) of all nodes, shares of the points of pairs; any are valid.
    """
    p = some.problem
    if p.hinge_begin[1] == 0 or not len(some.nodes) or p.least[0] > p.most[0]:
        return some
    credit = whole_shares(np.ascontiguousarray(split[np.ix_(some.nodes, some.nodes)]), p.pairs)
    room = room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
    least, most = p.least.copy(), p.most.copy()
    least[0], most[0] = window(p, credit, room, above)
    return replace(some, problem=p._replace(least=least, most=most))


@compiled
def _outside(p: Problem, credit: Ints, tree: Tree, threshold: int, low: int, high: int) -> bool:
    """Whether no column above the threshold has a total from low to high."""
    least, most, largest = p.least[0], p.most[0], 0
    for i in range(len(p.gains)):
        largest += p.sizes[0, i]
    p.least[0], p.most[0] = low, high
    begin(p, credit, tree)
    sieve(p, tree, 0)
    nobody = tree.counts[0] == 0 or hopeless(p, tree, 0)
    if not nobody:
        base = p.points - side_costs(p, tree, 0)
        hold(p, tree, 0)
        more, _ = what_is_left(p, tree, 0, tree.held, largest)
        nobody = base + more <= threshold
    p.least[0], p.most[0] = least, most
    return nobody


@compiled
def _slices(totals: int) -> tuple[int, int]:
    """How many of so many totals a first slice has, and the smallest one."""
    return max(1, totals // FIRST), max(1, totals // LEAST)


@compiled
def window(p: Problem, credit: Ints, tree: Tree, threshold: int) -> tuple[int, int]:
    """The least and the greatest total of the first measure that a column above the threshold can have.

    Args:
        credit: as in `columns_branch_loop.search`. The problem's own window is put back.
    """
    low, high = max(p.least[0], 0), p.most[0]
    slice_, smallest = _slices(high - low)
    while slice_ >= smallest and high > low:
        below = max(low, high - slice_)
        if _outside(p, credit, tree, threshold, below + 1, high):
            high = below
        else:
            slice_ //= 2
    slice_, smallest = _slices(high - low)
    while slice_ >= smallest and high > low:
        beyond = min(high, low + slice_)
        if _outside(p, credit, tree, threshold, low, beyond - 1):
            low = beyond
        else:
            slice_ //= 2
    return low, high
