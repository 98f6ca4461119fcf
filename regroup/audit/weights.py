"""What it would take in weights: the smallest change of a model's weights under which a proposal is best.

Each weight is multiplied by a factor, and the change is the sum over terms of |factor - 1|. That factors of zero
count for one each makes the sum tell whether any weights do: all factors are zero in the smallest change only where
nothing else makes the proposal best. Cutting planes: the smallest change that suffices against the plans known so
far is an exact linear program; the best plan under it is asked for, and is known from then on. So the change never
overshoots, and when no plan beats the proposal any more it is the smallest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from regroup.audit.simplex import Corner, largest
from regroup.errors import InputError
from regroup.evaluation import Evaluation, evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.study import Answer
from regroup.terms import Term

MOST_ROUNDS = 80
ONE = Fraction(1)


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
    """No weights: the mixture is better or equal on every term, and better on some."""
    OPEN = "open"
    """Not settled within the limit; no change smaller than the one given suffices."""


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change of weights under which a proposal is best.

    Attributes:
        outcome: what is known.
        factors: what the weight of each term that has one is multiplied by, in the model's order.
        change: the sum of |factor - 1|; at least so much is needed where the outcome is open.
        mixture: plans with their shares that are better than the proposal on average where the outcome is never.
        ahead: a plan that is better or equal on every term with a weight, and better on some; None where none is known.
        rounds: how many questions it took.
    """

    outcome: Outcome
    factors: tuple[Fraction, ...]
    change: Fraction
    mixture: tuple[tuple[Plan, Fraction], ...] = ()
    ahead: Plan | None = None
    rounds: int = 0


Lead = tuple[Fraction, ...]
"""By how many points a plan is ahead of the proposal, term by term, under the weights to start from."""


def smallest_change(study: Asked, problem: Problem, theirs: Evaluation, known: Sequence[Plan] = ()) -> Change:
    """The smallest change of weights under which an allowed plan is best.

    Args:
        study: answers the questions.
        problem: with the weights to start from.
        theirs: the proposal; it keeps the rules and places every unit.
        known: plans to begin with.
    """
    leads = {plan: lead for plan in known if any(lead := _lead(problem, plan, theirs))}
    for rounds in range(MOST_ROUNDS):
        corner, factors = _nearest(problem, tuple(leads.values()))
        if leads and _all_silent(factors, leads.values()):
            return _told(Outcome.NEVER, factors, corner, leads, rounds)
        answer = _asked(study, problem, factors)
        ahead = _lead(problem, answer.plan, theirs) if answer and answer.plan else ()
        if answer and answer.plan and _total(ahead, factors) > 0:
            leads[answer.plan] = ahead
        else:
            outcome = Outcome.FOUND if corner.value else Outcome.ALREADY
            settled = answer is not None and answer.settled
            return _told(outcome if settled else Outcome.OPEN, factors, corner, leads, rounds + 1)
    return _told(Outcome.OPEN, factors, corner, leads, MOST_ROUNDS)


def _weighted(problem: Problem) -> tuple[Term, ...]:
    return tuple(term for term in problem.terms if term.weight)


def _lead(problem: Problem, plan: Plan, theirs: Evaluation) -> Lead:
    pairs = zip(evaluate(problem, plan).terms, theirs.terms, strict=True)
    return tuple(one.points - other.points for one, other in pairs if one.term.weight)


def _total(lead: Lead, factors: Mapping[int, Fraction]) -> Fraction:
    """How far a plan is ahead under changed weights."""
    return sum((points * factors[at] for at, points in enumerate(lead)), Fraction(0))


def _nearest(problem: Problem, leads: Sequence[Lead]) -> tuple[Corner, dict[int, Fraction]]:
    """The smallest change under which none of the plans is ahead, and the factor of each term with a weight.

    The program's dual: a share for each plan, such that the shared lead in each term is at most what one step of its
    weight takes. Its prices are how far each weight goes down, then how far up.
    """
    many = len(_weighted(problem))
    down = [[*(lead[at] for lead in leads), *(Fraction(-(at == other)) for other in range(many))] for at in range(many)]
    up = [[*(-lead[at] for lead in leads), *[Fraction(0)] * many] for at in range(many)]
    gain = [*(sum(lead, Fraction(0)) for lead in leads), *[-ONE] * many]
    corner = largest(gain, down + up, [ONE] * (2 * many))
    return corner, {at: ONE - corner.prices[at] + corner.prices[many + at] for at in range(many)}


def _all_silent(factors: Mapping[int, Fraction], leads: Iterable[Lead]) -> bool:
    """Whether every term in which some plan differs from the proposal counts for nothing."""
    return not any(points and factors[at] for lead in leads for at, points in enumerate(lead))


def _asked(study: Asked, problem: Problem, factors: Mapping[int, Fraction]) -> Answer | None:
    """The best plan under changed weights, made whole numbers; None where the numbers grow too large."""
    whole = math.lcm(*(factor.denominator for factor in factors.values()))
    wanted = iter(factors.values())
    terms = [
        term.model_copy(update={"weight": int(term.weight * next(wanted) * whole)}) if term.weight else term
        for term in problem.terms
    ]
    try:
        return study.ask(problem.changed(terms=terms))
    except InputError:
        return None


def _told(
    outcome: Outcome, factors: Mapping[int, Fraction], corner: Corner, leads: Mapping[Plan, Lead], rounds: int
) -> Change:
    """What was found, with the plans that prove it."""
    shares = [(plan, share) for plan, share in zip(leads, corner.point, strict=False) if share]
    whole = sum((share for _, share in shares), Fraction(0))
    mixture = tuple((plan, share / whole) for plan, share in shares) if outcome is Outcome.NEVER else ()
    ahead = next((plan for plan, lead in leads.items() if all(points >= 0 for points in lead)), None)
    return Change(outcome, tuple(factors.values()), corner.value, mixture, ahead, rounds)
