"""A comparison on the terminal: in words first, then the table of criteria, then the differences one by one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from regroup.compare import Comparison, Outcome, Requirement
from regroup.diagnosis import diagnose
from regroup.read import changes_of
from regroup.report.compare_differences import print_distances
from regroup.report.compare_figures import plain
from regroup.report.compare_summary import print_summaries
from regroup.report.compare_table import print_about, print_table
from regroup.report.figures import points
from regroup.report.page import heading, line
from regroup.report.points import print_breaches, print_points
from regroup.report.status import STYLES, print_overrides
from regroup.report.views import Column
from regroup.result import Status, View
from regroup.study import Answer
from regroup.text import percent, say


def print_compare(
    console: Console,
    comparison: Comparison,
    requirements: Sequence[Requirement],
    outcomes: Sequence[Outcome],
    language: str,
    *,
    explain: bool = False,
) -> None:
    """The whole comparison, and whether it came to what was required; ``explain`` adds what each line measures."""
    _print_status(console, comparison, language)
    print_summaries(console, comparison, language)
    print_table(console, comparison, language)
    if explain:
        print_about(console, comparison, language)
    for at in range(len(comparison.problems)):
        _print_points(console, comparison, at, language)
    print_distances(console, comparison, language)
    _print_requirements(console, comparison, requirements, outcomes, language)


def _print_status(console: Console, comparison: Comparison, language: str) -> None:
    name, count = comparison.problems[0].scenario.name, len(comparison.structures)
    line(console, say("compare.title", language, scenario=name, count=count), style="bold")
    if comparison.interrupted:
        line(console, say("compare.interrupted", language))
    for at, problem in enumerate(comparison.problems):
        model = {"model": problem.model.name, "title": problem.model.title.in_language(language)}
        line(console, say("compare.model", language, **model))
        print_overrides(console, changes_of(problem.model), language)
        if at < len(comparison.answers):
            answer = comparison.answers[at]
            line(console, _status(answer, language), indent=2, style=STYLES[answer.status])
    line(console, say("compare.not_a_score", language))
    if not any(structure.kind != "best" for structure in comparison.structures):
        line(console, say("compare.nothing_to_compare", language))


def _status(answer: Answer, language: str) -> str:
    """The status in a sentence, as for a result."""
    shown: dict[str, object] = {}
    key = str(answer.status)
    if answer.points is not None:
        shown["points"] = points(answer.points, language)
    if answer.points is not None and answer.bound is not None:
        missing = answer.bound - answer.points
        part = percent(missing / abs(answer.points), language, 1) if answer.points else points(missing, language)
        shown |= {"bound": points(answer.bound, language), "gap_points": points(missing, language), "gap": part}
    elif answer.status is Status.GOOD:
        key = "good_without_bound"
    return say(f"report.status.{key}", language, **shown)


def _print_points(console: Console, comparison: Comparison, at: int, language: str) -> None:
    """Points per term and the rules that each structure breaks, under one model."""
    models = [problem.model.name for problem in comparison.problems]
    columns = []
    for place, structure in enumerate(comparison.structures):
        evaluation = comparison.looks[place, at].evaluation
        areas = diagnose(comparison.problems[at], evaluation)
        columns.append(Column(structure.name(language, models), View(structure.id, evaluation, areas)))
    if len(models) > 1:
        console.print()
        line(console, say("compare.model", language, model=models[at], title=_title(comparison, at, language)))
    print_points(console, columns, language)
    print_breaches(console, columns, language)


def _title(comparison: Comparison, at: int, language: str) -> str:
    return comparison.problems[at].model.title.in_language(language)


def _print_requirements(
    console: Console,
    comparison: Comparison,
    requirements: Sequence[Requirement],
    outcomes: Sequence[Outcome],
    language: str,
) -> None:
    if requirements:
        heading(console, say("compare.requirement.heading", language))
    for requirement in requirements:
        held = [outcome for outcome in outcomes if outcome.requirement is requirement]
        for outcome in held:
            style = "green" if outcome.met else "bold red"
            line(console, _outcome(comparison, outcome, language), indent=2, style=style)
        if not held:
            line(console, say("compare.requirement.none", language, text=requirement.text), indent=2, style="bold red")


def _outcome(comparison: Comparison, outcome: Outcome, language: str) -> str:
    models = [problem.model.name for problem in comparison.problems]
    name = outcome.structure.name(language, models)
    if outcome.row.model is not None and len(models) > 1:
        name += f" · {models[outcome.row.model]}"
    values = {"text": outcome.requirement.text, "name": name}
    if outcome.figure.unknown:
        reason = say(f"criteria.unknown.{outcome.figure.unknown}", language)
        return say("compare.requirement.failed_unknown", language, reason=reason, **values)
    value = plain(outcome.row.criterion, outcome.figure, language)
    return say(f"compare.requirement.{'met' if outcome.met else 'failed'}", language, value=value, **values)
