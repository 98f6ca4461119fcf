"""Pricing by branch and bound over members: for dense points and small areas. Exact, in integers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_area import AreaType, Members, Priced
from regroup.engines.columns_branch_deep import branch_at, promising, shared_out
from regroup.engines.columns_branch_loop import search
from regroup.engines.columns_candidates import Candidates, Some
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, Kept, room_for
from regroup.engines.columns_problem import Flags, Problem, whole_shares
from regroup.engines.columns_slices import Trained
from regroup.engines.columns_tree import Tree, room_to_search
from regroup.engines.columns_vast import vast
from regroup.engines.columns_window import narrowed
from regroup.engines.local_net import Floats

ROUNDS = 300
"""Steps of sharing out points at the root, from what the call before came to."""
PART_ROUNDS = (100, 50, 20)
"""Steps after one member, two and three."""
FEW = 12
"""Candidates among which a search needs no parts."""
SOON, SOON_WHERE_HARD = 60_000, 15_000
"""Nodes after which a search is done in parts."""
ENOUGH, ENOUGH_AT = 8, 10_000
"""Columns that are enough where it takes more nodes than this to find them."""
PATIENCE, PATIENCE_WHERE_HARD, PART_PATIENCE = 500_000, 150_000, 50_000
"""Nodes after which a search in parts, or one of them, ends once it has all columns that were asked for."""
HARD = 1_000_000
"""Nodes of a search in parts after which this one, and all later ones, use the bound of `columns_bend`."""
NEVER_ENOUGH = 2**62
BATCHES = (8, 24)
"""Parts after which the threshold for further parts is looked at anew."""


class Run(Protocol):
    """Calls a function for each of some numbers, as `map` does; in threads or not, the answers in order."""

    def __call__(self, one: Callable[[int], Kept], numbers: Sequence[int], /) -> Iterable[Kept]:
        """The answers."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """A search in parts: a bound on all of them, how many there are, one of them, and nodes that it took to begin.

    Attributes:
        part: searches for columns above a threshold in the part with a number.
    """

    bound: int
    count: int
    part: Callable[[int, int], Kept]
    spent: int = 0


Way = Callable[[Some, int, int, bool, int], Parts]
"""What makes parts of a search: of candidates, for columns above a threshold, so many or every one, with work."""


class BranchPricer:
    """Prices one type of area; keeps the shares of the points from call to call, so that they become good.

    Attributes:
        stop: (1,) set it to end a search that runs in another thread.
        vast: whether there are so many sets of members that a search not soon over can be very long.
        hard: whether a search took so many nodes that later ones use the bound of `columns_bend`.
    """

    def __init__(self, area: AreaType) -> None:
        self._area = area
        self.candidates = Candidates(area)
        self.stop: Flags = np.zeros(1, dtype=np.uint8)
        self.hard, self.learned, self.vast = False, Trained(area.n), vast(area)
        self._split = np.maximum(area.pairs, 0) / 2.0
        everyone = self.candidates.at(np.zeros(area.n, dtype=np.int64))
        self._split[np.ix_(everyone.nodes, everyone.nodes)] = np.maximum(everyone.problem.pairs, 0) / 2.0

    def price(self, prices: Ints, above: int, most: int, *, every: bool = False, work: int = 10**9) -> Priced:
        """See `columns_area.Pricer`; a unit of work is a node of the search."""
        soon = self.soon(prices, above, most, every=every, work=work)
        if soon.complete or soon.work >= work or len(soon.columns) == most:
            return soon
        return self.in_parts(prices, above, most, every=every, work=work - soon.work, run=map)

    def soon(self, prices: Ints, above: int, most: int, *, every: bool = False, work: int = 10**9) -> Priced:
        """As `price`, but cut short after a while; sooner where it has enough columns."""
        some = narrowed(self.candidates.at(prices), self._split, above)
        if _nothing(some):
            return Priced((), (), above, True, 0, above)
        kept = room_for(most, len(some.nodes), above, self.stop)
        p = some.problem
        path = np.zeros(1, np.int16)
        search(
            p,
            self._credit(some, above),
            _room(p),
            kept,
            path,
            0,
            every,
            min(work, SOON_WHERE_HARD if self.hard else SOON),
            NEVER_ENOUGH if every else ENOUGH,
            ENOUGH_AT,
        )
        return _priced(some, above, most, every, [kept], None, 0)

    def in_parts(self, prices: Ints, above: int, most: int, *, every: bool, work: int, run: Run) -> Priced:
        """As `price`, in parts that can run side by side; the answer is the same however they do.

        A part is one candidate with those after it. The parts that the work is enough for, one after the other,
        count; where one is cut short, so is all.
        """
        some, spent = narrowed(self.candidates.at(prices), self._split, above), 0
        if not self.hard:
            plain = self._searched(some, above, most, every, min(work, HARD), run, self._plain)
            self.hard, spent = not plain.complete and plain.work >= HARD, plain.work
            if not self.hard or spent >= work or self.stop[0] or (len(plain.columns) >= ENOUGH and not every):
                return plain
        found = self._searched(some, above, most, every, work - spent, run, self._bent)
        self.learned.took(id(self), found.work)
        return replace(found, work=found.work + spent)

    def _searched(self, some: Some, above: int, most: int, every: bool, work: int, run: Run, way: Way) -> Priced:
        """What the parts find, one way or the other."""
        parts = way(some, above, most, every, work)
        patience = PATIENCE_WHERE_HARD if self.hard else PATIENCE
        done, threshold, enough, count = list[Kept](), above, _enough(most, every), parts.count
        for begin, end in zip((0, *BATCHES), (*BATCHES, count), strict=True):
            one = partial(parts.part, threshold)
            batch = iter(run(one, range(min(begin, count), min(end, count))))
            for kept in batch:
                done.append(kept)
                spent, found = parts.spent + _total(done, NODES), _total(done, FOUND)
                if spent >= work or (found >= enough and spent >= patience):
                    self._end(batch)
                    return _priced(some, above, most, every, done, parts.bound, parts.spent)
            if not every:
                values = sorted(value for kept in done for value in kept.values[: kept.tally[FOUND]].tolist())
                threshold = max(threshold, values[-most]) if len(values) >= most else threshold
        return _priced(some, above, most, every, done, None, parts.spent)

    def _plain(self, some: Some, above: int, most: int, every: bool, work: int) -> Parts:
        """With shares of the points."""
        p, enough = some.problem, _enough(most, every)
        bound, order = promising(p, self._credit(some, above), _room(p), above)
        split = np.ascontiguousarray(self._split[np.ix_(some.nodes, some.nodes)])
        rounds = np.array(PART_ROUNDS, dtype=np.int64)

        def part(above: int, at: int) -> Kept:
            kept = room_for(most, len(some.nodes), above, self.stop)
            branch_at(p, split, order, at, kept, rounds, every, work, enough, PART_PATIENCE, FEW)
            return kept

        return Parts(int(bound), len(order), part)

    def _bent(self, some: Some, above: int, most: int, every: bool, work: int) -> Parts:
        """With squares as well, for each slice of the totals."""
        found = self.learned.slices(id(self), some.nodes, some.problem, above, self.stop)
        if found is None:
            return self._plain(some, above, most, every, work)
        slices, spent = found
        enough, nodes = _enough(most, every), some.nodes
        split = np.ascontiguousarray(self._split[np.ix_(nodes, nodes)])
        turns = sorted((at, number) for number, one in enumerate(slices) for at in range(len(one.order)))

        def part(above: int, turn: int) -> Kept:
            kept, (at, number) = room_for(most, len(nodes), above, self.stop), turns[turn]
            slices[number].search(split, at, kept, every, FEW, work, enough, PART_PATIENCE)
            return kept

        bound = max((one.bound for one in slices), default=above)
        return Parts(bound, len(turns), part, spent)

    def _end(self, batch: Iterable[Kept]) -> None:
        """Ends the parts that have begun and are not wanted any more."""
        self.stop[0] = 1
        for _ in batch:
            pass
        self.stop[0] = 0

    def split_at(self, prices: Ints, above: int) -> Floats:
        """(n, n) how much of its points with each other a node is credited for; good at some prices."""
        some = self.candidates.at(prices)
        if not _nothing(some):
            self._credit(some, above)
        return self._split

    def _credit(self, some: Some, above: int) -> Ints:
        """(n, n) what each candidate is credited for having each other."""
        p, square = some.problem, np.ix_(some.nodes, some.nodes)
        split = np.ascontiguousarray(self._split[square])
        shared_out(p, split, above, ROUNDS)
        self._split[square] = split
        return whole_shares(split, p.pairs)


def _enough(most: int, every: bool) -> int:
    return NEVER_ENOUGH if every else most


def _room(p: Problem) -> Tree:
    return room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))


def _total(done: Sequence[Kept], what: int) -> int:
    return sum(int(kept.tally[what]) for kept in done)


def _priced(
    some: Some, above: int, most: int, every: bool, done: Sequence[Kept], left: int | None, spent: int
) -> Priced:
    """What searches found together.

    Args:
        left: a bound on what was not searched at all, or None where nothing was left.
        spent: nodes that it took to begin.
    """
    found = [
        (int(kept.values[at]), _members(some, kept.members[at], int(kept.lengths[at])))
        for kept in done
        for at in range(kept.tally[FOUND])
    ]
    found.sort(key=lambda each: -each[0])
    cut = [int(kept.tally[OPEN]) for kept in done if kept.tally[CUT]]
    if left is not None:
        cut.append(left)
    complete = not cut and (len(found) <= most or not every)
    full, found = len(found) >= most, found[:most]
    rest = max([found[-1][0] if full and found else above, *cut])
    bound = max([above, *(value for value, _ in found[:1]), *cut])
    columns, values = tuple(members for _, members in found), tuple(value for value, _ in found)
    return Priced(columns, values, bound, complete, spent + _total(done, NODES), rest)


def _window(some: Some) -> tuple[int, int]:
    """The bounds on the total of the first measure."""
    p = some.problem
    return int(p.least[0]), min(int(p.most[0]), int(p.sizes[0].sum()))


def _nothing(some: Some) -> bool:
    """Whether it is plain that there is no column."""
    low, high = _window(some)
    return len(some.nodes) == 0 or low > high or bool((some.problem.least > some.problem.most).any())


def _members(some: Some, chosen: np.ndarray[tuple[int], np.dtype[np.int16]], length: int) -> Members:
    return tuple(sorted(some.nodes[chosen[:length]].tolist()))
