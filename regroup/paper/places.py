"""Where each unit is: today, in each proposal and in the plan, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.facts import Unit
from regroup.paper.base import Cell, Column, Mark, Table
from regroup.paper.told import Told
from regroup.text import say


def places(told: Told) -> Iterator[Table]:
    """A row for each unit and a column for each structure; nothing where there is no structure."""
    if not told.structures:
        return
    language = told.language
    size = Column(told.say("consequences.size", unit=told.measure_unit), numeric=True, share=2)
    structures = (Column(structure.heading, share=3) for structure in told.structures)
    columns = [Column(told.say("consequences.unit"), share=4), size, *structures]
    if told.result.plan:
        columns.append(Column(say("slides.places.moves", language), share=1))
    rows = tuple(_row(told, unit) for unit in told.scenario.units)
    yield Table("places", say("slides.places.caption", language), tuple(columns), rows)


def _row(told: Told, unit: Unit) -> tuple[Cell, ...]:
    plans = [structure.view.evaluation.plan for structure in told.structures]
    cells = [Cell(unit.name), told.size(told.total([unit.id])), *(Cell(told.area(plan.get(unit.id))) for plan in plans)]
    if told.result.plan:
        moved = unit.id in plans[-1].moves_from(told.scenario.today())
        word = say(f"slides.places.{'yes' if moved else 'no'}", told.language)
        cells.append(Cell(word, mark=Mark.BAD if moved else Mark.NONE))
    return tuple(cells)
