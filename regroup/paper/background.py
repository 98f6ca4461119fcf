"""Background: what the case is, and how it is organised today."""

from __future__ import annotations

from regroup.diagnosis import AreaDiagnosis
from regroup.paper.base import Block, Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.told import Told
from regroup.report.views import Column as Structure


def background(told: Told) -> Section:
    """What the scenario says of itself, the band that areas should be within, and today's areas."""
    facts = told.scenario
    blocks: list[Block] = [Sentence(told.quoted(facts.about), lang=told.lang)] if facts.about else []
    count = told.say("background.count", units=len(facts.units), areas=len(facts.line_areas), level=facts.level)
    blocks.append(Sentence(count))
    today = [structure for structure in told.structures if structure.view.id == "today"]
    if today:
        blocks.append(areas_table(told, today[0], "today"))
    else:
        blocks.append(Sentence(told.say("background.no_today")))
    blocks.append(Sentence(told.say("background.marks"), Tone.NOTE))
    return Section("background", told.say("background.title"), tuple(blocks))


def areas_table(told: Told, structure: Structure, key: str) -> Table:
    """The areas of one structure: units, size, share of all, synergy kept and lost, and the diagnosis."""
    words = ("area", "units", "size", "share", "kept", "lost", "diagnosis")
    shares = (3, 9, 2, 1, 1, 1, 3)
    columns = tuple(
        Column(told.say(f"areas.{word}", unit=told.measure_unit), word in ("size", "share", "kept", "lost"), share)
        for word, share in zip(words, shares, strict=True)
    )
    rows = tuple(_row(told, structure, area) for area in structure.view.areas)
    return Table(f"areas{key}", told.say("areas.caption", name=structure.heading), columns, rows)


def _row(told: Told, structure: Structure, area: AreaDiagnosis) -> tuple[Cell, ...]:
    members = structure.view.evaluation.placement.members(area.area)
    total = told.total(members)
    return (
        Cell(told.area(area.area)),
        Cell("; ".join(told.unit(unit) for unit in members) or "–"),
        told.size(total),
        told.share(total if area.measured else None),
        told.points(area.kept),
        told.points(area.lost),
        told.verdict(area, total),
    )
