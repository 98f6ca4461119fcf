"""Which synergies a plan cuts, and which conflicts it puts together, each with its reason and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console

from regroup.evaluation import Evaluation
from regroup.facts import Synergy
from regroup.report.conflict import reasons
from regroup.report.figures import signed
from regroup.report.page import bullet, heading, line
from regroup.scenario import Scenario
from regroup.text import has, say

MOST_SHOWN = 200
"""Of thousands, those that weigh most are printed; printing all of them would take minutes."""


def print_cut(console: Console, scenario: Scenario, evaluation: Evaluation, language: str) -> None:
    """Positive synergies whose units are in different areas, the strongest first."""
    cut = [s for s, kept in _placed(scenario, evaluation) if not kept and scenario.points_of(s.strength) > 0]
    heading(console, say("report.cut.heading", language, count=len(cut)))
    if not cut:
        line(console, say("report.cut.none", language))
    _print_by_strength(console, scenario, cut, language)


def print_conflicts_kept(console: Console, scenario: Scenario, evaluation: Evaluation, language: str) -> None:
    """Negative synergies whose units share an area, the strongest first; nothing where there are none."""
    kept = [s for s, kept in _placed(scenario, evaluation) if kept and scenario.points_of(s.strength) < 0]
    if kept:
        heading(console, say("report.cut.conflicts", language, count=len(kept)))
        _print_by_strength(console, scenario, kept, language)


def _placed(scenario: Scenario, evaluation: Evaluation) -> Iterable[tuple[Synergy, bool]]:
    for synergy, kept in zip(scenario.synergies, evaluation.placement.kept, strict=True):
        if evaluation.plan.places(*synergy.between):
            yield synergy, kept


def _print_by_strength(console: Console, scenario: Scenario, synergies: Sequence[Synergy], language: str) -> None:
    strengths = {synergy.strength: abs(scenario.points_of(synergy.strength)) for synergy in synergies}
    left = MOST_SHOWN
    for strength in sorted(strengths, key=lambda s: (-strengths[s], str(s))):
        alike = [synergy for synergy in synergies if synergy.strength == strength][:left]
        if alike:
            line(console, strength_words(scenario, strength, language), indent=2, style="bold")
        for synergy in alike:
            _print_one(console, scenario, synergy, language)
        left -= len(alike)
    if len(synergies) > MOST_SHOWN:
        line(console, say("report.cut.more", language, count=len(synergies) - MOST_SHOWN), indent=2)


def strength_words(scenario: Scenario, strength: str | int, language: str) -> str:
    """The word with its number on the scenario's scale, or the number alone.

    The usual words are said in the reader's language; a word of the scenario's own stands as it is.
    """
    value = signed(scenario.points_of(strength), language)
    if not isinstance(strength, str):
        return value
    key = f"strength.{strength}"
    return f"{say(key, language) if has(key, language) else strength} ({value})"


def _print_one(console: Console, scenario: Scenario, synergy: Synergy, language: str) -> None:
    one, other = (scenario.unit_of[unit].name for unit in synergy.between)
    label = scenario.criteria.get(synergy.criterion)
    criterion = label.in_language(language) if label else synergy.criterion
    bullet(console, f"{one} – {other} · {criterion}", reasons(synergy.why, synergy.source, language))
