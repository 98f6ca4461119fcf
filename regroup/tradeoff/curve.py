"""The curve of points against a quantity: plans that no other plan beats in both.

First the plans that are best at some rate between the two, by halving: two neighbours give the rate at which they are
worth the same, and the best plan at that rate lies between them or shows that none lies above their line (Aneja and
Nair 1979). Then, line by line, the plans below it (the second phase of Ulungu and Teghem 1995), by `search.Search`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Steps, Study
from regroup.terms import Term
from regroup.tradeoff.both import Both, Seen, Told
from regroup.tradeoff.looking import Window
from regroup.tradeoff.point import Point
from regroup.tradeoff.search import Search

QUESTIONS = 1000
"""Solves for one curve."""
EACH = 40
"""Solves for one plan below the lines, where only some are wanted."""
STEEP = 64
"""How much steeper than the whole curve a rate is that tells the ends apart from their equals."""

Gap = tuple[Seen, Seen]


def curve(
    study: Study,
    problem: Problem,
    quantity: Term,
    *,
    points: int | None = None,
    through: Sequence[Fraction] = (),
    questions: int = QUESTIONS,
    steps: Steps | None = None,
) -> tuple[Point, ...]:
    """The plans that no other plan beats in both points and amount, the one with most points first.

    Args:
        study: answers the questions; Ctrl-C ends the curve with what is known.
        problem: whose points count and whose rules hold.
        quantity: a term whose `sign` says which way is better; its weight does not matter.
        points: how many to look for; all where None.
        through: amounts; for each the curve has the best plan whose amount is as good, besides ``points``.
        questions: solves at most.
        steps: is told how many points there are.
    """
    drawing = _Drawing(Both(study, problem, quantity), points, questions, steps)
    try:
        drawing.draw(through)
    except KeyboardInterrupt:
        study.interrupted = True
    return tuple(drawing.points())


class _Drawing:
    """A curve as far as it is known.

    Attributes:
        plans: those that no other known plan beats, the one with most points first.
        lines: (rate, bound): no plan has more points + rate × goodness.
        after: no plan of more goodness than the key has more points than the value.
        within: the same, of as much goodness as the key or more.
        furthest: no plan has more goodness.
    """

    def __init__(self, both: Both, most: int | None, questions: int, steps: Steps | None) -> None:
        self.both, self.most, self.steps = both, most, steps
        self.sign = both.quantity.sign
        self.plans: list[Seen] = []
        self.lines: list[tuple[Fraction, Fraction]] = []
        self.after: dict[Fraction, Fraction] = {}
        self.within: dict[Fraction, Fraction] = {}
        self.furthest: Fraction | None = None
        self._settled: set[Gap] = set()
        self._last = questions

    def draw(self, through: Sequence[Fraction]) -> None:
        """All of it, or as much as was asked for."""
        self._ask(Fraction(0))
        if not self.plans:
            return
        extreme = self.both.extreme(self.sign)
        self.furthest = extreme.bound
        if extreme.seen:
            self._add(extreme.seen)
        if self.most is not None:
            self._ends()
        while self._goes_on() and (gap := self._widest(self._settled)):
            self._halve(gap)
        tried = set[Gap]()
        while self._goes_on() and (gap := self._widest(tried)):
            tried.add(gap)
            self._look_below(gap)
        for amount in through:
            self._pass(amount)

    def points(self) -> list[Point]:
        """The curve, each point with its bound and with what may lie before it."""
        found: list[Point] = []
        for before, seen in zip([None, *self.plans], self.plans, strict=False):
            gap = (before, seen) if before and not self._closed((before, seen)) else None
            slack = self._slack(*gap) if gap and self.lines else None
            extreme = self.furthest is not None and self._good(seen) >= self.furthest
            bound = self._bound(seen)
            found.append(Point(seen.amount, seen.points, seen.plan, bound, gap is not None, slack, extreme))
        return found

    def _good(self, seen: Seen) -> Fraction:
        """The amount, more where it is better."""
        return self.sign * seen.amount

    def _goes_on(self) -> bool:
        return self.both.asked < self._last and (self.most is None or len(self.plans) < self.most)

    def _left(self) -> int:
        """Questions for the next search."""
        left = self._last - self.both.asked
        return left if self.most is None else min(left, EACH)

    def _ends(self) -> None:
        """Of the plans with most points the best, and of the best plans the one with most points."""
        if len(self.plans) > 1:
            rate = self._rate((self.plans[0], self.plans[-1]))
            self._ask(rate / STEEP)
            self._ask(rate * STEEP)

    def _rate(self, gap: Gap) -> Fraction:
        """At which both plans are worth the same."""
        return (gap[0].points - gap[1].points) / (self._good(gap[1]) - self._good(gap[0]))

    def _widest(self, but: set[Gap]) -> Gap | None:
        """The gap with most room under its line, of those that are not closed and not among ``but``."""
        gaps = [gap for gap in pairwise(self.plans) if gap not in but and not self._closed(gap)]
        return max(gaps, key=self._room, default=None)

    def _room(self, gap: Gap) -> Fraction:
        return (gap[0].points - gap[1].points) * (self._good(gap[1]) - self._good(gap[0]))

    def _closed(self, gap: Gap) -> bool:
        """Whether nothing lies between two neighbours."""
        best = [most for good, most in self.after.items() if good <= self._good(gap[0])]
        return bool(best) and min(best) <= gap[1].points

    def _ask(self, rate: Fraction) -> Told:
        told = self.both.at(self.sign * rate)
        if told.bound is not None:
            self.lines.append((self.sign * told.rate, told.bound))
        if told.seen:
            self._add(told.seen)
        return told

    def _halve(self, gap: Gap) -> None:
        """Asks at the rate of a gap; where nothing is found above its line, it is settled."""
        before = list(self.plans)
        self._ask(self._rate(gap))
        if self.plans == before:
            self._settled.add(gap)

    def _look_below(self, gap: Gap) -> None:
        """The plan with most points in a gap, or that there is none."""
        worse, better = gap
        window = Window(least=worse.amount, strict=True) if self.sign > 0 else Window(most=worse.amount, strict=True)
        answer = Search(self.both, window, better.points, self._left()).answer()
        bound = better.points if answer.status is Status.IMPOSSIBLE else answer.bound
        if bound is not None:
            self.after[self._good(worse)] = bound
        if answer.plan is not None:
            self._add(self.both.seen(answer.plan))

    def _pass(self, amount: Fraction) -> None:
        """The best plan whose amount is as good as this, unless it is known."""
        good = self.sign * amount
        better = [seen for seen in self.plans if self._good(seen) >= good]
        if not better or better[0] is self.plans[0]:
            return
        if len(better) < len(self.plans) and self._closed((self.plans[-len(better) - 1], better[0])):
            return
        window = Window(least=amount) if self.sign > 0 else Window(most=amount)
        answer = Search(self.both, window, better[0].points, self._left()).answer()
        bound = better[0].points if answer.status is Status.IMPOSSIBLE else answer.bound
        if bound is not None:
            self.within[good] = bound
        if answer.plan is not None:
            self._add(self.both.seen(answer.plan))

    def _add(self, new: Seen) -> None:
        """Takes a plan in, unless another is as good; and those out that it beats."""
        if any(self._beats(old, new) for old in self.plans):
            return
        kept = [old for old in self.plans if not self._beats(new, old)]
        self.plans = sorted([*kept, new], key=lambda seen: -seen.points)
        if self.steps and self.most:
            self.steps(min(len(self.plans), self.most), self.most)

    def _beats(self, one: Seen, other: Seen) -> bool:
        return one.points >= other.points and self._good(one) >= self._good(other)

    def _bound(self, seen: Seen) -> Fraction | None:
        """The most points of any plan as good as this."""
        good = self._good(seen)
        bounds = [bound - rate * good for rate, bound in self.lines]
        bounds += [most for before, most in self.after.items() if before < good]
        bounds += [most for least, most in self.within.items() if least <= good]
        step = self.both.step
        return math.floor(min(bounds) / step) * step if bounds else None

    def _slack(self, worse: Seen, better: Seen) -> Fraction:
        """The greatest height of the bounds above the line through two neighbours: at a crossing, or at an end."""
        low, high = self._good(worse), self._good(better)
        crossings = [(b - c) / (r - s) for (r, b), (s, c) in combinations(set(self.lines), 2) if r != s]
        places = [low, high, *(place for place in crossings if low < place < high)]
        rate = self._rate((worse, better))
        return max(self._height(place) - (worse.points - rate * (place - low)) for place in places)

    def _height(self, good: Fraction) -> Fraction:
        return min(bound - rate * good for rate, bound in self.lines)
