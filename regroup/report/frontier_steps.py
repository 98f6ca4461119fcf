"""What changes from plan to plan on a trade-off curve: which units get another area, and what it does."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from regroup.frontier import Frontier
from regroup.plan import Plan
from regroup.report.page import bullet, heading
from regroup.text import number, say

MOST_UNITS = 12
"""Units named in one step; more are counted."""


def print_steps(console: Console, found: Frontier, names: Sequence[str], language: str) -> None:
    """A step for each plan: from today to the first, then from each to the next."""
    heading(console, say("frontier.steps.heading", language))
    before: Plan = found.problem.scenario.today()
    for at, stop in enumerate(found.stops):
        if at or before:
            words = _title(found, names, at, language)
            bullet(console, words, _units(found, before, stop.plan, stop.moved, language))
        before = stop.plan


def _title(found: Frontier, names: Sequence[str], at: int, language: str) -> str:
    if not at:
        return say("frontier.steps.from_today", language, plan=names[0])
    earlier, later = found.stops[at - 1], found.stops[at]
    changes = [
        say(
            "frontier.steps.axis",
            language,
            axis=say(f"frontier.word.{axis.id}", language),
            before=say(f"frontier.figure.{axis.id}", language, number=number(one, language, 2)),
            after=say(f"frontier.figure.{axis.id}", language, number=number(other, language, 2)),
        )
        for axis, one, other in ((found.across, earlier.x, later.x), (found.up, earlier.y, later.y))
    ]
    step = say("frontier.steps.step", language, before=names[at - 1], plan=names[at])
    return f"{step}: {', '.join(changes)}"


def _units(found: Frontier, before: Plan, after: Plan, moved: Sequence[str], language: str) -> str:
    if not moved:
        return say("frontier.steps.none", language)
    scenario = found.problem.scenario
    groups: dict[tuple[str, str], list[str]] = {}
    for unit in moved[:MOST_UNITS]:
        name = say("frontier.steps.unit", language, name=scenario.unit_of[unit].name)
        groups.setdefault((scenario.area_names[before[unit]], scenario.area_names[after[unit]]), []).append(name)
    told = [
        say("frontier.steps.group", language, before=here, after=there, units=", ".join(units))
        for (here, there), units in groups.items()
    ]
    rest = len(moved) - MOST_UNITS
    return "\n".join([*told, say("frontier.steps.more", language, count=rest)] if rest > 0 else told)
