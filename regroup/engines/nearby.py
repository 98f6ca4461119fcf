"""Every assignment with at least some points, by column generation.

Prices that prove the best plan also bound every other: a plan with the floor's points holds only columns that lose
little at them. All of these are listed, and an exact cover puts them together in every way (`columns_every`). Areas
that nothing tells apart are exchanged in many plans; each plan comes once, in the form of `symmetry.canonical`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Listing, Outcome, Report, Setting, settled, silent, usable
from regroup.engines.columns import by_number, prove
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_every import Covers, every_cover, losses_of
from regroup.engines.columns_known import begin_with
from regroup.engines.columns_pool import assignment_of
from regroup.engines.columns_pricing import Pricing
from regroup.engines.columns_search import COVER_STEPS_A_UNIT, Search
from regroup.engines.suitable import MOST_FOR_COLUMNS
from regroup.engines.symmetry import canonical
from regroup.known import NOTHING, Known, contracted
from regroup.preprocess import reduce

MOST_LISTED = 100_000
"""Columns of one type; where there are more, the floor is put nearer to the best."""
FLOORS = 7
"""Floors to try, each half as far from the best as the one before."""
SHARE = 0.5
"""Of the work that is left, what one floor may use."""
FOUND_NOTHING = Covers((), None)


def solve(
    core: Core,
    budget: Budget,
    *,
    listing: Listing,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
    known: Known = NOTHING,
) -> Outcome:
    """The assignments of a listing, claimed as best where these are all; otherwise those with most points, as good.

    Every assignment with more points than the outcome's bound is listed, or among those that an exchange of areas
    makes of one that is. Where there are too many nodes, nothing is listed. Work is that of `columns`; the proof and
    the list may each use all of the budget's. Of the proof nothing is reported.
    """
    small = reduce(core)
    for either in (core, small.core):
        no_choice = settled(either)
        if no_choice:
            return _of_no_choice(either, no_choice, listing)
    if small.core.n > MOST_FOR_COLUMNS:
        return Outcome(Claim.GOOD)
    given = [start for whole in usable(core, starts) if (start := small.contract(whole)) is not None]
    exact, seed = replace(budget, gap=Fraction(0)), budget.seed + (setting is Setting.OTHER)
    with Search(small.core, exact, silent, seed, Pricing.MEASURED) as search:
        begin_with(search, contracted(known, core, small))
        search.begin(given)
        prove(search)
        plans, rest = _List(search, listing, search.work + budget.work).made()
    claim = Claim.BEST if rest < listing.floor else Claim.GOOD
    return Outcome(claim, bound=rest, work=search.work, plans=tuple(small.expand(plan) for plan in plans))


def _of_no_choice(core: Core, outcome: Outcome, listing: Listing) -> Outcome:
    """At most one assignment, that of no node."""
    only = outcome.assignment
    plans = () if only is None or core.points(only) < listing.floor else (only,)
    return Outcome(Claim.BEST, bound=listing.floor - 1, plans=plans)


class _List:
    """The list of one search whose best plan is proven, or as good as it gets.

    Args:
        until: the search's work at which it ends.
    """

    def __init__(self, search: Search, listing: Listing, until: float) -> None:
        self._search, self._listing, self._until = search, listing, until
        self._found: dict[tuple[int, ...], int] = {}
        if search.best is not None:
            self._take(search.best)

    def made(self) -> tuple[list[Assignment], int]:
        """The plans, most points first, and the most points that any other has."""
        floor, most = self._listing.floor, self._listing.most
        rest = max([floor - 1, *map(self._of_number, by_number(self._search.choice))])
        kept = sorted((-points, plan) for plan, points in self._found.items() if points >= floor)
        rest = max([rest, *(-points for points, _ in kept[most : most + 1])])
        return [np.array(plan, dtype=np.int64) for _, plan in kept[:most]], rest

    def _take(self, plan: Assignment) -> None:
        core = self._search.core
        self._found[tuple(canonical(core, plan).tolist())] = core.points(plan)

    def _of_number(self, number: Choice) -> int:
        """Takes the plans with one number of counted areas; the most points that any other such plan has."""
        search, constant = self._search, self._search.core.constant
        for floor in self._floors() if number in search.because else ():
            covers, top = self._above(number, floor)
            for columns in covers.plans:
                plan = assignment_of(search.core, search.types, columns)
                if plan is not None:
                    self._take(plan)
            if covers.lost is not None:
                others = (top - covers.lost) // search.scale
                return others + constant if others >= -search.stake else self._listing.floor - 1
        return constant + (search.stake if search.bound is None else search.bound)

    def _floors(self) -> Iterator[int]:
        """Without the constant: the listing's floor, then nearer and nearer to the best."""
        search = self._search
        floor = min(max(self._listing.floor - search.core.constant, -search.stake), search.stake)
        yield floor
        below = 0 if search.best is None else search.least - floor
        for nearer in range(1, FLOORS) if below > 0 else ():
            yield search.least - (below >> nearer)

    def _above(self, number: Choice, floor: int) -> tuple[Covers, int]:
        """The plans with one number of counted areas that reach a floor, and what they lose against."""
        search, evidence = self._search, self._search.because[number]
        search.budget = replace(search.budget, work=search.work + SHARE * max(0.0, self._until - search.work))
        losses, paid = losses_of(number, evidence.values), int(evidence.prices.sum())
        target, top = floor * search.scale - paid, losses.top + paid
        found = search.price(evidence.prices, number.above(evidence.values, target), MOST_LISTED, every=True)
        if not all(priced.complete for priced in found):
            return FOUND_NOTHING, top
        columns = [(kind, members) for kind, priced in enumerate(found) for members in priced.columns]
        values = [value for priced in found for value in priced.values]
        spare, most, steps = losses.top - target, self._listing.most, self._steps()
        covers = every_cover(search.core.n, columns, values, losses, number, spare, most, steps)
        search.work += covers.steps / COVER_STEPS_A_UNIT
        return covers, top

    def _steps(self) -> int:
        """Of the search for covers, in what is left of the budget."""
        search, seconds = self._search, self._search.seconds_left()
        left = max(0.0, search.budget.work - search.work)
        return int((left if seconds is None else min(left, seconds)) * COVER_STEPS_A_UNIT)
