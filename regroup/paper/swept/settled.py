"""What is settled and what is a choice: where each unit stands over all runs, and who is with whom."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from regroup.paper.base import Block, Cell, Column, List, Picture, Section, Sentence, Table, Tone
from regroup.paper.swept.told import MOST_ROWS, Swept
from regroup.pictures import prices as drawn
from regroup.pictures import together
from regroup.sweep.stands import Stands
from regroup.text import percent, say

MOST_GROUPS, MOST_AREAS = 30, 16


def settled(told: Swept) -> Section:
    """The chapter; one sentence where runs have other units."""
    title = told.say("settled.title")
    if told.stands is None:
        return Section("settled", title, (Sentence(told.say("settled.nothing")),))
    return Section("settled", title, tuple(_blocks(told, told.stands)))


def _blocks(told: Swept, stands: Stands) -> Iterator[Block]:
    yield Sentence(message(told, stands), Tone.LEAD)
    if not told.unit_names:
        yield Sentence(told.say("settled.ids"), Tone.NOTE)
    if len(stands.areas) <= MOST_AREAS:
        yield places(told, stands)
    if stands.moving:
        yield _moving(told, stands)
    if len(stands.together) > 1:
        yield pairs(told, stands)
    groups = told.summary.pairs.always if told.summary.pairs else ()
    if groups:
        yield Sentence(say("sweep.summary.always", told.language) + ":")
        yield List(tuple(", ".join(map(told.unit, group)) for group in groups[:MOST_GROUPS]))


def message(told: Swept, stands: Stands) -> str:
    """How many units stand in one place whatever is varied."""
    firm, every = len(stands.settled), len(stands.units)
    if firm == every:
        return told.say("settled.all", every)
    if not firm:
        return told.say("settled.none", every)
    return told.say("settled.some", firm, units=told.count(every).text)


def places(told: Swept, stands: Stands) -> Picture:
    """A row for each unit, a column for each area, darker where it stands more often."""
    caption = told.say("settled.places")
    cells = [[_place(told, stands.share(unit, area)) for area in stands.areas] for unit in stands.units]
    areas, units = [told.area(area) for area in stands.areas], [told.unit(unit) for unit in stands.units]
    about = "; ".join(f"{told.unit(unit)}: {_listed(told, stands, unit)}" for unit in stands.units)
    words = drawn.Words(*(told.say(f"settled.{word}") for word in ("always_here", "never_here", "darker")))
    return Picture("places", caption, about, drawn.prices(units, areas, cells, words, caption, about))


def _place(told: Swept, share: Fraction) -> drawn.Place:
    words = percent(share, told.language)
    if share == 1:
        return drawn.Place(drawn.Look.OWN, words, 1.0)
    return drawn.Place(drawn.Look.PRICED, words, float(share)) if share else drawn.Place(drawn.Look.SHUT, words)


def pairs(told: Swept, stands: Stands) -> Picture:
    """A square for each two units: together in all runs, in some or in none."""
    caption = told.say("settled.pairs")
    pairs = told.summary.pairs
    never = len(pairs.never) if pairs else 0
    about = told.say("settled.pairs_about", units=len(stands.units), never=never)
    words = together.Words(*(told.say(f"settled.{word}") for word in ("always", "sometimes", "never")))
    units = [told.unit(unit) for unit in stands.units]
    return Picture("pairs", caption, about, together.together(units, stands.together, words, caption, about))


def _moving(told: Swept, stands: Stands) -> Table:
    words = (("unit", 2), ("most_often", 2), ("share", 1), ("stood", 5))
    columns = tuple(Column(told.say(f"settled.{word}"), word == "share", share) for word, share in words)
    rows = tuple(
        (
            Cell(told.unit(unit)),
            Cell(told.area(stands.places[unit][0][0])),
            told.share(Fraction(stands.places[unit][0][1], stands.runs)),
            Cell(_listed(told, stands, unit)),
        )
        for unit in stands.moving[:MOST_ROWS]
    )
    note = told.left_out(len(rows), len(stands.moving))
    return Table("moving", told.say("settled.moving"), columns, rows, note=note)


def _listed(told: Swept, stands: Stands, unit: str) -> str:
    found = ((told.area(area), Fraction(count, stands.runs)) for area, count in stands.places[unit])
    return "; ".join(f"{area} {percent(share, told.language)}" for area, share in found)
