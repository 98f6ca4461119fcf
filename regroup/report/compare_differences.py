"""From one structure to another: what changes, difference by difference, and what each is worth alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rich.console import Console

from regroup.compare import Comparison, Difference, Distance, Price
from regroup.instance import Instance
from regroup.report.compare_figures import signed_points
from regroup.report.figures import NOTHING, sized
from regroup.report.page import bullet, heading, line
from regroup.terms import TERMS
from regroup.text import listing, number, percent, say


def print_distances(console: Console, comparison: Comparison, language: str) -> None:
    """Every pair of structures that is laid out."""
    models = [problem.model.name for problem in comparison.problems]
    for distance in comparison.distances:
        first, second = (one.name(language, models) for one in (distance.first, distance.second))
        heading(console, say("compare.difference.heading", language, first=first, second=second))
        _print_distance(console, comparison.problems[0].scenario, distance, models, language)


def _print_distance(console: Console, instance: Instance, distance: Distance, models: list[str], language: str) -> None:
    named = [models[at] for at in distance.models] if len(models) > 1 else []
    changes = distance.changes
    line(console, _agreement(instance, distance, language) if changes.moves else _say("none", language))
    for words in _areas(instance, distance, language):
        line(console, words)
    for difference in distance.differences:
        names = {"source": instance.area_names[difference.source], "target": instance.area_names[difference.target]}
        words = _say("change", language, units=_units(instance, difference.units), **names)
        bullet(console, words, "\n".join(_prices(difference, named, language)))
    for key, units in (("new", changes.new), ("left_out", changes.left_out)):
        if units:
            line(console, _say(key, language, units=_units(instance, units)))
    for words in _whole(distance, named, language):
        line(console, words)


def _agreement(instance: Instance, distance: Distance, language: str) -> str:
    share = distance.agreement.share
    count = len(distance.changes.moves)
    values: dict[str, object] = {
        "share": percent(share, language) if share is not None else NOTHING,
        "units": f"{number(count, language)} {say('word.one_unit' if count == 1 else 'word.units', language)}",
    }
    people = {measure: total for measure, total in distance.changes.people.items() if total}
    if not people:
        return _say("agreement_no_size", language, **values)
    sizes = [sized(total, instance, measure, language) for measure, total in people.items()]
    return _say("agreement", language, sizes=listing(sizes, language), **values)


def _areas(instance: Instance, distance: Distance, language: str) -> Iterator[str]:
    """Areas that come, go, part, join or change name."""
    changes, names = distance.changes, instance.area_names
    for before, after in changes.renamed:
        yield _say("renamed", language, before=names[before], after=names[after])
    for area in changes.added:
        yield _say("added", language, area=names[area])
    for area in changes.dissolved:
        yield _say("dissolved", language, area=names[area])
    for split in changes.split:
        yield _say("split", language, area=names[split.area], into=_listed(instance, split.into, language))
    for merge in changes.merged:
        yield _say("merged", language, areas=_listed(instance, merge.areas, language), into=names[merge.into])


def _prices(difference: Difference, models: list[str], language: str) -> Iterator[str]:
    """A line for each model, and one for each rule that it breaks or mends."""
    for at, price in enumerate(difference.prices):
        named = {"model": models[at]} if models else {}
        words = _say("alone_under" if models else "alone", language, points=_signed(price.points, language), **named)
        yield _say("terms", language, words=words, terms=_terms(price, language)) if price.terms else words
    for key in ("breaks", "mends"):
        rules = dict.fromkeys(b.words[language] for price in difference.prices for b in getattr(price, key))
        yield from (_say(key, language, rule=rule) for rule in rules)


def _terms(price: Price, language: str) -> str:
    """The terms that change, the largest first."""
    ordered = sorted(price.terms.items(), key=lambda entry: -abs(entry[1]))
    return ", ".join(f"{TERMS[term].title[language]} {_signed(points, language)}" for term, points in ordered)


def _whole(distance: Distance, models: list[str], language: str) -> Iterator[str]:
    if distance.whole is None or len(distance.differences) < 2:
        return
    for at, whole in enumerate(distance.whole):
        rest = distance.rest(at) or Fraction(0)
        key = ("whole" if rest else "sum") + ("_under" if models else "")
        shown = {"whole": _signed(whole, language), "rest": _signed(rest, language)}
        yield _say(key, language, **({"model": models[at]} if models else {}), **shown)


def _units(instance: Instance, units: Iterable[str]) -> str:
    return ", ".join(f"«{instance.unit_of[unit].name}»" for unit in units)


def _listed(instance: Instance, areas: Iterable[str], language: str) -> str:
    return listing([instance.area_names[area] for area in areas], language)


def _signed(value: Fraction, language: str) -> str:
    return signed_points(value, language)


def _say(key: str, language: str, **values: object) -> str:
    return say(f"compare.difference.{key}", language, **values)
