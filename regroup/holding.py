"""Which of a problem's rules can hold together, and minimal sets of rules that cannot.

Rules go by their place in ``problem.rules``. Few questions are solved: a plan that is known keeps all rules but those
it breaks, and what contains a conflict is itself one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem, StatedRule
from regroup.result import Conflict, Status
from regroup.study import Study

Rules = frozenset[int]
"""Places in ``problem.rules``."""


@dataclass(frozen=True, slots=True)
class These:
    """Rules themselves, and no others that say the same: two alike may stand in two files, or in none."""

    rules: tuple[StatedRule, ...]

    def __contains__(self, stated: object) -> bool:
        return any(stated is rule for rule in self.rules)


class Holding:
    """Questions about the rules of one problem, and what is known of them.

    Args:
        study: solves what is not known.
        problem: whose rules.
        plans: some that are known besides today's and the proposals.

    Attributes:
        study, problem: as given.
        all: the places of all rules.
    """

    def __init__(self, study: Study, problem: Problem, plans: Iterable[Plan] = ()) -> None:
        self.study, self.problem = study, problem
        self.all: Rules = frozenset(range(len(problem.rules)))
        self._broken = list[Rules]()
        self._conflicts = list[Rules]()
        scenario = problem.scenario
        for plan in (*plans, scenario.today(), *map(scenario.proposed, scenario.proposals)):
            self.learn(plan)

    def learn(self, plan: Plan) -> None:
        """Remembers which rules a plan breaks; one that leaves a unit out says nothing."""
        if self.problem.areas_of(plan) is not None:
            self._broken.append(self.broken_by(plan))

    def broken_by(self, plan: Plan) -> Rules:
        """The rules that a plan breaks, by plain reading of their words."""
        placement = Placement(self.problem.scenario, plan)
        return frozenset(at for at in self.all if any(True for _ in self.problem.rules[at].rule.check(placement)))

    def together(self, rules: Rules) -> bool | None:
        """Whether some plan keeps these rules; None where that was not settled."""
        if any(not broken & rules for broken in self._broken):
            return True
        if any(conflict <= rules for conflict in self._conflicts):
            return False
        answer = self.study.any_plan(self.without(self.all - rules))
        if answer.plan is not None:
            self.learn(answer.plan)
            return True
        if answer.status is not Status.IMPOSSIBLE:
            return None
        self._conflicts.append(rules)
        return False

    def without(self, rules: Collection[int]) -> Problem:
        """The same problem without these rules."""
        return self.problem.changed(drop=These(self.stated(rules)))

    def stated(self, rules: Collection[int]) -> tuple[StatedRule, ...]:
        """The rules themselves, in the problem's order."""
        return tuple(stated for at, stated in enumerate(self.problem.rules) if at in rules)

    def minimal(self, rules: Rules) -> tuple[Rules, bool]:
        """A part of a conflict that is one, and whether each proper part of it was seen to leave a plan.

        The deletion filter: a rule without which there still is no plan is not needed (Chinneck, Feasibility and
        Infeasibility in Optimization, 2008).
        """
        proven = True
        for rule in sorted(rules, reverse=True):
            answer = self.together(rules - {rule})
            if answer is False:
                rules = rules - {rule}
            proven = proven and answer is not None
        return rules, proven

    def conflict(self, rules: Rules, minimal: bool) -> Conflict:
        """The rules as a result speaks of them."""
        return Conflict(self.stated(rules), minimal)
