"""Where no plan is possible: the reason in words, and the rules that cannot hold together, each with its line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from regroup.instance import Instance
from regroup.problem import StatedRule
from regroup.report.page import bullet, heading, line
from regroup.result import Conflict
from regroup.text import say
from regroup.wording import Both, said_in


def print_conflicts(console: Console, instance: Instance, conflicts: Sequence[Conflict], language: str) -> None:
    """Every conflict: its arithmetic where there is one, then its rules."""
    for conflict in conflicts:
        heading(console, say("report.conflict.heading", language))
        if conflict.reason:
            line(console, conflict.reason.words[language])
        for stated in conflict.rules:
            print_rule(console, instance, stated, language)
        if len(conflict.rules) > 1 and conflict.reason is None:
            line(console, say(f"report.conflict.{'minimal' if conflict.minimal else 'not_minimal'}", language))


def print_rule(console: Console, instance: Instance, stated: StatedRule, language: str) -> None:
    """One rule: where it stands, what it says, why, and its source."""
    place = str(stated.place) if stated.place else say("report.conflict.no_place", language)
    why = reasons(stated.rule.why, stated.rule.source, language)
    bullet(console, f"{place}: {stated.rule.sentence(instance, language)}", why)


def reasons(why: str | Both | None, source: str | None, language: str) -> str:
    """``why (kilde: source)``; says so where no source is given."""
    origin = say("report.source", language, source=source) if source else say("report.no_source", language)
    return f"{said_in(why, language)} ({origin})" if why else f"({origin})"
