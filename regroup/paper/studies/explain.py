"""An explanation as a chapter: the price list, what rules cost, why places are shut, and what makes a plan possible."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, List, Mark, Picture, Section, Sentence, Table, Tone
from regroup.paper.studies.repairs import because, repairs
from regroup.paper.studies.told import MOST_ROWS, Object, Studied
from regroup.paper.studies.why import why
from regroup.pictures import prices as drawn
from regroup.report.figures import NOTHING

Grid = dict[str, dict[str, Object]]
"""Unit, then area: the price."""


def explain(told: Studied) -> Section:
    """The chapter."""
    return Section(told.key("chapter"), told.word("title"), tuple(_blocks(told)))


def _blocks(told: Studied) -> Iterator[Block]:
    content = told.content
    yield Sentence(told.status("explain", content["status"], content["points"], content["bound"]), Tone.LEAD)
    if content["interrupted"]:
        yield Sentence(told.say("explain.interrupted"), Tone.NOTE)
    if content["repairs"] is not None:
        yield from repairs(told, content["repairs"])
    grid = _grid(told)
    if grid:
        yield Sentence(told.word("remark"), Tone.NOTE)
        yield _picture(told, grid)
        yield _prices(told, grid)
        yield from _shut(told)
    if content["rules"]:
        yield from _rules(told)
    for asked in content["units"]:
        yield from why(told, asked)


def _grid(told: Studied) -> Grid:
    """The price of each unit in each area; in its own area that of staying."""
    grid: Grid = {}
    plan = told.content["plan"] or {}
    for price in told.content["prices"]:
        row = grid.setdefault(price["unit"], {})
        for area in price["areas"]:
            if (area == plan.get(price["unit"])) == price["own"]:
                row[area] = price
    return grid


def _words(told: Studied, price: Object | None) -> str:
    if price is None:
        return NOTHING
    if price["own"]:
        return told.say("explain.prices.own")
    if not price["allowed"]:
        return told.say("explain.prices.shut")
    return _span(told, price, "explain.prices") or told.say("explain.prices.unknown")


def _span(told: Studied, found: Object, key: str) -> str:
    """An amount of points, or its limits; nothing where nothing is known."""
    least, most = told.points(found["least"]).text, told.points(found["most"]).text
    if found["most"] is None:
        return told.say(f"{key}.at_least", least=least) if found["least"] else ""
    return most if found["least"] == found["most"] else told.say(f"{key}.between", least=least, most=most)


def _picture(told: Studied, grid: Grid) -> Picture:
    areas = [area for area in told.problem.scenario.area_of if any(area in row for row in grid.values())]
    places = [[_place(told, row.get(area)) for area in areas] for row in grid.values()]
    title = told.say("explain.prices.heading")
    units, names = [told.unit(unit) for unit in grid], [told.area(area) for area in areas]
    about = "; ".join(
        f"{unit}: " + ", ".join(f"{name} {place.words}" for name, place in zip(names, row, strict=True))
        for unit, row in zip(units, places, strict=True)
    )
    words = drawn.Words(*(told.word(word) for word in ("own", "shut", "priced")))
    return Picture(told.key("map"), title, about, drawn.prices(units, names, places, words, title, about))


def _place(told: Studied, price: Object | None) -> drawn.Place:
    words = _words(told, price)
    if price is None or (price["allowed"] and not price["own"] and not price["least"] and price["most"] is None):
        return drawn.Place(drawn.Look.UNKNOWN, words)
    if price["own"]:
        return drawn.Place(drawn.Look.OWN, words)
    if not price["allowed"]:
        return drawn.Place(drawn.Look.SHUT, words)
    amount = told.amount(price["most"] if price["most"] is not None else price["least"])
    return drawn.Place(drawn.Look.PRICED, words, max(0.0, float(amount or 0)))


def _prices(told: Studied, grid: Grid) -> Table:
    areas = list(told.problem.scenario.area_of)
    columns = (Column(told.word("unit"), share=3), *(Column(told.area(area), True, 2) for area in areas))
    rows = tuple((Cell(told.unit(unit)), *(_cell(told, row.get(area)) for area in areas)) for unit, row in grid.items())
    return Table(told.key("prices"), told.word("prices"), columns, rows)


def _cell(told: Studied, price: Object | None) -> Cell:
    exact = price is not None and price["allowed"] and price["least"] == price["most"]
    value = told.amount(price["most"]) if price is not None and exact else None
    return Cell(_words(told, price), value, Mark.GOOD if price is not None and price["own"] else Mark.NONE)


def _shut(told: Studied) -> Iterator[Block]:
    """Which rules do not allow a place."""
    shut = [price for price in told.content["prices"] if not price["allowed"] and price["conflict"]]
    if not shut:
        return
    columns = tuple(Column(told.word(word), share=share) for word, share in (("unit", 3), ("place", 2), ("because", 4)))
    rows = tuple(
        (Cell(told.unit(price["unit"])), Cell(told.areas(price["areas"])), Cell(because(told, price["conflict"])))
        for price in shut[:MOST_ROWS]
    )
    note = told.left_out(len(rows), len(shut))
    yield Table(told.key("shut"), told.say("explain.shut.heading"), columns, rows, note=note)


def _rules(told: Studied) -> Iterator[Block]:
    """What each rule costs; those that cost nothing in one sentence."""
    costly = [gain for gain in told.content["rules"] if gain["most"] != 0]
    if costly:
        columns = (
            Column(told.word("rule"), share=4),
            Column(told.word("gain"), True, 1),
            Column(told.word("why"), share=4),
        )
        rows = tuple(
            (
                Cell(gain["text"]),
                Cell(_span(told, gain, "explain.prices") or NOTHING),
                Cell(gain["why"], lang=told.lang(gain["why"])),
            )
            for gain in costly
        )
        yield Sentence(told.say("explain.rules.remark"), Tone.NOTE)
        yield Table(told.key("rules"), told.say("explain.rules.heading"), columns, rows)
    free = tuple(gain["text"] for gain in told.content["rules"] if gain["most"] == 0)
    if free:
        yield Sentence(told.say("explain.rules.free"))
        yield List(free)
