"""The numbers behind charts that the reader can change: areas against the band, points, the areas of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from regroup.diagnosis import AreaDiagnosis
from regroup.document import verdict
from regroup.paper.base import Box, Boxes, Chart, Mark, Series, Table
from regroup.paper.told import GOOD_VERDICTS, Told
from regroup.report.views import Column as Structure
from regroup.text import number, say
from regroup.totals import Total


def size_chart(told: Told, structure: Structure) -> Chart | None:
    """A bar with its range for each measured area, and the band as lines; None where no size is known."""
    placement = structure.view.evaluation.placement
    found = [(area, told.total(placement.members(area.area))) for area in structure.view.areas if area.measured]
    sized = [(area, total) for area, total in found if isinstance(total, Total)]
    if not sized:
        return None
    names = tuple(_in_words(told, area, total) for area, total in sized)
    unsure = any(not total.exact for _, total in sized)
    spans = tuple((total.low, total.high) for _, total in sized) if unsure else ()
    marks = tuple(Mark.GOOD if verdict(area) in GOOD_VERDICTS else Mark.BAD for area, _ in sized)
    values = tuple(total.number for _, total in sized)
    series = Series(f"{structure.heading} ({told.measure_unit})", values, spans, marks)
    alt = "; ".join(names)
    caption = told.say("pictures.bars", unit=told.measure_unit)
    return Chart("sizechart", caption, alt, names, (series,), tuple(_limits(told)))


def _in_words(told: Told, area: AreaDiagnosis, total: Total) -> str:
    return f"{told.area(area.area)}: {told.size(total).text}, {told.verdict(area, total).text}"


def _limits(told: Told) -> Iterator[tuple[str, Fraction]]:
    band = told.result.band
    sides = (("least", band.least), ("most", band.most)) if band else ()
    for side, at in sides:
        if at is not None:
            yield told.say(f"field.{side}", value=number(at, told.language)), at


def points_chart(table: Table, shown: Sequence[int]) -> Chart:
    """Bars of points per term, a colour for each structure.

    Args:
        table: a row for each term, a column for each structure after the first.
        shown: which structures, counted from nought.
    """
    rows = table.rows[:-1] if table.total else table.rows
    names = tuple(row[0].text for row in rows)
    columns = [(at + 1, table.columns[at + 1].title) for at in shown]
    series = tuple(Series(title, tuple(row[at].value for row in rows)) for at, title in columns)
    alt = "; ".join(f"{title}: " + ", ".join(f"{row[0].text} {row[at].text}" for row in rows) for at, title in columns)
    return Chart("pointschart", table.caption, alt, names, series, decimals=2)


def plan_boxes(told: Told, structure: Structure) -> Boxes:
    """A box for each area that is used, with its units; an arrow where a unit is new in it."""
    before, boxes, moved = told.scenario.today(), [], False
    for area, members in told.members(structure.view.evaluation.plan).items():
        total = told.total(members)
        lines = tuple((told.unit(unit), before.get(unit) != area) for unit in members)
        moved = moved or any(new for _, new in lines)
        boxes.append(Box(told.area(area), f"{told.size(total).text} {told.measure_unit}" if total else "", lines))
    note = say("slides.arrow", told.language) if moved else ""
    return Boxes("boxes", told.scenario.name, tuple(boxes), note)
