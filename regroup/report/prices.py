"""The price list: every unit in every area, where the plan turns, what shuts a place, and what each rule costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import Console
from rich.text import Text

from regroup.instance import Instance
from regroup.prices import Gain, Place, Price, PriceList
from regroup.report.conflict import print_rule
from regroup.report.figures import NOTHING, points
from regroup.report.page import beside, bullet, heading, line, set_widths, table
from regroup.text import say

LABELS, NARROWEST = 38, 15
MOST_TURNS = 10
ALIKE = "†"


def print_prices(console: Console, prices: PriceList, language: str) -> None:
    """The table, then the units by how easily they turn."""
    heading(
        console,
        say("explain.prices.heading", language),
        say("explain.prices.remark", language, model=prices.problem.model.name),
    )
    areas = tuple(prices.problem.scenario.area_of)
    groups, width = beside(areas, console.width - LABELS, NARROWEST)
    for group in groups:
        console.print()
        _print_table(console, prices, group, width, language)
    if any(price.place.away_from for price in prices.prices):
        line(console, say("explain.prices.alike", language, mark=ALIKE), style="dim")
    _print_turns(console, prices, language)


def _print_table(console: Console, prices: PriceList, areas: Sequence[str], width: int, language: str) -> None:
    scenario = prices.problem.scenario
    names = [scenario.area_names[area] for area in areas]
    made = table(say("explain.prices.unit", language), *names, numbers=tuple(range(1, len(areas) + 1)))
    set_widths(made, LABELS, width)
    for unit in dict.fromkeys(price.place.unit for price in prices.prices):
        at = {area: price for price in prices.of(unit) for area in price.place.areas}
        made.add_row(scenario.unit_of[unit].name, *(_cell(at.get(area), language) for area in areas))
    console.print(made)


def _cell(price: Price | None, language: str) -> Text:
    if price is None:
        return Text(NOTHING)
    if price.place.own:
        return Text(say("explain.prices.own", language), style="bold")
    words = price_words(price, language) + (ALIKE if price.place.away_from else "")
    return Text(words, style="" if price.allowed else "dim")


def price_words(price: Price, language: str) -> str:
    """The price where it is proven, else its limits; or that the place is not allowed."""
    if not price.allowed:
        return say("explain.prices.shut", language)
    return _span("explain.prices", price.least, price.most, language) or say("explain.prices.unknown", language)


def _span(key: str, least: Fraction, most: Fraction | None, language: str) -> str:
    """An amount of points, or its limits; nothing where nothing is known."""
    if most is None:
        return say(f"{key}.at_least", language, least=points(least, language)) if least else ""
    if least == most:
        return points(most, language)
    return say(f"{key}.between", language, least=points(least, language), most=points(most, language))


def place_words(instance: Instance, place: Place, language: str) -> str:
    """The area's name; what tells it from its own where areas are alike."""
    if place.away_from is not None:
        return say("explain.place.alike", language, unit=instance.unit_of[place.away_from].name)
    names = ", ".join(instance.area_names[area] for area in place.areas)
    return names if len(place.areas) == 1 else say("explain.place.one_of", language, areas=names)


def _print_turns(console: Console, prices: PriceList, language: str) -> None:
    """The cheapest other place of the units that turn most easily; then those without any."""
    scenario = prices.problem.scenario
    units = list(dict.fromkeys(price.place.unit for price in prices.prices))
    cheapest = {unit: found for unit in units if (found := _cheapest(prices.of(unit)))}
    heading(console, say("explain.flips.heading", language), say("explain.flips.remark", language))
    for unit, (cost, other) in sorted(cheapest.items(), key=lambda item: item[1][0])[:MOST_TURNS]:
        values = {"unit": scenario.unit_of[unit].name, "place": place_words(scenario, other.place, language)}
        key = "price" if cost else "even"
        bullet(console, say(f"explain.flips.{key}", language, **values, points=price_words(other, language)), style="")
    stuck = [scenario.unit_of[unit].name for unit in units if _is_stuck(prices.of(unit))]
    if stuck:
        line(console, say("explain.flips.stuck", language, units=", ".join(stuck)))


def _cheapest(prices: Sequence[Price]) -> tuple[Fraction, Price] | None:
    known = [(price.most, price) for price in prices if not price.place.own and price.most is not None]
    return min(known, key=_first, default=None)


def _first(one: tuple[Fraction, Price]) -> Fraction:
    return one[0]


def _is_stuck(prices: Sequence[Price]) -> bool:
    others = [price for price in prices if not price.place.own]
    return bool(others) and not any(price.allowed for price in others)


def print_shut(console: Console, prices: PriceList, language: str) -> None:
    """For every place that is not allowed, the rules that shut it; units that the same rules shut out together."""
    shut = list(_by_rules(prices))
    if shut:
        heading(console, say("explain.shut.heading", language))
    scenario = prices.problem.scenario
    for unit, group in shut:
        conflict = group[0].conflict
        if conflict is None:
            continue
        key = "not_minimal" if not conflict.minimal else "one" if len(conflict.rules) == 1 else "many"
        places = "; ".join(place_words(scenario, price.place, language) for price in group)
        line(console, say(f"explain.shut.{key}", language, units=scenario.unit_of[unit].name, place=places))
        for stated in conflict.rules:
            print_rule(console, scenario, stated, language)


def _by_rules(prices: PriceList) -> Iterator[tuple[str, list[Price]]]:
    """Each unit with its places that the same rules shut."""
    groups: dict[tuple[object, ...], list[Price]] = {}
    for price in prices.prices:
        if price.conflict is not None:
            key = (price.place.unit, *(id(stated) for stated in price.conflict.rules))
            groups.setdefault(key, []).append(price)
    for group in groups.values():
        yield group[0].place.unit, group


def print_gains(console: Console, prices: PriceList, language: str) -> None:
    """What each rule costs, the dearest first; then the rules that cost nothing."""
    if not prices.gains:
        return
    heading(console, say("explain.rules.heading", language), say("explain.rules.remark", language))
    free = [gain for gain in prices.gains if gain.most == 0]
    for gain in sorted((gain for gain in prices.gains if gain.most != 0), key=lambda gain: -(gain.most or gain.least)):
        line(console, gain_words(gain, language), style="bold")
        print_rule(console, prices.problem.scenario, gain.stated, language)
    if free:
        line(console, say("explain.rules.free", language))
        for gain in free:
            _print_free(console, prices.problem.scenario, gain, language)


def gain_words(gain: Gain, language: str) -> str:
    """``4,2 poeng``, or its limits."""
    if gain.proven and gain.most is not None:
        return say("explain.rules.gain", language, points=points(gain.most, language))
    return _span("explain.rules", gain.least, gain.most, language) or say("explain.prices.unknown", language)


def _print_free(console: Console, instance: Instance, gain: Gain, language: str) -> None:
    place = str(gain.stated.place) if gain.stated.place else say("report.conflict.no_place", language)
    bullet(console, f"{place}: {gain.stated.rule.sentence(instance, language)}", style="")
