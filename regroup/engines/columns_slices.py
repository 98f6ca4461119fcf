"""The bound of `columns_bend` for totals in slices: where an area is small, few fit beside a candidate.

Each slice has a search of its own, with squares of its own; no set of members is in two. What is trained for a slice
is where training begins the next time, and training for another slice or another type of area the first time: pairs
are the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_bend import bent
from regroup.engines.columns_bend_trained import Bend, no_bend, trained
from regroup.engines.columns_problem import Flags, Problem
from regroup.engines.columns_tree import room_to_search
from regroup.engines.local_net import Floats

GROWTH = 1.08
"""By how much the greatest total of a slice is above the least."""
FIRST_TRAINING, TRAINING = 300, 60
"""Steps towards the bound's multipliers, the first time and later."""
CELLS_A_NODE = 32
"""Cells of a matrix in a step towards multipliers that take about as long as a node of a search."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A search for columns with some totals.

    Attributes:
        problem: with the slice as its window.
        credit, squares: as in `columns_bend.bent`.
        bound, order: at its root. near, rate: where bounds below it begin.
    """

    problem: Problem
    credit: Ints
    squares: Ints
    bound: int
    order: Ints
    near: Floats
    rate: float


class Trained:
    """What training has come to, for types of area with the same n nodes."""

    def __init__(self, n: int) -> None:
        self._last = no_bend(n)
        self._known: dict[tuple[object, int], Bend] = {}

    def slices(self, kind: object, nodes: Ints, p: Problem, above: int, stop: Flags) -> tuple[list[Slice], int] | None:
        """The slices with anything in them for a type of area, and what it took in nodes; None where sums overflow.

        Args:
            nodes: (n,) of all nodes those that are candidates.
        """
        made, spent = list[Slice](), 0
        for number, part in _parts(p):
            before = self._known.get((kind, number), self._last)
            rounds = TRAINING if before.square.any() else FIRST_TRAINING
            bend = trained(part, above, before.at(nodes), rounds, stop)
            self._last = self._known[kind, number] = before.with_at(nodes, bend)
            whole = bend.whole(part.pairs)
            if whole is None:
                return None
            spent += rounds * len(nodes) ** 2 // CELLS_A_NODE
            made.append(_slice(part, *whole, above))
        return made, spent


def _slice(p: Problem, credit: Ints, squares: Ints, above: int) -> Slice:
    tree = room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
    near, rate = np.zeros(len(p.gains)), np.zeros(1)
    bound, order, _ = bent(p, credit, squares, tree, above, near, rate)
    return Slice(p, credit, squares, int(bound), order, near, float(rate[0]))


def _parts(p: Problem) -> Iterator[tuple[int, Problem]]:
    """A problem for each slice of its window, and the slice's number, which does not depend on the window."""
    low, high = max(0, int(p.least[0])), min(int(p.most[0]), int(p.sizes[0].sum()))
    first = 0 if p.hinge_begin[1] == 0 else floor(log(max(1, low)) / log(GROWTH))
    last = 0 if p.hinge_begin[1] == 0 else ceil(log(max(1, high)) / log(GROWTH))
    for number in range(first, last + 1):
        least, most = p.least.copy(), p.most.copy()
        if last > first:
            least[0] = max(low, 0 if number == first else ceil(GROWTH**number))
            most[0] = min(high, ceil(GROWTH ** (number + 1)) - 1)
        if least[0] <= most[0]:
            yield number, p._replace(least=least, most=most)
