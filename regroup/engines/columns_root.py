"""Column generation for one set of choices of areas: prices and columns by turns, then what gap is left.

Exact pricing is done at prices near a centre (`columns_level`) that prove a level if nothing is found there; the
centre moves to prices of a better bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_area import Priced
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_evidence import Evidence
from regroup.engines.columns_level import Nearest
from regroup.engines.columns_master import Prices
from regroup.engines.columns_pool import Column
from regroup.engines.columns_raised import raised
from regroup.engines.columns_search import PRICED_COLUMNS, Search

ENOUGH, ENOUGH_WHERE_HARD = 3, 1
"""Columns from a hasty pricing after which the exact one waits."""
DEAR = 2000
"""Steps of exact pricing, for each type, from which on a hasty one goes first."""
REACH = 0.05
"""Of the points of the best mixture: how far above it a first level is at most looked for."""
LEVELS = (0.3, 0.8)
"""Of the gap between mixture and bound: how far above the mixture a level is; higher where prices were hard to find."""
HALF = 0.5
"""The same where pricing is very hard, once a bound is shown: each is half as far from the mixture as the last."""
ROOM = 0.3
"""Of the gap between mixture and level: what prices leave to areas that are not known."""
REST = 0.15
"""Of the gap between best plan and mixture: how near to the mixture a bound has to be to list columns at first."""
EASY = 0.6
"""Of a step of points: where the mixture is as far below the next better plan, that plan is the level."""
FEW_LISTED, MOST_LISTED = 3_000, 100_000
"""Columns to list for the next better plan, and for a target."""
PARTITION_WORK, QUICK_WORK = 20.0, 0.5
NEARLY = 1e-4
"""Points by which a mixture's value may be rounded."""
FINE = 2**16
"""A column counts if it is worth more than its price by this part of a point."""


class End(Enum):
    """How it ended: proven, prices no longer moving, or out of budget."""

    PROVEN = "proven"
    CONVERGED = "converged"
    LIMIT = "limit"


