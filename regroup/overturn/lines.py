"""Numbers in which the points of every plan are linear: the break-even is found exactly, by Newton's method.

The best plan's points are a convex function of the number, the plan's own a line. From the end of the range the search
goes to where the line of the best plan there crosses the plan's, asks there, and so on until no plan is better
(Dinkelbach 1967). Each step is one solve, and no step passes the break-even. One strength is simpler: all plans that
count it rise alike, so the best of them at the end of the range is the best of them anywhere, and one solve is enough.
"""

from __future__ import annotations

from fractions import Fraction

from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.overturn.base import Figure, Turn
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.study import Answer


class LineSearch:
    """One direction of one number. See `Search`.

    Args:
        figure: the number.
        plan: keeps all rules.
        end: where the search begins: the low or the high end of the range.
    """

    def __init__(self, figure: Figure, plan: Plan, end: Fraction) -> None:
        self.figure, self.plan = figure, plan
        self.turn: Turn | None = None
        self.known = end == figure.value
        self._at = end
        self._rival: Plan | None = None
        self._asked: Problem | None = None if self.known else figure.at(end)

    def questions(self) -> list[Problem]:
        return [self._asked] if self._asked is not None else []

    def take(self, answers: list[Answer]) -> None:
        (answer,), problem = answers, self._asked
        assert problem is not None  # noqa: S101 - it was asked
        self._asked = None
        mine = evaluate(problem, self.plan).points
        if answer.points is not None and answer.points > mine and answer.plan is not None:
            self._step(answer.plan, answer.points - mine, settled=answer.settled)
        elif answer.bound is not None and answer.bound <= mine:
            self._end(exact=True)
        elif self._rival is not None:
            self._end(exact=False)

    def _step(self, rival: Plan, ahead: Fraction, *, settled: bool) -> None:
        """To where the rival, ``ahead`` by so much, is level with the plan."""
        self._rival = rival
        here = self.figure.at(self.figure.value)
        behind = evaluate(here, self.plan).points - evaluate(here, rival).points
        if behind <= 0:
            self._at = self.figure.value
            return self._end(exact=True)
        self._at = self.figure.value + (self._at - self.figure.value) * behind / (behind + ahead)
        if self.figure.method == "single":
            return self._end(exact=settled)
        return self._ask()

    def _ask(self) -> None:
        try:
            asked = self.figure.at(self._at)
            asked.core  # noqa: B018 - numbers too fine to be told apart show here
        except InputError:
            return self._end(exact=False)
        self._asked = asked
        return None

    def _end(self, *, exact: bool) -> None:
        self.known = True
        if self._rival is not None:
            self.turn = Turn(self._at, Fraction(0) if exact else None, self._rival)
