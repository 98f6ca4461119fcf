"""What one column generation knows and may do: columns, master problem, best plan, bound, budget."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

import numpy as np

from regroup.core import Assignment, Core, Ints
from regroup.engines import local_search
from regroup.engines.base import Budget, Event, Report
from regroup.engines.columns_area import AreaType, Priced, types_of
from regroup.engines.columns_bound import Choice, choice_of
from regroup.engines.columns_cover import cover
from regroup.engines.columns_evidence import Evidence
from regroup.engines.columns_master import Master, Prices
from regroup.engines.columns_partition import Partition, partition
from regroup.engines.columns_pool import Column, Pool, assignment_of, columns_of
from regroup.engines.columns_pricing import Pricing
from regroup.engines.columns_stakes import step_of, worth_of_a_node
from regroup.engines.columns_table import FORBIDDING_PRICE
from regroup.engines.columns_types import PricedTypes
from regroup.engines.local_net import Floats
from regroup.engines.suitable import points_at_stake

LARGEST = 2**45
"""No sum of scaled points is above this, so that every bound stays far inside 64 bits."""
FINEST = 2**31
DEAREST = 2.0**50
"""No scaled price is above this; any prices are valid."""
START_WORK, WARM_WORK, START_SHARE = 30, 3, 0.2
"""Work units of local search for each node, fewer with prices of an earlier solve; its most of a time limit."""
POLISH_FROM, POLISH, MOVES_A_UNIT = 1.0, 0.2, 20_000
"""Work from which a longer local search is worth its while, its share of it, and its own units in one."""
AREA_SHARE = 0.4
"""Of a plan's points: what first prices pay for all areas together, and take from all nodes alike."""
SEEDS, SPREAD = 20, 0.5
"""Rounds of first columns, and how far from what nodes earn their prices are drawn at most."""
PRICED_COLUMNS = 40
SOLVE_WORK = 0.002
COVER_STEPS_A_UNIT = 100_000_000
MOST_COMPLEMENTS, COMPLEMENTS = 8, 4
"""How often nodes left over are priced, and for how many columns each time."""
LEAST_SECONDS = 0.05


