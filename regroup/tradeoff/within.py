"""The best points among plans whose quantity lies within bounds: branch and bound over solves.

A solve cannot be told a bound on a sum over all areas. It can be told to weigh the sum: the best of points + rate ×
amount bounds the points of every plan within (Lagrange). Where that bound is not reached, two plans with the same
worth lie on either side of the edge; they differ in some unit, and the question is asked again with that unit in its
area and without (Everett 1963; Fisher 1981 for the bounds).
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from fractions import Fraction

from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.rules.area_count import AreaCount
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.study import Answer, Study
from regroup.terms import Term
from regroup.terms.areas_used import AreasUsed
from regroup.tradeoff.both import Both, Seen

QUESTIONS = 200
"""Solves for one answer; after them the bound stands as it is."""
UNSETTLED = 3
"""Answers that may be a limit's and not the best, after which a search ends: its parts would be no easier."""
WHY = "en studie spør hva som følger"


def best_within(
    study: Study,
    problem: Problem,
    quantity: Term,
    least: Fraction | None = None,
    most: Fraction | None = None,
    *,
    questions: int = QUESTIONS,
) -> Answer:
    """The best plan among those whose amount of the quantity lies within bounds.

    Args:
        study: answers the questions.
        problem: whose points count and whose rules hold.
        quantity: a term; its weight does not matter.
        least, most: of its amount, both included; None where it may be anything.
        questions: solves at most.

    Returns:
        BEST or IMPOSSIBLE where proven, else the best plan found and the bound.

    Raises:
        KeyboardInterrupt: a person ended it.
    """
    if isinstance(quantity, AreasUsed):
        return study.ask(problem.changed(add=_counted(problem, least, most)))
    return Search(Both(study, problem, quantity), Window(least, most), questions=questions).answer()


def _counted(problem: Problem, least: Fraction | None, most: Fraction | None) -> list[Rule]:
    """The bounds on the number of areas as a rule."""
    low = max(0, math.ceil(least)) if least is not None else 0
    high = math.floor(most) if most is not None else len(problem.scenario.areas)
    if high < low:
        return [AreaCount(least=len(problem.scenario.areas) + 1, why=WHY)]
    return [AreaCount(least=low, most=high, why=WHY)]


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
class _Node:
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


class Search:
    """One question: most points within a window.

    Args:
        floor: plans of no more points than this are not looked for.
    """

    def __init__(self, both: Both, window: Window, floor: Fraction | None = None, questions: int = QUESTIONS) -> None:
        self.both, self.window, self.floor = both, window, floor
        self.best: Seen | None = None
        self._last, self._unsettled = both.asked + questions, both.unsettled + UNSETTLED
        self._open: list[tuple[tuple[int, Fraction], int, _Node]] = []
        self._left: list[Fraction | None] = []
        self._count = 0

    def answer(self) -> Answer:
        """Searches, the highest bound first, until no plan can be better or the questions are used up."""
        self._push(_Node())
        while self._open and self.both.asked < self._last and self.both.unsettled < self._unsettled:
            node = heapq.heappop(self._open)[2]
            if not self._settles(node.bound):
                for child in self._branches(self._looked(node)):
                    self._push(child)
        return self._answered()

    def _answered(self) -> Answer:
        waiting = [node.bound for _, _, node in self._open] + self._left
        bounds = [bound for bound in waiting if not self._settles(bound)]
        if not bounds:
            status = Status.BEST if self.best else Status.IMPOSSIBLE
            return self._as_answer(status, self.best.points if self.best else None)
        known = [bound for bound in bounds if bound is not None]
        whole = max(known) if len(known) == len(bounds) else None
        return self._as_answer(Status.GOOD if self.best else Status.UNKNOWN, whole)

    def _as_answer(self, status: Status, bound: Fraction | None) -> Answer:
        best = self.best
        return Answer(status, best.plan if best else None, best.points if best else None, bound)

    def _push(self, node: _Node) -> None:
        self._count += 1
        key = (0, Fraction(0)) if node.bound is None else (1, -node.bound)
        heapq.heappush(self._open, (key, self._count, node))

    def _settles(self, bound: Fraction | None) -> bool:
        """Whether nothing better than what is in hand can be under a bound."""
        return bound is not None and self.floor is not None and bound <= self.floor

    def _offer(self, seen: Seen) -> None:
        if not self.window.broken(seen.amount) and (self.floor is None or seen.points > self.floor):
            self.best, self.floor = seen, seen.points

    def _looked(self, node: _Node) -> _Node | None:
        """The node with its bound and a plan on each side of the edge; None where it holds nothing better."""
        looking = _Looking(self.both, self.window, node)
        for step in (looking.at_the_known_rate, looking.outermost, looking.innermost, looking.between):
            more = True
            while more and not looking.empty:
                more = step()
                for seen in looking.fresh:
                    self._offer(seen)
                looking.fresh.clear()
                if self._settles(looking.bound):
                    return None
        return None if looking.empty else looking.node()

    def _branches(self, node: _Node | None) -> list[_Node]:
        """The node in two: a unit in the area where the outer plan has it, and not there."""
        if node is None:
            return []
        if node.outer is None:
            self._left.append(node.bound)
            return []
        split = _difference(self.both.problem, node, node.outer)
        if split is None:  # the outer plan is all there is
            return []
        unit, area = split
        there = (*node.rules, Fixed(units=(unit,), area=area, why=WHY))
        elsewhere = (*node.rules, NotIn(units=(unit,), areas=(area,), why=WHY))
        return [
            _Node(there, node.bound, node.side, node.rate, node.outer, _with(node.inner, unit, area, there=True)),
            _Node(elsewhere, node.bound, node.side, node.rate, None, _with(node.inner, unit, area, there=False)),
        ]


class _Looking:
    """What becomes known of one node; each step says whether it is to be done again."""

    def __init__(self, both: Both, window: Window, node: _Node) -> None:
        self.both, self.window, self.rules = both, window, node.rules
        self.bound, self.side, self.rate = node.bound, node.side, node.rate
        self.outer, self.inner = node.outer, node.inner
        self.fresh: list[Seen] = []
        self.empty = False

    def node(self) -> _Node:
        return _Node(self.rules, self.bound, self.side, self.rate, self.outer, self.inner)

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


def _difference(problem: Problem, node: _Node, outer: Seen) -> tuple[str, str] | None:
    """The largest unit that the two plans place differently, and its area in the outer one.

    Where there is no inner plan, any unit that is not yet held; None where all are.
    """
    held = {unit for rule in node.rules if isinstance(rule, Fixed) for unit in rule.units}
    free = [unit for unit in outer.plan if unit not in held]
    if node.inner:
        free = [unit for unit in free if node.inner.plan[unit] != outer.plan[unit]] or free
    if not free:
        return None
    unit = max(free, key=lambda unit: _size(problem, unit))
    return unit, outer.plan[unit]


def _size(problem: Problem, unit: str) -> Fraction:
    size = problem.scenario.unit_of[unit].size.get(problem.scenario.measure)
    return size.number if size else Fraction(0)


def _with(seen: Seen | None, unit: str, area: str, *, there: bool) -> Seen | None:
    """The plan where it has the unit there, or has not."""
    return seen if seen and (seen.plan[unit] == area) == there else None
