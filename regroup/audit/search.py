"""Levels where plans are too many to walk through: a price on each change, then parts where that leaves gaps.

With a price λ on each unit that is elsewhere, the best plan has L(λ) points less λ times its changes, and no plan with
m changes has more than L(λ) + λ·m points (Lagrange). The slopes between the plans so found are the next prices, until
no plan lies above the line between two neighbours (the supported levels). What is open then is parted (`parts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from regroup.audit.levels import NONE, Level
from regroup.audit.stay import Stay, changed_units, places_of
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.study import Answer, Study

MOST_QUESTIONS = 240
"""Of one proposal; what is open after that is told with its bound."""


class Search:
    """What is known of the levels of one proposal, from questions to a study.

    Attributes:
        places: units that can stay, and where.
        counted: units the proposal places; each may change.
        asked: how many questions.
        fewest: no plan that keeps the rules has fewer changes.
    """

    def __init__(self, study: Study, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.places, self.counted = places_of(problem, plan), len(plan)
        self.asked, self.fewest = 0, 0
        self._study = study
        self._best: dict[int, tuple[Fraction, Plan]] = {}
        self._lines: list[tuple[Fraction, Fraction]] = []
        self._proven: dict[int, Fraction] = {}
        theirs = evaluate(problem, plan)
        if theirs.allowed:
            self._best[0] = (theirs.points, plan)

    @property
    def exhausted(self) -> bool:
        """Whether no more may be asked."""
        return self.asked >= MOST_QUESTIONS

    @property
    def top(self) -> int:
        """The fewest changes known to reach the most points known; -1 where no plan is known."""
        return min(self._best, key=lambda at: (-self._best[at][0], at), default=-1)

    def supported(self) -> None:
        """The ends, then the slope between neighbours until no plan is above the line between them."""
        self._ends()
        waiting = [(min(self._best), self.top)] if self._best else []
        while waiting and not self.exhausted:
            few, many = waiting.pop()
            low, high = self._best[few][0], self._best[many][0]
            if few < many and low < high:
                price = (high - low) / (many - few)
                plan = self.ask(price).plan
                at = self._changes(plan) if plan else few
                if plan and evaluate(self.problem, plan).points - price * at > low - price * few:
                    waiting += [(few, at), (at, many)]

    def _ends(self) -> None:
        """The best plan of all, the one of them with the fewest changes, and the nearest that keeps the rules."""
        self.ask(Fraction(0))
        self.ask(Fraction(1, self.problem.scale * (self.counted + 1)))
        near = self._answered(self.problem.changed(terms=[self._stay(Fraction(1))]))
        if near.bound is not None:
            self.fewest = self.counted - int(near.bound // 1)

    def ask(self, price: Fraction, rules: Sequence[Rule] = ()) -> Answer:
        """The best plan with a price on changes; without further rules, what it proves holds for every level."""
        terms = (*self.problem.terms, self._stay(price)) if price else self.problem.terms
        answer = self._answered(self.problem.changed(add=rules, terms=terms))
        if answer.bound is not None and not rules:
            self._lines.append((price, answer.bound - price * self.counted))
        return answer

    def _answered(self, problem: Problem) -> Answer:
        answer = self._study.ask(problem)
        self.asked += 1
        if answer.plan is not None:
            at, points = self._changes(answer.plan), evaluate(self.problem, answer.plan).points
            if at not in self._best or self._best[at][0] < points:
                self._best[at] = (points, answer.plan)
        return answer

    def _stay(self, price: Fraction) -> Stay:
        return Stay(places=self.places, price=price)

    def _changes(self, plan: Plan) -> int:
        return len(changed_units(self.plan, plan))

    def level(self, changes: int) -> Level:
        """What is known of a level."""
        if changes < self.fewest:
            return Level(changes, NONE)
        found, bound = self.reached(changes), self.bound(changes)
        if found is None:
            return Level(changes, Answer(Status.UNKNOWN, None, None, bound))
        points, plan = found
        proven = bound is not None and points >= bound
        return Level(changes, Answer(Status.BEST if proven else Status.GOOD, plan, points, bound))

    def reached(self, changes: int) -> tuple[Fraction, Plan] | None:
        """The best plan known with at most so many changes, of those the one with the fewest."""
        near = [self._best[at] for at in sorted(self._best) if at <= changes]
        return max(near, key=lambda found: found[0], default=None)

    def bound(self, changes: int) -> Fraction | None:
        """No plan with at most so many changes has more points."""
        bounds = [self.whole(line + price * changes) for price, line in self._lines]
        bounds += [bound for most, bound in self._proven.items() if most >= changes]
        return min(bounds, default=None)

    def whole(self, points: Fraction) -> Fraction:
        """Rounded down to what points can be: parts of one over the scale."""
        return Fraction(points * self.problem.scale // 1, self.problem.scale)

    def price(self, changes: int) -> Fraction:
        """The price whose line bounds a level best."""
        return min(self._lines, key=lambda line: (line[1] + line[0] * changes, line[0]))[0]

    def prove(self, changes: int, bound: Fraction) -> None:
        """Keeps a bound on a level."""
        self._proven[changes] = min(bound, self._proven.get(changes, bound))
