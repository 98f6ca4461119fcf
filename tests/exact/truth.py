"""The truth about a tiny problem: every plan, whether it keeps the rules, and its points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from regroup.inputs import inputs
from regroup.problem import Problem
from regroup.verify.stated import Stated
from tests.exact.drawn import tiny
from tests.exact.reading import Bools, Ints, Plans, summed
from tests.exact.reading_rules import kept
from tests.exact.reading_terms import counted

IMPOSSIBLE_EVERY = 3
MOST_PLANS = 10_000


@dataclass(frozen=True)
class Truth:
    """All plans of a problem.

    Attributes:
        plans: the plans.
        allowed: (N,) which of them keep all rules.
        numbers: (N,) points, ``below`` of which make one point of the model.
    """

    plans: Plans
    allowed: Bools
    numbers: Ints
    below: int

    @cached_property
    def points(self) -> Fraction | None:
        """The most that an allowed plan has; None where no plan is allowed."""
        return Fraction(int(self.numbers[self.allowed].max()), self.below) if self.allowed.any() else None

    def of(self, places: tuple[int, ...]) -> Fraction | None:
        """The points of one plan; None where it is not allowed."""
        row = self.plans.row(places)
        return Fraction(int(self.numbers[row]), self.below) if self.allowed[row] else None

    def at_least(self, floor: Fraction) -> Ints:
        """(·, n) the allowed plans with at least so many points."""
        reach = self.numbers * floor.denominator >= floor.numerator * self.below
        return self.plans.places[self.allowed & reach]


def stated(problem: Problem) -> dict[str, Any]:
    """The problem as JSON holds it."""
    made = inputs(problem)
    assert made is not None, "JSON cannot hold it"
    return made


def truth_of(problem: Problem) -> Truth:
    """The truth, by looking at every plan."""
    plain = Stated(stated(problem))
    assert len(plain.areas) ** len(plain.units) <= MOST_PLANS, "too many plans"
    plans = Plans(plain)
    allowed = np.ones(len(plans.places), dtype=np.bool_)
    for rule in plain.rules:
        allowed &= kept(plans, rule)
    return Truth(plans, allowed, *summed([counted(plans, term) for term in plain.terms], len(allowed)))


def case_of(seed: int) -> tuple[Problem, Truth]:
    """The problem of a seed: every third has no plan, the others have one."""
    attempt = 0
    while True:
        problem = tiny(seed, attempt)
        found = truth_of(problem)
        if (found.points is None) == (seed % IMPOSSIBLE_EVERY == 0):
            return problem, found
        attempt += 1
