"""What a new scenario begins with: measures, words for strength, criteria, and nothing about units."""

from __future__ import annotations

import json

from regroup.sheets.plain import Tables
from regroup.sheets.toml_text import Remarks, toml_text
from regroup.text import LANGUAGES, catalogue, say

STRENGTHS = {
    "decisive": 5,
    "strong": 3,
    "some": 1,
    "against_some": -1,
    "against_strong": -3,
    "against_decisive": -5,
}
"""The scale of every shipped scenario."""
MEASURES = ("fte", "employees", "leaders", "budget")


def start_tables(name: str | None, language: str) -> Tables:
    """A scenario without areas and units.

    Args:
        name: the case's; a placeholder when None.
    """
    return {
        "schema": 1,
        "name": name or say("new.untitled", language),
        "language": language,
        "model": "balanced",
        "level": say("new.level", language),
        "measure": "fte",
        "measures": {measure: _measure(measure, language) for measure in MEASURES},
        "strengths": dict(STRENGTHS),
        "criteria": criteria(),
    }


def criteria() -> dict[str, dict[str, str]]:
    """The vocabulary of criteria that shipped models weigh, in both languages."""
    names = list(catalogue("nb")["new"]["criterion"])
    return {name: {language: say(f"new.criterion.{name}", language) for language in LANGUAGES} for name in names}


def _measure(measure: str, language: str) -> dict[str, str]:
    unit, basis = (say(f"new.measure.{measure}{end}", language) for end in ("", "_basis"))
    return {"unit": unit, "basis": basis}


def start_text(tables: Tables, language: str) -> str:
    """The scenario file to begin with: what is known already, and examples of the rest as comments."""
    remarks: Remarks = {("units",): [say("new.toml.no_units", language), *_example(language)]}
    return toml_text(tables, language, {} if tables.get("units") else remarks)


def _example(language: str) -> list[str]:
    area, unit, other = (say(f"new.toml.{key}", language) for key in ("area", "unit", "other"))
    source = json.dumps(say("new.toml.source", language), ensure_ascii=False)
    why = json.dumps(say("new.toml.why", language), ensure_ascii=False)
    return [
        "",
        "[[areas]]",
        'id   = "a"',
        f"name = {json.dumps(area, ensure_ascii=False)}",
        "",
        "[[units]]",
        'id       = "one"',
        f"name     = {json.dumps(unit, ensure_ascii=False)}",
        'today    = "a"',
        f'size.fte = {{ value = 28.0, basis = "stated", source = {source} }}',
        "",
        "[[units]]",
        'id       = "other"',
        f"name     = {json.dumps(other, ensure_ascii=False)}",
        f'size.fte = {{ low = 20, likely = 25, high = 30, basis = "assumed", why = {why} }}',
        "",
        "[[synergies]]",
        'between   = ["one", "other"]',
        'strength  = "strong"',
        'criterion = "shared_users"',
        f"why       = {why}",
        f"source    = {source}",
    ]
