"""The best plan whose largest area is at most so much larger than its smallest: branch and bound over windows.

A window on every area is a rule. Which window is not known before: of all that are as wide as allowed, the best plan
is wanted. A plan that is too uneven splits them in two: those that begin above its smallest area, and those that end
below its largest.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from fractions import Fraction

from regroup.fields import MOST_DECIMALS
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.study import Answer, Study

GRAIN = Fraction(1, 10**MOST_DECIMALS)
"""Every size is a multiple of this."""
QUESTIONS = 60
UNSETTLED = 3
"""Answers that may be a limit's and not the best, after which a search ends."""
WHY = "en studie spør hva som følger"


@dataclass(frozen=True, slots=True)
class Window:
    """Areas between a least and a most; None where there is no most."""

    least: Fraction = Fraction(0)
    most: Fraction | None = None

    def rules(self) -> list[Rule]:
        """The window as a rule on every area."""
        if not self.least and self.most is None:
            return []
        most = None if self.most is None else Bound(value=self.most)
        return [AreaSize(least=Bound(value=self.least), most=most, why=WHY)]

    def split(self, smallest: Fraction, largest: Fraction, limit: Fraction, grain: Fraction = GRAIN) -> list[Window]:
        """The plans whose smallest area is at least a size in between, and those whose smallest is less.

        The plan that was too uneven is in neither: smallest < middle, and middle + limit ≤ largest. Every size of an
        area, and the limit, is a multiple of ``grain``.
        """
        middle = math.ceil((smallest + largest - limit) / 2 / grain) * grain
        below = middle + limit - grain
        windows = [
            Window(middle, self.most),
            Window(self.least, below if self.most is None else min(below, self.most)),
        ]
        return [window for window in windows if window.most is None or window.least <= window.most]


def best_even(study: Study, problem: Problem, limit: Fraction, questions: int = QUESTIONS) -> Answer:
    """The best plan whose areas differ by at most ``limit``, in the unit of the scenario's main measure.

    Returns:
        BEST or IMPOSSIBLE where proven, else the best plan found and the bound.

    Raises:
        KeyboardInterrupt: a person ended it.
    """
    search = _Search(study, problem, math.floor(limit / GRAIN) * GRAIN)
    return search.answer(questions) if limit >= 0 else Answer(Status.IMPOSSIBLE, None, None, None)


def ends(problem: Problem, plan: Plan) -> tuple[Fraction, Fraction]:
    """The sizes of the smallest and the largest area in use, those outside not counted."""
    placement = Placement(problem.scenario, plan)
    sizes = [placement.size(area, problem.scenario.measure) for area in placement.measured]
    return min(sizes, default=Fraction(0)), max(sizes, default=Fraction(0))


class _Search:
    """Windows that wait, the highest bound first; None where a bound is not known."""

    def __init__(self, study: Study, problem: Problem, limit: Fraction) -> None:
        self.study, self.problem, self.limit = study, problem, limit
        self.best: tuple[Fraction, Plan] | None = None
        self._open: list[tuple[int, Fraction, int, Window]] = []
        self._left: list[Fraction | None] = []
        self._count = self._unsettled = 0

    def answer(self, questions: int) -> Answer:
        """Asks until no window can hold anything better, or the questions are used up."""
        self._push(None, Window())
        while self._open and questions and self._unsettled < UNSETTLED:
            known, minus, _, window = heapq.heappop(self._open)
            if self._counts(-minus if known else None):
                questions -= 1
                self._ask(window)
        bounds = [-minus if known else None for known, minus, _, _ in self._open] + self._left
        return self._answered([bound for bound in bounds if self._counts(bound)])

    def _answered(self, bounds: list[Fraction | None]) -> Answer:
        points, plan = self.best or (None, None)
        if not bounds:
            return Answer(Status.BEST if plan else Status.IMPOSSIBLE, plan, points, points)
        known = [bound for bound in bounds if bound is not None]
        whole = max(known) if len(known) == len(bounds) else None
        return Answer(Status.GOOD if plan else Status.UNKNOWN, plan, points, whole)

    def _ask(self, window: Window) -> None:
        answer = self.study.ask(self.problem.changed(add=window.rules()))
        self._unsettled += not answer.settled
        if answer.status is Status.IMPOSSIBLE or not self._counts(answer.bound):
            return
        if answer.plan is None or answer.points is None:
            self._left.append(answer.bound)
            return
        smallest, largest = ends(self.problem, answer.plan)
        if largest - smallest > self.limit:
            for part in window.split(smallest, largest, self.limit):
                self._push(answer.bound, part)
            return
        if self.best is None or answer.points > self.best[0]:
            self.best = (answer.points, answer.plan)
        self._left.append(answer.bound)

    def _counts(self, bound: Fraction | None) -> bool:
        """Whether something better than what is in hand may be under a bound."""
        return bound is None or self.best is None or bound > self.best[0]

    def _push(self, bound: Fraction | None, window: Window) -> None:
        if self._counts(bound):
            self._count += 1
            heapq.heappush(self._open, (bound is not None, -(bound or Fraction(0)), self._count, window))
