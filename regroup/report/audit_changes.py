"""What a few changes reach: one line for each number of changes that brings more than the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from rich.console import Console

from regroup.audit import Audit, Audited, Level, gains
from regroup.plan import Plan
from regroup.report.audit_terms import signed
from regroup.report.figures import NOTHING, points
from regroup.report.page import heading, line, table
from regroup.result import Status
from regroup.scenario import Scenario
from regroup.text import listing, number, percent, say

MOST_BY_THEMSELVES = 3
"""Moves told one by one."""


def print_changes(console: Console, audit: Audit, one: Audited, language: str) -> None:
    """The levels that reach more, each with what changes; then how far the best plan is."""
    shown = list(gains(one.levels))
    if not shown:
        return
    heading(console, say("audit.changes.heading", language))
    if len(shown) == 1 and shown[0].changes == 0:
        line(console, say("audit.changes.no_need", language))
        return
    line(console, say("audit.changes.remark", language), style="dim")
    words = [say(f"audit.changes.{word}", language) for word in ("count", "points", "gain", "share", "moves")]
    made = table(*words, numbers=(0, 1, 2, 3))
    for column in list(made.columns)[:4]:
        column.no_wrap, column.max_width = False, 14
    before: Mapping[str, str] = {}
    for level in shown:
        after = _moved(one, level)
        made.add_row(*_figures(audit, one, level, language), _moves(audit, one, before, after, language))
        before = after
    console.print(made)
    _print_remarks(console, audit, one, shown[0], language)


def _moved(one: Audited, level: Level) -> dict[str, str]:
    """Unit → area, where a level has it elsewhere than the proposal."""
    given, plan = one.given.plan, level.answer.plan or Plan({})
    return {unit: area for unit, area in plan.items() if given.get(unit, area) != area}


def _figures(audit: Audit, one: Audited, level: Level, language: str) -> tuple[str, str, str, str]:
    reached, bound, behind = level.answer.points, level.answer.bound, audit.behind(one)
    shown = points(reached, language) if reached is not None else NOTHING
    if not level.answer.settled and bound is not None:
        shown = say("audit.changes.most", language, points=shown, bound=points(bound, language))
    gain = reached - one.compared.points if reached is not None and one.compared else None
    share = _share(gain, behind, language) if one.compared and one.compared.allowed else NOTHING
    return number(level.changes, language), shown, NOTHING if gain is None else signed(gain, language), share


def _share(gain: Fraction | None, behind: Fraction | None, language: str) -> str:
    return percent(gain / behind, language) if gain is not None and behind else NOTHING


def _moves(audit: Audit, one: Audited, before: Mapping[str, str], after: Mapping[str, str], language: str) -> str:
    """What a level changes; only what is new where it keeps all that the line above changes."""
    grows = bool(before) and before.items() <= after.items()
    new = {unit: area for unit, area in after.items() if not grows or unit not in before}
    if not new:
        return say("audit.changes.none", language)
    words = moves_in_words(audit.problem.scenario, one.given.plan, new, language)
    return say("audit.changes.more", language, moves=words) if grows else words


def moves_in_words(scenario: Scenario, before: Plan, after: Mapping[str, str], language: str) -> str:
    """``«NAV» til By, miljø og arbeid (fra Helse og omsorg)``, and so on; by area where they are many."""
    names, moved = scenario.area_names, {unit: area for unit, area in after.items() if unit in before}
    if len(moved) > MOST_BY_THEMSELVES:
        by_area = Plan(moved).members().items()
        return "; ".join(
            say("audit.changes.move_many", language, area=names[area], units=_units(scenario, units, language))
            for area, units in by_area
        )
    return listing([_move(scenario, unit, before[unit], area, language) for unit, area in moved.items()], language)


def _move(scenario: Scenario, unit: str, before: str, after: str, language: str) -> str:
    names = {"unit": scenario.unit_of[unit].name, "to": scenario.area_names[after], "from": scenario.area_names[before]}
    return say("audit.changes.move", language, **names)


def _units(scenario: Scenario, units: Iterable[str], language: str) -> str:
    return listing([scenario.unit_of[unit].name for unit in units], language)


def _print_remarks(console: Console, audit: Audit, one: Audited, first: Level, language: str) -> None:
    """How near a plan that keeps the rules can be, how far the best is, and what is proven."""
    if first.changes:
        key = "first_one" if first.changes == 1 else "first"
        line(console, say(f"audit.changes.{key}", language, count=number(first.changes, language)))
    last = one.levels[-1]
    if last.answer.points == audit.best.points:
        key = "best_at_one" if last.changes == 1 else "best_at"
        line(console, say(f"audit.changes.{key}", language, count=number(last.changes, language)))
    else:
        line(console, say("audit.changes.stopped", language, count=number(last.changes, language)))
    settled = all(level.answer.status in (Status.BEST, Status.IMPOSSIBLE) for level in one.levels)
    line(console, say(f"audit.changes.{'proven' if settled else 'open'}", language))
