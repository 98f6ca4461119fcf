"""Models for reading: the list, one model part by part, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from rich.console import Console
from rich.text import Text

from regroup.model import Model
from regroup.model_diff import Difference
from regroup.report.figures import NOTHING
from regroup.report.page import bullet, heading, line, table
from regroup.rules import Rule
from regroup.rules.base import Bound
from regroup.terms import Term
from regroup.text import number, percent, say
from regroup.wording import Both, said_in

TOLD_ELSEWHERE = {"rule", "term", "weight", "why", "source"}
"""Fields that have a column of their own."""


def print_list(console: Console, models: Sequence[Model], language: str) -> None:
    """The models that come with regroup: name and title."""
    made = table(say("models.name", language), say("models.title", language))
    for model in models:
        made.add_row(Text(model.name, style="bold"), model.title.in_language(language))
    console.print(Text(say("models.heading", language), style="bold"))
    console.print(made)


def print_model(console: Console, model: Model, language: str) -> None:
    """A model's title and why, then each rule and term with its weight, settings and why."""
    line(console, f"{model.name}: {model.title.in_language(language)}", style="bold")
    line(console, said_in(model.why, language))
    heading(console, say("models.rules", language))
    if not model.rules:
        line(console, say("models.no_rules", language), indent=2)
    _print_parts(console, model.rules, language)
    heading(console, say("models.terms", language))
    _print_parts(console, model.terms, language)


def _print_parts(console: Console, parts: Iterable[Rule | Term], language: str) -> None:
    for part in parts:
        bullet(
            console,
            f"{part.title[language]} ({part.id})",
            _told_of(part, language),
        )


def _told_of(part: Rule | Term, language: str) -> str:
    return "\n".join(filter(None, (_settings(part, language), said_in(part.why, language))))


def _settings(part: Rule | Term, language: str) -> str:
    """The part's fields in one line, its weight first."""
    settings = [f"{name}: {value(getattr(part, name), language)}" for name in _told(part)]
    if isinstance(part, Term):
        settings.insert(0, say("report.points.weight", language, weight=part.weight, unit=part.unit[language]))
    return "; ".join(settings)


def _told(part: Rule | Term) -> list[str]:
    return [name for name in type(part).model_fields if name not in TOLD_ELSEWHERE and getattr(part, name)]


def value(found: object, language: str) -> str:
    """A field's value in words."""
    if isinstance(found, Both):
        return said_in(found, language)
    if isinstance(found, Bound):
        return value(found.value, language) if found.share is None else percent(found.share, language, 1)
    if isinstance(found, Fraction) or (isinstance(found, int) and not isinstance(found, bool)):
        return number(found, language, 3)
    if isinstance(found, Mapping):
        return ", ".join(f"{key} {value(below, language)}" for key, below in found.items()) or NOTHING
    if isinstance(found, tuple):
        return ", ".join(value(item, language) for item in found) or NOTHING
    return NOTHING if found is None else str(found)


def print_differences(console: Console, one: Model, other: Model, found: Sequence[Difference], language: str) -> None:
    """Part by part: only in one of them, or in both with fields that differ."""
    line(console, say("models.differences", language, one=one.name, other=other.name), style="bold")
    if not found:
        line(console, say("models.same", language))
    for difference in found:
        _print_difference(console, one, other, difference, language)


def _print_difference(console: Console, one: Model, other: Model, difference: Difference, language: str) -> None:
    part = difference.one or difference.other
    assert part is not None  # noqa: S101 - a difference has at least one side
    about = f"{part.title[language]} ({part.id})"
    if difference.one is None or difference.other is None:
        where = say("models.only", language, model=(one if difference.one else other).name)
        bullet(console, f"{about}: {where}", _told_of(part, language))
        return
    changes = [_change(difference.one, difference.other, name, language) for name in difference.fields]
    bullet(console, about, "\n".join(changes))


def _change(one: Rule | Term, other: Rule | Term, name: str, language: str) -> str:
    before, after = (value(getattr(part, name), language) for part in (one, other))
    return say("models.value", language, key=name, one=before, other=after)
