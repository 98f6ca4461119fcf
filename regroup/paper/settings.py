"""What a rule or a term is set to, in words: "minst 10 %, høyst 50 %; mål: årsverk"."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from regroup.report.models import TOLD_ELSEWHERE
from regroup.rules import Rule
from regroup.rules.base import Bound
from regroup.scenario import Scenario
from regroup.terms import Term
from regroup.text import number, percent, say

FIELDS_OF_THEIR_OWN = TOLD_ELSEWHERE | {"criteria", "others"}
"""Fields that stand in another table."""
SHARES = {("company_limit", "most")}
"""Plain numbers that are parts of a whole."""


def settings(part: Rule | Term, scenario: Scenario, language: str) -> str:
    """Each field that is set, with names in place of ids; empty where there is none."""
    names = _names(scenario)
    told = []
    for field in type(part).model_fields:
        value = getattr(part, field)
        if field not in FIELDS_OF_THEIR_OWN and value not in (None, (), ""):
            words = percent(value, language, 1) if (part.id, field) in SHARES else _value(value, names, language)
            told.append(say(f"paper.field.{field}", language, value=words))
    return "; ".join(told)


def _names(scenario: Scenario) -> dict[str, str]:
    units = {unit.id: unit.name for unit in scenario.units}
    wholes = {whole.id: whole.name for whole in scenario.wholes}
    measures = {name: measure.unit for name, measure in scenario.measures.items()}
    return measures | wholes | units | scenario.area_names


def _value(value: object, names: Mapping[str, str], language: str) -> str:
    if isinstance(value, Bound):
        return _value(value.value, names, language) if value.share is None else percent(value.share, language, 1)
    if isinstance(value, Fraction) or (isinstance(value, int) and not isinstance(value, bool)):
        return number(value, language, 3)
    if isinstance(value, tuple):
        return ", ".join(f"«{_value(item, names, language)}»" for item in value)
    return names.get(str(value), str(value))
