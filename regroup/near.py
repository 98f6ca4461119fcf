"""near(study, problem, floor): every plan with at least some points, each verified."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from regroup.engines.base import Claim, Interrupted, Listing, Outcome
from regroup.engines.symmetry import canonical
from regroup.errors import Disagreement
from regroup.plan import Plan
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Answer, Study
from regroup.verification import judged

Pointed = tuple[Fraction, Plan]
"""A plan and its points."""


@dataclass(frozen=True, slots=True)
class Near:
    """The plans of a problem with at least some points, in points of the model.

    Attributes:
        best: of the problem itself.
        floor: the points that a plan must have to be here.
        plans: every plan found, most points first, of several best ones the one above. Areas that nothing can tell
            apart, whatever the plan, may be exchanged in each; that counts once.
        complete: whether these are all.
        rest: no plan that is not here has more points; below the floor where these are all, None where unknown.
    """

    best: Answer
    floor: Fraction
    plans: tuple[Pointed, ...]
    complete: bool
    rest: Fraction | None


def near(study: Study, problem: Problem, floor: Fraction, most: int = 10_000) -> Near:
    """Every plan with at least ``floor`` points, as far as the limits of the study's params go.

    Args:
        floor: in points of the model; may be above the best.
        most: plans to list; of more, those with most points.

    Raises:
        Disagreement: a plan listed breaks a rule, has other points than the engine counted on, or is better than best.
        KeyboardInterrupt: a person ended it before there was a best plan; later, what was found stands.
    """
    best = study.ask(problem)
    if best.plan is None or best.points is None:
        return Near(best, floor, (), best.status is Status.IMPOSSIBLE, best.bound)
    try:
        outcome = study.listed(problem, Listing(math.ceil(floor * problem.scale), most))
    except Interrupted:
        study.interrupted = True
        outcome = Outcome(Claim.GOOD)
    complete = outcome.claim is Claim.BEST
    plans = tuple(_first(problem, best.plan, _verified(problem, best, outcome)))
    if best.points >= floor and (not plans or plans[0][0] < best.points):
        if complete:
            raise Disagreement("plan_not_listed")
        plans = ((best.points, best.plan), *plans)
    bounds = [best.bound, None if outcome.bound is None else Fraction(outcome.bound, problem.scale)]
    return Near(best, floor, plans, complete, min((bound for bound in bounds if bound is not None), default=None))


def _first(problem: Problem, best: Plan, plans: Iterator[Pointed]) -> list[Pointed]:
    """The best plan that was asked for before others with as many points."""
    small = reduce(problem.core)

    def form(plan: Plan) -> list[int]:
        contracted = small.contract(np.array(problem.areas_of(plan), dtype=np.int64))
        return [] if contracted is None else canonical(small.core, contracted).tolist()

    found, wanted = list(plans), form(best)
    first = next((one for one in found if one[0] == found[0][0] and form(one[1]) == wanted), None)
    return found if first is None else sorted(found, key=lambda one: (-one[0], one is not first))


def _verified(problem: Problem, best: Answer, outcome: Outcome) -> Iterator[Pointed]:
    """The plans of a listing, each checked against all rules and counted anew."""
    for areas in outcome.plans:
        points = problem.core.points(areas)
        evaluation = judged(problem, problem.plan_of(areas.tolist()), points)
        if best.bound is not None and evaluation.points > best.bound:
            raise Disagreement("points_above_bound", points=points, bound=int(best.bound * problem.scale))
        yield evaluation.points, evaluation.plan
