"""The consequences: who moves, which areas begin and end, and a change list for the assessment of risk."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, Mark, Section, Sentence, Table, Tone
from regroup.paper.screen import Hidden
from regroup.paper.told import Told
from regroup.plan import Plan


def consequences(told: Told) -> Section:
    """Moves, what is new, what ends and what is split, then the list that the risk assessment fills in."""
    plan = told.result.plan
    blocks = (Sentence(told.say("assessment.impossible")),) if plan is None else tuple(_of(told, plan.evaluation.plan))
    return Section("consequences", told.say("consequences.title"), blocks)


def _of(told: Told, plan: Plan) -> Iterator[Block]:
    before = told.scenario.today()
    moved = plan.moves_from(before)
    if not before:
        yield Sentence(told.say("background.no_today"))
    elif not moved:
        yield Sentence(told.say("consequences.none"))
    else:
        total, size = told.total(moved), told.measure_unit
        key = ("moved_hidden" if total is Hidden.HIDDEN else "moved") + ("_one" if len(moved) == 1 else "")
        words = told.say(f"consequences.{key}", count=len(moved), size=told.size(total).text, unit=size)
        yield Sentence(words, Tone.LEAD)
        yield _moves(told, plan, moved)
    changes = tuple(_changes(told, plan, moved))
    if changes:
        yield Sentence(told.say("consequences.risk"))
        yield _risk(told, changes)


def _moves(told: Told, plan: Plan, moved: tuple[str, ...]) -> Table:
    words = (("unit", False, 3), ("from", False, 3), ("to", False, 3), ("size", True, 2))
    columns = tuple(
        Column(told.say(f"consequences.{word}", unit=told.measure_unit), numeric, share)
        for word, numeric, share in words
    )
    rows = tuple(
        (Cell(told.unit(unit)), Cell(_home(told, unit)), Cell(told.area(plan[unit])), told.size(told.total([unit])))
        for unit in moved
    )
    return Table("moves", told.say("consequences.moves"), columns, rows)


def _home(told: Told, unit: str) -> str:
    return told.area(told.scenario.unit_of[unit].today)


def _changes(told: Told, plan: Plan, moved: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What changes, and for whom: a move for each pair of areas, areas that begin or end, new units, wholes split."""
    before, now = told.scenario.today().members(), plan.members()
    pairs = dict.fromkeys((told.scenario.unit_of[unit].today, plan[unit]) for unit in moved)
    for home, target in pairs:
        units = [unit for unit in moved if (told.scenario.unit_of[unit].today, plan[unit]) == (home, target)]
        yield told.say("consequences.move", home=told.area(home), target=told.area(target)), _units(told, units)
    yield from (
        (told.say("consequences.begins", area=told.area(area)), _units(told, now[area]))
        for area in told.scenario.area_names
        if before and area in now and area not in before
    )
    yield from (
        (told.say("consequences.ends", area=told.area(area)), _units(told, before[area]))
        for area in told.scenario.area_names
        if area in before and area not in now
    )
    for area in told.scenario.area_names:
        new = [unit for unit in now.get(area, ()) if before and told.scenario.unit_of[unit].today is None]
        if new:
            yield told.say("consequences.placed", area=told.area(area)), _units(told, new)
    for whole in told.scenario.wholes:
        parts = [unit for unit in told.scenario.parts[whole.id] if unit in plan]
        if len({plan[unit] for unit in parts}) > 1:
            yield told.say("consequences.split", whole=whole.name), _units(told, parts)


def _units(told: Told, units: list[str] | tuple[str, ...]) -> str:
    return "; ".join(told.unit(unit) for unit in units)


def _risk(told: Told, changes: tuple[tuple[str, str], ...]) -> Table:
    words = (("change", 3), ("who", 4), ("risk_column", 3), ("measure", 3), ("responsible", 2))
    columns = tuple(Column(told.say(f"consequences.{word}"), share=share) for word, share in words)
    blank = Cell("", mark=Mark.BLANK)
    rows = tuple((Cell(change), Cell(who), blank, blank, blank) for change, who in changes)
    return Table("risk", told.say("consequences.list"), columns, rows)
