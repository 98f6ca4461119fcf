"""What an exact engine proves of a problem of any size, as an interval; and what two such answers say of each other."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from regroup.core import Core
from regroup.engines import columns, cpsat, local_search, milp
from regroup.engines.base import Budget, Claim, Outcome
from regroup.engines.suitable import FEWEST_FOR_COLUMNS
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.preprocess import reduce
from regroup.problem import Problem

Number = Fraction | float
"""Exact, or infinite."""
NONE = -math.inf
SECONDS = 2.0
"""Of a solve; what ends it leaves bounds, which are compared as they are."""


class Wrong(Exception):
    """An engine's plan breaks a rule or has other points than it says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best plan has at least ``low`` points and at most ``high``; both minus infinity where there is none.

    Attributes:
        plan: with ``low`` points; None where none is known.
    """

    low: Number
    high: Number
    plan: Plan | None = None

    @property
    def proven(self) -> bool:
        """Whether nothing is left open."""
        return self.low == self.high

    def plus(self, points: Number) -> Answer:
        """With so many points more."""
        return Answer(self.low + points, self.high + points)

    def times(self, factor: int) -> Answer:
        """With so many times the points."""
        return Answer(self.low * factor, self.high * factor)

    def or_else(self, other: Answer) -> Answer:
        """The better of the two."""
        return Answer(max(self.low, other.low), max(self.high, other.high))


Ask = Callable[[Problem], Answer]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two answers that must be equal, or of which the first must not be better."""

    one: Answer
    other: Answer
    equal: bool

    @property
    def broken(self) -> bool:
        """Whether that cannot be so."""
        return self.one.low > self.other.high or (self.equal and self.other.low > self.one.high)

    @property
    def settled(self) -> bool:
        """Whether both are proven: then nothing escapes the comparison."""
        return self.one.proven and self.other.proven


def equal(one: Answer, other: Answer) -> Compared:
    """Both have the same points."""
    return Compared(one, other, equal=True)


def at_most(one: Answer, other: Answer) -> Compared:
    """The first is not better."""
    return Compared(one, other, equal=False)


def asked(problem: Problem, work: float) -> Answer:
    """By the engine that suits the size: column generation, or CP-SAT for few units.

    Raises:
        Wrong: its plan is not what it says.
    """
    core = problem.core
    if core.n < FEWEST_FOR_COLUMNS:
        return answer_of(problem, after_reduction(core, work))
    return answer_of(problem, by_columns(core, work))


def by_columns(core: Core, work: float) -> Outcome:
    """From the plan of a short local search, as in `solve`."""
    first = local_search.solve(core, Budget(work=100))
    starts = [] if first.assignment is None else [first.assignment]
    return columns.solve(core, Budget(work=work, seconds=SECONDS, threads=1), starts=starts)


def after_reduction(core: Core, work: float) -> Outcome:
    """By CP-SAT on what preprocessing leaves."""
    small = reduce(core)
    outcome = cpsat.solve(small.core, Budget(work=work))
    found = None if outcome.assignment is None else small.expand(outcome.assignment)
    return Outcome(outcome.claim, found, outcome.bound)


def by_cpsat(core: Core, work: float) -> Outcome:
    """By CP-SAT on the core as stated, with no help."""
    return cpsat.solve(core, Budget(work=work, seconds=SECONDS))


def by_milp(core: Core, work: float) -> Outcome:
    """By HiGHS on the core as stated."""
    return milp.solve(core, Budget(work=work, seconds=SECONDS))


def answer_of(problem: Problem, outcome: Outcome) -> Answer:
    """An engine's word as an interval, its plan judged by plain code.

    Raises:
        Wrong: its plan is not what it says.
    """
    if outcome.claim is Claim.IMPOSSIBLE:
        return Answer(NONE, NONE)
    high = math.inf if outcome.bound is None else Fraction(outcome.bound, problem.scale)
    if outcome.assignment is None:
        return Answer(NONE, high)
    plan = problem.plan_of(outcome.assignment.tolist())
    seen = evaluate(problem, plan)
    if not seen.allowed:
        raise Wrong(f"its plan breaks {seen.breaches[0].rule}")
    if seen.points > high or (outcome.claim is Claim.BEST and seen.points != high):
        raise Wrong(f"says {outcome.claim} within {high} of a plan of {seen.points} points")
    return Answer(seen.points, high, plan)
