"""What `regroup audit` prints: the proposals ranked, where they stand among all plans, then each by itself."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from regroup.audit import Audit, Audited
from regroup.read import changes_of
from regroup.report.audit_changes import print_changes
from regroup.report.audit_terms import print_terms
from regroup.report.audit_weights import print_weights
from regroup.report.conflict import reasons
from regroup.report.figures import NOTHING, points
from regroup.report.page import bullet, heading, line, table
from regroup.report.standing import above_in_brief, print_standing
from regroup.report.status import STYLES, print_overrides
from regroup.report.views import INCOMPLETE
from regroup.result import Status
from regroup.text import number, say

NARROW = 100
"""Characters; on a narrower page the figures leave more of it to the names."""


def print_audit(console: Console, audit: Audit, seed: int, language: str) -> None:
    """The whole audit; ``seed`` is that of the sample of plans."""
    problem = audit.problem
    values = {"scenario": problem.scenario.name, "model": problem.model.name}
    line(console, say("audit.title", language, **values, title=problem.model.title.in_language(language)))
    print_overrides(console, changes_of(problem.model), language)
    console.print()
    if audit.interrupted:
        line(console, say("audit.interrupted", language))
    line(console, _best(audit, language), style=STYLES[audit.best.status])
    if audit.best.plan:
        line(console, say("report.status.not_an_answer", language))
    ranked = _ranked(audit)
    names = {one.id: name_of(one, language) for one in ranked}
    _print_summary(console, audit, ranked, names, language)
    print_standing(console, audit, ranked, names, seed, language)
    for one in ranked:
        _print_one(console, audit, one, names[one.id], language)


def name_of(one: Audited, language: str) -> str:
    """What people call it."""
    return one.title or say("word.today", language)


def _ranked(audit: Audit) -> list[Audited]:
    """Most points first; those that cannot be compared last."""

    def key(one: Audited) -> tuple[bool, float]:
        return (one.compared is None, -float(one.compared.points) if one.compared else 0.0)

    return sorted(audit.audited, key=key)


def _best(audit: Audit, language: str) -> str:
    best = audit.best
    if best.status is Status.GOOD and best.bound is None:
        return say("audit.good_without_bound", language, points=_number(audit, language))
    bound = points(best.bound, language) if best.bound is not None else NOTHING
    return say(f"audit.{best.status}", language, points=_number(audit, language), bound=bound)


def _number(audit: Audit, language: str) -> str:
    return points(audit.best.points, language) if audit.best.points is not None else NOTHING


def _print_summary(
    console: Console, audit: Audit, ranked: Sequence[Audited], names: dict[str, str], language: str
) -> None:
    heading(console, say("audit.summary.heading", language))
    words = ("proposal", "points", "behind", "breaches", "changes", "above")
    made = table(*(say(f"audit.summary.{word}", language) for word in words), numbers=(1, 2, 3, 4, 5))
    for column in list(made.columns)[1:]:
        column.no_wrap, column.max_width = False, 9 if console.width < NARROW else 16
    for one in ranked:
        name = names[one.id] if not one.given.unplaced else f"{names[one.id]} {INCOMPLETE}"
        behind = audit.behind(one)
        made.add_row(
            Text(name, style="bold"),
            points(one.compared.points, language) if one.compared else NOTHING,
            points(behind, language) if behind is not None else NOTHING,
            number(len((one.compared or one.given).breaches), language),
            _changes(audit, one, language),
            above_in_brief(audit, one, language),
        )
    console.print(made)
    if any(one.given.unplaced for one in ranked):
        key = "placed" if any(one.placed for one in ranked) else "incomplete"
        line(console, say(f"audit.summary.{key}", language, mark=INCOMPLETE), style="dim")


def _changes(audit: Audit, one: Audited, language: str) -> str:
    """How many changes from the best plan; nothing where that was not looked into."""
    last = one.levels[-1] if one.levels else None
    if last is None or last.answer.points is None or last.answer.points != audit.best.points:
        return NOTHING
    return number(last.changes, language)


def _print_one(console: Console, audit: Audit, one: Audited, name: str, language: str) -> None:
    console.print()
    console.rule(Text(name, style="bold"), align="left", characters="─")
    if one.compared is not None and audit.best.points is not None:
        line(console, _verdict(audit, one, language))
    elif audit.best.points is not None:
        line(console, say("audit.section.nothing", language))
    _print_placed(console, audit, one, language)
    _print_breaches(console, one, language)
    print_terms(console, audit, one, language)
    print_changes(console, audit, one, language)
    print_weights(console, audit, one, language)


def _verdict(audit: Audit, one: Audited, language: str) -> str:
    behind = audit.behind(one)
    assert one.compared is not None and behind is not None  # noqa: S101, PT018 - asked before
    theirs = points(one.compared.points, language)
    if not one.compared.allowed:
        return say("audit.section.despite", language, points=theirs, best=_number(audit, language))
    if not behind and audit.best.settled:
        return say("audit.section.best", language)
    return say("audit.section.behind", language, points=theirs, behind=points(behind, language))


def _print_placed(console: Console, audit: Audit, one: Audited, language: str) -> None:
    if one.placed and one.compared:
        scenario, plan = audit.problem.scenario, one.compared.plan
        units = "; ".join(f"{scenario.unit_of[u].name} → {scenario.area_names[plan[u]]}" for u in one.placed)
        line(console, say("audit.section.placed", language, units=units))


def _print_breaches(console: Console, one: Audited, language: str) -> None:
    """Every broken rule; a unit left out is told as placed instead, where it could be placed."""
    evaluation = one.compared or one.given
    if evaluation.breaches:
        key = "broken_one" if len(evaluation.breaches) == 1 else "broken"
        line(console, say(f"audit.section.{key}", language, count=len(evaluation.breaches)))
    for breach in evaluation.breaches:
        why = reasons(breach.why, breach.source, language) if breach.why or breach.source else ""
        bullet(console, breach.words[language], why)
