"""Background: what the case is, and how it is organised today."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.diagnosis import AreaDiagnosis
from regroup.document import verdict
from regroup.paper.base import Block, Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.screen import Hidden
from regroup.paper.told import Told
from regroup.report.views import Column as Structure


def background(told: Told) -> Section:
    """What the scenario says of itself, the band that areas should be within, and today's areas."""
    facts = told.scenario
    blocks: list[Block] = [Sentence(told.quoted(facts.about), lang=told.lang())] if facts.about else []
    count = told.say("background.count", units=len(facts.units), areas=len(facts.line_areas), level=facts.level)
    blocks.append(Sentence(count))
    today = [structure for structure in told.structures if structure.view.id == "today"]
    if today:
        blocks.append(areas_table(told, today[0], "today"))
    else:
        blocks.append(Sentence(told.say("background.no_today")))
    blocks.append(Sentence(" ".join(_marks(told)), Tone.NOTE))
    return Section("background", told.say("background.title"), tuple(blocks))


def _marks(told: Told) -> Iterator[str]:
    """What the marks and the verdicts mean that stand in the tables of areas."""
    yield told.say("background.marks")
    shown = set(_verdicts(told))
    if shown & {"too_different", "too_big_and_different"}:
        yield told.say("background.different")
    if "both" in shown:
        yield told.say("background.both")


def _verdicts(told: Told) -> Iterator[str]:
    """Of every area of every structure that may be told."""
    for structure in told.structures:
        for area in structure.view.areas:
            if told.total(structure.view.evaluation.placement.members(area.area)) is not Hidden.HIDDEN:
                yield verdict(area)


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
