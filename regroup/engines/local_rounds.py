"""The rounds of a local search: anneal, polish by tabu search, keep the best, begin again from what is known.

Rounds begin from given plans, from nothing, and from two good plans crossed (a small memetic population); they grow
longer as they bring nothing new. Every round is a series of compiled chunks of a few milliseconds.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import numpy as np

from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Event, Report
from regroup.engines.local_anneal import BLOCK, anneal
from regroup.engines.local_bath import Bath, bath_of
from regroup.engines.local_chance import chance_of, minus_logs
from regroup.engines.local_pool import Pool
from regroup.engines.local_record import empty_record
from regroup.engines.local_start import areas_in_use, crossed, permitted, spread
from regroup.engines.local_state import State
from regroup.engines.local_tabu import tabu
from regroup.preprocess import area_types

MOVES_A_UNIT = 1000
"""A unit of work is this many moves judged."""
BLOCKS_A_CHUNK = 256
MOVES_A_NODE, MOVES_A_PAIR = 400, 4
"""Moves for each node in the first round, and for each two nodes in the next; `LONGER` times as many after a few."""
LONGER = 4
MOST_MOVES_A_PAIR = 4096
"""Where rows of moves are read, rounds grow no longer than this: more of them find more then."""
ROUNDS_OF_A_LIMIT = 2
"""Rounds are short enough for so many within the work limit."""
FRESH_ROUNDS, CHILDREN = 2, 2
MOST_PARENTS = 6
FRESH, CHILD, GIVEN, AGAIN, COLD = (0.5, 0.7), (0.3, 0.5), (0.12,), (0.12, 0.2, 0.3), 0.12
"""Temperatures at which rounds begin, one of each by chance, and end, as shares of a typical change."""
SETTLING, HOTTER, COLDER = 0.2, 1.6, 0.83
"""Where rows of moves are read: the temperature at which a start becomes allowed, and factors of the others."""
BLOCKS_A_BATH = 16
FIRST_PRICE = 40
"""Points that a breach of one typical node costs when a round begins, in typical changes."""
MOST_NODES_THAT_COUNT = 100
MOST_MOVES_A_STEP = 4000
MOST_NODES_TO_POLISH = 400


class Rounds:
    """One search, whose time is counted from ``began``.

    Attributes:
        best, best_points: of all allowed plans met.
        work: done so far, in units.
    """

    def __init__(
        self, core: Core, budget: Budget, report: Report, seed: int, began: float, pool: Pool | None = None
    ) -> None:
        self.core, self.budget, self.report, self._pool = core, budget, report, pool
        self._deadline = None if budget.seconds is None else began + budget.seconds
        self.random = np.random.default_rng(seed)
        self.state, self.record = State(core), empty_record(core.n)
        self.chance, self.logs = chance_of(seed), minus_logs()
        self.bath = bath_of(core, self.state.net, self.chance)
        self.types = area_types(core)
        self.best: Assignment | None = None
        self.best_points = -math.inf
        self.work = 0.0
        self._dear = 1.0
        self._population: list[tuple[float, Assignment]] = []

    def run(self, first: Assignment | None, given: Sequence[Assignment]) -> None:
        """Rounds until the budget is used up.

        Args:
            first: the best allowed plan in hand, of which the caller has told.
            given: plans to begin from.
        """
        if first is not None:
            self.best, self.best_points = first, self.core.points(first)
            self.record.points[0] = self.best_points
        short = MOVES_A_NODE * self.core.n
        for plan in given:
            self._round(permitted(self.core, plan, self.random), GIVEN, short)
            if self._over():
                return
        self._round(self._fresh(), FRESH, short)
        moves = float(max(MOVES_A_PAIR * self.core.n**2, short))
        while not self._over():
            self._generation(moves)
            if self.bath is None or moves < MOST_MOVES_A_PAIR * self.core.n**2:
                moves *= LONGER

    def _generation(self, moves: float) -> None:
        """Some rounds of one length, from nothing and then from plans crossed; of the plans before, the best stays.

        Where rows of moves are read, the best two are warmed again instead.
        """
        self._population = self._population[:1]
        for place in range(FRESH_ROUNDS + CHILDREN):
            if self._over():
                return
            affordable = min(moves, self._left() / ROUNDS_OF_A_LIMIT)
            if place < FRESH_ROUNDS or len(self._population) < 2:
                self._round(self._fresh(), FRESH, affordable)
            elif self.bath is not None:
                self._round(self._population[place - FRESH_ROUNDS][1].copy(), AGAIN, affordable)
            else:
                self._round(self._child(), CHILD, affordable)

    def _fresh(self) -> Assignment:
        return spread(self.core, areas_in_use(self.core, self.random), self.random)

    def _child(self) -> Assignment:
        one, two = self.random.choice(len(self._population), 2, replace=False).tolist()
        first, second = self._population[one][1], self._population[two][1]
        return crossed(self.types, first, second, self.core.k, self.random)

    def _round(self, start: Assignment, heats: tuple[float, ...], moves: float) -> None:
        """Anneals from a start, polishes, and adds what was found to the population."""
        used = np.bincount(start, minlength=self.core.k) > 0
        self.state.load(start, used & bool(self.random.integers(2)))
        record = self.record
        record.points[1] = -np.inf
        typical = self.state.heat
        record.price[:] = (FIRST_PRICE * typical * self._dear, typical * 1e-2, typical * 1e6)
        heat = float(self.random.choice(heats)) * typical
        if self.bath is None or not self._bathe(self.bath, heat, moves):
            self._cool(heat, moves)
        if not self._over():
            self._polish()
        self._dear = 1.0 if record.points[1] > -np.inf else min(self._dear * 4, 1e4)
        if record.points[1] > -np.inf:
            self._join(float(record.points[1]), record.own.copy())

    def _join(self, points: float, plan: Assignment) -> None:
        """Adds a plan to the population unless it has one with as many points; the worst leaves."""
        if all(points != other for other, _ in self._population):
            self._population.append((points, plan))
            self._population.sort(key=lambda member: -member[0])
            del self._population[MOST_PARENTS:]
        if self._pool:
            self._pool.offer(plan)

    def _cool(self, heat: float, moves: float) -> None:
        """From a temperature down to nearly none, in so many moves."""
        blocks = max(8, int(moves / BLOCK))
        cooling = round((COLD * self.state.heat / heat) ** (1 / blocks), 15)
        while blocks > 0 and not self._over():
            now = min(blocks, BLOCKS_A_CHUNK, self._left() // BLOCK + 1)
            anneal(self.state.net, self.state.plan, self.record, self.chance, self.logs, heat, cooling, now)
            heat *= cooling**now
            blocks -= now
            self._account(now * BLOCK)

    def _bathe(self, bath: Bath, heat: float, moves: float) -> bool:
        """The same by whole rows of moves; False where no allowed plan to begin from is met soon."""
        self._cool(SETTLING * self.state.heat, MOVES_A_NODE * self.core.n)
        record = self.record
        if self._over() or record.points[1] == -np.inf or not bath.begin(record.own, float(record.points[1])):
            return False
        heat, cold = HOTTER * heat, COLDER * COLD * self.state.heat
        blocks = max(8, int(moves / bath.moves_a_block))
        cooling = round((cold / heat) ** (1 / blocks), 15)
        while blocks > 0 and not self._over():
            now = min(blocks, BLOCKS_A_BATH, self._left() // bath.moves_a_block + 1)
            bath.go_on(heat, cooling, now)
            heat *= cooling**now
            blocks -= now
            bath.tell(self.record)
            self._account(now * bath.moves_a_block)
        return True

    def _polish(self) -> None:
        """Tabu search from the best of the round, or from where it ended if nothing allowed was met."""
        n, k, record = self.core.n, self.core.k, self.record
        if record.points[1] > -np.inf:
            if n > MOST_NODES_TO_POLISH:
                return
            self.state.load(record.own, self.state.plan.intended.copy())
        counts = min(n, MOST_NODES_THAT_COUNT)
        patience = int(self.random.choice([10 + counts, 30 + 3 * counts]))
        longest = int(self.random.choice([2 + counts // 10, 2 + counts // 4]))
        inserts, swaps = min(n, max(1, MOST_MOVES_A_STEP // k)), min(n, max(1, MOST_MOVES_A_STEP // n))
        clock = np.array(
            [0, 0, patience, longest, 0, inserts, swaps, min(4 * n, MOST_MOVES_A_STEP // 4)], dtype=np.int64
        )
        until = np.zeros((k, n), dtype=np.int64)
        while not self._over():
            quota = min(BLOCKS_A_CHUNK * BLOCK, self._left())
            judged = tabu(self.state.net, self.state.plan, record, self.chance, until, clock, quota)
            self._account(judged if judged >= 0 else -judged - 1)
            if judged < 0:
                return

    def _left(self) -> int:
        """How many moves the work limit leaves, at least one and at most very many."""
        return max(1, int(min((self.budget.work - self.work) * MOVES_A_UNIT, 2**40)))

    def _over(self) -> bool:
        late = self._deadline is not None and time.monotonic() >= self._deadline
        return late or self.work >= self.budget.work

    def _account(self, moves: int) -> None:
        """Adds to the work done, and keeps what the compiled loop found; the core decides, exactly."""
        self.work += max(moves, 1) / MOVES_A_UNIT
        record = self.record
        if record.points[0] > self.best_points and self.core.allows(record.best):
            self._keep(record.best)
        record.points[0] = self.best_points
        if self._pool:
            for plan in record.met[: int(record.filled[0])]:
                self._pool.offer(plan.copy())
            record.points[2] = self._pool.least
        record.filled[0] = 0

    def _keep(self, assignment: Assignment) -> None:
        points = self.core.points(assignment)
        if points > self.best_points:
            self.best, self.best_points = assignment.copy(), points
            self.record.points[0] = points
            self.report(Event(points, self.best))
