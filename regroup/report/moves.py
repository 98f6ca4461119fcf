"""What changes: units that move from today, units that are split, and where the plan differs from each proposal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from regroup.plan import Plan
from regroup.problem import Problem
from regroup.report.figures import marked, share, sized
from regroup.report.page import heading, line, table
from regroup.report.views import Column
from regroup.scenario import Scenario
from regroup.text import say
from regroup.totals import measures_used, total_of


def print_moves(console: Console, problem: Problem, plan: Plan, language: str) -> None:
    """Units whose area is another than today's, then units that have no place today."""
    scenario, before = problem.scenario, problem.scenario.today()
    heading(console, say("report.moves.heading", language))
    moved = plan.moves_from(before)
    if not before:
        line(console, say("report.moves.no_today", language))
    elif not moved:
        line(console, say("report.moves.none", language))
    else:
        _print_changes(console, scenario, moved, before, plan, language)
        line(console, _moved_in_all(scenario, moved, language))
    new = [unit for unit in plan if unit not in before]
    if before and new:
        placed = "; ".join(f"{scenario.unit_of[unit].name} → {scenario.area_names[plan[unit]]}" for unit in new)
        line(console, say("report.moves.new", language, placed=placed))


def print_splits(console: Console, scenario: Scenario, plan: Plan, language: str) -> None:
    """Wholes whose parts are in different areas."""
    for whole in scenario.wholes:
        places = {unit: plan[unit] for unit in scenario.parts[whole.id] if unit in plan}
        if len(set(places.values())) > 1:
            parts = [f"{scenario.unit_of[u].name} → {scenario.area_names[area]}" for u, area in places.items()]
            line(console, say("report.moves.split", language, whole=whole.name, parts="; ".join(parts)))


def print_differences(
    console: Console, scenario: Scenario, plan: Plan, proposals: Sequence[Column], language: str
) -> None:
    """For each proposal, the units that the plan puts elsewhere, and those the proposal is silent on."""
    for column in proposals:
        proposed = column.view.evaluation.plan
        heading(console, say("report.differences.heading", language, proposal=column.heading))
        differing = plan.moves_from(proposed)
        if differing:
            _print_changes(console, scenario, differing, proposed, plan, language, key="differences")
        else:
            line(console, say("report.differences.none", language))
        silent = [scenario.unit_of[unit].name for unit in column.view.evaluation.unplaced]
        if silent:
            line(console, say("report.differences.silent", language, units=", ".join(silent)))


def _print_changes(
    console: Console,
    scenario: Scenario,
    units: Sequence[str],
    before: Plan,
    after: Plan,
    language: str,
    key: str = "moves",
) -> None:
    sizes = [scenario.measures[measure].unit for measure in measures_used(scenario)]
    words = [say(f"report.{key}.{word}", language) for word in ("unit", "from", "to")]
    made = table(*words, *sizes, numbers=tuple(range(3, 3 + len(sizes))))
    for unit in units:
        figures = [marked(total_of(scenario, [unit], measure), language) for measure in measures_used(scenario)]
        names = scenario.area_names
        made.add_row(scenario.unit_of[unit].name, names[before[unit]], names[after[unit]], *figures)
    console.print(made)


def _moved_in_all(scenario: Scenario, moved: Sequence[str], language: str) -> str:
    total = total_of(scenario, moved, scenario.measure)
    size = sized(total, scenario, scenario.measure, language)
    return say("report.moves.total", language, count=len(moved), size=size, share=share(total, language))
