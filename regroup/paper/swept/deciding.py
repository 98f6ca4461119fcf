"""What decides: how often the plan changes along each axis."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.swept.told import MOST_ROWS, Swept
from regroup.text import say


def deciding(told: Swept) -> Section:
    """The chapter; one sentence where nothing can be compared."""
    return Section("deciding", told.say("deciding.title"), tuple(_blocks(told)))


def _blocks(told: Swept) -> Iterator[Block]:
    if not any(one.compared for one in told.summary.turning):
        yield Sentence(told.say("deciding.nothing"))
        return
    yield Sentence(say("sweep.summary.turning_remark", told.language), Tone.NOTE)
    yield _table(told)


def _table(told: Swept) -> Table:
    words = (("axis", False, 4), ("compared", True, 1), ("changed", True, 1), ("share", True, 1))
    columns = tuple(Column(say(f"sweep.summary.{word}", told.language), n, share) for word, n, share in words)
    nobody = say("sweep.summary.no_neighbours", told.language)
    rows = tuple(
        (Cell(told.axes(one.axes)), told.count(one.compared), told.count(one.changed), told.share(one.share, nobody))
        for one in told.summary.turning[:MOST_ROWS]
    )
    return Table("turning", say("sweep.summary.turning", told.language), columns, rows)
