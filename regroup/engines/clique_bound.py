"""An upper bound on the points where exact pricing cannot finish; no assignments but those given.

Each node chooses its best company by an exact knapsack; multipliers on triangles, on the spectrum of who shares
with whom, and on the two sides of each pair make these choices agree. See `clique_prices` for why it holds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import gcd

import numpy as np

from regroup.core import Assignment, Core
from regroup.engines.base import (
    Budget,
    Claim,
    Event,
    Outcome,
    Report,
    Setting,
    best_start,
    settled,
    silent,
)
from regroup.engines.clique_ascent import Ascent
from regroup.engines.clique_model import ENGINE, Model, model
from regroup.engines.clique_prices import NoCompany
from regroup.errors import EngineFailure
from regroup.preprocess import reduce

CELLS_A_WORK = 10**7
"""Cells of knapsack tables, or multiplications of a matrix, in a unit of work."""
MOST_NODES_FOR_TRIANGLES, MOST_NODES_FOR_SPECTRUM = 600, 1200
LIKELY_GAP = 0.04
"""Of the first bound, where no assignment is known: how far below a later bound the target is put."""


def solve(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
) -> Outcome:
    """The best start with a bound. Repeatable unless ``budget.seconds`` ends it.

    Raises:
        Refused: numbers too large for exact sums.
        EngineFailure: the bound contradicts a start.
    """
    known = settled(core)
    if known:
        return known
    start = best_start(core, starts)
    points = None if start is None else core.points(start)
    small = reduce(core).core
    if settled(small) is not None:
        return Outcome(Claim.UNKNOWN if start is None else Claim.GOOD, start)
    try:
        bound, work = _Run(core, model(small), budget, points, report, setting).run()
    except NoCompany:
        bound, work = None, 0.0
    if points is not None and bound is not None and bound < points:
        raise EngineFailure(ENGINE, f"bound {bound} below the {points} points of an allowed assignment")
    if start is None:
        return Outcome(Claim.UNKNOWN, None, bound, work)
    return Outcome(Claim.BEST if bound == points else Claim.GOOD, start, bound, work)


def step_of(core: Core) -> int:
    """What the points of any two assignments differ by a multiple of; at least 1."""
    parts = (core.pair_points, core.pull, core.open_cost, core.label_cost, core.hinge_below, core.hinge_above)
    return max(1, gcd(*(int(np.gcd.reduce(part, axis=None)) if part.size else 0 for part in parts)))


class _Run:
    """Steps until the budget is used up or the bound is near enough."""

    def __init__(
        self, core: Core, model: Model, budget: Budget, points: int | None, report: Report, setting: Setting
    ) -> None:
        self.core, self.model, self.budget, self.points, self.report = core, model, budget, points, report
        self.spectrum = setting is Setting.USUAL and model.every <= MOST_NODES_FOR_SPECTRUM
        self.deadline = None if budget.seconds is None else time.monotonic() + budget.seconds
        self.step = step_of(core)
        self.bound: int | None = None
        self.work = 0.0

    def run(self) -> tuple[int | None, float]:
        """The best bound, and the work."""
        model = self.model
        most = 3 * model.every**2 // 2 if model.every <= MOST_NODES_FOR_TRIANGLES else 0
        goal = 0 if self.points is None else self.points * model.scale
        ascent = Ascent(model, goal, most_triangles=most, spectrum=self.spectrum)
        a_step = max(1, model.steps + (20 * model.every**3 if self.spectrum else 0)) / CELLS_A_WORK
        self._tell(ascent)
        while not (ascent.over or self._over()):
            if self.points is None and ascent.bound is not None:
                ascent.target = ascent.bound - int(LIKELY_GAP * abs(ascent.bound))
            self.work += a_step
            if ascent.step():
                self._tell(ascent)
        return self.bound, self.work

    def _over(self) -> bool:
        late = self.deadline is not None and time.monotonic() >= self.deadline
        return late or self.work >= self.budget.work or self._near()

    def _near(self) -> bool:
        if self.points is None or self.bound is None:
            return False
        return self.bound - self.points <= self.budget.gap * max(1, abs(self.points))

    def _tell(self, ascent: Ascent) -> None:
        """Reports the bound, rounded down to what points can be, where it is new."""
        if ascent.bound is None:
            return
        above = ascent.bound // self.model.scale - self.core.constant
        bound = self.core.constant + above // self.step * self.step
        if self.bound is None or bound < self.bound:
            self.bound = bound
            self.report(Event(bound=bound))
