"""The ways of answering that take more than one engine: solve itself, memory, listing, plain checkers."""

from __future__ import annotations

import random
from fractions import Fraction
from importlib import import_module

from regroup.core import Assignment, Core
from regroup.document import document
from regroup.engines import columns, nearby
from regroup.engines.base import Budget, Claim, Listing, Outcome, Report, Setting, silent
from regroup.engines.process import Engines
from regroup.engines.symmetry import canonical
from regroup.evaluation import evaluate
from regroup.known import NOTHING, Known
from regroup.memory import Memory
from regroup.problem import Problem
from regroup.result import Result, Status
from regroup.solve import solve
from regroup.verify import failures, verify
from regroup.verify.rules import broken
from regroup.verify.terms import points
from tests.exact.judging import Case, exact
from tests.result_cases import through_json

EXACT = Budget(work=20)
MOST_LISTED = 500
VERIFIED_EVERY = 4


class Here(Engines):
    """Engines in this process: no start to wait for. A crash is the campaign's own.

    Args:
        large: whether every engine is asked that is asked of large cases.
    """

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._large = large

    def run(
        self,
        engine: str,
        core: Core,
        budget: Budget,
        *,
        starts: object = (),
        report: Report = silent,
        setting: Setting = Setting.USUAL,
        known: Known = NOTHING,
        listing: Listing | None = None,
    ) -> Outcome:
        more: dict[str, object] = {"known": known} if engine in ("columns", "nearby") else {}
        if listing is not None:
            more["listing"] = listing
        made = import_module(f"regroup.engines.{engine}")
        outcome: Outcome = made.solve(core, budget, starts=starts, report=report, setting=setting, **more)
        return outcome

    def suits(self, engine: str, core: Core) -> bool:  # type: ignore[override]
        large = self._large and engine in ("columns", "clique_bound")
        return large or Engines.suits(engine, core)


def checkers_agree(case: Case) -> str | None:
    """Evaluation, stored checks and the core say of some plans what the table says."""
    dice, problem = random.Random(case.seed), case.problem
    rows = {dice.randrange(len(case.truth.plans.places)) for _ in range(3)}
    rows |= {int(case.truth.numbers.argmax())}
    if case.truth.points is not None:
        rows |= {case.truth.plans.row(tuple(case.truth.at_least(case.truth.points)[0].tolist()))}
    for row in rows:
        places = case.truth.plans.places[row]
        plan, true = problem.plan_of(places.tolist()), case.truth.of(tuple(places.tolist()))
        seen = evaluate(problem, plan)
        plain = case.truth.plans.stated
        told = {
            "evaluation": seen.points if seen.allowed else None,
            "stored checks": None if broken(plain, plan) else sum(points(plain, plan)),
            "core": problem.core.points(places) / problem.core.scale if problem.core.allows(places) else None,
        }
        if told["evaluation"] != true or told["stored checks"] != true:
            return f"plan {places.tolist()}: {told}, true {true}"
        if case.points(places) != (problem.core.points(places) if problem.core.allows(places) else None):
            return f"plan {places.tolist()}: {told}, true {true}"
    return None


def changed(case: Case) -> Problem:
    """The same units and areas under other rules and weights, for what is remembered of it."""
    dice, problem = random.Random(case.seed), case.problem
    drop = [stated for stated in problem.rules if dice.random() < 0.5]
    terms = [term.model_copy(update={"weight": dice.randint(0, 3)}) for term in problem.terms]
    return problem.changed(drop=drop, terms=terms)


def columns_from_known(case: Case) -> str | None:
    """Columns and prices of another problem with the same units decide nothing."""
    before = columns.solve(changed(case).core, EXACT)
    starts = [] if before.assignment is None else [before.assignment]
    return exact(case, columns.solve(case.core, EXACT, starts=starts, known=before.known))


def portfolio(case: Case) -> str | None:
    """What `solve` says, and its stored result checked from itself."""
    return _said(case, solve(case.problem, engines=Here()))


def portfolio_as_large(case: Case) -> str | None:
    """By the engines that are asked of large cases only."""
    return _said(case, solve(case.problem, engines=Here(large=True)))


def portfolio_with_memory(case: Case) -> str | None:
    """After a solve of another problem of the same units."""
    memory, engines = Memory(), Here(large=True)
    solve(changed(case), memory=memory, engines=engines)
    return _said(case, solve(case.problem, memory=memory, engines=engines))


def _said(case: Case, result: Result) -> str | None:
    best = case.truth.points
    status = Status.IMPOSSIBLE if best is None else Status.BEST
    if result.status is not status or result.points != best or (best is not None and result.bound != best):
        return f"says {result.status} {result.points} within {result.bound}; the best is {best}"
    if result.plan is not None:
        places = case.problem.areas_of(result.plan.evaluation.plan)
        if places is None or case.truth.of(tuple(places)) != best:
            return "its plan is not the best"
    elif not result.conflicts:
        return "names no conflict"
    if case.seed // 4 % VERIFIED_EVERY == 0:
        wrong = failures(verify(through_json(document(result))))
        return f"its stored result fails: {wrong[0].name} {wrong[0].values}" if wrong else None
    return None


def listing(case: Case) -> str | None:
    """Every plan within some points of the best, each once but for exchangeable areas."""
    best = case.best
    floor = 0 if best is None else best - random.Random(case.seed).choice((0, 0, 1, 3, 8)) * case.core.scale
    outcome = nearby.solve(case.core, EXACT, listing=Listing(floor, MOST_LISTED))
    if best is None:
        return "lists plans where none is allowed" if outcome.plans else None
    found = [tuple(plan.tolist()) for plan in outcome.plans]
    for plan in outcome.plans:
        points_of = case.points(plan)
        if points_of is None or points_of < floor:
            return f"lists {plan.tolist()} with {points_of} points"
    if outcome.claim is not Claim.BEST:
        return None if len(found) >= MOST_LISTED else f"lists only {len(found)} and says {outcome.claim}"
    near = case.truth.at_least(Fraction(floor, case.core.scale))
    true = {_form(case, plan) for plan in near}
    listed = {_form(case, plan) for plan in outcome.plans}
    return None if listed == true and len(found) == len(true) else f"lists {len(found)} of {len(true)} plans"


def _form(case: Case, plan: Assignment) -> tuple[int, ...]:
    """The same for plans that an exchange of areas makes of each other, where nothing tells these apart any more."""
    small = case.reduced.contract(plan)
    assert small is not None
    return tuple(canonical(case.reduced.core, small).tolist())
