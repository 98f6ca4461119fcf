"""Tabu search: a good allowed assignment soon, with no claim on how good it is.

Each step makes the best move that is not tabu, by points less a price on what is broken; the price rises
while nothing allowed is met and falls while everything is (strategic oscillation). Rounds begin from given
assignments, from greedy ones and from the best so far, shaken. After Glover, "Tabu Search", 1989, and
Palubeckis, Ostreika and Rubliauskas, "Maximally diverse grouping: an iterated tabu search approach", 2015.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from regroup.core import Assignment, Bools, Core, Ints
from regroup.engines.base import Budget, Claim, Event, Outcome, Report, Setting, best_start, settled, silent, usable
from regroup.engines.local_area import LOST, Floats
from regroup.engines.local_moves import Swaps, insert_gains
from regroup.engines.local_start import greedy, shaken
from regroup.engines.local_state import State
from regroup.preprocess import reduce

GREEDY_NODES_A_STEP = 4
"""Nodes that a greedy start places in the time of one step."""
MOST_NODES_FOR_SWAPS = 200
SWAPS_A_STEP = 4000
STEPS_A_PRICE = 10
MOST_NODES_THAT_COUNT = 100
MOST_STEPS = 10**6
DEARER, CHEAPER = 1.5, 0.75
NEARLY_ZERO = 1e-6
"""Breaches are in typical node sizes; what is below this is the rounding of sums."""


def solve(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
) -> Outcome:
    """A good allowed assignment, or unknown. Repeatable unless ``budget.seconds`` ends it.

    A unit of work is one step; on a machine of 2025 a second has some 5,000 of them at n = 30 and 2,000 at 200.
    """
    small = reduce(core)
    known = settled(core) or settled(small.core)
    if known:
        return known
    given = [found for start in usable(core, starts) if (found := small.contract(start)) is not None]

    def report_whole(event: Event) -> None:
        if event.assignment is not None:
            report(Event(event.points, small.expand(event.assignment)))

    search = _Search(small.core, budget, report_whole, seed=budget.seed + (setting is Setting.OTHER))
    search.run(given)
    if search.best is None:
        return Outcome(Claim.UNKNOWN, work=search.work)
    return Outcome(Claim.GOOD, small.expand(search.best), work=search.work)


class _Search:
    """One search: the state, the best allowed so far, the price of breaches, and the work done."""

    def __init__(self, core: Core, budget: Budget, report: Report, seed: int) -> None:
        self.core, self.budget, self.report = core, budget, report
        self.random = np.random.default_rng(seed)
        self.state = State(core)
        self.swaps = Swaps(self.state) if core.n <= MOST_NODES_FOR_SWAPS else None
        self.swap_rows = min(core.n, max(1, SWAPS_A_STEP // core.n))
        self.blocked = np.where(core.allowed, 0.0, -np.inf)
        self.best: Assignment | None = None
        self.best_points = -np.inf
        self.work = 0.0
        self.patience = self.longest_tabu = 1
        self.price = self._price = self._first_price()
        self._deadline = None if budget.seconds is None else time.monotonic() + budget.seconds

    def run(self, given: Sequence[Assignment]) -> None:
        """Rounds until the budget is used up."""
        start = best_start(self.core, given)
        if start is not None:
            self._keep(start)
        for _ in self._beginnings(given):
            self._note()
            self._round()
            if self._over():
                return

    def _beginnings(self, given: Sequence[Assignment]) -> Iterator[None]:
        """Sets the state where a round begins: the given, then by turns greedy and the best so far, shaken."""
        for start in given:
            self._load(start)
            yield
        while True:
            self._greedy()
            yield
            for share in (0.1, 0.2, 0.4):
                if self.best is not None:
                    self._load(shaken(self.core, self.best, share, self.random))
                    yield

    def _load(self, start: Assignment) -> None:
        """By turns of chance, areas in use are meant to stay so or free to be emptied."""
        start = start.copy()
        for node in np.flatnonzero(~self.core.allowed[np.arange(self.core.n), start]).tolist():
            start[node] = self.random.choice(np.flatnonzero(self.core.allowed[node]))
        used = np.bincount(start, minlength=self.core.k) > 0
        self.state.load(start, used & bool(self.random.integers(2)))

    def _greedy(self) -> None:
        self.work += self.core.n / GREEDY_NODES_A_STEP
        self.price = self._price
        greedy(self.state, self.price, self.random)

    def _first_price(self) -> float:
        """What a breach of one typical node costs at first: about what a move is worth."""
        core, rows = self.core, self.state.rows
        per_node = 2 * np.abs(core.pair_points).sum() / core.n + np.ptp(core.pull, axis=1).mean()
        per_area = np.abs(core.open_cost).mean() + core.label_cost.sum() / core.k
        totals = np.abs(rows.rate[:, LOST, :, None] * rows.reach).sum(axis=1).mean()
        return float(max(1.0, per_node + per_area + totals))

    def _over(self) -> bool:
        late = self._deadline is not None and time.monotonic() >= self._deadline
        return late or self.work >= self.budget.work

    def _round(self) -> None:
        """Tabu search from the present state until nothing better has come for long enough."""
        tabu = np.zeros((self.core.n, self.core.k), dtype=np.int64)
        self._vary()
        if self.best is None:
            self._price *= DEARER  # the rounds before found nothing allowed
        since, top, least, allowed = 0, -np.inf, np.inf, 0
        for step in range(1, MOST_STEPS):
            if self._over() or since > self.patience or not self._step(step, tabu):
                return
            met = self.state.breach <= NEARLY_ZERO
            better = self._note() or (met and self.state.points > top) or self.state.broken < least - NEARLY_ZERO
            since = 0 if better else since + 1
            top = max(top, self.state.points) if met else top
            least = min(least, self.state.broken)
            allowed += met
            if step % STEPS_A_PRICE == 0:
                self._reprice(allowed)
                allowed = 0

    def _vary(self) -> None:
        """How long this round waits for something better, and how long moves stay tabu: no one choice suits all."""
        n = min(self.core.n, MOST_NODES_THAT_COUNT)
        self.patience = 6 + n if self.best is None else int(self.random.choice([10 + 2 * n, 30 + 8 * n]))
        self.longest_tabu = int(self.random.choice([2 + n // 10, 2 + n // 4]))

    def _reprice(self, allowed: int) -> None:
        """Dearer when none of the last steps was allowed, cheaper when all were."""
        change = DEARER if allowed == 0 else CHEAPER if allowed == STEPS_A_PRICE else 1.0
        self.price = min(max(self.price * change, self._price * 1e-3), self._price * 1e4)

    def _step(self, step: int, tabu: Ints) -> bool:
        """The best move there is; False where none is left."""
        state = self.state
        points, broken = insert_gains(state)
        self.work += 1
        gain = self._worth(points, broken, tabu >= step)
        gain += self.blocked
        gain[np.arange(self.core.n), state.area] = -np.inf
        best = int(gain.argmax())
        node, area = divmod(best, self.core.k)
        swap = self._best_swap(step, tabu)
        if swap is not None and swap[0] > gain[node, area]:
            _, node, other = swap
            area = int(state.area[other])
            self._go(other, int(state.area[node]), step, tabu)
        elif gain[node, area] == -np.inf:
            return False
        self._go(node, area, step, tabu)
        return True

    def _go(self, node: int, area: int, step: int, tabu: Ints) -> None:
        """Moves a node, and forbids its return for a while."""
        tabu[node, self.state.area[node]] = step + int(self.random.integers(1, self.longest_tabu + 1))
        self.state.move(node, area)

    def _worth(self, points: Floats, broken: Floats, tabu: Bools) -> Floats:
        """What moves are worth; a tabu move only if it leads to the best allowed assignment so far."""
        reaches = (self.state.points + points > self.best_points + 0.5) & (self.state.broken + broken <= NEARLY_ZERO)
        return np.where(tabu & ~reaches, -np.inf, points - self.price * broken)

    def _best_swap(self, step: int, tabu: Ints) -> tuple[float, int, int] | None:
        """The best of a sample of swaps: what it is worth, and the two nodes."""
        if self.swaps is None or self.core.k < 2:
            return None
        rows = self._sample()
        points, broken = self.swaps.gains(rows)
        here, there = self.state.area[rows], self.state.area
        hot = (tabu[rows][:, there] >= step) | (step <= tabu[:, here].T)
        gain = self._worth(points, broken, hot)
        barred = ~self.core.allowed[rows][:, there] | ~self.core.allowed[:, here].T | (here[:, None] == there)
        gain[barred] = -np.inf
        row, other = divmod(int(gain.argmax()), self.core.n)
        return (float(gain[row, other]), int(rows[row]), other) if gain[row, other] > -np.inf else None

    def _sample(self) -> Assignment:
        if self.swap_rows == self.core.n:
            return np.arange(self.core.n)
        return self.random.choice(self.core.n, self.swap_rows, replace=False)

    def _note(self) -> bool:
        """Keeps the present assignment if it is allowed and the best so far; the core decides, exactly."""
        state = self.state
        if state.breach > NEARLY_ZERO or state.points <= self.best_points + 0.5:
            return False
        return self.core.allows(state.area) and self._keep(state.area)

    def _keep(self, assignment: Assignment) -> bool:
        points = self.core.points(assignment)
        if points <= self.best_points:
            return False
        self.best, self.best_points = assignment.copy(), points
        self.report(Event(points, self.best))
        return True
