"""The audit itself: each proposal against the best plan, with what it would take to close the gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from regroup.audit.levels import Level, levels_by_walk
from regroup.audit.parts import levels_by_search
from regroup.audit.weights import Change, smallest_change
from regroup.census import Walk, walk_of
from regroup.errors import Disagreement, Fault, InputError
from regroup.evaluation import Evaluation, TermScore, evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.read.named import named, told_apart
from regroup.result import Status
from regroup.scenario import Scenario
from regroup.standing import Landscape, Rank, landscape
from regroup.study import Answer, Steps, Study

TODAY = "today"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A plan that people have or made.

    Attributes:
        title: the proposal's name, or the file's; None for today's structure.
    """

    plan: Plan
    title: str | None = None


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
        title: the proposal's name, or the file's; None for today's structure.
    """

    id: str
    given: Evaluation
    compared: Evaluation | None
    levels: tuple[Level, ...]
    weights: Change | None
    rank: Rank | None = None
    title: str | None = None

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


def proposals_of(problem: Problem, names: Sequence[str] = ()) -> dict[str, Proposed]:
    """The proposals asked for, by id; all of them, and today where it is complete, when none is named.

    Args:
        names: ids of proposals, today, or files with a plan.

    Raises:
        InputError: a name that is no proposal's, a file without a plan, or nothing to audit.
    """
    scenario, today = problem.scenario, problem.scenario.today()
    before = {TODAY: Proposed(today)} if today else {}
    if names:
        return _asked_for(scenario, dict.fromkeys(names), before)
    if today and (today.unplaced(scenario.unit_of) or not set(today.values()) <= set(scenario.area_of)):
        before = {} if scenario.proposals else before
    theirs = {one.id: Proposed(scenario.proposed(one), one.name) for one in scenario.proposals}
    if not before and not theirs:
        raise InputError([Fault("nothing_to_audit", {})])
    return before | theirs


def _asked_for(scenario: Scenario, names: Iterable[str], before: dict[str, Proposed]) -> dict[str, Proposed]:
    """What each name stands for; every fault of every name at once."""
    found, faults = list[tuple[str, Proposed]](), list[Fault]()
    for name in names:
        try:
            found.append((name, before[name]) if name in before else _named(scenario, name, before))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    ids = told_apart([one for one, _ in found])
    return {one: proposed for one, (_, proposed) in zip(ids, found, strict=True)}


def _named(scenario: Scenario, name: str, before: Iterable[str]) -> tuple[str, Proposed]:
    one = named(scenario, name, tuple(before))
    return one.id, Proposed(one.plan, one.title)


def audit(
    study: Study, problem: Problem, names: Sequence[str] = (), most: int | None = None, told: Steps | None = None
) -> Audit:
    """Audits proposals.

    Args:
        study: answers the questions.
        problem: under which rules and weights.
        names: proposals by id, or files with a plan; all proposals when none is named.
        most: no more changes are looked into.
        told: hears how far it is come.
    """
    plans = proposals_of(problem, names)
    done: list[Audited] = []
    best, seen = Answer(Status.UNKNOWN, None, None, None), None
    try:
        best = study.ask(problem)
        walk = walk_of(problem.core)
        for name, proposed in plans.items():
            done.append(_audited(study, problem, (name, proposed), walk, best, most, told))
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
    asked: tuple[str, Proposed],
    walk: Walk | None,
    best: Answer,
    most: int | None,
    told: Steps | None,
) -> Audited:
    name, plan = asked[0], asked[1].plan
    given = evaluate(problem, plan)
    levels = _levels(study, problem, plan, walk, best, most, told)
    compared = given if not given.unplaced else _completed(problem, levels)
    weights = None
    if compared is not None and compared.allowed and best.plan is not None:
        weights = smallest_change(study, problem, compared, [best.plan])
    return Audited(name, given, compared, levels, weights, title=asked[1].title)


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
    return replace(one, rank=rank)
