"""Limits in rules. Tightened, a rule lets fewer plans through, so the plan stays best until it breaks the rule itself.

Loosened, it lets more through: the search asks with the limit at its loosest, then just tighter than what the better
plan needs, and so on until no plan is better. What the last one needs is the smallest loosening.
"""

from __future__ import annotations

from fractions import Fraction

from regroup.evaluation import evaluate
from regroup.overturn.base import Figure, Turn
from regroup.overturn.limits import Limit
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules.area_count import AreaCount
from regroup.study import Answer

MOST_STEPS = 30


def tightened(figure: Figure, limit: Limit, problem: Problem, plan: Plan) -> Turn | None:
    """Where the plan breaks the rule itself; None where that is not within the range.

    Nor for the number of areas: that a plan with four is not one with three, nobody needs to be told.
    """
    if isinstance(limit.rule, AreaCount):
        return None
    need = limit.need(Placement(problem.scenario, plan))
    end = figure.low if limit.loosens > 0 else figure.high
    if need is None or (need - end) * limit.loosens <= 0:
        return None
    return Turn(need, Fraction(0), None, breaks=True)


class LooserSearch:
    """The loosening direction of one limit. See `Search`."""

    def __init__(self, figure: Figure, limit: Limit, problem: Problem, plan: Plan) -> None:
        self.figure, self.limit, self.plan = figure, limit, plan
        self.turn: Turn | None = None
        self._points = evaluate(problem, plan).points
        self._step = limit.step(problem.scenario)
        self._steps = 0
        end = figure.high if limit.loosens > 0 else figure.low
        self.known = end == figure.value
        self._asked: Problem | None = None if self.known else figure.at(end)

    def questions(self) -> list[Problem]:
        return [self._asked] if self._asked is not None else []

    def take(self, answers: list[Answer]) -> None:
        (answer,), self._asked = answers, None
        self._steps += 1
        if answer.plan is not None and answer.points is not None and answer.points > self._points:
            self._better(answer.plan)
        elif answer.bound is not None and answer.bound <= self._points:
            self._end(exact=True)
        elif self.turn:
            self._end(exact=False)

    def _better(self, rival: Plan) -> None:
        """What the rival needs, and the question whether a little less would do for another."""
        problem = self.figure.at(self.figure.value)
        need = self.limit.need(Placement(problem.scenario, rival))
        value = self.figure.value if need is None else need
        self.turn = Turn(value, None, rival)
        tighter = value - self.limit.loosens * self._step
        if (tighter - self.figure.value) * self.limit.loosens <= 0:
            return self._end(exact=True)
        if self._steps >= MOST_STEPS:
            return self._end(exact=False)
        self._asked = self.figure.at(tighter)
        return None

    def _end(self, *, exact: bool) -> None:
        """Settled: to within nothing, or to within the step where the limit can matter more finely than that."""
        self.known = True
        if self.turn and exact:
            within = Fraction(0) if self.limit.exact else self._step
            self.turn = Turn(self.turn.value, within, self.turn.rival)
