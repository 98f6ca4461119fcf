"""The plan of so many areas whose sizes differ least: branch and bound over windows.

No engine takes the difference between the largest and the smallest area. Each takes what all areas together lie away
from the mean, which bounds it; the plan that has least of this splits the windows in which a narrower one can lie, as
in `even`.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.frontier.counts import counted
from regroup.frontier.even import GRAIN, QUESTIONS, UNSETTLED, WHY, Window, ends
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Answer, Study
from regroup.terms import Term
from regroup.terms.base import HUNDRED
from regroup.text import Words


class Away(Term):
    """What the areas in use lie away from a size, summed; a study's own term, in no model.

    Attributes:
        centre: the size, in the unit of the scenario's main measure.
    """

    term: Literal["away"] = "away"
    weight: int = 1
    why: str = WHY
    centre: Fraction

    title: ClassVar[Words] = {"nb": "Avstand fra snittet", "en": "Distance from the mean"}
    unit: ClassVar[Words] = {"nb": "av størrelsen", "en": "of the size"}
    sign: ClassVar[int] = -1

    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        measure = placement.instance.measure
        return {area: abs(placement.size(area, measure) - self.centre) for area in placement.measured}

    def lower(self, core: CoreBuilder) -> None:
        one = Fraction(self.weight)
        for area in core.instance.line_areas:
            core.hinge(core.instance.measure, area.id, self.centre, below=one, above=one)


def narrowest(study: Study, problem: Problem, count: int, questions: int = QUESTIONS) -> Answer:
    """The plan with ``count`` areas in use whose largest and smallest differ least, other points not counted.

    Returns:
        BEST or IMPOSSIBLE where proven, else the best plan found and the bound; points are the difference in per cent
        of the total, negative.

    Raises:
        KeyboardInterrupt: a person ended it.
    """
    return _Search(study, problem, count).answer(questions)


def grain_of(problem: Problem) -> Fraction:
    """The largest number that every unit's size is a multiple of."""
    sizes = [problem.scenario.size(unit, problem.scenario.measure) for unit in problem.scenario.unit_of]
    common = math.lcm(*(size.denominator for size in sizes))
    return Fraction(math.gcd(*(int(size * common) for size in sizes)), common) or GRAIN


class _Search:
    """Windows that wait, those first in which the areas may differ least."""

    def __init__(self, study: Study, problem: Problem, count: int) -> None:
        scenario = problem.scenario
        self.study, self.count, self.grain = study, count, grain_of(problem)
        self.total = scenario.total(scenario.measure)
        self.mean = self.total / count
        self.centre = round(self.mean / self.grain) * self.grain
        self.problem = counted(problem, count).changed(terms=[Away(centre=self.centre)])
        self.whole = len(scenario.line_areas) == len(scenario.areas)
        """Whether every unit counts in the mean: none can be put outside."""
        self.best: tuple[Fraction, Plan] | None = None
        self._open: list[tuple[Fraction, int, Window]] = []
        self._left: list[Fraction] = []
        self._pushed = self._unsettled = 0

    def answer(self, questions: int) -> Answer:
        """Asks until no window can hold anything narrower, or the questions are used up."""
        self._push(Fraction(0), Window())
        while self._open and questions and self._unsettled < UNSETTLED:
            least, _, window = heapq.heappop(self._open)
            narrower = self._about_the_mean(window)
            if self._counts(least) and narrower:
                questions -= 1
                self._ask(least, narrower)
        return self._answered([*(least for least, _, _ in self._open), *self._left])

    def _answered(self, left: list[Fraction]) -> Answer:
        left = [least for least in left if self._counts(least)]
        width, plan = self.best or (None, None)
        points = None if width is None else self._in_per_cent(width)
        if not left:
            return Answer(Status.BEST if plan else Status.IMPOSSIBLE, plan, points, points)
        return Answer(Status.GOOD if plan else Status.UNKNOWN, plan, points, self._in_per_cent(min(left)))

    def _in_per_cent(self, width: Fraction) -> Fraction:
        return -HUNDRED * width / self.total

    def _ask(self, least: Fraction, window: Window) -> None:
        answer = self.study.ask(self.problem.changed(add=window.rules()))
        self._unsettled += not answer.settled
        if answer.status is Status.IMPOSSIBLE:
            return
        least = max(least, self._least_width(answer.bound))
        if answer.plan is None:
            self._left.append(least)
            return
        smallest, largest = ends(self.problem, answer.plan)
        if self.best is None or largest - smallest < self.best[0]:
            self.best = (largest - smallest, answer.plan)
        for part in window.split(smallest, largest, self.best[0] - self.grain, self.grain):
            self._push(least, part)

    def _least_width(self, bound: Fraction | None) -> Fraction:
        """What the areas differ by at least, where together they lie ``-bound`` or more away from the centre.

        Areas within a width lie furthest from their mean when half of them are at each end of it.
        """
        if bound is None or not self.whole or self.count == 1:
            return Fraction(0)
        away = -bound - self.count * abs(self.centre - self.mean)
        halves = (self.count // 2) * ((self.count + 1) // 2)
        return max(Fraction(0), math.ceil(away * self.count / (2 * halves) / self.grain) * self.grain)

    def _about_the_mean(self, window: Window) -> Window | None:
        """The part of a window that areas around the mean can fill and be narrower than what is in hand."""
        if self.best is None or not self.whole:
            return window
        limit = self.best[0] - self.grain
        least = max(window.least, math.ceil(self.mean / self.grain) * self.grain - limit)
        most = math.floor(self.mean / self.grain) * self.grain + limit
        most = most if window.most is None else min(window.most, most)
        return Window(least, most) if least <= most else None

    def _counts(self, least: Fraction) -> bool:
        return self.best is None or least < self.best[0]

    def _push(self, least: Fraction, window: Window) -> None:
        if self._counts(least):
            self._pushed += 1
            heapq.heappush(self._open, (least, self._pushed, window))