class Root:
    """The prices so far, and the best bound they gave.

    Args:
        choice: which areas there may be.
        numbers: the same, for each number of counted areas by itself.
        before: a root whose prices this one begins with.
    """

    def __init__(self, search: Search, choice: Choice, numbers: Sequence[Choice], before: Root | None = None) -> None:
        self.search, self.choice, self._numbers = search, choice, numbers
        self._centre: Prices | None = before._centre if before else search.guess
        self._guess, self._sure = search.guess, before is not None
        self._nearest, self._areas = Nearest(choice, search.core.n), choice.only()
        self._bound: int | None = None
        self._at: Ints = np.zeros(search.core.n, dtype=np.int64)
        self._values: list[int] = []
        self._dear, self._hard = False, False
        search.master.bound_count(choice.count_least, choice.count_most)

    @property
    def _closed(self) -> bool:
        return all(self.search.done(number) for number in self._numbers)

    def settle(self) -> None:
        """Prices and columns by turns, then what gap is left; where that is too much, better prices and it again."""
        for rest in (REST, 0.0):
            self.run(rest)
            if self._closed or self.search.over():
                return
            self.finish()

    def run(self, rest: float = REST) -> End:
        """Prices and columns by turns, until proof, rest or the end of the budget.

        Args:
            rest: of the gap between best plan and mixture, how near to the mixture a bound is near enough.
        """
        search, stuck = self.search, 0
        if self.choice.best([0] * len(self.choice.most)) is None:
            search.tighten(self._numbers, -3 * search.stake * search.scale, self._numbers)
            return End.PROVEN
        while True:
            mixed = search.mix()
            if mixed is None or search.over():
                return End.LIMIT
            if self._at_rest(mixed, rest):
                return End.CONVERGED
            if mixed.value >= search.wanted - EASY * search.step and search.polish():
                continue
            corner = stuck == len(LEVELS)
            level = self._level(mixed, LEVELS[0 if corner else stuck])
            at = mixed if corner else self._near(mixed, level)
            enough = ENOUGH_WHERE_HARD if search.pricing.hard else ENOUGH
            if self._dear and not corner and self._haste(at) >= enough:
                continue
            before = self._bound
            new = self._exact(at, int(level * search.scale) - 1)
            if self._closed:
                return End.PROVEN
            if search.over():
                return End.LIMIT
            if new or self._bound != before:
                stuck = 0 if self._bound != before else min(stuck, len(LEVELS) - 1)
            elif corner:
                return End.CONVERGED
            else:
                stuck += 1

    def _level(self, mixed: Prices, share: float) -> float:
        """The points that no plan shall be shown to have: those of the next better plan, where prices can show it.

        Where pricing is hard and nothing is shown yet they are higher: that is shown sooner.
        """
        search = self.search
        if search.pricing.hard:
            share = 1.0 if self._bound is None or not self._sure else HALF
        elif mixed.value < search.wanted - EASY * search.step and (self._sure or not self._hard):
            return float(search.wanted)
        reach = mixed.value + max(REACH * abs(mixed.value), search.step)
        top = reach if self._bound is None else min(reach, self._bound / search.scale)
        return max(float(search.wanted), mixed.value + share * max(top - mixed.value, search.step))

    def _near(self, mixed: Prices, level: float) -> Prices:
        """Prices near the centre that leave something to areas that are not known."""
        search = self.search
        if not self._sure and search.guess is not self._guess:
            self._guess = self._centre = search.guess
        if self._centre is None:
            self._centre = mixed
        self._nearest.learn(search.pool.columns, search.pool.points)
        room = ROOM * (level - mixed.value)
        return self._nearest.prices(self._centre, level - room, room)

    def _at_rest(self, mixed: Prices, rest: float) -> bool:
        """Whether the bound is about what the best mixture has, so that no prices prove much more."""
        search = self.search
        near = rest * max(0.0, mixed.value - search.least) if search.best is not None else 0.0
        reached = int((mixed.value + NEARLY + near) * search.scale)
        return self._bound is not None and search.rounded(self._bound) <= search.rounded(reached)

    def _haste(self, at: Prices) -> int:
        """How many columns haste adds at prices."""
        search = self.search
        nodes, types = search.scaled(at.nodes), search.scaled(at.types)
        return self._take(search.haste(nodes, types + search.scale // FINE))

    def _exact(self, at: Prices, level: int) -> int:
        """How many columns exact pricing adds; the centre moves to prices of a better bound."""
        search = self.search
        nodes, types = search.scaled(at.nodes), search.scaled(at.types)
        types = types + self._slack(nodes, types, level)
        found = search.price(nodes, types.tolist(), PRICED_COLUMNS)
        self._dear = not search.pricing.by_table and sum(priced.work for priced in found) > DEAR * len(found)
        self._hard = self._hard or any(not priced.complete for priced in found)
        if self._learn(nodes, [priced.bound for priced in found]):
            self._centre = at
            self._sure = self._sure or all(priced.complete for priced in found)
        if self._dear:
            self._raise(at, nodes, found)
        added = self._take(found)
        if search.pricing.by_table and not self._closed:
            for more in search.complements(nodes, found):
                added += self._take(more)
        return added

    def _raise(self, at: Prices, nodes: Ints, found: Sequence[Priced]) -> None:
        """Takes the bound of higher prices for members of what was found; the centre moves to them if it is better."""
        used = self.choice.used([priced.bound for priced in found])
        higher = None if used is None else raised(found, used, len(nodes), self.search.scale)
        if higher is not None and self._learn(nodes + higher[0], higher[1]):
            self._centre = replace(at, nodes=at.nodes + higher[0] / self.search.scale)

    def _slack(self, nodes: Ints, types: Ints, level: int) -> int:
        """How much more than their prices areas may be worth, each, while they would prove a level in scaled points.

        Never nothing: columns that the master problem holds are worth a little more than rounded prices say.
        """
        best = self.choice.best(types.tolist())
        if best is None:
            return 0
        spare = level - int(nodes.sum()) - best
        return max(self.search.scale // FINE, spare // max(1, sum(self.choice.most)))

    def _learn(self, nodes: Ints, values: list[int]) -> bool:
        """Takes the bound that prices prove; says whether it is the best so far."""
        best = self.choice.best(values)
        if best is None:
            return False
        bound = int(nodes.sum()) + best
        if self._bound is not None and bound >= self._bound:
            return False
        self._bound, self._at, self._values = bound, nodes, values
        evidence = Evidence(nodes, tuple(values))
        for number in self._numbers:
            at_number = number.best(values)
            if at_number is not None:
                self.search.tighten([number], int(nodes.sum()) + at_number, self._numbers, evidence)
        return True

    def _take(self, found: Sequence[Priced]) -> int:
        """Adds columns; says how many are new."""
        return sum(self.search.add((kind, members)) for kind, priced in enumerate(found) for members in priced.columns)

    def finish(self) -> None:
        """Settles what gap is left: the best plan of the known columns, then of all that a better plan could hold.

        Where these are too many, the targets are higher: close below the bound at first, then further and further.
        """
        search, below = self.search, 0
        few = FEW_LISTED if self._areas is None else MOST_LISTED
        self._put_known_together()
        while self._bound is not None and not self._closed and not search.over():
            top = search.rounded(self._bound)
            lower = max(search.wanted, top - below * search.step)
            if self._settles(search.wanted, few) or self._settles(lower, MOST_LISTED):
                below = 2 * below + 1
            elif below == 0:
                return
            else:
                below = 0

    def _put_known_together(self) -> None:
        """The best plan of the known columns, of those that a better plan could hold."""
        pool, nodes, scale = self.search.pool, self._at, self.search.scale
        above = self._thresholds(self.search.wanted)
        values = [
            points * scale - int(nodes[list(members)].sum())
            for (_, members), points in zip(pool.columns, pool.points, strict=True)
        ]
        chosen = [at for at, value in enumerate(values) if value > above[pool.columns[at][0]]]
        self._best_of(
            [pool.columns[at] for at in chosen], [values[at] for at in chosen], self.search.wanted, QUICK_WORK
        )

    def _settles(self, target: int, most: int) -> bool:
        """Settles whether a plan reaches the target, and which is best if so; False where that is too much."""
        search = self.search
        listed = self._listed(target, most)
        if listed is None:
            return False
        columns = [(kind, members) for kind, priced in enumerate(listed) for members in priced.columns]
        values = [value for priced in listed for value in priced.values]
        if not self._best_of(columns, values, target, PARTITION_WORK):
            return False
        proven = target - 1 if search.best is None else max(target - 1, search.least)
        self._bound = proven * search.scale
        search.tighten(
            self._numbers, self._bound, self._numbers, Evidence(self._at, tuple(self._values), tuple(listed))
        )
        return True

    def _best_of(self, columns: Sequence[Column], values: Sequence[int], target: int, work: float) -> bool:
        """Offers the best plan of given columns; says whether there is no better one that reaches the target."""
        search = self.search
        if self._areas is not None:
            most = sum(number * value for number, value in zip(self._areas, self._values, strict=True))
            budget = int(self._at.sum()) + most - max(target, search.wanted) * search.scale
            losses = [self._values[kind] - value for (kind, _), value in zip(columns, values, strict=True)]
            if search.covered(columns, losses, self._areas, budget, work):
                return True
        points = [search.types[kind].points(members) // search.scale for kind, members in columns]
        return search.put_together(columns, points, self.choice, work).settled

    def _listed(self, target: int, most: int) -> list[Priced] | None:
        """All columns that a plan with the target's points could hold; None where they are too many."""
        found = self.search.price(self._at, self._thresholds(target), most, every=True)
        return found if all(priced.complete for priced in found) else None

    def _thresholds(self, target: int) -> list[int]:
        """For each type, what a column is worth more than if a plan with the target's points holds it."""
        return self.choice.above(self._values, target * self.search.scale - int(self._at.sum()))
