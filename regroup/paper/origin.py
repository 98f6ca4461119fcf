"""Where the answer comes from: versions, hashes, settings and who found what, so that it can be traced and repeated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from regroup.paper.base import Cell, Column, Section, Sentence, Table
from regroup.paper.told import Told
from regroup.report.figures import NOTHING
from regroup.text import has, number, say


def origin(told: Told) -> Section:
    """How the answer was found and checked, and the table of what it rests on."""
    columns = (Column(told.say("origin.what"), share=1), Column(told.say("origin.value"), share=3))
    rows = tuple((Cell(label), Cell(value)) for label, value in facts(told))
    table = Table("origin", told.say("origin.caption"), columns, rows)
    return Section("origin", told.say("origin.title"), (Sentence(told.say("origin.lead")), table))


def facts(told: Told) -> Iterator[tuple[str, str]]:
    """Label and value, in reading order."""
    result = told.result
    provenance, problem = result.provenance, result.problem
    yield told.say("origin.scenario"), told.scenario.name
    if told.scenario.date:
        yield told.say("origin.date"), told.date(told.scenario.date)
    yield told.say("origin.model"), f"{problem.model.name}: {problem.model.title.in_language(told.language)}"
    yield told.say("origin.changes"), "; ".join(_changes(told)) or told.say("origin.no_changes")
    yield told.say("origin.plan_by"), engine(told, provenance.plan_by)
    yield told.say("origin.bound_by"), engine(told, provenance.bound_by)
    yield told.say("origin.engines"), ", ".join(dict.fromkeys(_asked(told))) or NOTHING
    for name in ("seed", "workers", "time_limit", "gap"):
        value = provenance.settings.get(name)
        yield told.say(f"origin.{name}"), _setting(told, value)
    yield told.say("origin.versions"), ", ".join(f"{name} {version}" for name, version in provenance.versions.items())
    if not told.hidden:  # with the rest of the file at hand, a few hidden digits can be tried against its checksum
        yield told.say("origin.scenario_hash"), provenance.scenario_sha256 or NOTHING
    yield told.say("origin.model_hash"), provenance.model_sha256 or NOTHING


def engine(told: Told, name: str | None) -> str:
    """An engine's name for people."""
    if name is None:
        return NOTHING
    return say(f"engine.{name}", told.language) if has(f"engine.{name}", told.language) else name


def _asked(told: Told) -> Iterator[str]:
    return (engine(told, str(asked["engine"])) for asked in told.result.provenance.engines)


def _changes(told: Told) -> list[str]:
    overrides = told.result.provenance.settings.get("overrides")
    return [str(change) for change in overrides] if isinstance(overrides, list | tuple) else []


def _setting(told: Told, value: object) -> str:
    if value is None:
        return told.say("origin.none")
    if isinstance(value, float):
        return number(Fraction(value), told.language, 3)
    return number(value, told.language) if isinstance(value, int) and not isinstance(value, bool) else str(value)
