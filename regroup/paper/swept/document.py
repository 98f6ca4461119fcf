"""The document of a sweep, read out of its store alone."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import List, Paper, Section, Sentence, Slide, Table, Tone
from regroup.paper.swept.axes import axes
from regroup.paper.swept.deciding import deciding
from regroup.paper.swept.draws import drawn_ones, draws
from regroup.paper.swept.origin import facts, origin, reservations
from regroup.paper.swept.plans import members, plans
from regroup.paper.swept.runs import MOST_LISTED, listed, runs
from regroup.paper.swept.settled import settled
from regroup.paper.swept.slides import slides
from regroup.paper.swept.told import Swept
from regroup.sweep.chosen import Chosen
from regroup.sweep.map import mapped
from regroup.sweep.shares import laid_out, shares
from regroup.sweep.sources import sources_of
from regroup.sweep.spread import spreads
from regroup.sweep.stands import stands_of
from regroup.sweep.summary import summarised
from regroup.sweep.table import Plans, table
from regroup.text import say


def swept(chosen: Chosen, language: str, x: str | None = None, y: str | None = None) -> Swept:
    """Reads the store; ``x`` and ``y`` are the axes of the map, as `regroup.sweep.map.mapped` takes them.

    Raises:
        InputError: no such axis.
    """
    found = summarised(chosen)
    return Swept(
        summary=found,
        map=mapped(found, x, y) if x or y or len(laid_out(found)) > 1 else None,
        shares=shares(found),
        stands=stands_of(found),
        spreads=spreads(chosen.rows()),
        sources=sources_of(chosen.rows()),
        runs=table(chosen, Plans.NONE),
        language=language,
        unit_names=chosen.units,
        area_names=chosen.areas,
    )


def paper_of_sweep(told: Swept) -> Paper:
    """Chapters, slides, and lists for a workbook; the store must be open still."""
    chapters = tuple(_chapters(told))
    messages = tuple(slides(told, chapters))
    return Paper(
        title=told.say("document", name=told.name),
        subtitle=say("swept.subtitle", told.language),
        language=told.language,
        sections=(_in_short(told, messages), *chapters),
        facts=tuple(facts(told)),
        slides=messages,
        lists=tuple(_lists(told)),
    )


def _chapters(told: Swept) -> Iterator[Section]:
    yield axes(told)
    yield plans(told)
    yield deciding(told)
    if told.summary.plans:
        yield settled(told)
    if drawn_ones(told):
        yield draws(told)
    yield runs(told)
    yield reservations(told)
    yield origin(told)


def _in_short(told: Swept, messages: tuple[Slide, ...]) -> Section:
    """The findings, one by one."""
    lead = Sentence(messages[0].message, Tone.LEAD)
    found = List(tuple(slide.message for slide in messages[1:]))
    decision = Sentence(say("sweep.summary.values", told.language), Tone.NOTE)
    return Section("summary", say("paper.summary.title", told.language), (lead, found, decision))


def _lists(told: Swept) -> Iterator[Table]:
    """All runs and all plans; they stand in place of the shorter tables of the same name."""
    yield listed(told, MOST_LISTED)
    inside = members(told)
    if inside is not None:
        yield inside
