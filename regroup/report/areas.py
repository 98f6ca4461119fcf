"""The table of areas: members by name, sizes with their marks, share, fields of work and synergy."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regroup.diagnosis import AreaDiagnosis
from regroup.instance import Instance
from regroup.placement import Placement
from regroup.report.figures import NOTHING, marked, share
from regroup.report.page import heading, table
from regroup.result import View
from regroup.text import number, say
from regroup.totals import measures_used, total_of


def print_areas(console: Console, view: View, language: str) -> None:
    """Each area of a plan with its units beneath it."""
    placement = view.evaluation.placement
    heading(console, say("report.areas.heading", language))
    made = _table(placement.instance, language)
    for area in view.areas:
        made.add_row(*_area_row(placement, area, language))
        for unit in placement.members(area.area):
            made.add_row(*_unit_row(placement.instance, unit, language))
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


def _unit_row(instance: Instance, unit: str, language: str) -> list[Padding | str]:
    sizes = [marked(total_of(instance, [unit], measure), language) for measure in measures_used(instance)]
    return [Padding(Text(instance.unit_of[unit].name), (0, 0, 0, 2)), *sizes, ""]
