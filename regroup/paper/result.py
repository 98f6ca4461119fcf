"""The document of one result: a case for decision, chapter by chapter."""

from __future__ import annotations

from regroup.paper.alternatives import alternatives
from regroup.paper.assessment import assessment
from regroup.paper.background import background
from regroup.paper.base import Paper
from regroup.paper.consequences import consequences
from regroup.paper.criteria import criteria
from regroup.paper.origin import facts, origin
from regroup.paper.places import places
from regroup.paper.reservations import reservations
from regroup.paper.slides import slides
from regroup.paper.summary import summary
from regroup.paper.told import Told
from regroup.result import Result

CHAPTERS = (summary, background, alternatives, criteria, assessment, consequences, reservations, origin)


def paper_of(result: Result, language: str) -> Paper:
    """The document that tells of a result, in ``language``."""
    return paper_told(Told(result, language))


def paper_told(told: Told) -> Paper:
    """The chapters in order; slides and lists print sizes of their own and are left out where some are hidden."""
    model, sections = told.result.problem.model, tuple(chapter(told) for chapter in CHAPTERS)
    return Paper(
        title=told.say("title", scenario=told.scenario.name),
        subtitle=told.say("subtitle", model=model.title.in_language(told.language)),
        language=told.language,
        sections=sections,
        facts=tuple(facts(told)),
        slides=tuple(slides(told, sections)) if told.screen is None else (),
        lists=tuple(places(told)) if told.screen is None else (),
    )
