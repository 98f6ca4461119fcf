"""What it would take in weights: the smallest change of a model's weights under which a proposal is best.

Each weight is multiplied by a factor, and the change is the sum over terms of |factor - 1|. Factors of zero cost one
each and are always enough, so that they are all zero in the smallest change only where nothing else suffices. Cutting
planes: the smallest change that suffices against the plans known so far is an exact linear program; the best plan
under it is asked for, and is known from then on. So the change never overshoots, and when no plan beats the proposal
any more it is the smallest. Where some term then counts for nothing, weights that all count are looked for likewise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from regroup.audit.programs import Factors, Lead, all_counting, smallest
from regroup.errors import InputError
from regroup.evaluation import Evaluation, evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.study import Answer

MOST_ROUNDS = 80


class Asked(Protocol):
    """Who answers: a `Study`, or whoever answers like one."""

    def ask(self, problem: Problem) -> Answer:
        """The best plan of a problem."""


class Outcome(StrEnum):
    """What is known of the weights."""

    ALREADY = "already"
    """No weight needs to change."""
    FOUND = "found"
    """The smallest change; nothing less suffices."""
    NEVER = "never"
    """No weights that are all above zero: a mixture of plans is better or equal on every term, and better on some."""
    OPEN = "open"
    """Not settled within the limit; no change smaller than the one given suffices."""


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change of weights under which a proposal is best.

    Attributes:
        outcome: what is known.
        factors: what the weight of each term that has one is multiplied by, in the model's order.
            Where some are zero, weights near these that all count make it best as well, unless the outcome is never.
        change: the sum of |factor - 1|; at least so much is needed where the outcome is open.
        mixture: where the outcome is never, plans with their shares: on average better or equal on every term with a
            weight, and better on some.
        rounds: how many questions it took.
    """

    outcome: Outcome
    factors: tuple[Fraction, ...]
    change: Fraction
    mixture: tuple[tuple[Plan, Fraction], ...] = ()
    rounds: int = 0


def smallest_change(study: Asked, problem: Problem, theirs: Evaluation, known: Sequence[Plan] = ()) -> Change:
    """The smallest change of weights under which an allowed plan is best.

    Args:
        study: answers the questions.
        problem: with the weights to start from.
        theirs: the proposal; it keeps the rules and places every unit.
        known: plans to begin with.
    """
    search = _Search(study, problem, theirs, known)
    for _ in range(MOST_ROUNDS):
        change, factors = smallest(search.leads, search.terms)
        beaten = search.beaten(factors)
        if beaten is None:
            return search.told(Outcome.OPEN, change, factors)
        if not beaten:
            break
    else:
        return search.told(Outcome.OPEN, change, factors)
    if not change:
        return search.told(Outcome.ALREADY, change, factors)
    mixture = () if all(factors) else search.mixture()
    return search.told(Outcome.NEVER if mixture else Outcome.FOUND, change, factors, mixture)


class _Search:
    """Plans known to be ahead of a proposal in some term, and what is asked to know more of them."""

    def __init__(self, study: Asked, problem: Problem, theirs: Evaluation, known: Sequence[Plan]) -> None:
        self.study, self.problem, self.theirs = study, problem, theirs
        self.terms = sum(bool(term.weight) for term in problem.terms)
        self.plans: list[Plan] = []
        self.leads: list[Lead] = []
        self.rounds = 0
        for plan in known:
            self._add(plan)

    def _add(self, plan: Plan) -> Lead:
        pairs = zip(evaluate(self.problem, plan).terms, self.theirs.terms, strict=True)
        lead = tuple(one.points - other.points for one, other in pairs if one.term.weight)
        if any(lead) and plan not in self.plans:
            self.plans.append(plan)
            self.leads.append(lead)
        return lead

    def beaten(self, factors: Factors) -> bool | None:
        """Whether a plan beats the proposal under changed weights; it is known then. None where nobody could tell."""
        whole = math.lcm(*(factor.denominator for factor in factors))
        wanted = iter(factors)
        terms = [
            term.model_copy(update={"weight": int(term.weight * next(wanted) * whole)}) if term.weight else term
            for term in self.problem.terms
        ]
        try:
            answer = self.study.ask(self.problem.changed(terms=terms))
        except InputError:  # the numbers grow too large
            return None
        self.rounds += 1
        lead = self._add(answer.plan) if answer.plan else ()
        if sum((points * factor for points, factor in zip(lead, factors, strict=False)), Fraction(0)) > 0:
            return True
        return False if answer.settled else None

    def mixture(self) -> tuple[tuple[Plan, Fraction], ...]:
        """Plans whose mixture is better or equal on every term and better on some; empty where there may be none."""
        for _ in range(MOST_ROUNDS):
            factors, shares = all_counting(self.leads, self.terms)
            if factors is None:
                return tuple((plan, share) for plan, share in zip(self.plans, shares, strict=True) if share)
            if not self.beaten(factors):
                break
        return ()

    def told(
        self, outcome: Outcome, change: Fraction, factors: Factors, mixture: tuple[tuple[Plan, Fraction], ...] = ()
    ) -> Change:
        """What was found."""
        return Change(outcome, factors, change, mixture, self.rounds)
