"""Whether any plan keeps a problem's rules, whatever its points."""

from __future__ import annotations

from regroup.core import Assignment
from regroup.engines.base import Budget, Claim, Setting, settled
from regroup.engines.process import Engines
from regroup.errors import Disagreement
from regroup.evaluation import Evaluation, evaluate
from regroup.params import Params
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.result import Status
from regroup.second_opinion import QUESTION_WORK


def any_plan(engines: Engines, problem: Problem, params: Params) -> tuple[Status, Evaluation | None]:
    """A plan that keeps the rules (good), or that there is none (impossible), or that nobody knows (unknown).

    There is none where arithmetic shows it, or where two searches agree: one of the core made smaller by arithmetic,
    one, set otherwise, of the core as it stands.

    Raises:
        Disagreement: one of the two finds a plan where the other says that there is none.
        KeyboardInterrupt: a person ended it.
    """
    whole, small = problem.core, reduce(problem.core)
    if (no_choice := settled(small.core)) and no_choice.claim is Claim.IMPOSSIBLE:
        return Status.IMPOSSIBLE, None
    budget = Budget(QUESTION_WORK, params.time_limit, 1, params.seed)
    first = engines.run("feasibility", small.core, budget)
    if first.assignment is not None:
        return Status.GOOD, _judged(problem, small.expand(first.assignment))
    second = engines.run("feasibility", whole, budget, setting=Setting.OTHER)
    if second.assignment is None:
        both = first.claim is second.claim is Claim.IMPOSSIBLE
        return (Status.IMPOSSIBLE if both else Status.UNKNOWN), None
    if first.claim is Claim.IMPOSSIBLE:
        raise Disagreement("impossible_with_plan", engine="feasibility")
    return Status.GOOD, _judged(problem, second.assignment)


def _judged(problem: Problem, assignment: Assignment) -> Evaluation:
    """What plain code says of an assignment.

    Raises:
        Disagreement: it breaks a rule.
    """
    evaluation = evaluate(problem, problem.plan_of(assignment.tolist()))
    if evaluation.breaches:
        raise Disagreement("breaks_a_rule", rule=evaluation.breaches[0].words["en"])
    return evaluation
