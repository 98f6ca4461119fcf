"""One problem of many: the stakeholders' points, each times a whole number, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog

from regroup.problem import Problem
from regroup.regret.base import Voice
from regroup.terms import Term

FINEST = 1000
"""The largest of the whole numbers."""

Factors = tuple[int, ...]
"""One for each voice, 1 or more: at 0 plans that differ for that voice alone would be as one."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The sum of the stakeholders' points, each times its factor.

    Attributes:
        voices: whose points.
        factors: how often each counts.
    """

    voices: Sequence[Voice]
    factors: Factors

    @property
    def problem(self) -> Problem:
        """The same facts and rules; its points are the sum. Terms that differ by weight alone are one term."""
        terms: list[Term] = []
        for voice, factor in zip(self.voices, self.factors, strict=True):
            for term in voice.problem.terms:
                _add(terms, term, factor * term.weight)
        return self.voices[0].problem.changed(terms=[term for term in terms if term.weight])

    @property
    def best(self) -> Fraction:
        """What it would come to if everybody had its own best plan."""
        return sum(
            (f * (v.best.points or Fraction(0)) for v, f in zip(self.voices, self.factors, strict=True)), Fraction(0)
        )

    @property
    def span(self) -> Fraction:
        """What it falls by for each 1 of regret that everybody has."""
        return sum((f * v.span for v, f in zip(self.voices, self.factors, strict=True)), Fraction(0))

    def least_regret(self, most: Fraction) -> Fraction:
        """No plan with at most so many points has a smaller largest regret: the largest is no less than the mean."""
        return (self.best - most) / self.span

    def floor(self, regret: Fraction) -> Fraction:
        """Plans with a smaller largest regret have more points than this."""
        return self.best - regret * self.span


def _add(terms: list[Term], term: Term, weight: int) -> None:
    """Adds a term under another weight, to the one that is like it where there is one."""
    for at, other in enumerate(terms):
        if other == term.model_copy(update={"weight": other.weight}):
            terms[at] = other.model_copy(update={"weight": other.weight + weight})
            return
    terms.append(term.model_copy(update={"weight": weight}))


def hardest(voices: Sequence[Voice], regrets: Sequence[Sequence[Fraction]]) -> Factors:
    """The factors under which the known plans' smallest mean regret is as large as can be: a linear program.

    Args:
        regrets: of each known plan, one for each voice.
    """
    count = len(voices)
    rows = np.array([[-float(regret) for regret in plan] + [1.0] for plan in regrets])
    found = linprog(
        [*[0.0] * count, -1.0],
        A_ub=rows,
        b_ub=np.zeros(len(regrets)),
        A_eq=[[*[1.0] * count, 0.0]],
        b_eq=[1.0],
        bounds=[*[(0.0, None)] * count, (None, None)],
        method="highs",
    )
    shares = found.x[:count] if found.x is not None else np.ones(count)
    each = [max(0.0, float(share)) / float(voice.span) for share, voice in zip(shares, voices, strict=True)]
    largest = max(each) or 1.0
    return tuple(max(1, round(FINEST * value / largest)) for value in each)
