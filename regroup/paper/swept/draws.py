"""How points spread over draws of unsure sizes: a histogram with percentiles for each place on the other axes."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, Picture, Section, Sentence, Table, Tone
from regroup.paper.swept.told import MOST_ROWS, Swept
from regroup.pictures import histogram as drawn
from regroup.sweep.spread import Spread
from regroup.text import number

MOST_PICTURES = 4
PERCENTILES = (5, 25, 50, 75, 95)
FLAGGED = {5: "a", 50: "b", 95: "c"}
"""Percentiles with the sign of their flag."""


def draws(told: Swept) -> Section:
    """The chapter; only where there are draws with plans."""
    return Section("draws", told.say("draws.title"), tuple(_blocks(told)))


def drawn_ones(told: Swept) -> list[Spread]:
    """The spreads that hold points."""
    return [spread for spread in told.spreads if spread.points]


def _blocks(told: Swept) -> Iterator[Block]:
    found = drawn_ones(told)
    yield Sentence(told.say("draws.remark"), Tone.NOTE)
    for at, spread in enumerate(found[:MOST_PICTURES]):
        yield picture(told, spread, at)
    yield _table(told, found)


def name(told: Swept, spread: Spread) -> str:
    """Where on the other axes: ``Modell: balanced``; empty where there are none."""
    return ", ".join(f"{told.axis(key)}: {told.value(value)}" for key, value in spread.at)


def picture(told: Swept, spread: Spread, at: int) -> Picture:
    """Bars of draws by points, with flags at three percentiles."""
    caption = told.say("draws.caption", where=f" ({name(told, spread)})" if spread.at else "")
    flags = []
    for per_cent, sign in FLAGGED.items():
        points = spread.percentile(per_cent)
        words = told.say(f"draws.p{per_cent}", points=told.figure(points, 1).text)
        flags.append(drawn.Flag(sign, float(points), words, best=per_cent == 50))
    decimal = "," if told.language == "nb" else "."
    axes = drawn.Words(told.say("draws.across"), told.say("draws.up"), told.say("draws.millions"), decimal)
    about = "; ".join(flag.words for flag in flags)
    ends = float(spread.points[0]), float(spread.points[-1])
    svg = drawn.histogram(*ends, spread.steps(), flags, axes, caption, about)
    return Picture(f"draws{at}", caption, about, svg)


def _table(told: Swept, found: list[Spread]) -> Table:
    heads = [told.say("draws.where"), told.say("draws.count"), told.say("draws.least")]
    heads += [told.say("draws.percentile", share=number(share, told.language)) for share in PERCENTILES]
    heads += [told.say("draws.most"), told.say("draws.without")]
    columns = tuple(Column(head, at > 0, 1 if at else 3) for at, head in enumerate(heads))
    rows = tuple(
        (
            Cell(name(told, spread) or told.say("draws.every")),
            told.count(len(spread.points)),
            told.figure(spread.points[0], 1),
            *(told.figure(spread.percentile(share), 1) for share in PERCENTILES),
            told.figure(spread.points[-1], 1),
            told.count(spread.without),
        )
        for spread in found[:MOST_ROWS]
    )
    note = told.left_out(len(rows), len(found))
    return Table("percentiles", told.say("draws.table"), columns, rows, note=note)
