"""What it would take in weights for a proposal to be best, or that no weights do, and why."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rich.console import Console

from regroup.audit import Audit, Audited, Change, Outcome
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.report.audit_changes import moves_in_words
from regroup.report.audit_terms import Leads, named
from regroup.report.page import bullet, heading, line
from regroup.terms import Term
from regroup.text import number, percent, say


def print_weights(console: Console, audit: Audit, one: Audited, language: str) -> None:
    """Nothing where the proposal is not compared."""
    if one.compared is None or audit.plan is None:
        return
    heading(console, say("audit.weights.heading", language))
    if one.weights is None:
        line(console, say("audit.weights.broken", language))
        return
    change = one.weights
    if change.outcome is Outcome.NEVER:
        _print_never(console, audit, one, change, language)
        if _nothing_left(audit, one, change):
            line(console, say("audit.weights.nothing_left", language))
            return
    total = percent(change.change, language, 1)
    key = "only" if change.outcome is Outcome.NEVER else str(change.outcome)
    line(console, say(f"audit.weights.{key}", language, change=total))
    if change.outcome in (Outcome.FOUND, Outcome.NEVER):
        _print_factors(console, audit, change, language)


def _nothing_left(audit: Audit, one: Audited, change: Change) -> bool:
    """Whether no term in which the best plan differs from the proposal counts any more."""
    rows = [(theirs, best) for theirs, best in audit.terms(one) if theirs.term.weight]
    factors = zip(rows, change.factors, strict=True)
    return all(not factor or theirs.points == best.points for (theirs, best), factor in factors)


def _print_factors(console: Console, audit: Audit, change: Change, language: str) -> None:
    weighted = [term for term in audit.problem.terms if term.weight]
    for term, factor in zip(weighted, change.factors, strict=True):
        if factor != 1:
            bullet(console, _factor(term, factor, language), style="")
    line(console, say("audit.weights.unchanged", language))


def _factor(term: Term, factor: Fraction, language: str) -> str:
    values = {"term": term.title[language], "weight": number(term.weight, language)}
    if not factor:
        return say("audit.weights.silent", language, **values)
    step = percent(factor - 1, language, 1)
    changed = number(term.weight * factor, language, 3)
    return say("audit.weights.factor", language, **values, changed=changed, percent=("+" if factor > 1 else "") + step)


def _print_never(console: Console, audit: Audit, one: Audited, change: Change, language: str) -> None:
    better = named(_leads(audit, one, change.mixture), language)
    many = len(change.mixture) > 1
    key = f"audit.weights.{'never_many' if many else 'never_one'}"
    line(console, say(key, language, count=len(change.mixture), better=better))
    for plan, share in change.mixture:
        words = _against(audit, one, plan, language)
        bullet(console, words, percent(share, language) if many else "", style="")


def _leads(audit: Audit, one: Audited, plans: Iterable[tuple[Plan, Fraction]]) -> Leads:
    """By how much plans are ahead of the proposal on average, in the terms where they are."""
    theirs = (one.compared or one.given).terms
    ahead = [Fraction(0)] * len(theirs)
    for plan, share in plans:
        for at, score in enumerate(evaluate(audit.problem, plan).terms):
            ahead[at] += share * (score.points - theirs[at].points)
    return [(score.term, lead) for score, lead in zip(theirs, ahead, strict=True) if lead > 0]


def _against(audit: Audit, one: Audited, plan: Plan, language: str) -> str:
    """A plan told as what it changes in the proposal."""
    before = (one.compared or one.given).plan
    after = {unit: area for unit, area in plan.items() if before.get(unit) != area}
    return moves_in_words(audit.problem.scenario, before, after, language)
