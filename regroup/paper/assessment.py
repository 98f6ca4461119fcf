"""The assessment: points term by term, and what the plan cuts and what it puts together against advice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regroup.facts import Synergy
from regroup.paper.base import Block, Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.counted import score, summed
from regroup.paper.drawn import areas_against_band, synergy_matrix, synergy_network
from regroup.paper.told import Told
from regroup.report.synergies import strength_words
from regroup.result import Status


def assessment(told: Told) -> Section:
    """Tables of points, of synergies cut and of conflicts kept; or that there is no plan, and why."""
    blocks = tuple(_assessed(told)) if told.structures else ()
    impossible = _conflicts(told) if told.result.status is Status.IMPOSSIBLE else ()
    return Section("assessment", told.say("assessment.title"), (*impossible, *blocks))


def _assessed(told: Told) -> Iterator[Block]:
    yield Sentence(told.say("assessment.lead"), Tone.NOTE)
    yield areas_against_band(told)
    yield _points(told)
    yield from _synergies(told)


def _points(told: Told) -> Table:
    """A row per term, a column per structure, and the sum."""
    structures = told.structures
    names = (Column(structure.heading, numeric=True, share=2) for structure in structures)
    columns = (Column(told.say("criteria.term"), share=3), *names)
    rows = [
        (
            Cell(scores[0].term.title[told.language]),
            *(score(told, structure.view.evaluation, one) for structure, one in zip(structures, scores, strict=True)),
        )
        for scores in zip(*(structure.view.evaluation.terms for structure in structures), strict=True)
    ]
    total = (Cell(told.say("assessment.sum")), *(summed(told, s.view.evaluation) for s in structures))
    note = "" if all(structure.complete for structure in structures) else told.say("summary.incomplete")
    return Table("points", told.say("assessment.points"), columns, (*rows, total), total=True, note=note)


def _synergies(told: Told) -> Iterator[Block]:
    plan = told.result.plan
    if plan is None:
        return
    evaluation, shown = plan.evaluation, told.structures[-1]
    if told.scenario.synergies:
        yield synergy_matrix(told, shown)
        yield synergy_network(told, shown)
    pairs = list(zip(told.scenario.synergies, evaluation.placement.kept, strict=True))
    placed = [(s, kept) for s, kept in pairs if all(unit in evaluation.plan for unit in s.between)]
    cut = [s for s, kept in placed if not kept and told.scenario.points_of(s.strength) > 0]
    conflicts = [s for s, kept in placed if kept and told.scenario.points_of(s.strength) < 0]
    yield from _pairs(told, cut, "cut")
    yield from _pairs(told, conflicts, "conflicts")


def _pairs(told: Told, synergies: Sequence[Synergy], key: str) -> Iterator[Block]:
    """The strongest first, each with its reason and source."""
    if not synergies:
        yield Sentence(told.say(f"assessment.no_{key}"))
        return
    words = (("between", 3), ("strength", 1), ("criterion", 2), ("why", 4))
    columns = tuple(Column(told.say(f"assessment.{word}"), share=share) for word, share in words)
    strongest = sorted(synergies, key=lambda synergy: -abs(told.scenario.points_of(synergy.strength)))
    rows = tuple(_pair(told, synergy) for synergy in strongest)
    yield Table(key, told.say(f"assessment.{key}", count=len(rows)), columns, rows)


def _pair(told: Told, synergy: Synergy) -> tuple[Cell, ...]:
    label = told.scenario.criteria.get(synergy.criterion)
    criterion = label.in_language(told.language) if label else synergy.criterion
    return (
        Cell(" – ".join(told.unit(unit) for unit in synergy.between)),
        Cell(strength_words(told.scenario, synergy.strength, told.language)),
        Cell(criterion),
        told.because(synergy.why, synergy.source),
    )


def _conflicts(told: Told) -> tuple[Block, ...]:
    """Where no plan keeps the rules: the rules that do not go together."""
    blocks: list[Block] = [Sentence(told.say("assessment.impossible"), Tone.LEAD)]
    for at, conflict in enumerate(told.result.conflicts):
        columns = (Column(told.say("criteria.rule"), share=2), Column(told.say("criteria.why"), share=4))
        rows = tuple(
            (
                Cell(stated.rule.sentence(told.scenario, told.language)),
                told.because(stated.rule.why, stated.rule.source),
            )
            for stated in conflict.rules
        )
        blocks.append(Table(f"conflict{at}", told.say("assessment.conflict", at=at + 1), columns, rows))
    return tuple(blocks)
