"""A result is published only after plain code has found no broken rule and exactly the points that were claimed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from regroup.diagnosis import band_of, diagnose
from regroup.errors import Disagreement
from regroup.evaluation import Evaluation, evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Assurance, Conflict, Proof, Provenance, Result, Status, View


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to; points and bound are the core's integers.

    Attributes:
        corroborated: whether a second, different engine agrees.
    """

    status: Status
    plan: Plan | None
    points: int | None
    bound: int | None
    corroborated: bool
    conflicts: tuple[Conflict, ...]
    interrupted: bool
    provenance: Provenance
    proof: Proof | None = None


def verified(problem: Problem, found: Found) -> Result:
    """The result, with today and the proposals beside the plan.

    Raises:
        Disagreement: the plan breaks a rule, or has other points than the engines say.
    """
    evaluation = None if found.plan is None else judged(problem, found.plan, found.points)
    checked = (Assurance.CHECKED,) if evaluation else ()
    scenario = problem.scenario
    today = scenario.today()
    shown = evaluation or found.status is Status.UNKNOWN
    return Result(
        problem=problem,
        status=found.status,
        assurance=checked + ((Assurance.CORROBORATED,) if found.corroborated else ()),
        plan=_view(problem, "plan", evaluation) if evaluation else None,
        bound=Fraction(found.bound, problem.scale) if shown and found.bound is not None else None,
        today=_view(problem, "today", evaluate(problem, today)) if len(today) else None,
        proposals=tuple(
            _view(problem, proposal.id, evaluate(problem, scenario.proposed(proposal)))
            for proposal in scenario.proposals
        ),
        band=band_of(problem),
        provenance=found.provenance,
        conflicts=found.conflicts,
        interrupted=found.interrupted,
        proof=found.proof,
    )


def judged(problem: Problem, plan: Plan, points: int | None) -> Evaluation:
    """A plan evaluated.

    Args:
        points: that it is said to have, in the problem's scale.

    Raises:
        Disagreement: it breaks a rule, or has other points.
    """
    evaluation = evaluate(problem, plan)
    if evaluation.breaches:
        raise Disagreement("breaks_a_rule", rule=evaluation.breaches[0].words["en"])
    if evaluation.points * problem.scale != points:
        raise Disagreement("points_differ", engine=str(points), evaluated=str(evaluation.points))
    return evaluation


def _view(problem: Problem, name: str, evaluation: Evaluation) -> View:
    return View(name, evaluation, diagnose(problem, evaluation))
