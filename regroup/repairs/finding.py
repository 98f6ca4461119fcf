"""All minimal conflicts and all ways to repair them by dropping rules, the fewest first.

By implicit hitting sets: the smallest set of rules that meets every known conflict is dropped; either a plan is
possible, and dropping fewer or others of so few would not do, or what is left holds a conflict that was not known
(Reiter, A theory of diagnosis from first principles, 1987; Moreno-Centeno and Karp, The implicit hitting set approach,
2013). Once all repairs are known, the minimal conflicts are exactly the minimal sets that meet every repair.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from regroup.holding import Holding, Rules
from regroup.impossible import arithmetic_reasons
from regroup.problem import Problem, StatedRule
from regroup.repairs.hitting import minimal_hitting, smallest_hitting
from regroup.repairs.relaxing import Relaxation, relaxations
from regroup.result import Conflict
from regroup.study import Answer, Steps, Study

MOST_REPAIRS, MOST_CONFLICTS = 20, 20
"""Ways to drop rules, and conflicts, that are looked for."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Rules without which a plan is possible; dropping only some of them would not do.

    Attributes:
        rules: the rules to drop.
        answer: the best plan without them.
    """

    rules: tuple[StatedRule, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Repairs:
    """What stands in the way of a plan, and what would make one possible.

    Attributes:
        problem: the problem.
        conflicts: minimal sets of rules that no plan keeps together.
        all_conflicts: whether there are no others.
        drops: the fewest rules first; of as many, the one with most points after it first.
        all_drops: whether there are no others.
        relaxations: those that drop the fewest rules besides first, then the smallest change first.
        interrupted: whether a person ended it; what is there stands.
    """

    problem: Problem
    conflicts: tuple[Conflict, ...] = ()
    all_conflicts: bool = False
    drops: tuple[Drop, ...] = ()
    all_drops: bool = False
    relaxations: tuple[Relaxation, ...] = ()
    interrupted: bool = False


def find_repairs(study: Study, problem: Problem, steps: Steps | None = None) -> Repairs:
    """Conflicts and repairs of a problem that has no plan; nothing at all where it has one.

    Every conflict was shown to leave no plan, and each proper part of it to leave one, by solving; every repair comes
    with the best plan that it allows. A person's interrupt keeps what is done.
    """
    search = _Search(study, problem)
    try:
        search.run(steps)
    except KeyboardInterrupt:
        return search.found(interrupted=True)
    return search.found(interrupted=study.interrupted)


class _Search:
    """What is known so far of the conflicts and repairs of one problem."""

    def __init__(self, study: Study, problem: Problem) -> None:
        self.study, self.problem = study, problem
        self.holding = Holding(study, problem)
        self.conflicts = dict[Rules, bool]()
        self.dropped, self.unsettled = list[Rules](), list[Rules]()
        self.all_drops = self.all_conflicts = False
        self.drops, self.relaxed = list[Drop](), list[Relaxation]()

    def run(self, steps: Steps | None) -> None:
        """Conflicts and what to drop; then how far to relax instead; then the best plan after each."""
        self._drop_and_learn()
        self.all_drops = not self.unsettled and len(self.dropped) < MOST_REPAIRS
        self.all_conflicts = self.all_drops and all(self.conflicts.values()) and self._other_conflicts()
        drops = [drop for drop in self.dropped if drop]
        found = [one for drop in drops for one in relaxations(self.holding, drop)]
        questions = [*map(self.holding.without, drops), *(one.problem for one in found)]
        for at, answer in self.study.ask_all(questions, steps):
            if at < len(drops):
                self.drops.append(Drop(self.holding.stated(drops[at]), answer))
            else:
                self.relaxed.append(replace(found[at - len(drops)], answer=answer))

    def _drop_and_learn(self) -> None:
        """Drops the smallest set that meets every known conflict, until there is no other or there are enough."""
        while len(self.dropped) < MOST_REPAIRS and len(self.conflicts) < MOST_CONFLICTS:
            drop = smallest_hitting(list(self.conflicts), [*self.dropped, *self.unsettled])
            if drop is None:
                return
            answer = self.holding.together(self.holding.all - drop)
            if answer is False:
                self._add(self.holding.all - drop)
            else:
                (self.dropped if answer else self.unsettled).append(drop)
        self.unsettled.append(frozenset())

    def _other_conflicts(self) -> bool:
        """Adds the conflicts that were not met with so far; whether these are all."""
        for rules in minimal_hitting(self.dropped):
            if rules not in self.conflicts:
                if len(self.conflicts) >= MOST_CONFLICTS or self.holding.together(rules) is not False:
                    return False
                self._add(rules)
        return True

    def _add(self, rules: Rules) -> None:
        minimal, proven = self.holding.minimal(rules)
        self.conflicts[minimal] = proven

    def found(self, *, interrupted: bool) -> Repairs:
        """All that is known, the cheapest first."""
        return Repairs(
            self.problem,
            tuple(self._conflict(rules) for rules in sorted(self.conflicts, key=lambda one: (len(one), sorted(one)))),
            self.all_conflicts,
            tuple(sorted(self.drops, key=lambda drop: (len(drop.rules), *_rank(drop.answer)))),
            self.all_drops,
            tuple(sorted(self.relaxed, key=lambda one: (len(one.dropped), one.change, *_rank(one.answer)))),
            interrupted,
        )

    def _conflict(self, rules: Rules) -> Conflict:
        """The rules, and the arithmetic that shows it, where there is such."""
        reason = next(iter(arithmetic_reasons(self.holding.without(self.holding.all - rules))), None)
        return replace(self.holding.conflict(rules, self.conflicts[rules]), reason=reason)


def _rank(answer: Answer | None) -> tuple[bool, Fraction]:
    """More points come first; a plan before none."""
    points = answer.points if answer else None
    return points is None, -(points or Fraction(0))
