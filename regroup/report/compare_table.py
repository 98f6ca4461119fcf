"""The table of criteria: a line for each, grouped by the question it answers, a column for each structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from regroup.compare import Comparison, Row
from regroup.criteria import Better
from regroup.report.compare_figures import ARROWS, cell
from regroup.report.figures import legend_of_marks
from regroup.report.page import GUTTER, beside, bullet, heading, line, set_widths, table
from regroup.report.views import INCOMPLETE
from regroup.text import listing, say

LABELS = 33
NARROWEST_COLUMN, WIDEST_COLUMN = 15, 24


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


def print_about(console: Console, comparison: Comparison, language: str) -> None:
    """What each line measures, with the name it has in requirements."""
    heading(console, say("compare.about.heading", language))
    for criterion in dict.fromkeys(row.criterion for row in comparison.rows):
        shown = {"title": criterion.title(language), "id": criterion.id, "about": criterion.about(language)}
        bullet(console, say("compare.about.line", language, **shown), style="")


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
    numbers = tuple(range(1, len(places) + 1))
    made = table(say("compare.table.criterion", language), *(headings[place] for place in places), numbers=numbers)
    set_widths(made, LABELS - GUTTER, width)
    for group, rows in groupby(comparison.rows, key=lambda row: row.criterion.group):
        made.add_row(Text(say(f"criteria.group.{group}", language), style="bold"))
        for label, row in _labelled(comparison, list(rows), language):
            leading = _leading(comparison, row)
            made.add_row(label, *(_cell(row, place, language, leads=place in leading) for place in places))
        made.add_section()
    return made


def _labelled(comparison: Comparison, rows: list[Row], language: str) -> Iterator[tuple[Text, Row]]:
    """Each line with its label; one for all models where all say the same, else one for each with the model's name."""
    for _, found in groupby(rows, key=lambda row: row.criterion.id):
        alike = list(found)
        differ = len({row.figures for row in alike}) > 1
        for row in alike if differ else alike[:1]:
            label = Text(f"  {ARROWS[row.criterion.better]} {row.criterion.title(language)}")
            if differ and row.model is not None:
                label.append(f"\n    {comparison.problems[row.model].model.name}", style="dim")
            yield label, row


def _cell(row: Row, place: int, language: str, *, leads: bool) -> Text:
    return cell(row.criterion, row.figures[place], language, leads=leads)


def _leading(comparison: Comparison, row: Row) -> set[int]:
    """The places of complete structures than which none is better; nobody where all are alike or there is no better."""
    whole = [(place, figure) for place, figure in enumerate(row.figures) if not _incomplete(comparison, place)]
    values = {place: figure.value for place, figure in whole if figure.value is not None}
    if row.criterion.better is Better.VALUES or len(set(values.values())) < 2:
        return set()
    best = (max if row.criterion.better is Better.MORE else min)(values.values())
    return {place for place, value in values.items() if value == best}


def _print_unknown(console: Console, comparison: Comparison, language: str) -> None:
    """What is not known of some structure, the lines with one reason together."""
    titles: dict[str, list[str]] = {}
    for row in comparison.rows:
        for reason in dict.fromkeys(figure.unknown for figure in row.figures if figure.unknown):
            titles.setdefault(reason, []).append(row.criterion.title(language))
    for reason, found in titles.items():
        words = listing(list(dict.fromkeys(found)), language)
        reason_words = say(f"criteria.unknown.{reason}", language)
        line(console, say("compare.table.why_unknown", language, titles=words, reason=reason_words), style="dim")
