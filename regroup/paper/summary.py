"""In short: what was found, how sure that is, and the structures side by side."""

from __future__ import annotations

from regroup.paper.base import Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.counted import below, status, summed
from regroup.paper.told import Told
from regroup.report.status import assurance_words
from regroup.report.views import Column as Structure
from regroup.result import Result, Status


def summary(told: Told) -> Section:
    """The status in a sentence, what it rests on, and a row for each structure."""
    lead = Sentence(status(told), Tone.LEAD)
    sure = tuple(Sentence(words) for words in assurance_words(told.result, told.language))
    decision = Sentence(told.say(f"summary.{support(told.result)}"), Tone.NOTE)
    kept_back = (Sentence(told.say("summary.hidden", below=told.screen.below), Tone.NOTE),) if told.screen else ()
    tables = (side_by_side(told),) if told.structures else ()
    return Section("summary", told.say("summary.title"), (lead, *sure, *tables, *kept_back, decision))


def support(result: Result) -> str:
    """The key of what the document supports: a decision on the best plan, on one not shown to be it, or on none."""
    if result.plan is None:
        return "support_alone"
    return "support" if result.status is Status.BEST else "support_good"


def side_by_side(told: Told) -> Table:
    """Points, rules broken, units and people that move, areas: a row for each structure."""
    words = ("structure", "points", "below", "broken", "moves", "moved", "areas")
    columns = tuple(
        Column(told.say(f"summary.{word}", unit=told.measure_unit), numeric=word != "structure", share=share)
        for word, share in zip(words, (4, 1, 1, 1, 1, 2, 1), strict=True)
    )
    note = "" if all(structure.complete for structure in told.structures) else told.say("summary.incomplete")
    rows = tuple(_row(told, structure) for structure in told.structures)
    return Table("structures", told.say("summary.caption"), columns, rows, note=note)


def _row(told: Told, structure: Structure) -> tuple[Cell, ...]:
    evaluation, best = structure.view.evaluation, told.result.points
    moved = evaluation.plan.moves_from(told.scenario.today())
    return (
        Cell(structure.heading),
        summed(told, evaluation),
        told.points(None) if best is None or not structure.complete else below(told, evaluation, best),
        told.count(len(evaluation.breaches), bad=True),
        told.count(len(moved)),
        told.size(told.total(moved)),
        told.count(len(evaluation.placement.measured)),
    )
