"""The table of areas: members by name, sizes with their marks, share, fields of work and synergy."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regroup.diagnosis import AreaDiagnosis
from regroup.instance import Instance
from regroup.placement import Placement
from regroup.report.figures import NOTHING, marked, share
from regroup.report.page import GUTTER, heading, table
from regroup.result import View
from regroup.text import number, say
from regroup.totals import measures_used, total_of

INDENT, SPARE = 2, 8
"""Blanks before a unit's name; characters that a unit's figure may take up more than its area's."""


def print_areas(console: Console, view: View, language: str) -> None:
    """Each area of a plan with its units beneath it."""
    placement = view.evaluation.placement
    heading(console, say("report.areas.heading", language))
    made = _table(placement.instance, language)
    named = [_area_row(placement, area, language) for area in view.areas]
    room = console.width - _beside_names(made, named)
    for area, row in zip(view.areas, named, strict=True):
        made.add_row(*row)
        units = [_unit_row(placement.instance, unit, language) for unit in placement.members(area.area)]
        for cells in _joined(units, room):
            made.add_row(Padding(Text(cells[0]), (0, 0, 0, INDENT)), *cells[1:])
        made.add_section()
    console.print(made)


def _table(instance: Instance, language: str) -> Table:
    sizes = [instance.measures[measure].unit for measure in measures_used(instance)]
    words = (say("report.areas.area", language), *sizes, say("report.areas.share", language))
    return table(*words, numbers=tuple(range(1, len(words))))


def _area_row(placement: Placement, area: AreaDiagnosis, language: str) -> list[Text]:
    instance, members = placement.instance, placement.members(area.area)
    totals = {measure: total_of(instance, members, measure) for measure in measures_used(instance)}
    part = share(totals.get(instance.measure), language) if area.measured else NOTHING
    name = Text(instance.area_names[area.area], style="bold").append(f"\n{about(area, language)}", style="dim")
    return [name, *(Text(marked(total, language), style="bold") for total in totals.values()), Text(part, style="bold")]


def about(area: AreaDiagnosis, language: str) -> str:
    """``8 enheter, 10 fagfelt; synergi 51 beholdt, 9 tapt over grensen``."""
    units = say("word.one_unit" if area.units == 1 else "word.units", language)
    fields = say("word.one_field" if area.fields == 1 else "word.fields", language)
    flows = {name: number(getattr(area, name), language) for name in ("kept", "lost", "conflict")}
    words = say(
        "report.areas.about", language, units=f"{area.units} {units}", fields=f"{area.fields} {fields}", **flows
    )
    return words + (say("report.areas.in_conflict", language, **flows) if area.conflict else "")


def _beside_names(made: Table, named: Sequence[Sequence[Text]]) -> int:
    """How much of a line the columns after the first take up, which are never broken; a unit's size is its area's
    part, and is hardly wider than that of all of it."""
    columns = zip(*([column.header for column in made.columns], *named), strict=True)
    widest = [max(cell_len(line) for cell in cells for line in str(cell).split("\n")) for cells in columns]
    return sum(widest[1:]) + (GUTTER + SPARE) * len(widest)


def _joined(rows: list[list[str]], room: int) -> list[list[str]]:
    """One row for all units of an area where no name is broken over lines: printing thousands takes a second else."""
    if all(INDENT + cell_len(row[0]) <= room for row in rows):
        return [["\n".join(cells) for cells in zip(*rows, strict=True)]]
    return rows


def _unit_row(instance: Instance, unit: str, language: str) -> list[str]:
    sizes = [marked(total_of(instance, [unit], measure), language) for measure in measures_used(instance)]
    return [instance.unit_of[unit].name, *sizes, ""]
