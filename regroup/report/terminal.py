"""A result on the terminal: the order in which a planner needs it. Each section stands in its own file."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from regroup.read.lines import visible
from regroup.report.areas import print_areas
from regroup.report.comparison import print_comparison
from regroup.report.conflict import print_conflicts
from regroup.report.moves import print_differences, print_moves, print_splits
from regroup.report.page import line
from regroup.report.points import print_breaches, print_points
from regroup.report.sizes import print_uncertain_sizes
from regroup.report.status import print_status
from regroup.report.synergies import print_conflicts_kept, print_cut
from regroup.report.views import columns_of
from regroup.result import Result, View
from regroup.text import say


def print_result(console: Console, result: Result, language: str, written: Path | None = None) -> None:
    """The whole report.

    Args:
        console: where it goes.
        result: what `solve` found.
        language: "nb" or "en".
        written: the file the result was also written to.
    """
    problem = result.problem
    columns = columns_of(problem, result.today, result.proposals, result.plan, language)
    print_status(console, result, language)
    print_conflicts(console, problem.scenario, result.conflicts, language)
    if result.plan:
        print_areas(console, result.plan, language)
    print_comparison(console, columns, result.band, language)
    if result.plan:
        _print_changes(console, result, result.plan, language)
    print_points(console, columns, language)
    print_breaches(console, columns, language)
    print_uncertain_sizes(console, problem.scenario, language)
    if written:
        console.print()
        line(console, say("report.written", language, path=visible(str(written))))


def _print_changes(console: Console, result: Result, plan: View, language: str) -> None:
    scenario, evaluation = result.problem.scenario, plan.evaluation
    proposals = columns_of(result.problem, None, result.proposals, None, language)
    print_moves(console, result.problem, evaluation.plan, language)
    print_splits(console, scenario, evaluation.plan, language)
    print_differences(console, scenario, evaluation.plan, proposals, language)
    print_cut(console, scenario, evaluation, language)
    print_conflicts_kept(console, scenario, evaluation, language)
