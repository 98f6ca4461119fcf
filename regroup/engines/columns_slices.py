"""The bound of `columns_bend` for totals in slices: where an area is small, few fit beside a candidate.

Each slice has a search of its own, with squares of its own; no set of members is in two. What is trained for a slice
is where training begins the next time, and training for another slice or another type of area the first time: pairs
are the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, log

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_bend import bent
from regroup.engines.columns_bend_branch import bent_part
from regroup.engines.columns_bend_trained import Bend, no_bend, trained
from regroup.engines.columns_kept import Kept
from regroup.engines.columns_problem import Flags, Problem
from regroup.engines.columns_tree import room_to_search
from regroup.engines.local_net import Floats

GROWTH = 1.08
"""By how much the greatest total of a slice is above the least."""
FIRST_TRAINING, TRAINING, LONGEST_TRAINING = 300, 60, 1000
"""Steps towards the bound's multipliers, the first time, later, and later at most."""
TRAINING_SHARE = 0.06
"""Of what the search before took: what later training may take, where that is more."""
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

    def search(
        self, split: Floats, at: int, kept: Kept, every: bool, few: int, limit: int, enough: int, patience: int
    ) -> None:
        """One part of it; see `columns_bend_branch.bent_part`."""
        p, credit, squares, near = self.problem, self.credit, self.squares, self.near
        bent_part(p, credit, squares, split, self.order, at, kept, every, few, limit, enough, patience, near, self.rate)


class Trained:
    """What training has come to, for types of area with the same n nodes."""

    def __init__(self, n: int) -> None:
        self._last = no_bend(n)
        self._known: dict[tuple[object, int], Bend] = {}
        self._took: dict[object, int] = {}

    def took(self, kind: object, nodes: int) -> None:
        """Takes note of how many nodes a search for a type of area took: the longer, the longer the next training."""
        self._took[kind] = nodes

    def slices(self, kind: object, nodes: Ints, p: Problem, above: int, stop: Flags) -> tuple[list[Slice], int] | None:
        """The slices with anything in them for a type of area, and what it took in nodes; None where sums overflow.

        Args:
            nodes: (n,) of all nodes those that are candidates.
        """
        made, spent, parts = list[Slice](), 0, list(_parts(p))
        longer = self._longer(kind, len(nodes), len(parts))
        for number, part in parts:
            before = self._known.get((kind, number), self._last)
            rounds = longer if before.square.any() else FIRST_TRAINING
            bend = trained(part, above, before.at(nodes), rounds, stop)
            self._last = self._known[kind, number] = before.with_at(nodes, bend)
            whole = bend.whole(part.pairs)
            if whole is None:
                return None
            spent += rounds * len(nodes) ** 2 // CELLS_A_NODE
            made.append(_slice(part, *whole, above))
        return made, spent

    def _longer(self, kind: object, candidates: int, slices: int) -> int:
        """Steps of a later training."""
        affordable = TRAINING_SHARE * self._took.get(kind, 0) * CELLS_A_NODE / max(1, candidates**2 * slices)
        return min(LONGEST_TRAINING, max(TRAINING, int(affordable)))


def _slice(p: Problem, credit: Ints, squares: Ints, above: int) -> Slice:
    tree = room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
    near, rate = np.zeros(len(p.gains)), np.zeros(1)
    bound, order, _ = bent(p, credit, squares, tree, above, near, rate)
    return Slice(p, credit, squares, int(bound), order, near, float(rate[0]))


def _parts(p: Problem) -> Iterator[tuple[int, Problem]]:
    """A problem for each slice of its window, those where size costs least first, and its number.

    The number does not depend on the window. Where size has no cost there is one slice.
    """
    low, high = max(0, int(p.least[0])), min(int(p.most[0]), int(p.sizes[0].sum()))
    if p.hinge_begin[1] == 0:
        yield 0, p
        return
    middle = _number(int(p.hinge_at[: p.hinge_begin[1]].mean()))
    for number in sorted(range(_number(low), _number(high) + 1), key=lambda number: abs(number - middle)):
        least, most = p.least.copy(), p.most.copy()
        least[0], most[0] = max(low, _begin(number)), min(high, _begin(number + 1) - 1)
        if least[0] <= most[0]:
            yield number, p._replace(least=least, most=most)


def _number(total: int) -> int:
    """The slice that a total is in; the first one for what is less than nothing."""
    total = max(0, total)
    number = round(log(max(1, total)) / log(GROWTH))
    while _begin(number) > total:
        number -= 1
    return number


def _begin(number: int) -> int:
    """The least total of a slice; the first one begins with nothing."""
    return ceil(GROWTH**number) if number > 0 else 0
