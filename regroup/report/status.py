"""The first lines: what was found, in plain words, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from regroup.read import changes_of
from regroup.report.edits import edit_words
from regroup.report.figures import points
from regroup.report.page import line
from regroup.result import Assurance, ProofKind, Result, Status
from regroup.text import percent, say
from regroup.totals import gap_in_points

STYLES = {Status.BEST: "bold green", Status.GOOD: "bold yellow", Status.IMPOSSIBLE: "bold red", Status.UNKNOWN: "bold"}


def print_status(console: Console, result: Result, language: str) -> None:
    """Which case under which model, the status, and what it rests on."""
    problem = result.problem
    title = problem.model.title.in_language(language)
    line(console, say("report.title", language, scenario=problem.scenario.name, model=problem.model.name, title=title))
    print_overrides(console, changes_of(problem.model), language)
    console.print()
    line(console, status_words(result, language), style=STYLES[result.status])
    for words in assurance_words(result, language):
        line(console, words)


def print_overrides(console: Console, overrides: Sequence[str], language: str) -> None:
    """What was set on the command line on top of the model, so that nobody takes it for the model itself."""
    if overrides:
        line(console, say("report.overrides", language, changes="; ".join(overrides)), style="bold")


def status_words(result: Result, language: str) -> str:
    """The status in a sentence or two."""
    words = say(f"report.status.{_status_key(result)}", language, **_figures(result, language))
    if result.interrupted:
        words = say(f"report.status.interrupted{'' if result.plan else '_nothing'}", language) + " " + words
    return words


def _status_key(result: Result) -> str:
    if result.provenance.edits and result.status is Status.GOOD:
        return "edited" if result.bound is not None else "edited_without_bound"
    if result.status is Status.GOOD and result.bound is None:
        return "good_without_bound"
    return str(result.status)


def _figures(result: Result, language: str) -> dict[str, object]:
    found = {"points": result.points, "bound": result.bound, "gap_points": gap_in_points(result.points, result.bound)}
    figures: dict[str, object] = {name: points(value, language) for name, value in found.items() if value is not None}
    if result.gap is not None:
        figures["gap"] = percent(result.gap, language, 1)
    return figures


def assurance_words(result: Result, language: str) -> list[str]:
    """What was checked, and by whom, one sentence each."""
    corroborated = Assurance.CORROBORATED in result.assurance
    words = [edit_words(result.problem, edit, language) for edit in result.provenance.edits]
    if result.plan and Assurance.CHECKED in result.assurance:
        words.append(say("report.assurance.checked", language))
    proven = result.proof is not None and result.proof.kind is ProofKind.PROVEN
    if proven:
        words.append(say(f"verify.assurance.proven_{result.status}", language))
    elif result.proof is not None and result.proof.certificate is not None:
        words.append(say("verify.assurance.stored", language))
    if result.status is Status.BEST and (corroborated or not proven):
        words.append(say(f"report.assurance.{'corroborated' if corroborated else 'one_engine'}", language))
    if result.status is Status.IMPOSSIBLE and corroborated:
        words.append(say("report.assurance.corroborated_impossible", language))
    elif (
        result.status is Status.IMPOSSIBLE and not proven and not any(conflict.reason for conflict in result.conflicts)
    ):
        words.append(say("report.assurance.one_engine_impossible", language))
    if result.plan:
        words.append(say("report.status.not_an_answer", language))
    sizes = [size for unit in result.problem.scenario.units for size in unit.size.values()]
    unsure = [size for size in sizes if size.uncertain]
    if unsure:
        words.append(say("report.status.unsure_sizes", language, unsure=len(unsure), count=len(sizes)))
    return words
