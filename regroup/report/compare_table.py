"""The table of criteria: a line for each, grouped by the question it answers, a column for each structure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from regroup.compare import Comparison, Row
from regroup.criteria import Better
from regroup.report.compare_figures import ARROWS, cell, title
from regroup.report.figures import legend_of_marks
from regroup.report.page import beside, heading, line, set_widths, table
from regroup.report.views import INCOMPLETE
from regroup.text import say

LABELS = 36
NARROWEST_COLUMN, WIDEST_COLUMN = 14, 24


def print_table(console: Console, comparison: Comparison, language: str) -> None:
    """The whole table, in several parts where it would be too wide, then what is not known and why."""
    heading(console, say("compare.table.heading", language), say("compare.table.legend", language))
    places = list(range(len(comparison.structures)))
    groups, width = beside(places, console.width - LABELS, NARROWEST_COLUMN)
    for group in groups:
        console.print()
        console.print(_table(comparison, group, min(width, WIDEST_COLUMN), language))
    if any(_incomplete(comparison, place) for place in places):
        line(console, say("compare.table.incomplete", language, mark=INCOMPLETE), style="dim")
    if any(figure.total and not figure.total.exact for row in comparison.rows for figure in row.figures):
        line(console, f"{legend_of_marks(language)}. {say('compare.table.sizes', language)}", style="dim")
    _print_unknown(console, comparison, language)


def headings_of(comparison: Comparison, language: str) -> list[str]:
    """The structures' names, marked where they are not complete."""
    models = [problem.model.name for problem in comparison.problems]
    names = [structure.name(language, models) for structure in comparison.structures]
    marks = [f" {INCOMPLETE}" if _incomplete(comparison, place) else "" for place in range(len(names))]
    return [name + mark for name, mark in zip(names, marks, strict=True)]


def _incomplete(comparison: Comparison, place: int) -> bool:
    return bool(comparison.looks[place, 0].evaluation.unplaced)


def _table(comparison: Comparison, places: Sequence[int], width: int, language: str) -> Table:
    headings = headings_of(comparison, language)
    models = [problem.model.name for problem in comparison.problems]
    numbers = tuple(range(1, len(places) + 1))
    made = table(say("compare.table.criterion", language), *(headings[place] for place in places), numbers=numbers)
    set_widths(made, LABELS - 3, width)
    for group, rows in groupby(comparison.rows, key=lambda row: row.criterion.group):
        made.add_row(Text(say(f"criteria.group.{group}", language), style="bold"))
        for row in rows:
            label = Text(f"  {ARROWS[row.criterion.better]} {title(row, models, language)}")
            leading = _leading(row)
            made.add_row(label, *(_cell(row, place, language, leads=place in leading) for place in places))
        made.add_section()
    return made


def _cell(row: Row, place: int, language: str, *, leads: bool) -> Text:
    return cell(row.criterion, row.figures[place], language, leads=leads)


def _leading(row: Row) -> set[int]:
    """The places than which none is better; nobody where all are alike or there is no better."""
    values = {place: figure.value for place, figure in enumerate(row.figures) if figure.value is not None}
    if row.criterion.better is Better.VALUES or len(set(values.values())) < 2:
        return set()
    best = (max if row.criterion.better is Better.MORE else min)(values.values())
    return {place for place, value in values.items() if value == best}


def _print_unknown(console: Console, comparison: Comparison, language: str) -> None:
    models = [problem.model.name for problem in comparison.problems]
    for row in comparison.rows:
        reasons = dict.fromkeys(figure.unknown for figure in row.figures if figure.unknown)
        if reasons:
            words = "; ".join(say(f"criteria.unknown.{reason}", language) for reason in reasons)
            text = say("compare.table.why_unknown", language, title=title(row, models, language), reasons=words)
            line(console, text, style="dim")