class Search:
    """The state of one search over a core in which nothing must be together; points leave out its constant.

    Attributes:
        types, scale: the types of areas, with points times the scale.
        pricing: of all types.
        best, least: the best plan and its points; less than any plan has where there is none.
        bound: no plan has more points; None before the first.
        step: what divides the difference of any two plans' points.
        work: used so far.
        because: why no plan is above the bound, for each number of areas.
    """

    def __init__(self, core: Core, budget: Budget, report: Report, seed: int, pricing: Pricing) -> None:
        self.core, self.budget, self.report, self.seed = core, budget, report, seed
        self.deadline = None if budget.seconds is None else time.monotonic() + budget.seconds
        self.work = 0.0
        self.stake = points_at_stake(core) + 1
        self.scale = max(1, min(FINEST, LARGEST // (8 * self.stake)))
        self.types: tuple[AreaType, ...] = types_of(core, self.scale)
        self.pricing = PricedTypes(self.types, pricing, budget.threads)
        self.choice = choice_of(core, self.types)
        self.pool = Pool(self.types, self.scale)
        self.worth = worth_of_a_node(core)
        self.master = Master(core, self.types, self.worth, self.stake)
        self.step = step_of(core)
        self.best: Assignment | None = None
        self.least = -self.stake
        self.bound: int | None = None
        self.guess: Prices | None = None
        self.because: dict[Choice, Evidence] = {}
        self._bounds: dict[Choice, int] = {}
        self._polish_at, self._polished = POLISH_FROM, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.pricing.close()

    def begin_at(self, nodes: Floats) -> None:
        """Takes prices of the nodes, (n,) in points, as the first ones; none larger than a node can be worth.

        Areas pay what their nodes do not, so far as columns are known.
        """
        most = float(self.worth)
        paid = np.clip(nodes, -most, most)
        left = np.full(len(self.types), -np.inf)
        for (kind, members), points in zip(self.pool.columns, self.pool.points, strict=True):
            left[kind] = max(left[kind], points - paid[list(members)].sum())
        self.guess = Prices(0.0, paid, np.where(np.isfinite(left), left, 0.0))

    def begin(self, given: Sequence[Assignment]) -> None:
        """A first plan, and first columns around it, unless an earlier solve left them."""
        for start in given:
            self.offer(start)
        starts = [] if self.best is None else [self.best]
        work = START_WORK if self.guess is None else WARM_WORK
        search = replace(self.budget, work=work * self.core.n, seconds=self._start_seconds())
        for plan in local_search.pool(self.core, search, starts):
            self.offer(plan)
        if self.best is not None and self.guess is None:
            self._seed(self.best)

    def polish(self) -> bool:
        """A longer local search, from time to time as pricing takes longer; says whether it found a better plan."""
        if self.work < self._polish_at:
            return False
        moves = POLISH * max(self.work, 1.0) * MOVES_A_UNIT
        search = replace(self.budget, work=moves, seconds=self._start_seconds(), seed=self.seed + self._polished + 1)
        before, self._polished = self.least, self._polished + 1
        for plan in local_search.pool(self.core, search, [] if self.best is None else [self.best]):
            self.offer(plan)
        self.work += POLISH * max(self.work, 1.0)
        self._polish_at = 2 * self.work
        if self.best is not None and self.least > before:
            self.guess = self._fair(self.best)
        return self.least > before

    def _start_seconds(self) -> float | None:
        left = self.seconds_left()
        return None if left is None else START_SHARE * left

    def _seed(self, best: Assignment) -> None:
        """Columns that are good at prices near what each node earns in the best plan so far."""
        self.guess = guess = self._fair(best)
        random = np.random.default_rng(self.seed)
        slack = 2 * np.abs(guess.nodes).mean()
        for spread in np.linspace(0.0, SPREAD, SEEDS).tolist():
            noise = 1 + spread * (2 * random.random(self.core.n) - 1)
            for kind, found in enumerate(
                self.haste(self.scaled(guess.nodes * noise), self.scaled(guess.types - slack))
            ):
                for members in found.columns:
                    self.add((kind, members))

    def _fair(self, plan: Assignment) -> Prices:
        """Prices that add up to what a plan has: a node pays by what it could bring, and an area is paid for.

        Fewer nodes of the exact pricing are left where an area begins with something and members cost more, since
        what large sets could be worth is overestimated most.
        """
        earned = self._earned(plan)
        could = np.maximum(self.core.pull.max(axis=1, initial=0), 0).astype(np.float64)
        brings = np.maximum(self.core.pair_points, 0) / 2
        np.add.at(could, self.core.pair_i, brings)
        np.add.at(could, self.core.pair_j, brings)
        total = max(0.0, float(earned.sum()))
        nodes = could * (total / could.sum()) if could.any() else earned
        extra = AREA_SHARE * total
        return Prices(0.0, nodes + extra / self.core.n, np.full(len(self.types), -extra / max(1, self.used())))

    def _earned(self, plan: Assignment) -> Floats:
        """(n,) what each node earns in a plan, in points, the costs of its area shared alike."""
        nodes = np.zeros(self.core.n)
        for kind, members in columns_of(self.types, plan):
            chosen, area = list(members), self.types[kind]
            own = area.pairs[np.ix_(chosen, chosen)].sum(axis=1) / 2 + area.pull[chosen]
            nodes[chosen] = (own - (own.sum() - area.points(members)) / len(chosen)) / self.scale
        return nodes

    def scaled(self, prices: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Ints:
        """Prices in points as integers on the scale; safe ones where they would be too large."""
        return np.rint(np.clip(prices * self.scale, -DEAREST, DEAREST)).astype(np.int64)

    def offer(self, assignment: Assignment | None) -> bool:
        """Takes a plan's columns, and the plan if it is allowed and better."""
        if assignment is None:
            return False
        for column in columns_of(self.types, assignment):
            self.add(column)
        points = self.core.points(assignment) - self.core.constant
        if not self.core.allows(assignment) or (self.best is not None and points <= self.least):
            return False
        self.best, self.least = assignment.copy(), points
        self.report(Event(points + self.core.constant, self.best))
        return True

    def add(self, column: Column) -> bool:
        """Takes a column that is new and allowed; says whether it did."""
        if not self.pool.add(*column):
            return False
        self.master.add(*column, self.pool.points[-1])
        return True

    def used(self) -> int:
        """How many counted areas the best plan uses."""
        if self.best is None:
            return self.choice.count_most
        return int((self.core.counted & np.isin(np.arange(self.core.k), self.best)).sum())

    @property
    def wanted(self) -> int:
        """The points of the next better plan there could be, or of any plan at all."""
        return self.least + self.step if self.best is not None else -self.stake

    @property
    def closed(self) -> bool:
        """Whether nothing better can exist."""
        return self.bound is not None and self.bound < self.wanted

    def done(self, choice: Choice) -> bool:
        """Whether nothing better can exist with one number of areas."""
        return choice in self._bounds and self.rounded(self._bounds[choice]) < self.wanted

    def rounded(self, scaled: int) -> int:
        """The most points, of those a plan can have, that are not above a bound in scaled points."""
        if self.best is None:
            return scaled // self.scale
        return self.least + (scaled // self.scale - self.least) // self.step * self.step

    def tighten(
        self, choices: Sequence[Choice], scaled: int, every: Sequence[Choice], evidence: Evidence | None = None
    ) -> None:
        """Takes a bound, in scaled points, on the plans with some numbers of areas.

        Args:
            every: all numbers of areas there can be, the first time.
            evidence: why it holds; none where there is no such number.
        """
        for choice in every:
            self._bounds.setdefault(choice, 2**62)
        for choice in choices:
            if scaled < self._bounds[choice]:
                self._bounds[choice] = scaled
                if evidence:
                    self.because[choice] = evidence
        bound = max((self.rounded(each) for each in self._bounds.values()), default=-self.stake - 1)
        bound = bound if self.best is None else max(bound, self.least)
        if self.bound is None or bound < self.bound:
            self.bound = bound
            if -self.stake <= bound <= self.stake:
                self.report(Event(bound=bound + self.core.constant))

    def over(self) -> bool:
        """Whether the budget is used up, or the gap is small enough."""
        late = self.deadline is not None and time.monotonic() >= self.deadline
        return late or self._near_enough() or self.work >= self.budget.work

    def _near_enough(self) -> bool:
        if self.best is None or self.bound is None or not self.budget.gap:
            return False
        return self.bound - self.least <= self.budget.gap * max(1, abs(self.least + self.core.constant))

    def seconds_left(self) -> float | None:
        """Of the budget; None where there is no limit."""
        return None if self.deadline is None else max(LEAST_SECONDS, self.deadline - time.monotonic())

    def price(self, prices: Ints, above: Sequence[int], most: int, *, every: bool = False) -> list[Priced]:
        """Exact pricing of every type, as far as the budget goes."""
        before = self.pricing.work
        left = self.budget.work - self.work
        found = self.pricing.price(prices, above, most, left, self.seconds_left(), every=every)
        self.work += self.pricing.work - before
        return found

    def complements(self, prices: Ints, found: Sequence[Priced]) -> Iterator[list[Priced]]:
        """More columns, of the nodes that the best ones before leave: together they come near a plan."""
        left = prices.copy()
        for _ in range(min(self.core.k, MOST_COMPLEMENTS) - 1):
            best = max(found, key=lambda priced: priced.values[:1])
            if not best.columns:
                return
            left[list(best.columns[0])] = FORBIDDING_PRICE
            found = self.price(left, [-self.scale * self.stake] * len(self.types), COMPLEMENTS)
            yield list(found)

    def haste(self, prices: Ints, above: Ints) -> list[Priced]:
        """Hasty pricing of every type."""
        self.work += SOLVE_WORK
        return self.pricing.haste(prices, above)

    def mix(self) -> Prices | None:
        """The master problem, solved; a mixture of whole columns is a plan."""
        prices = self.master.solve()
        self.work += SOLVE_WORK
        if prices is not None and prices.value > self.least + self.step / 2:
            shares = self.master.mixture()
            whole = [column for column, share in zip(self.pool.columns, shares, strict=True) if share > 1 - 1e-6]
            if sum(len(members) for _, members in whole) == self.core.n:
                self.offer(assignment_of(self.core, self.types, whole))
        return prices

    def covered(
        self, columns: Sequence[Column], losses: Sequence[int], areas: Sequence[int], budget: int, work: float
    ) -> bool:
        """Offers the plan of given columns that loses least; says whether the search came to its end."""
        steps = int(min(work, max(LEAST_SECONDS, self.budget.work - self.work)) * COVER_STEPS_A_UNIT)
        found = cover(self.core.n, columns, losses, areas, budget, steps)
        self.work += found.steps / COVER_STEPS_A_UNIT
        if found.columns is not None:
            self.offer(assignment_of(self.core, self.types, found.columns))
        return found.settled

    def put_together(self, columns: Sequence[Column], points: Sequence[int], choice: Choice, work: float) -> Partition:
        """The best plan of given columns, if there is one that is better."""
        found = partition(
            self.core.n,
            columns,
            points,
            choice,
            self.wanted,
            min(work, max(LEAST_SECONDS, self.budget.work - self.work)),
            self.seconds_left(),
            self.budget.workers,
            self.seed,
        )
        self.work += found.work
        if found.columns is not None:
            self.offer(assignment_of(self.core, self.types, found.columns))
        return found
