"""Points and a second quantity, asked for together: the best of points + rate × amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.study import Study
from regroup.terms import Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm

EITHER_WAY = (AffinityTerm, Moves, SynergyTerm)
"""Terms of single units and pairs: the engines take them as a gain and as a loss. The others only as `sign` says."""
ROUNDINGS = (None, 6, 4, 2, 0)
"""Decimals of a rate, tried in turn; None leaves it exact."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan with its points and its amount of the quantity."""

    plan: Plan
    points: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Told:
    """What a question came to.

    Attributes:
        seen: the plan found; None where there is none.
        bound: no plan has more of what was asked for; None where unknown.
        impossible: no plan keeps the rules.
        rate: the one that was used.
    """

    seen: Seen | None
    bound: Fraction | None
    impossible: bool
    rate: Fraction


class Both:
    """The questions that a trade-off asks.

    Args:
        study: answers them.
        problem: whose points count.
        quantity: the term whose amount counts besides; its weight does not matter.
    """

    def __init__(self, study: Study, problem: Problem, quantity: Term) -> None:
        self.study, self.problem, self.quantity = study, problem, quantity
        self.step = Fraction(1, problem.scale)
        """Points of every plan are a multiple of this."""
        self.asked = self.unsettled = 0

    def takes(self, rate: Fraction | int) -> bool:
        """Whether an amount may be weighed with a rate of this sign."""
        return rate * self.quantity.sign >= 0 or isinstance(self.quantity, EITHER_WAY)

    def at(self, rate: Fraction, rules: Iterable[Rule] = ()) -> Told:
        """The plan with most points + rate × amount, among those that keep ``rules`` as well.

        A rate that the engines' integers have no room for is rounded.
        """
        rules = tuple(rules)
        for digits in ROUNDINGS:
            rounded = rate if digits is None else rate.limit_denominator(10**digits)
            terms = (*self.problem.terms, self._weighed(rounded)) if rounded else self.problem.terms
            try:
                return self._ask(self.problem.changed(add=rules, terms=terms), rounded)
            except InputError:
                if digits == ROUNDINGS[-1]:
                    raise
        raise AssertionError

    def extreme(self, side: int, rules: Iterable[Rule] = ()) -> Told:
        """The plan with most of the amount where ``side`` is 1, with least where it is -1; the bound is of that."""
        return self._ask(self.problem.changed(add=rules, terms=(self._weighed(Fraction(side)),)), Fraction(side))

    def seen(self, plan: Plan) -> Seen:
        """A plan with its points and amount."""
        evaluation = evaluate(self.problem, plan)
        return Seen(evaluation.plan, evaluation.points, self.quantity.amount(evaluation.placement))

    def _ask(self, problem: Problem, rate: Fraction) -> Told:
        answer = self.study.ask(problem)
        self.asked += 1
        self.unsettled += not answer.settled
        seen = self.seen(answer.plan) if answer.plan is not None else None
        return Told(seen, answer.bound, answer.status is Status.IMPOSSIBLE, rate)

    def _weighed(self, rate: Fraction) -> Term:
        """The quantity as a term that gives ``rate`` points for each of its amount."""
        return self.quantity.model_copy(update={"weight": self.quantity.sign * rate})
