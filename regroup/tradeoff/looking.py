"""One step of the search: what becomes known of a set of plans and the edge that they lie on both sides of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from regroup.rules import Rule
from regroup.tradeoff.both import Both, Seen


@dataclass(frozen=True, slots=True)
class Window:
    """Bounds on an amount.

    Attributes:
        least, most: None where there is none.
        strict: whether the bounds themselves are outside.
    """

    least: Fraction | None = None
    most: Fraction | None = None
    strict: bool = False

    def broken(self, amount: Fraction) -> int:
        """1 where the amount is too small, -1 where it is too large, 0 within."""
        if self.least is not None and (amount < self.least or (self.strict and amount == self.least)):
            return 1
        if self.most is not None and (amount > self.most or (self.strict and amount == self.most)):
            return -1
        return 0

    def edge(self, side: int) -> Fraction:
        """The bound that is broken on a side."""
        found = self.least if side > 0 else self.most
        assert found is not None  # noqa: S101 - a side is broken only where there is a bound
        return found


@dataclass(frozen=True, slots=True)
class Node:
    """Plans that keep some rules more.

    Attributes:
        bound: of their points within the window; None where unknown.
        side, rate: which edge was broken, and the rate that bounded best.
        outer: a plan of theirs that breaks the edge and has most worth at some rate; None where unknown.
        inner: such a plan that keeps it.
    """

    rules: tuple[Rule, ...] = ()
    bound: Fraction | None = None
    side: int = 0
    rate: Fraction = Fraction(0)
    outer: Seen | None = None
    inner: Seen | None = None


class Looking:
    """What becomes known of one node; each step says whether it is to be done again."""

    def __init__(self, both: Both, window: Window, node: Node) -> None:
        self.both, self.window, self.rules = both, window, node.rules
        self.bound, self.side, self.rate = node.bound, node.side, node.rate
        self.outer, self.inner = node.outer, node.inner
        self.fresh: list[Seen] = []
        self.empty = False

    def node(self) -> Node:
        return Node(self.rules, self.bound, self.side, self.rate, self.outer, self.inner)

    def at_the_known_rate(self) -> bool:
        """The rate that bounded the plans around is likely to bound these."""
        if self.side and self.rate and not (self.outer and self.inner):
            self._ask(self.rate)
        return False

    def outermost(self) -> bool:
        """Most points, whatever the amount."""
        if self.outer is None:
            self._ask(Fraction(0))
        return False

    def innermost(self) -> bool:
        """The amount furthest inside; where that is outside, all are."""
        if self.inner or self.outer is None or not self.both.takes(self.side):
            return False
        told = self.both.extreme(self.side, self.rules)
        beyond = told.bound is not None and self.window.broken(self.side * told.bound) == self.side
        self.empty = told.impossible or beyond
        if told.seen and not self.empty:
            self._take(told.seen)
        return False

    def between(self) -> bool:
        """The rate at which the two plans are worth the same: either a third is worth more, or they are the edge."""
        if self.outer is None or self.inner is None or self.outer.points <= self.inner.points:
            return False
        before = (self.outer, self.inner)
        gained = self.side * (self.inner.amount - self.outer.amount)
        self._ask((self.outer.points - self.inner.points) / gained)
        return before != (self.outer, self.inner)

    def _ask(self, rate: Fraction) -> None:
        told = self.both.at(self.side * rate, self.rules)
        self.empty = told.impossible
        if told.bound is not None:
            weighed = told.rate * self.window.edge(self.side) if told.rate else 0
            self._bounded(told.bound - weighed, abs(told.rate))
        if told.seen and told.rate:
            self._take(told.seen)
        elif told.seen:
            self._take_most(told.seen, told.seen.points == told.bound)

    def _bounded(self, bound: Fraction, rate: Fraction) -> None:
        """Points are whole steps, and less than the bound where a strict edge is weighed."""
        steps = bound / self.both.step
        strict = self.window.strict and rate > 0
        bound = (math.ceil(steps) - 1 if strict else math.floor(steps)) * self.both.step
        if self.bound is None or bound <= self.bound:
            self.bound, self.rate = bound, rate or self.rate

    def _take_most(self, seen: Seen, settles: bool) -> None:
        """The plan of most points: where it is within, nothing else is better; else it says which edge counts."""
        self.fresh.append(seen)
        broken = self.window.broken(seen.amount)
        if broken != self.side and broken:
            self.inner, self.rate = None, Fraction(0)
        if broken:
            self.side, self.outer = broken, seen
        self.empty = settles and not broken

    def _take(self, seen: Seen) -> None:
        """A plan goes to the side of the edge that it is on, where it is worth more than the one there."""
        self.fresh.append(seen)
        if self._is_inner(seen):
            self.inner = seen if self.inner is None or self._nearer(seen, self.inner) else self.inner
        elif self.outer is None or self._nearer(seen, self.outer):
            self.outer = seen

    def _is_inner(self, seen: Seen) -> bool:
        return self.window.broken(seen.amount) != self.side

    def _nearer(self, seen: Seen, other: Seen) -> bool:
        """Whether it is worth more than the other at the rate between outer and inner."""
        if self.outer is None or self.inner is None:
            return False
        gained = self.side * (self.inner.amount - self.outer.amount)
        rate = (self.outer.points - self.inner.points) / gained * self.side
        return seen.points + rate * seen.amount > other.points + rate * other.amount
