"""The best points among plans whose quantity lies within bounds: branch and bound over solves.

A solve cannot be told a bound on a sum over all areas. It can be told to weigh the sum: the best of points + rate ×
amount bounds the points of every plan within (Lagrange). Where that bound is not reached, two plans with the same
worth lie on either side of the edge; they differ in some unit, and the question is asked again with that unit in its
area and without (Everett 1963; Fisher 1981 for the bounds).
"""

from __future__ import annotations

import heapq
from fractions import Fraction

from regroup.problem import Problem
from regroup.result import Status
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.study import Answer
from regroup.tradeoff.both import Both, Seen
from regroup.tradeoff.looking import Looking, Node, Window

QUESTIONS = 200
"""Solves for one answer; after them the bound stands as it is."""
UNSETTLED = 3
"""Answers that may be a limit's and not the best, after which a search ends: its parts would be no easier."""
WHY = "en studie spør hva som følger"


class Search:
    """One question: most points within a window.

    Args:
        floor: plans of no more points than this are not looked for.
    """

    def __init__(self, both: Both, window: Window, floor: Fraction | None = None, questions: int = QUESTIONS) -> None:
        self.both, self.window, self.floor = both, window, floor
        self.best: Seen | None = None
        self._last, self._unsettled = both.asked + questions, both.unsettled + UNSETTLED
        self._open: list[tuple[tuple[int, Fraction], int, Node]] = []
        self._left: list[Fraction | None] = []
        self._count = 0

    def answer(self) -> Answer:
        """Searches, the highest bound first, until no plan can be better or the questions are used up."""
        self._push(Node())
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

    def _push(self, node: Node) -> None:
        self._count += 1
        key = (0, Fraction(0)) if node.bound is None else (1, -node.bound)
        heapq.heappush(self._open, (key, self._count, node))

    def _settles(self, bound: Fraction | None) -> bool:
        """Whether nothing better than what is in hand can be under a bound."""
        return bound is not None and self.floor is not None and bound <= self.floor

    def _offer(self, seen: Seen) -> None:
        if not self.window.broken(seen.amount) and (self.floor is None or seen.points > self.floor):
            self.best, self.floor = seen, seen.points

    def _looked(self, node: Node) -> Node | None:
        """The node with its bound and a plan on each side of the edge; None where it holds nothing better."""
        looking = Looking(self.both, self.window, node)
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

    def _branches(self, node: Node | None) -> list[Node]:
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
            Node(there, node.bound, node.side, node.rate, node.outer, _with(node.inner, unit, area, there=True)),
            Node(elsewhere, node.bound, node.side, node.rate, None, _with(node.inner, unit, area, there=False)),
        ]


def _difference(problem: Problem, node: Node, outer: Seen) -> tuple[str, str] | None:
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
