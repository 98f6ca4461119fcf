"""What the answers rest on: versions, checksums, settings, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Cell, Column, List, Section, Sentence, Table, Tone
from regroup.paper.reservations import CLAIMS
from regroup.paper.swept.told import Swept
from regroup.provenance import versions
from regroup.read.lines import visible
from regroup.report.figures import NOTHING
from regroup.sweep.sources import Counted
from regroup.text import has, number, percent, say

MOST_SUMS = 12
SETTINGS = ("seed", "work", "time_limit", "gap")


def reservations(told: Swept) -> Section:
    """The usual ones, and that a sweep shows only what it varies."""
    claims = (say(f"paper.reservations.{claim}", told.language) for claim in CLAIMS)
    return Section(
        "reservations",
        say("paper.reservations.title", told.language),
        (List((told.say("reservations.varied"), *claims)),),
    )


def origin(told: Swept) -> Section:
    """How sure the answers are, and the table of what they rest on."""
    columns = tuple(
        Column(say(f"paper.origin.{word}", told.language), share=share) for word, share in (("what", 1), ("value", 3))
    )
    rows = tuple((Cell(label), Cell(value)) for label, value in facts(told))
    table = Table("origin", say("paper.origin.caption", told.language), columns, rows)
    lead, note = Sentence(sure(told), Tone.LEAD), Sentence(told.say("origin.note"), Tone.NOTE)
    return Section("origin", say("paper.origin.title", told.language), (lead, note, table))


def sure(told: Swept) -> str:
    """How many answers are proven, and how far the others may be from the best."""
    found = told.sources
    answers = found.proven + found.bounded
    if not answers:
        return told.say("origin.none")
    if not found.bounded:
        return told.say("origin.proven", answers)
    proven = told.count(found.proven).text
    if found.widest is None:
        return told.say("origin.partly", answers, proven=proven)
    return told.say("origin.within", answers, proven=proven, gap=percent(found.widest, told.language, 2))


def facts(told: Swept) -> Iterator[tuple[str, str]]:
    """Label and value, in reading order."""
    found, language = told.sources, told.language
    yield told.say("origin.sweep"), told.name
    yield told.say("origin.runs"), number(len(told.summary.at) + told.summary.missing, language)
    for kind, engines in (("plan_by", found.plan_by), ("bound_by", found.bound_by)):
        yield told.say(f"origin.{kind}"), _engines(told, engines)
    for name, value in found.settings:
        if name in SETTINGS:
            yield told.say(f"origin.{name}"), NOTHING if value is None else told.value(value)
    for kind, sums in (("scenario", found.scenarios), ("model", found.models)):
        yield say(f"paper.origin.{kind}_hash", language), _counted(told, sums)
    yield say("paper.origin.versions", language), _counted(told, found.versions)
    yield say("studies.told_by", language), f"regroup {versions()['regroup']}"


def _counted(told: Swept, counted: Counted) -> str:
    """Each value; with the runs that have it where there are several."""
    if not counted:
        return NOTHING
    if len(counted) == 1:
        return visible(counted[0][0])
    if len(counted) > MOST_SUMS:
        return told.say("origin.many", len(counted))
    return "; ".join(f"{visible(value)} ({told.say('origin.in_runs', count)})" for value, count in counted)


def _engines(told: Swept, counted: Counted) -> str:
    named = (
        (say(f"engine.{name}", told.language) if has(f"engine.{name}", told.language) else name, count)
        for name, count in counted
    )
    return _counted(told, tuple(named))
