"""Pricing of every type of area at once, exact or in haste, in threads; the answer is the same with any number."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Timer

from regroup.core import Ints
from regroup.engines.columns_area import AreaType, Priced
from regroup.engines.columns_branch import ENOUGH, BranchPricer
from regroup.engines.columns_candidates import Candidates
from regroup.engines.columns_greedy import good_columns
from regroup.engines.columns_pricing import Pricing, pricers_of
from regroup.engines.columns_slices import Trained
from regroup.engines.columns_table import TablePricer

STEPS_A_UNIT = 250_000
"""Nodes of the exact pricing in a unit of work."""
LEAST_STEPS, MOST_UNITS = 1000, 10**9
GOOD_COLUMNS = 30
MOST_THREADS = 8


class PricedTypes:
    """The pricers of all types, and the threads that they share.

    Attributes:
        types: of areas.
        by_table: whether all are priced by tables.
        work: of the exact pricing so far, in units.
    """

    def __init__(self, types: Sequence[AreaType], pricing: Pricing, threads: int | None = None) -> None:
        """
        Args:
            threads: how many; None takes as many as there are cores, up to a limit.
        """
        self.types = types
        self._candidates = [Candidates(kind) for kind in types]
        self._pricers = pricers_of(types, pricing)
        self.by_table = all(isinstance(pricer, TablePricer) for pricer in self._pricers)
        learned = Trained(types[0].n) if types else None
        for pricer in self._branching:
            pricer.learned = learned or pricer.learned
        self._threads = ThreadPoolExecutor(threads or _cores())
        self.work = 0.0

    def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown()

    def price(
        self, prices: Ints, above: Sequence[int], most: int, units: float, seconds: float | None, *, every: bool
    ) -> list[Priced]:
        """Exact pricing: every type at once, then those that take long one after the other, each in parts.

        Args:
            prices, above, most, every: see `columns_area.Pricer`, for each type.
            units, seconds: work and time after which it is cut short.
        """
        end, kinds = self.work + units, len(self.types)

        def one(kind: int) -> Priced:
            pricer = self._pricers[kind]
            if isinstance(pricer, BranchPricer):
                return pricer.soon(prices, above[kind], most, every=every, work=_steps(units, kinds))
            left = _steps(units if seconds is None else min(units, seconds), kinds)
            return pricer.price(prices, above[kind], most, every=every, work=left)

        with self._until_late(seconds):
            found = self._of_each(one)
            self.work += sum(priced.work for priced in found) / STEPS_A_UNIT
            if not every and not self.hard and self._seems_hard(found):
                self._now_hard()
                return found
            few = most if every else ENOUGH
            for kind, pricer in enumerate(self._pricers):
                soon = found[kind]
                if isinstance(pricer, BranchPricer) and not soon.complete and len(soon.columns) < few:
                    left, run = _steps(end - self.work, 1), self._threads.map
                    found[kind] = pricer.in_parts(prices, above[kind], most, every=every, work=left, run=run)
                    if pricer.hard:
                        self._now_hard()
                    self.work += found[kind].work / STEPS_A_UNIT
        return found

    @property
    def hard(self) -> bool:
        """Whether the exact pricing of a type has taken very many nodes."""
        return any(pricer.hard for pricer in self._branching)

    def _seems_hard(self, found: Sequence[Priced]) -> bool:
        """Whether a search was cut short that, by how many sets of members there are, goes on for very long."""
        return any(
            isinstance(pricer, BranchPricer) and pricer.vast and not priced.complete
            for pricer, priced in zip(self._pricers, found, strict=True)
        )

    def _now_hard(self) -> None:
        """What is hard for one type of area is for all."""
        for pricer in self._branching:
            pricer.hard = True

    @property
    def _branching(self) -> list[BranchPricer]:
        return [pricer for pricer in self._pricers if isinstance(pricer, BranchPricer)]

    def haste(self, prices: Ints, above: Ints) -> list[Priced]:
        """Hasty pricing of every type at once."""

        def one(kind: int) -> Priced:
            return good_columns(self._candidates[kind], prices, int(above[kind]), GOOD_COLUMNS)

        return self._of_each(one)

    def _of_each(self, one: Callable[[int], Priced]) -> list[Priced]:
        kinds = range(len(self.types))
        return list(self._threads.map(one, kinds) if len(self.types) > 1 else map(one, kinds))

    @contextmanager
    def _until_late(self, seconds: float | None) -> Iterator[None]:
        """Ends the searches when their time is up, if it is limited."""
        stops = [pricer.stop for pricer in self._pricers if isinstance(pricer, BranchPricer)]

        def end() -> None:
            for stop in stops:
                stop[0] = 1

        if seconds is None or not stops:
            yield
            return
        timer = Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            for stop in stops:
                stop[0] = 0


def _cores() -> int:
    """How many threads to use where nobody says."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_THREADS)


def _steps(units: float, sharing: int) -> int:
    """Steps of pricing in so much work, for each of some types."""
    return max(LEAST_STEPS, int(min(units, MOST_UNITS) * STEPS_A_UNIT) // sharing)
