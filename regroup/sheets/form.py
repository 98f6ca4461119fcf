"""The sheets of a scenario workbook and their columns, in one place for writing and for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from regroup.rules import SCENARIO_RULES
from regroup.text import LANGUAGES, say

Kind = Literal[
    "text", "id", "number", "whole", "share", "date", "flag", "list", "ref", "refs", "strength", "choice", "version"
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: dotted path of what stands in it, within a row.
        kind: what a cell holds.
        of: for references, the sheet whose rows are named; for choices, the list of `CHOICES`.
        width: in characters.
        measure: for a part of a size, the measure's id, which stands in brackets in the heading.
    """

    key: str
    kind: Kind = "text"
    of: str = ""
    width: int = 18
    measure: str = ""

    def heading(self, language: str) -> str:
        """What stands above the column."""
        if not self.measure:
            return say(f"new.column.{self.key.replace('.', '_')}", language)
        return f"{say('new.size.' + self.key.rpartition('.')[2], language)} [{self.measure}]"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a table with a row for each fact, or, for "case", a line for each key."""

    key: str
    columns: tuple[Column, ...]

    def title(self, language: str) -> str:
        """The name on the sheet's tab."""
        return say(f"new.sheet.{self.key}", language)


_WHY = Column("why", width=46)
_SOURCE = Column("source", width=34)
_ID = Column("id", "id", width=20)
_NAME = Column("name", width=34)

CASE = Sheet(
    "case",
    (
        Column("name"),
        Column("about"),
        Column("language", "choice", "language"),
        Column("level"),
        Column("date", "date"),
        Column("measure", "ref", "measures"),
        Column("model"),
        Column("schema", "version"),
    ),
)
AREAS = Sheet(
    "areas",
    (
        _ID,
        _NAME,
        Column("open", "flag", width=12),
        Column("outside", "flag", width=12),
        Column("may_be_empty", "flag", width=14),
        Column("former", "flag", width=14),
        Column("target", "share", width=14),
        _WHY,
        _SOURCE,
    ),
)
WHOLES = Sheet("wholes", (_ID, _NAME, _WHY, _SOURCE))
_UNITS = (_ID, _NAME, Column("today", "ref", "areas", 26), Column("part_of", "ref", "wholes", 22))
_UNITS_LAST = (Column("fields", "list", width=28), _WHY, _SOURCE)
SYNERGIES = Sheet(
    "synergies",
    (
        Column("one", "ref", "units", 34),
        Column("other", "ref", "units", 34),
        Column("strength", "strength", "strengths", 18),
        Column("criterion", "ref", "criteria", 28),
        _WHY,
        _SOURCE,
    ),
)
AFFINITIES = Sheet(
    "affinities",
    (
        Column("unit", "ref", "units", 34),
        Column("area", "ref", "areas", 28),
        Column("strength", "strength", "strengths", 18),
        _WHY,
        _SOURCE,
    ),
)
_REQUIREMENTS = (
    Column("rule", "choice", "rule", 26),
    Column("units", "refs", "units", 34),
    Column("areas", "refs", "areas", 28),
    Column("field", width=18),
    Column("measure", "ref", "measures", 14),
    Column("exactly", "whole", width=11),
    Column("least", "number", width=11),
    Column("most", "number", width=11),
    Column("least.share", "share", width=13),
    Column("most.share", "share", width=13),
    _WHY,
)
_IN_BOTH = tuple(Column(f"why.{language}", width=46) for language in LANGUAGES)
PROPOSALS = Sheet(
    "proposals",
    (
        _ID,
        _NAME,
        Column("by", width=22),
        Column("date", "date", width=13),
        Column("rest", "choice", "rest", 16),
        _WHY,
        _SOURCE,
    ),
)
PLACEMENTS = Sheet(
    "placements",
    (
        Column("proposal", "ref", "proposals", 36),
        Column("unit", "ref", "units", 40),
        Column("area", "ref", "areas", 30),
    ),
)
MEASURES = Sheet("measures", (_ID, Column("unit_of_measure", width=20), Column("basis", width=70)))
STRENGTHS = Sheet("strengths", (_ID, Column("label", width=24), Column("number", "whole", width=12)))
CRITERIA = Sheet("criteria", (_ID, Column("nb", width=40), Column("en", width=40)))

