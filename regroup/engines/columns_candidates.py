"""The nodes that may be members at given prices, with what the compiled searches need to know of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_problem import Problem

FORBIDDEN = 2**51
"""A price from here on says that the node may not be a member."""
LARGEST_LIFT = 2**56


@dataclass(frozen=True, slots=True)
class Some:
    """The nodes that may be members.

    Attributes:
        nodes: (n,) which node of the area type each candidate is.
        problem: what compiled searches know of them. Gains are pull less price; the measure that binds most is the
            first, one without sizes where there is none; no limit is above all sizes together; pairs that are apart
            have no points.
    """

    nodes: Ints
    problem: Problem


class Candidates:
    """Of one area type; what does not depend on prices is made once."""

    def __init__(self, area: AreaType) -> None:
        self._area = area
        self._order = _measures(area)
        rank = np.argsort(self._order)[area.hinge_measure] if len(self._order) else np.zeros(0, np.int64)
        self._hinges = np.argsort(rank, kind="stable")
        self._begin = np.searchsorted(rank[self._hinges], np.arange(max(1, len(self._order)) + 1)).astype(np.int64)
        self._open = area.allowed & ~np.diagonal(area.apart) & (area.sizes <= area.most[:, None]).all(axis=0)
        self._all = self._of(np.flatnonzero(self._open))

    def at(self, prices: Ints) -> Some:
        """The candidates at prices, (n,)."""
        wanted = prices[self._all.nodes] < FORBIDDEN
        some = self._all if bool(wanted.all()) else self._of(self._all.nodes[wanted])
        some.problem.gains[:] = self._area.pull[some.nodes] - prices[some.nodes]
        return some

    def _of(self, nodes: Ints) -> Some:
        area, square = self._area, np.ix_(nodes, nodes)
        place = np.full(area.n, -1, dtype=np.int64)
        place[nodes] = np.arange(len(nodes))
        if len(area.sizes):
            sizes = np.ascontiguousarray(area.sizes[np.ix_(self._order, nodes)])
            whole = area.sizes.sum(axis=1)[self._order]
            least, most = np.maximum(area.least[self._order], 0), np.minimum(area.most[self._order], whole)
        else:
            sizes, least, most = np.zeros((1, len(nodes)), np.int64), np.zeros(1, np.int64), np.zeros(1, np.int64)
        pairs = np.ascontiguousarray(np.where(area.apart[square], 0, area.pairs[square]))
        together = ~area.apart[square] & ~np.eye(len(nodes), dtype=np.bool_)
        lift = _lift(pairs, together, sizes, least, most)
        count = _count(sizes, least, most)
        return Some(
            nodes,
            Problem(
                ids=np.arange(len(nodes), dtype=np.int16),
                points=-(area.open_cost + lift * (count * (count - 1) // 2)),
                begun=False,
                gains=np.zeros(len(nodes), dtype=np.int64),
                pairs=pairs + lift * together,
                sizes=sizes,
                least=least,
                most=most,
                hinge_begin=self._begin,
                hinge_at=np.ascontiguousarray(area.hinge_at[self._hinges]),
                hinge_below=np.ascontiguousarray(area.hinge_below[self._hinges]),
                hinge_above=np.ascontiguousarray(area.hinge_above[self._hinges]),
                labels=np.ascontiguousarray(area.labels[:, nodes]).astype(np.uint8),
                label_cost=area.label_cost,
                apart=np.ascontiguousarray(area.apart[square]).astype(np.uint8),
                guard_node=place[area.guard_node],
                guard_weight=np.ascontiguousarray(area.guard_weight[:, nodes]),
                guard_most=area.guard_most,
                guard_on=np.zeros(len(area.guard_node), dtype=np.uint8),
            ),
        )


def _count(sizes: Ints, least: Ints, most: Ints) -> int:
    """How many members every column has, where sizes and windows leave one number; else none."""
    for row, low, high in zip(sizes, least.tolist(), most.tolist(), strict=True):
        size = int(row[0]) if len(row) else 0
        if size > 0 and bool((row == size).all()) and -(-low // size) == high // size:
            return int(high // size)
    return 0


def _lift(pairs: Ints, together: Bools, sizes: Ints, least: Ints, most: Ints) -> int:
    """What every pair can be given so that none loses points, where all columns have as many pairs.

    The columns pay it back together; their values stay, and the bounds on them come close.
    """
    if not _count(sizes, least, most) or not bool(together.any()):
        return 0
    lift = max(0, -int(pairs[together].min()))
    return lift if lift * pairs.size < LARGEST_LIFT else 0


def _measures(area: AreaType) -> Ints:
    """(M,) the measures, that which binds most first: where one area may have the least, or where size has a cost."""
    whole = np.maximum(area.sizes.sum(axis=1), 1)
    room = np.minimum(area.most, whole) / whole
    width = room - np.maximum(area.least, 0) / whole
    turns = np.bincount(area.hinge_measure, minlength=len(whole)) > 0
    return np.argsort(room - 0.5 * turns + 0.01 * width, kind="stable").astype(np.int64)
