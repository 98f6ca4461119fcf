"""Exact pricing of one area type whose nodes are sparsely linked: a table over a narrow order, and a search by it.

The table tells for each set of members among the frontier, and each bucket of the total in the measure that binds
most, what can still be gained at most. It leaves out what it does not follow: labels are charged by even shares,
other measures at their best total, guards not at all. The search reckons all of it exactly, and the table only ever
overstates, so what the search returns is exact however coarse the buckets are. Where a table is too coarse to guide
the search well, the next one is twice as fine; the next call begins with the buckets that sufficed.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.columns_area import AreaType, Priced
from regroup.engines.columns_buckets import Buckets, binding_measure, bucket_counts, buckets_of, follow
from regroup.engines.columns_frontier import rows_of
from regroup.engines.columns_order import narrow_order
from regroup.engines.columns_table_call import Call
from regroup.engines.columns_table_exact import exact_of, others_than, path_of, room_for
from regroup.engines.columns_table_fill import LARGEST_CELL, Extent, extend, fill
from regroup.engines.columns_table_search import UNSEEN, search

FORBIDDING_PRICE = 2**51
CELLS_PER_WORK = 1000
CELLS_PER_NODE = 100
"""A search may take as many nodes as take the time of filling the table, before buckets are made finer."""
LEAST_NODES = 20_000
LARGEST_TABLE = 2**28
"""Cells of four bytes."""
FIRST_ROOM = 4096
"""Columns to make room for at first; a search that finds more begins again with eight times as much."""


def order_of(area: AreaType) -> list[int] | None:
    """A narrow order of the nodes that may be members, or none."""
    nodes = possible(area)
    order = narrow_order(_linked(area, nodes))
    return None if order is None else [int(nodes[position]) for position in order]


class TablePricer:
    """Finds the columns of one area type that are worth most; see ``Pricer``.

    Nodes at a price of ``FORBIDDING_PRICE`` or more are no members. A pricer holds one table, so only one thread at a
    time may use it. The same calls in the same order give the same answers.
    """

    def __init__(self, area: AreaType, order: list[int] | None = None) -> None:
        """Prepare everything that does not depend on prices.

        Args:
            area: the area type; the absolute values of its points sum to less than 2**52.
            order: the nodes that may be members in the order to use, where that is known.

        Raises:
            ValueError: no order is narrow enough.
        """
        order = order if order is not None else order_of(area)
        if order is None:
            raise ValueError("the graph is too wide for a table")
        self._area, self._order = area, np.array(order, dtype=np.int64)
        measure = binding_measure(area, self._order)
        self._main = follow(area, measure, self._order)
        others = others_than(area, measure, self._order)
        self._empty = not order or any(one.least > one.most for one in (self._main, *others))
        if self._empty:
            return
        self._rows = rows_of(area, self._order)
        self._exact = exact_of(area, self._main, others, self._order)
        self._path = path_of(self._exact)
        self._counts = bucket_counts(self._main)
        self._fineness = 0
        self._buckets = dict[int, Buckets]()
        self._extent = Extent(*(np.zeros(len(self._rows.passed), dtype=np.int64) for _ in range(3)))
        self._cells = np.zeros(0, dtype=np.int32)
        inside = area.pairs[np.ix_(self._order, self._order)]
        self._pair_points = int(np.maximum(inside, 0).sum()) // 2
        self._pair_span = int(np.abs(inside).sum()) // 2
        self._start = -area.open_cost - int(self._exact.others.lost.sum())

    @property
    def fits(self) -> bool:
        """Whether the coarsest table is small enough to be filled."""
        return self._empty or len(self._rows.passed) * self._counts[0] <= LARGEST_TABLE

    def price(self, prices: Ints, above: int, most: int, *, every: bool = False, work: int = 10**9) -> Priced:
        """Columns of value (points less prices of members) greater than a threshold; see ``Pricer``."""
        if most < 1:
            raise ValueError("no room for any column")
        if self._empty:
            return Priced((), (), above, complete=True, work=0)
        call = self._call(prices, above, most, every, work)
        if call.bound <= above:
            return Priced((), (), above, complete=True, work=0)
        while not call.complete and self._attempt(call):
            pass
        return call.answer()

    def _call(self, prices: Ints, above: int, most: int, every: bool, work: int) -> Call:
        gains = (
            self._area.pull[self._order] - prices[self._order] - self._exact.labels.share @ self._exact.labels.carried
        )
        barred = prices[self._order] >= FORBIDDING_PRICE
        bound = self._start + self._pair_points + int(np.maximum(gains[~barred], 0).sum())
        bound -= int(self._main.losses(np.array([self._main.best_total()]))[0])
        barred |= bound + np.minimum(gains, 0) <= above
        return Call(gains, barred, above, most, every, work, bound)

    def _attempt(self, call: Call) -> bool:
        """Fill a table and search by it; return whether a finer table may get further."""
        buckets = self._bucketed(self._fineness)
        size = extend(self._rows, buckets, call.barred, self._extent)
        call.spent += size // CELLS_PER_WORK + 1
        if call.spent >= call.work or size > LARGEST_TABLE:
            return False
        if len(self._cells) < size:
            self._cells = np.empty(size, dtype=np.int32)
        shift = self._shift(call, buckets)
        fill(self._rows, buckets, call.gains, self._start, call.barred, self._extent, shift, self._cells)
        allowed = max(LEAST_NODES, size // CELLS_PER_NODE) if self._may_be_finer() else call.work
        nodes = self._search(call, buckets, shift, allowed)
        if not call.complete and nodes >= allowed and self._may_be_finer():
            self._fineness += 1
            return True
        if call.complete and self._fineness > 0 and nodes * CELLS_PER_NODE * 8 < size:
            self._fineness -= 1
        return False

    def _may_be_finer(self) -> bool:
        finer = self._counts[self._fineness + 1 :]
        return bool(finer) and finer[0] * len(self._rows.passed) <= LARGEST_TABLE

    def _search(self, call: Call, buckets: Buckets, shift: int, allowed: int) -> int:
        root = self._root(shift)
        call.bound = min(call.bound, max(root, call.above))
        if root <= call.threshold:
            call.complete = True
            return 0
        room = min(call.most, FIRST_ROOM) if call.every else call.most
        while True:
            found = room_for(room, self._area.n)
            number, nodes, unsearched = search(
                self._exact,
                self._rows,
                buckets,
                call.gains,
                self._start,
                call.barred,
                self._extent,
                shift,
                self._cells,
                call.threshold,
                call.every,
                min(allowed, call.work - call.spent),
                self._path,
                found,
            )
            call.spent += nodes
            call.take(found, number, unsearched, self._area.n)
            if unsearched == UNSEEN or number < room or room == call.most:
                return nodes
            room = min(call.most, room * 8)

    def _root(self, shift: int) -> int:
        """What no column can exceed, as the table says."""
        low, high, base = self._extent
        return int(self._cells[base[0]]) << shift if low[0] <= 0 <= high[0] else UNSEEN

    def _bucketed(self, fineness: int) -> Buckets:
        if fineness not in self._buckets:
            self._buckets[fineness] = buckets_of(self._main, self._order, self._counts[fineness])
        return self._buckets[fineness]

    def _shift(self, call: Call, buckets: Buckets) -> int:
        """The smallest unit of the table in which every sum fits, each of its terms rounded up."""
        span = int(np.abs(call.gains[~call.barred]).sum()) + self._pair_span
        span += abs(self._start) + int(buckets.lost.max())
        shift = 0
        while (span >> shift) + len(self._order) + 2 >= LARGEST_CELL:
            shift += 1
        return shift


def possible(area: AreaType) -> Ints:
    """The nodes that may be members."""
    fits = np.asarray((area.sizes <= area.most[:, None]).all(axis=0))
    return np.flatnonzero(area.allowed & fits & ~np.diagonal(area.apart))


def _linked(area: AreaType, nodes: Ints) -> Bools:
    linked = (area.pairs != 0) | area.apart
    np.fill_diagonal(linked, False)
    return np.asarray(linked[np.ix_(nodes, nodes)])
