"""What `regroup check` prints: what arithmetic says, today and the proposals, and what to know of the data."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console

from regroup.checking import Checked
from regroup.data_warnings import DataWarning
from regroup.read import changes_of
from regroup.report.comparison import print_comparison
from regroup.report.conflict import print_conflicts
from regroup.report.page import bullet, heading, line
from regroup.report.points import print_breaches, print_points
from regroup.report.status import print_overrides
from regroup.report.views import columns_of
from regroup.text import say


def print_check(console: Console, checked: Checked, language: str) -> None:
    """The whole check, in the order of a result."""
    problem = checked.problem
    title = problem.model.title.in_language(language)
    values = {"scenario": problem.scenario.name, "model": problem.model.name, "title": title}
    line(console, say("check.title", language, **values))
    print_overrides(console, changes_of(problem.model), language)
    console.print()
    verdict = "impossible" if checked.conflicts else "possible"
    line(console, say(f"check.{verdict}", language), style="bold red" if checked.conflicts else "bold")
    print_conflicts(console, problem.scenario, checked.conflicts, language)
    columns = columns_of(problem, checked.today, checked.proposals, None, language)
    print_comparison(console, columns, checked.band, language)
    print_points(console, columns, language)
    print_breaches(console, columns, language)
    print_warnings(console, checked.warnings, language)


def print_warnings(console: Console, warnings: tuple[DataWarning, ...], language: str) -> None:
    """Warnings of one kind under each other, then what to do about them."""
    heading(console, say("check.warnings", language, count=len(warnings)))
    if not warnings:
        line(console, say("check.no_warnings", language))
    for _, kind in groupby(warnings, key=lambda warning: warning.code):
        alike = list(kind)
        for warning in alike:
            place = f"{warning.place}: " if warning.place else ""
            bullet(console, f"{place}{warning.found(language)}", mark="!", style="")
        line(console, f"→ {alike[0].todo(language)}", indent=4, style="dim")