SIZE: Mapping[str, tuple[Kind, str, int]] = {
    "value": ("number", "", 12),
    "low": ("number", "", 12),
    "likely": ("number", "", 14),
    "high": ("number", "", 12),
    "basis": ("choice", "basis", 14),
    "source": ("text", "", 30),
    "why": ("text", "", 40),
    "counted_in": ("text", "", 14),
}
"""Parts of a size, in the order of their columns."""
_ALWAYS = ("value", "basis", "source")


def units_sheet(measures: Mapping[str, Iterable[str]]) -> Sheet:
    """The sheet of units.

    Args:
        measures: measure id → the parts of a size that need a column; value, basis and source always have one.
    """
    sizes = [
        Column(f"size.{measure}.{part}", kind, of, width, measure)
        for measure, used in measures.items()
        for part, (kind, of, width) in SIZE.items()
        if part in _ALWAYS or part in used
    ]
    return Sheet("units", (*_UNITS, *sizes, *_UNITS_LAST))


def requirements_sheet(in_both: bool) -> Sheet:
    """The sheet of requirements; ``in_both``: with columns for reasons that are given in both languages."""
    return Sheet("requirements", (*_REQUIREMENTS, *(_IN_BOTH if in_both else ()), _SOURCE))


def sheets_of(measures: Mapping[str, Iterable[str]], in_both: bool = True) -> tuple[Sheet, ...]:
    """All sheets, in the order of the workbook; see `units_sheet` and `requirements_sheet`."""
    requirements = requirements_sheet(in_both)
    first = (CASE, AREAS, units_sheet(measures), SYNERGIES, AFFINITIES, requirements, PROPOSALS, PLACEMENTS)
    return (*first, WHOLES, MEASURES, STRENGTHS, CRITERIA)


def choices(of: str, language: str) -> dict[str, str]:
    """Value in a file → word in a cell, for one list of choices."""
    if of == "rule":
        return {kind.model_fields["rule"].default: kind.title[language] for kind in SCENARIO_RULES}
    if of == "basis":
        return {name: say(f"basis.{name}", language) for name in ("stated", "computed", "estimated", "assumed")}
    if of == "rest":
        return {"today": say("new.choice.rest_today", language)}
    if of == "flag":
        return {name: say(f"new.choice.{name}", language) for name in ("yes", "no")}
    return {name: name for name in LANGUAGES}


_MEASURE = re.compile(r"(?P<part>.*?)\s*\[(?P<measure>[^\[\]]+)\]$")


@lru_cache(4096)
def column_of(sheet: str, heading: str) -> Column | None:
    """The column that a heading of the sheet means, in any language; None for a heading that is not ours."""
    wanted = " ".join(heading.split()).casefold()
    known = {found.key: found for found in sheets_of({}) if found.key == sheet}[sheet].columns
    for column in known:
        if wanted == column.key or wanted in (column.heading(language).casefold() for language in LANGUAGES):
            return column
    match = _MEASURE.match(wanted)
    if sheet != "units" or not match:
        return None
    for part, (kind, of, width) in SIZE.items():
        if match["part"] in (part, *(say(f"new.size.{part}", language).casefold() for language in LANGUAGES)):
            return Column(f"size.{match['measure']}.{part}", kind, of, width, match["measure"])
    return None


def put(row: dict[str, Any], key: str, value: Any) -> None:
    """Puts a value under a dotted path of a row."""
    *above, last = key.split(".")
    for part in above:
        row = row.setdefault(part, {})
    row[last] = value
