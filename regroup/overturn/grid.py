"""Numbers that enter the points bent or divided: sizes, and the edges of the size band. No line, so a grid.

Some values to the end of the range are asked; between the last at which the plan is best and the first at which it is
not, halving goes on to a hundredth of the range. Between two values of the grid the plan could be overturned and best
again: what is reported is the first that was found.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from regroup.evaluation import evaluate
from regroup.overturn.base import Figure, Turn
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Answer

POINTS = 6
"""Values of the grid in each direction."""
FINEST = Fraction(1, 10**4)

Verdict = Literal["best", "beaten", "breaks", "unknown"]


class GridSearch:
    """One direction of one number. See `Search`."""

    def __init__(self, figure: Figure, plan: Plan, end: Fraction) -> None:
        self.figure, self.plan = figure, plan
        self.turn: Turn | None = None
        span = end - figure.value
        step = FINEST if figure.high <= 1 else FINEST * 100
        self._enough = max(step, abs(span) / 100)
        self._step = step
        self.known = span == 0
        values = [self._round(figure.value + span * part / POINTS) for part in range(1, POINTS)]
        self._grid = [] if self.known else [*values, end]
        self._asked: list[tuple[Fraction, Problem]] = [(value, figure.at(value)) for value in self._grid]
        self._best = figure.value

    def _round(self, value: Fraction) -> Fraction:
        return round(value / self._step) * self._step

    def questions(self) -> list[Problem]:
        return [problem for _, problem in self._asked]

    def take(self, answers: list[Answer]) -> None:
        asked, self._asked = self._asked, []
        for (value, problem), answer in zip(asked, answers, strict=True):
            verdict = judged(problem, self.plan, answer)
            if verdict == "unknown":
                self.known = self.turn is not None
                return
            if verdict != "best":
                self.turn = Turn(value, abs(value - self._best), answer.plan, breaks=verdict == "breaks")
                break
            self._best = value
        self._narrow()

    def _narrow(self) -> None:
        """Halves between the last best and the first that is not."""
        self.known = True
        if self.turn is None:
            return
        self.turn = Turn(self.turn.value, abs(self.turn.value - self._best), self.turn.rival, self.turn.breaks)
        middle = self._round((self.turn.value + self._best) / 2)
        if abs(self.turn.value - self._best) > self._enough and middle not in (self.turn.value, self._best):
            self.known = False
            self._asked = [(middle, self.figure.at(middle))]


def judged(problem: Problem, plan: Plan, answer: Answer) -> Verdict:
    """What the plan is, where the problem's answer is this."""
    mine = evaluate(problem, plan)
    if not mine.allowed or answer.status is Status.IMPOSSIBLE:
        return "breaks"
    if answer.points is not None and answer.points > mine.points:
        return "beaten"
    return "best" if answer.bound is not None and answer.bound <= mine.points else "unknown"
