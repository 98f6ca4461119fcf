"""Points per term, structure by structure, and the rules that each structure breaks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from regroup.evaluation import Evaluation, TermScore
from regroup.report.conflict import reasons
from regroup.report.figures import points
from regroup.report.page import beside, bullet, heading, line, set_widths, table
from regroup.report.views import INCOMPLETE, Column
from regroup.text import number, say

LABELS = 42
NARROWEST_COLUMN, WIDEST_COLUMN = 16, 24


def print_points(console: Console, columns: Sequence[Column], language: str) -> None:
    """A row per term, a column per structure; then the sum and the number of broken rules."""
    if not columns:
        return
    heading(console, say("report.points.heading", language), say("report.points.remark", language))
    groups, width = beside(columns, console.width - LABELS, NARROWEST_COLUMN)
    for group in groups:
        console.print()
        console.print(_table(group, min(width, WIDEST_COLUMN), language))
    if not all(column.complete for column in columns):
        line(console, say("report.points.incomplete", language, mark=INCOMPLETE), style="dim")


def _table(columns: Sequence[Column], width: int, language: str) -> Table:
    numbers = tuple(range(1, len(columns) + 1))
    made = table(say("report.points.term", language), *(column.heading for column in columns), numbers=numbers)
    set_widths(made, LABELS, width)
    for row in zip(*(column.view.evaluation.terms for column in columns), strict=True):
        made.add_row(_term(row[0], language), *(_score(score, language) for score in row))
    made.add_section()
    sums = [Text(points(column.view.evaluation.points, language), style="bold") for column in columns]
    made.add_row(Text(say("report.points.sum", language), style="bold"), *sums)
    broken = [number(len(column.view.evaluation.breaches), language) for column in columns]
    made.add_row(say("report.points.breaches", language), *broken)
    return made


def _term(score: TermScore, language: str) -> Text:
    weight = say("report.points.weight", language, weight=score.term.weight, unit=score.term.unit[language])
    return Text(score.term.title[language]).append(f"\n  {weight}", style="dim")


def _score(score: TermScore, language: str) -> Text:
    return Text(points(score.points, language)).append(f"\n{number(score.amount, language)}", style="dim")


def print_breaches(console: Console, columns: Sequence[Column], language: str) -> None:
    """For each structure that breaks rules: what is broken, why the rule is there, and its source."""
    for column in columns:
        if column.view.evaluation.breaches:
            heading(console, say("report.breaches.heading", language, name=column.heading))
            _print_breaches_of(console, column.view.evaluation, language)


def _print_breaches_of(console: Console, evaluation: Evaluation, language: str) -> None:
    for breach in evaluation.breaches:
        why = reasons(breach.why, breach.source, language) if breach.why or breach.source else ""
        bullet(console, breach.words[language], why)
