"""Which rules cannot hold together: a minimal conflict, by leaving out one rule at a time.

The deletion filter: a rule whose absence still leaves no plan is not part of the conflict. What remains
is inclusion-minimal: every rule in it was seen to be needed (Chinneck, Feasibility and Infeasibility in
Optimization, 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from regroup.core import Core
from regroup.preprocess import reduce
from regroup.problem import Problem, StatedRule
from regroup.result import Conflict

Feasible = Callable[[Core], bool | None]
"""Whether any assignment is allowed; None where that was not settled."""


def minimal_conflict(problem: Problem, feasible: Feasible) -> Conflict | None:
    """A minimal set of rules that no plan keeps together.

    Args:
        problem: one whose rules leave no plan.
        feasible: settles whether a core allows any assignment; asked once per rule and once more.

    Returns:
        The conflict; not minimal where some question was not settled; None where the rules that are
        left turn out to leave a plan, so that the claim of impossibility itself is in doubt.
    """
    kept = list(problem.rules)
    minimal = True
    for rule in reversed(problem.rules):
        without = [stated for stated in kept if stated is not rule]
        answer = feasible(_core(problem, without))
        if answer is False:
            kept = without
        elif answer is None:
            minimal = False
    if feasible(_core(problem, kept)) is not False:
        return None
    return Conflict(tuple(kept), minimal)


def _core(problem: Problem, rules: Sequence[StatedRule]) -> Core:
    return reduce(problem.lowered(rules)[0]).core
