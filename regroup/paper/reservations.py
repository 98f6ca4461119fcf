"""Reservations: what the answer does not say, which numbers are guesses, and what to know of the data."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.data_warnings import DataWarning, data_warnings
from regroup.facts import Size, Unit
from regroup.paper.base import Block, Cell, Column, List, Section, Sentence, Table, Tone
from regroup.paper.screen import Hidden
from regroup.paper.told import HIDDEN_CELL, Told
from regroup.report.figures import legend_of_marks
from regroup.text import number, say
from regroup.totals import measures_used

CLAIMS = ("weights", "not_right", "not_measured", "law")
IN_THE_TABLE = ("size_assumed", "size_estimated")
"""Warnings that the table of sizes tells of, row by row."""


def reservations(told: Told) -> Section:
    """The usual reservations, the sizes with their basis and source, and the warnings of the data."""
    said = (*CLAIMS, "overturn") if told.result.plan else CLAIMS[1:]
    claims = List(tuple(told.say(f"reservations.{claim}") for claim in said))
    return Section("reservations", told.say("reservations.title"), (claims, *_sizes(told), *_warnings(told)))


def _sizes(told: Told) -> Iterator[Block]:
    """Every size of every unit, with its basis, how it was found and where it stands."""
    words = (("unit", False, 3), ("measure", False, 1), ("size", True, 2), ("basis", False, 1), ("why", False, 5))
    columns = tuple(Column(told.say(f"reservations.{word}"), numeric, share) for word, numeric, share in words)
    rows = tuple(
        _size(told, unit, measure, size)
        for measure in measures_used(told.scenario)
        for unit in told.scenario.units
        if (size := unit.size.get(measure)) is not None
    )
    yield Table("sizes", told.say("reservations.sizes"), columns, rows, note=legend_of_marks(told.language))


def _size(told: Told, unit: Unit, measure: str, size: Size) -> tuple[Cell, ...]:
    total = told.total([unit.id], measure)
    hidden = total is Hidden.HIDDEN
    return (
        Cell(unit.name),
        Cell(told.scenario.measures[measure].unit),
        told.size(total),
        HIDDEN_CELL if hidden else Cell(say(f"basis.{size.basis}", told.language)),
        HIDDEN_CELL if hidden else told.because(size.why, size.source),
    )


def _warnings(told: Told) -> Iterator[Block]:
    every = data_warnings(told.result.problem)
    unsure = sum(warning.code in IN_THE_TABLE for warning in every)
    found = [warning for warning in every if warning.code not in IN_THE_TABLE and not _tells(told, warning)]
    if unsure:
        sizes = sum(len(unit.size) for unit in told.scenario.units)
        counts = {"count": number(unsure, told.language), "all": number(sizes, told.language)}
        yield Sentence(told.say("reservations.unsure", **counts))
    if found:
        yield Sentence(told.say("reservations.warnings", count=number(len(found), told.language)), Tone.NOTE)
        yield List(
            tuple(_begun(warning.found(told.language)) for warning in found),
            tuple(warning.todo(told.language) for warning in found),
        )


def _begun(words: str) -> str:
    """As a sentence begins; in a terminal it stands after the place."""
    return words[:1].upper() + words[1:]


def _tells(told: Told, warning: DataWarning) -> bool:
    """Whether a warning tells of a size that is hidden: its number, or only that it is small."""
    measure = warning.values.get("measure")
    named = [unit.id for unit in told.scenario.units if unit.name == warning.values.get("unit")]
    return isinstance(measure, str) and told.hides(measure, [[unit] for unit in named])
