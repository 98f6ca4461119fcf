"""Where no plan is possible: every conflict, and what would make a plan possible, the cheapest first."""

from __future__ import annotations

from rich.console import Console

from regroup.problem import Problem
from regroup.repairs import Relaxation, Repairs
from regroup.report.conflict import print_rule
from regroup.report.figures import points
from regroup.report.page import bullet, heading, line
from regroup.result import Status
from regroup.rules.base import sized
from regroup.study import Answer
from regroup.text import number, say


def print_repairs(console: Console, repairs: Repairs, language: str) -> None:
    """Conflicts first, then repairs."""
    _print_conflicts(console, repairs, language)
    if not repairs.relaxations and not repairs.drops:
        return
    heading(console, say("explain.repairs.heading", language), say("explain.repairs.remark", language))
    if repairs.relaxations:
        line(console, say("explain.repairs.relax", language), style="bold")
    for one in repairs.relaxations:
        _print_relaxation(console, repairs.problem, one, language)
    line(console, say("explain.repairs.drop", language), style="bold")
    for at, drop in enumerate(repairs.drops, 1):
        line(console, say("explain.repairs.number", language, at=at), indent=2)
        for stated in drop.rules:
            print_rule(console, repairs.problem.scenario, stated, language)
        line(console, f"→ {_after(drop.answer, language)}", indent=4)
    line(
        console, say(f"explain.repairs.{'all_drops' if repairs.all_drops else 'not_all_drops'}", language), style="dim"
    )


def _print_conflicts(console: Console, repairs: Repairs, language: str) -> None:
    heading(console, say("explain.conflicts.heading", language))
    for at, conflict in enumerate(repairs.conflicts, 1):
        line(console, say("explain.conflicts.number", language, at=at), style="bold")
        if conflict.reason:
            line(console, conflict.reason.words[language], indent=2)
        for stated in conflict.rules:
            print_rule(console, repairs.problem.scenario, stated, language)
        key = "minimal" if conflict.minimal else "not_minimal"
        line(console, say(f"explain.conflicts.{key}", language), indent=2, style="dim")
    line(console, say(f"explain.conflicts.{'all' if repairs.all_conflicts else 'not_all'}", language), style="dim")


def _print_relaxation(console: Console, problem: Problem, one: Relaxation, language: str) -> None:
    dial, scenario = one.dial, problem.scenario

    def amount(side: str) -> str:
        value = dial.now if side == "now" else one.to
        return sized(value, scenario, dial.measure, language) if dial.measure else number(value, language)

    rule = one.rule.sentence(scenario, language)
    words = say("explain.repairs.to", language, now=amount("now"), to=amount("to"), rule=rule)
    place = str(dial.stated.place) if dial.stated.place else say("report.conflict.no_place", language)
    bullet(console, f"{place}: {words}")
    if one.dropped:
        line(console, say("explain.repairs.besides", language), indent=4)
    for stated in one.dropped:
        print_rule(console, scenario, stated, language)
    proven = say(f"explain.repairs.{'proven' if one.proven else 'not_proven'}", language)
    line(console, f"{proven} {_after(one.answer, language)}".rstrip(), indent=4)


def _after(answer: Answer | None, language: str) -> str:
    """The best plan after a repair."""
    if answer is None or answer.points is None:
        return ""
    values = {"points": points(answer.points, language)}
    if answer.status is Status.BEST or answer.bound is None:
        return say("explain.repairs.after", language, **values)
    return say("explain.repairs.after_bound", language, **values, bound=points(answer.bound, language))
