"""Where plans stand among all plans that keep the rules: counted where they can be gone through, else from a sample.

Three methods, the first that suits. Every plan is counted. Or assignments are drawn, each as likely as any other, and
those that keep the rules are a sample of the plans, whose error is known (Clopper and Pearson, 1934). Or chains of
single changes, each made where the rules still hold, are followed from known plans: approximate, since changes may not
connect all plans; how much the chains differ from each other is told as the error.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
from scipy.stats import beta

from regroup.census import Walk, groups_of, walk_of
from regroup.census.sample import CHAINS, SAMPLE, chained, drawn
from regroup.core import Ints
from regroup.plan import Plan
from regroup.problem import Problem

BINS = 16
DOUBT = 0.05
"""A sample is further off in fewer than one of twenty."""

Blocks = Callable[[], Iterator[Ints]]
"""Gives the points of the plans, block by block, as often as it is called."""


class Method(StrEnum):
    """How the plans were found."""

    COUNTED = "counted"
    """All of them."""
    SAMPLED = "sampled"
    """Drawn independently, each plan as likely as any other."""
    CHAINED = "chained"
    """Along chains of changes: approximate."""


@dataclass(frozen=True, slots=True)
class Rank:
    """How many plans have more points than a given number, as many, and fewer.

    Attributes:
        above, equal, below: plans, all there are or in the sample.
        least_above, most_above: the share above (1 = all) lies between these, exactly or in nineteen of twenty samples.
    """

    above: int
    equal: int
    below: int
    least_above: float
    most_above: float

    @property
    def share_below(self) -> Fraction:
        """Part of the plans with fewer points (1 = all)."""
        return Fraction(self.below, max(1, self.above + self.equal + self.below))


@dataclass(frozen=True, slots=True)
class Landscape:
    """All plans that keep the rules, or a sample of them, by points.

    Attributes:
        method: how they were found.
        plans: how many: all there are, or in the sample.
        ranks: of each number of points that was asked about.
        start, end: the least and the most points, of the plans and of what was asked about.
        bins: how many plans are in each of `BINS` equal steps from ``start`` to ``end``; empty where there are none.
    """

    method: Method
    plans: int
    ranks: tuple[Rank, ...]
    start: Fraction
    end: Fraction
    bins: tuple[int, ...]

    def step_of(self, points: Fraction) -> int:
        """The step that holds so many points."""
        if self.end == self.start:
            return 0
        return min(BINS - 1, int((points - self.start) * BINS / (self.end - self.start)))


def landscape(problem: Problem, asked: Sequence[Fraction], seed: int = 1, known: Sequence[Plan] = ()) -> Landscape:
    """All plans by points, and the rank of each number of points asked about.

    Args:
        problem: under its rules and weights.
        asked: points of the model.
        seed: of a sample.
        known: allowed plans, where chains begin.
    """
    goals = [points * problem.scale for points in asked]
    walk, groups = walk_of(problem.core), groups_of(problem.core)
    if walk is not None:
        return _Count(problem, goals).landscape(Method.COUNTED, lambda: _allowed(walk))
    if not groups.assignments:
        return _Count(problem, goals).landscape(Method.COUNTED, lambda: iter(()))
    sample = drawn(problem.core, groups, np.random.default_rng(seed))
    if len(sample) == SAMPLE:
        return _Count(problem, goals).landscape(Method.SAMPLED, lambda: iter([sample]))
    starts = [areas for plan in known if (areas := problem.areas_of(plan)) is not None]
    chains = chained(problem.core, groups, np.array(starts, dtype=np.int64), np.random.default_rng(seed))
    return _Count(problem, goals, chains).landscape(Method.CHAINED, lambda: iter([chains.ravel()]))


def _allowed(walk: Walk) -> Iterator[Ints]:
    """Blocks of the points of all plans that keep the rules."""
    for _, points in walk.blocks():
        yield points[points >= walk.least_points]


class _Count:
    """Counts blocks of integer points: first how many and how far apart, then in steps."""

    def __init__(self, problem: Problem, goals: Sequence[Fraction], chains: Ints | None = None) -> None:
        self.problem, self.goals, self.chains = problem, goals, chains
        self.above, self.equal, self.plans = [0] * len(goals), [0] * len(goals), 0
        self.low = math.floor(min(goals, default=Fraction(2**62)))
        self.high = math.ceil(max(goals, default=Fraction(-(2**62))))

    def landscape(self, method: Method, blocks: Blocks) -> Landscape:
        """What the blocks hold."""
        for points in blocks():
            self._count(points)
        bins = np.zeros(BINS, dtype=np.int64)
        for points in blocks() if self.plans else ():
            bins += self._in_steps(points)
        scale, low, high = self.problem.scale, min(self.low, self.high), max(self.low, self.high)
        ranks = tuple(self._rank(at, method) for at in range(len(self.goals)))
        steps = tuple(bins.tolist()) if self.plans else ()
        return Landscape(method, self.plans, ranks, Fraction(low, scale), Fraction(high, scale), steps)

    def _count(self, points: Ints) -> None:
        if not len(points):
            return
        self.plans += len(points)
        self.low, self.high = min(self.low, int(points.min())), max(self.high, int(points.max()))
        for at, goal in enumerate(self.goals):
            self.above[at] += int((points > math.floor(goal)).sum())
            self.equal[at] += int((points == int(goal)).sum()) if goal.denominator == 1 else 0

    def _in_steps(self, points: Ints) -> Ints:
        """(`BINS`,) how many are in each step; the last step holds the most points."""
        steps = np.minimum((points - self.low) * BINS // max(1, self.high - self.low), BINS - 1)
        return np.asarray(np.bincount(steps, minlength=BINS))

    def _rank(self, at: int, method: Method) -> Rank:
        above, equal, plans = self.above[at], self.equal[at], self.plans
        share = above / max(1, plans)
        low = high = share
        if method is Method.SAMPLED:
            low = float(beta.ppf(DOUBT / 2, above, plans - above + 1)) if above else 0.0
            high = float(beta.ppf(1 - DOUBT / 2, above + 1, plans - above)) if above < plans else 1.0
        elif method is Method.CHAINED:
            off = self._chains_off(at)
            low, high = max(0.0, share - off), min(1.0, share + off)
        return Rank(above, equal, plans - above - equal, low, high)

    def _chains_off(self, at: int) -> float:
        """Twice the standard error of the share above, from how the chains differ."""
        if self.chains is None or not self.chains.size:
            return 1.0
        shares = (self.chains > float(self.goals[at])).mean(axis=1)
        return float(2 * shares.std(ddof=1) / math.sqrt(CHAINS))
