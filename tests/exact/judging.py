"""What an engine says of a tiny problem, held against the truth; and what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from regroup.core import Assignment, Core
from regroup.engines.base import Claim, Outcome
from regroup.preprocess import Reduced, reduce
from regroup.problem import Problem
from tests.exact.truth import Truth


@dataclass(frozen=True)
class Case:
    """A problem with the truth about it.

    Attributes:
        seed: of whatever a way of solving draws itself.
    """

    seed: int
    problem: Problem
    truth: Truth

    @property
    def core(self) -> Core:
        """As the problem states it."""
        return self.problem.core

    @cached_property
    def reduced(self) -> Reduced:
        """After preprocessing."""
        return reduce(self.problem.core)

    @property
    def best(self) -> int | None:
        """The most points, in the core's whole numbers."""
        points = self.truth.points
        if points is None:
            return None
        scaled = points * self.core.scale
        assert scaled.denominator == 1, f"{points} is no whole number of 1/{self.core.scale}"
        return int(scaled)

    def points(self, places: Assignment) -> int | None:
        """What a plan has; None where it breaks a rule."""
        points = self.truth.of(tuple(places.tolist()))
        return None if points is None else int(points * self.core.scale)


Judge = Callable[[Case, Outcome], str | None]
"""What is wrong with an outcome; None where nothing is."""


def exact(case: Case, outcome: Outcome) -> str | None:
    """Of an engine that must find the best plan with proof, or that there is none."""
    wanted = Claim.IMPOSSIBLE if case.best is None else Claim.BEST
    if outcome.claim is not wanted or outcome.bound != case.best:
        return f"says {outcome.claim} within {outcome.bound}; the best is {case.best}"
    return keeps(case, outcome, case.best)


def keeps(case: Case, outcome: Outcome, points: int | None) -> str | None:
    """Of its plan: it keeps the rules and has so many points."""
    if outcome.assignment is None:
        return None if points is None else f"has no plan; the best has {points}"
    found = case.points(outcome.assignment)
    if found is None:
        return f"its plan {outcome.assignment.tolist()} breaks a rule"
    return None if found == points else f"its plan has {found} points and not {points}"


def any_plan(case: Case, outcome: Outcome) -> str | None:
    """Of an engine that finds some plan wherever there is one."""
    if case.best is None:
        return None if outcome.claim is Claim.IMPOSSIBLE else f"says {outcome.claim} where no plan is allowed"
    if outcome.assignment is None or case.points(outcome.assignment) is None:
        return f"says {outcome.claim} without a plan that keeps the rules"
    return None


def searched(case: Case, outcome: Outcome) -> str | None:
    """Of a search without proof: a plan that keeps the rules, none above the truth."""
    if case.best is None:
        return None if outcome.assignment is None else "has a plan where none is allowed"
    if outcome.assignment is None:
        return "found no plan"
    found = case.points(outcome.assignment)
    if found is None:
        return "its plan breaks a rule"
    return f"its plan has {found} points, above the best, {case.best}" if found > case.best else None


def bounded(case: Case, outcome: Outcome) -> str | None:
    """Of a bound alone: no plan is above it."""
    if case.best is None:
        return None if outcome.assignment is None else "has a plan where none is allowed"
    if outcome.claim is Claim.IMPOSSIBLE:
        return "says impossible where there is a plan"
    if outcome.bound is not None and outcome.bound < case.best:
        return f"its bound {outcome.bound} is below the best, {case.best}"
    return None
