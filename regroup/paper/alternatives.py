"""The alternatives: each proposal and the plan, area by area, with who made them and which rules they break."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.evaluation import Evaluation
from regroup.paper.background import areas_table
from regroup.paper.base import Block, List, Section, Sentence, Tone
from regroup.paper.counted import broken
from regroup.paper.drawn import flow_from_today, organisation_chart
from regroup.paper.told import Told
from regroup.report.views import Column as Structure
from regroup.scenario import Proposal


def alternatives(told: Told) -> Section:
    """A paragraph and a table for each proposal and for the plan."""
    shown = [structure for structure in told.structures if structure.view.id != "today"]
    blocks = tuple(block for at, structure in enumerate(shown) for block in _alternative(told, structure, at))
    nothing = (Sentence(told.say("alternatives.none")),)
    return Section("alternatives", told.say("alternatives.title"), blocks or nothing)


def _alternative(told: Told, structure: Structure, at: int) -> Iterator[Block]:
    evaluation = structure.view.evaluation
    proposals = {proposal.id: proposal for proposal in told.scenario.proposals}
    yield from _about(told, structure, proposals.get(structure.view.id))
    yield areas_table(told, structure, f"alternative{at}")
    if drawn := flow_from_today(told, structure, str(at)):
        yield drawn
    if structure.view.id == "plan":
        yield organisation_chart(told, structure)
    if evaluation.unplaced:
        units = "; ".join(told.unit(unit) for unit in evaluation.unplaced)
        yield Sentence(told.say("alternatives.unplaced", units=units))
    yield from _broken(told, evaluation)


def _about(told: Told, structure: Structure, proposal: Proposal | None) -> Iterator[Sentence]:
    """Who made it and when; then what they say of it themselves."""
    if proposal is None:
        key = "plan_edited" if told.result.provenance.edits else "plan"
        yield Sentence(told.say(f"alternatives.{key}", name=structure.name), Tone.LEAD)
        return
    by = proposal.by or told.say("alternatives.nobody")
    words = [told.say("alternatives.proposal", name=proposal.name, by=by)]
    words += [told.say("alternatives.date", date=told.date(proposal.date))] if proposal.date else []
    yield Sentence(" ".join(words), Tone.LEAD)
    if proposal.why or proposal.source:
        yield Sentence(told.reason(proposal.why, proposal.source), lang=told.lang(proposal.why))


def _broken(told: Told, evaluation: Evaluation) -> Iterator[Block]:
    if evaluation.breaches:
        yield Sentence(told.say("alternatives.broken"))
        about = tuple(
            told.reason(breach.why, breach.source) if breach.why or breach.source else ""
            for breach in evaluation.breaches
        )
        langs = tuple(told.lang(breach.why) for breach in evaluation.breaches)
        yield List(tuple(broken(told, evaluation, breach) for breach in evaluation.breaches), about, langs)
