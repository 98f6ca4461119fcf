"""Pricing by branch and bound over members: for dense points and small areas. Exact, in integers."""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_area import AreaType, Members, Priced
from regroup.engines.columns_branch_loop import CUT, FOUND, NODES, OPEN, search
from regroup.engines.columns_candidates import Candidates, Some
from regroup.engines.columns_credit import share_out
from regroup.engines.local_net import Floats

FIRST_ROUNDS, LATER_ROUNDS = 300, 300
"""Steps of sharing out points: at the first call, and from what the call before came to."""


ENOUGH, PATIENCE = 8, 10_000


class BranchPricer:
    """Prices one type of area; keeps the shares of the points from call to call, so that they become good."""

    def __init__(self, area: AreaType) -> None:
        self._area = area
        self.candidates = Candidates(area)
        self._split = np.maximum(area.pairs, 0) / 2.0
        everyone = self.candidates.at(np.zeros(area.n, dtype=np.int64))
        self._split[np.ix_(everyone.nodes, everyone.nodes)] = np.maximum(everyone.pairs, 0) / 2.0
        self._rounds = FIRST_ROUNDS

    def price(self, prices: Ints, above: int, most: int, *, every: bool = False, work: int = 10**9) -> Priced:
        """See `columns_area.Pricer`; a unit of work is a node of the search."""
        some = self.candidates.at(prices)
        if _nothing(some):
            return Priced((), (), above, True, 0)
        credit = self._credit(some, above)
        members = np.zeros((most, len(some.nodes)), dtype=np.int16)
        lengths, values, tally = np.zeros(most, np.int64), np.zeros(most, np.int64), np.zeros(4, np.int64)
        search(
            some.gains,
            some.pairs,
            credit,
            some.sizes,
            some.least,
            some.most,
            some.hinge_begin,
            some.hinge_at,
            some.hinge_below,
            some.hinge_above,
            some.labels,
            self._area.label_cost,
            self._area.label_cost // np.maximum(some.labels.sum(axis=1, dtype=np.int64), 1),
            some.apart,
            some.guard_node,
            some.guard_weight,
            self._area.guard_most,
            some.open_cost,
            above,
            every,
            work,
            work + 1 if every else ENOUGH,
            PATIENCE,
            members,
            lengths,
            values,
            tally,
        )
        order = np.argsort(-values[: tally[FOUND]], kind="stable")
        columns = tuple(_members(some, members[at], int(lengths[at])) for at in order.tolist())
        worth, cut = tuple(values[order].tolist()), bool(tally[CUT])
        bound = max([above, *worth[:1], *([int(tally[OPEN])] if cut else [])])
        return Priced(columns, worth, bound, not cut, int(tally[NODES]))

    def split_at(self, prices: Ints, above: int) -> Floats:
        """(n, n) how much of its points with each other a node is credited for; good at some prices."""
        some = self.candidates.at(prices)
        if not _nothing(some):
            self._credit(some, above)
        return self._split

    def _credit(self, some: Some, above: int) -> Ints:
        """(n, n) what each candidate is credited for having each other."""
        low, high = _room(some)
        square = np.ix_(some.nodes, some.nodes)
        split = np.minimum(self._split[square], np.maximum(some.pairs, 0))
        upper = np.triu(split, 1)
        split = upper + (np.triu(np.maximum(some.pairs, 0), 1) - upper).T
        end = some.hinge_begin[1]
        hinges = (some.hinge_at[:end], some.hinge_below[:end], some.hinge_above[:end])
        target = above + some.open_cost
        share_out(some.gains, some.pairs, some.sizes[0], low, high, *hinges, target, self._rounds, split)
        self._split[square] = split
        self._rounds = LATER_ROUNDS
        return _whole(split, some.pairs)


def _room(some: Some) -> tuple[int, int]:
    """The bounds on the total of the first measure."""
    return int(some.least[0]), min(int(some.most[0]), int(some.sizes[0].sum()))


def _nothing(some: Some) -> bool:
    """Whether it is plain that there is no column."""
    low, high = _room(some)
    return len(some.nodes) == 0 or low > high or bool((some.least > some.most).any())


def _members(some: Some, chosen: np.ndarray[tuple[int], np.dtype[np.int16]], length: int) -> Members:
    return tuple(sorted(some.nodes[chosen[:length]].tolist()))


def _whole(split: Floats, pairs: Ints) -> Ints:
    """(n, n) whole shares that add up to the points of each pair above zero, and nothing for the others."""
    positive = np.maximum(pairs, 0)
    upper = np.triu(np.clip(np.floor(split).astype(np.int64), 0, positive), 1)
    return np.ascontiguousarray(upper + (np.triu(positive, 1) - upper).T)
