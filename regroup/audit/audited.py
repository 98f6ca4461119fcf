"""The audit itself: each proposal against the best plan, with what it would take to close the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from regroup.audit.levels import Level, levels_by_walk
from regroup.audit.parts import levels_by_search
from regroup.audit.weights import Change, smallest_change
from regroup.census import Walk, walk_of
from regroup.errors import Disagreement, Fault, InputError
from regroup.evaluation import Evaluation, TermScore, evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules.fitting import nearest
from regroup.standing import Landscape, Rank, landscape
from regroup.study import Answer, Steps, Study

TODAY = "today"


@dataclass(frozen=True, slots=True)
class Audited:
    """One proposal, audited.

    Attributes:
        id: the proposal's, or "today".
        given: as people made it.
        compared: what is compared with the best plan: ``given`` where it places every unit, else the best plan that
            leaves in place what it does place; None where none keeps the rules.
        levels: what 0, 1, 2 … changes reach; empty where no plan is known.
        weights: what it would take in weights; None where it breaks a rule.
        rank: among all plans; None where nothing is compared.
    """

    id: str
    given: Evaluation
    compared: Evaluation | None
    levels: tuple[Level, ...]
    weights: Change | None
    rank: Rank | None = None

    @property
    def placed(self) -> tuple[str, ...]:
        """Units that the proposal leaves out and the audit placed where that brings most."""
        return self.given.unplaced if self.compared is not None else ()


@dataclass(frozen=True, slots=True)
class Audit:
    """All that was audited.

    Attributes:
        problem: under which rules and weights.
        best: the best plan, or that there is none.
        plan: it, evaluated.
        audited: one for each proposal, as far as it was come.
        landscape: all plans; None where it was ended before.
        interrupted: whether a person ended it.
    """

    problem: Problem
    best: Answer
    plan: Evaluation | None
    audited: tuple[Audited, ...]
    landscape: Landscape | None
    interrupted: bool = False

    def behind(self, one: Audited) -> Fraction | None:
        """By how many points the best plan is ahead; None where nothing is compared."""
        if one.compared is None or self.best.points is None:
            return None
        return self.best.points - one.compared.points

    def terms(self, one: Audited) -> Iterator[tuple[TermScore, TermScore]]:
        """Each term of what is compared, beside the best plan's."""
        if one.compared is not None and self.plan is not None:
            yield from zip(one.compared.terms, self.plan.terms, strict=True)


def proposals_of(problem: Problem, names: Sequence[str] = ()) -> dict[str, Plan]:
    """The proposals asked for, by id; all of them, and today where it is complete, when none is named.

    Raises:
        InputError: a name that is no proposal's, or nothing to audit.
    """
    scenario, before = problem.scenario, problem.scenario.today()
    there = {TODAY: before} if before else {}
    there |= {proposal.id: scenario.proposed(proposal) for proposal in scenario.proposals}
    faults = [_unknown(name, there) for name in names if name not in there]
    if faults or not there:
        raise InputError(faults or [Fault("nothing_to_audit", {})])
    if names:
        return {name: there[name] for name in names}
    if TODAY in there and (before.unplaced(scenario.unit_of) or not set(before.values()) <= set(scenario.area_of)):
        there = {name: plan for name, plan in there.items() if name != TODAY} or there
    return there


def _unknown(found: str, there: dict[str, Plan]) -> Fault:
    near = nearest(found, there)
    values = {"found": found, "suggestion": near, "accepted": ", ".join(there)}
    return Fault("audit_unknown_near" if near else "audit_unknown", values)


def audit(
    study: Study, problem: Problem, names: Sequence[str] = (), most: int | None = None, told: Steps | None = None
) -> Audit:
    """Audits proposals.

    Args:
        study: answers the questions.
        problem: under which rules and weights.
        names: proposals by id; all when none is named.
        most: no more changes are looked into.
        told: hears how far it is come.
    """
    plans = proposals_of(problem, names)
    done: list[Audited] = []
    best, seen = Answer(Status.UNKNOWN, None, None, None), None
    try:
        best = study.ask(problem)
        walk = walk_of(problem.core)
        for name, plan in plans.items():
            done.append(_audited(study, problem, (name, plan), walk, best, most, told))
        seen = _landscape(study, problem, best, done)
    except KeyboardInterrupt:
        study.interrupted = True
    plan_of_best = evaluate(problem, best.plan) if best.plan else None
    ranks = iter(seen.ranks[1:] if seen else ())
    ranked = tuple(_ranked(one, next(ranks, None)) if one.compared else one for one in done)
    return Audit(problem, best, plan_of_best, ranked, seen, study.interrupted)


def _audited(
    study: Study,
    problem: Problem,
    named: tuple[str, Plan],
    walk: Walk | None,
    best: Answer,
    most: int | None,
    told: Steps | None,
) -> Audited:
    name, plan = named
    given = evaluate(problem, plan)
    levels = _levels(study, problem, plan, walk, best, most, told)
    compared = given if not given.unplaced else _completed(problem, levels)
    weights = None
    if compared is not None and compared.allowed and best.plan is not None:
        weights = smallest_change(study, problem, compared, [best.plan])
    return Audited(name, given, compared, levels, weights)


def _levels(
    study: Study, problem: Problem, plan: Plan, walk: Walk | None, best: Answer, most: int | None, told: Steps | None
) -> tuple[Level, ...]:
    """What each number of changes reaches.

    Raises:
        Disagreement: the walk through all plans and the engines do not agree on the best.
    """
    if walk is None:
        return levels_by_search(study, problem, plan, most, told) if best.plan else ()
    levels = levels_by_walk(problem, walk, plan)
    reached = levels[-1].answer.points if levels else None
    if best.settled and reached != best.points:
        raise Disagreement("points_differ", engine=best.points, evaluated=reached)
    return levels if most is None else levels[: most + 1]


def _completed(problem: Problem, levels: tuple[Level, ...]) -> Evaluation | None:
    """The best plan without a single change: units that the proposal leaves out are where that brings most."""
    plan = levels[0].answer.plan if levels else None
    return evaluate(problem, plan) if plan else None


def _landscape(study: Study, problem: Problem, best: Answer, done: Sequence[Audited]) -> Landscape | None:
    """All plans, with the rank of the best and of each proposal that is compared."""
    compared = [one.compared for one in done if one.compared is not None]
    if best.points is None or best.plan is None:
        return None
    asked: list[Fraction] = [best.points, *(one.points for one in compared)]
    known = [best.plan, *(one.plan for one in compared if one.allowed)]
    return landscape(problem, asked, study.params.seed, known)


def _ranked(one: Audited, rank: Rank | None) -> Audited:
    return Audited(one.id, one.given, one.compared, one.levels, one.weights, rank)
