"""The result for those who listen: one message a slide, and beside it what shows that it is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from regroup.paper import messages
from regroup.paper.base import Chart, List, Mark, Picture, Section, Sentence, Slide, Table, Tone
from regroup.paper.charts import plan_boxes, points_chart, size_chart
from regroup.paper.messages import message
from regroup.paper.reservations import CLAIMS
from regroup.paper.summary import support
from regroup.paper.told import Told
from regroup.report.figures import legend_of_marks
from regroup.report.status import assurance_words, status_words
from regroup.result import Status

MOST_BESIDE = 3
"""Structures whose bars can be told apart, each with its number over it."""
Shown = Mapping[str, Table]
Drawn = Mapping[str, Picture]
CHAPTER = {
    "structures": "summary",
    "areas": "alternatives",
    "band": "assessment",
    "points": "assessment",
    "moves": "consequences",
    "flow": "alternatives",
    "matrix": "assessment",
    "network": "assessment",
    "cut": "assessment",
    "conflicts": "assessment",
    "terms": "criteria",
    "sizes": "reservations",
    "reservations": "reservations",
    "origin": "origin",
}
"""Slide → the chapter where the whole stands."""


def slides(told: Told, sections: Sequence[Section]) -> Iterator[Slide]:
    """The slides after the first, in the order they are told.

    Args:
        told: the result.
        sections: the chapters that were made of it; the slides show their tables.
    """
    blocks = [block for section in sections for block in section.blocks]
    tables = {block.key: block for block in blocks if isinstance(block, Table)}
    drawn = {block.key: block for block in blocks if isinstance(block, Picture)}
    told_after = [
        *_against(told, tables),
        *_structures(told, tables),
        *_changes(told, tables, drawn),
        *_basis(told, tables),
    ]
    yield _in_short(told, told_after)
    titles = {section.key: section.title for section in sections}
    for slide in told_after:
        chapter = CHAPTER.get(slide.key, "assessment")
        where = message(told, "where", chapter=titles[chapter])
        yield replace(slide, notes=(*slide.notes, where, _source(told)))


def _in_short(told: Told, after: Sequence[Slide]) -> Slide:
    """The status, and the messages that the case turns on."""
    kept = ("structures", "areas", "band", "moves", "cut", "sizes") if told.result.plan else ("sizes",)
    said = tuple(slide.message for slide in after if slide.key in kept or slide.key.startswith("against"))
    notes = (*assurance_words(told.result, told.language), _source(told))
    decision = Sentence(told.say(f"summary.{support(told.result)}"), Tone.NOTE)
    return Slide("short", status_words(told.result, told.language), (List(said), decision), notes)


def _against(told: Told, tables: Shown) -> Iterator[Slide]:
    """Where no plan keeps the rules: those that do not go together."""
    if told.result.status is not Status.IMPOSSIBLE:
        return
    for at, conflict in enumerate(told.result.conflicts):
        if not conflict.rules:
            continue
        notes = (conflict.reason.words[told.language],) if conflict.reason else ()
        words = message(told, "against", len(conflict.rules))
        yield Slide(f"against{at}", words, (tables[f"conflict{at}"],), notes)


def _structures(told: Told, tables: Shown) -> Iterator[Slide]:
    """What is compared, the areas, their sizes and the points."""
    if not told.structures:
        return
    shown = told.structures[-1]
    yield Slide("structures", messages.compared(told), (_explained(told, tables["structures"]),))
    if shown.view.id == "plan":
        yield Slide("areas", messages.areas(told, shown), (plan_boxes(told, shown),))
    drawn = size_chart(told, shown)
    if drawn:
        yield Slide("band", messages.band(told, shown), (drawn, *_legend(told, drawn)), (drawn.alt,))
    note = (Sentence(tables["points"].note, Tone.NOTE),) if tables["points"].note else ()
    chart = points_chart(tables["points"], _beside(told))
    if chart.categories:
        yield Slide("points", messages.apart(told), (chart, *note), (told.say("assessment.lead"), chart.alt))


def _legend(told: Told, drawn: Chart) -> Iterator[Sentence]:
    """What the lines on the bars are, and why some bars are red."""
    unsure = any(series.spans for series in drawn.series)
    red = any(mark is Mark.BAD for series in drawn.series for mark in series.marks)
    words = [message(told, key) for key, holds in (("range", unsure), ("red", red)) if holds]
    if words:
        yield Sentence(" ".join(words), Tone.NOTE)


def _beside(told: Told) -> list[int]:
    """The structures whose bars stand side by side: all where they are few, else today, the rival and the plan."""
    if len(told.structures) <= MOST_BESIDE:
        return list(range(len(told.structures)))
    other = messages.rival(told)
    kept = ("today", "plan", other.view.id if other else "")
    return [at for at, structure in enumerate(told.structures) if structure.view.id in kept][:MOST_BESIDE]


def _changes(told: Told, tables: Shown, drawn: Drawn) -> Iterator[Slide]:
    """Who moves, what is kept and cut, what is put together against advice."""
    if "moves" in tables:
        yield Slide("moves", messages.moves(told), (_explained(told, tables["moves"]),))
        yield from _drawn("flow", messages.flow(told), list(drawn.values()))
    if "matrix" in drawn:
        yield from _drawn("matrix", messages.kept(told), [drawn["matrix"]])
        yield from _drawn("network", messages.tied(told), [drawn["network"]])
    if "cut" in tables:
        yield Slide("cut", messages.cut(told, tables["cut"]), (tables["cut"],))
    if "conflicts" in tables:
        rows = len(tables["conflicts"].rows)
        yield Slide("conflicts", message(told, "conflicts", rows), (tables["conflicts"],))


def _drawn(key: str, words: str, pictures: Sequence[Picture]) -> Iterator[Slide]:
    """A slide with the last picture whose name begins so: the one of the plan."""
    found = [picture for picture in pictures if picture.key.startswith(key)]
    if found:
        yield Slide(key, words, (found[-1],), (found[-1].caption, found[-1].alt))


def _basis(told: Told, tables: Shown) -> Iterator[Slide]:
    """What it rests on: weights, sizes that nobody knows, reservations, and how it was worked out.

    Reasons are for the speaker: they are too long to read from a wall.
    """
    terms = tables["terms"]
    reasons = tuple(f"{row[0].text}: {row[-1].text}" for row in terms.rows)
    shown = _columns(terms, range(len(terms.columns) - 1))
    yield Slide("terms", message(told, "terms"), (shown,), (told.say("criteria.values"), *reasons))
    sizes = tables["sizes"]
    unsure = tuple(row for row in sizes.rows if any(cell.mark is Mark.UNSURE for cell in row))
    if unsure:
        shown = _columns(replace(sizes, rows=unsure, note=legend_of_marks(told.language)), (0, 2, 1, 3))
        reasons = tuple(f"{row[0].text}: {row[-1].text}" for row in unsure)
        yield Slide("sizes", messages.sizes(told, len(unsure), len(sizes.rows)), (shown,), reasons)
    claims = List(tuple(told.say(f"reservations.{claim}") for claim in CLAIMS))
    yield Slide("reservations", message(told, "reservations"), (claims,))
    yield Slide("origin", message(told, "origin"), (tables["origin"],))


def _columns(table: Table, kept: Sequence[int]) -> Table:
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


def _explained(told: Told, table: Table) -> Table:
    """The table with what its marks mean under it."""
    if any(cell.mark is Mark.UNSURE for row in table.rows for cell in row):
        return replace(table, note=" ".join(filter(None, (table.note, legend_of_marks(told.language)))))
    return table


def _source(told: Told) -> str:
    provenance, problem = told.result.provenance, told.result.problem
    version = provenance.versions.get("regroup", "")
    return message(told, "source", scenario=problem.scenario.name, model=problem.model.name, version=version)
