"""What was varied, and how the runs ended."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.swept.told import MOST_ROWS, Swept
from regroup.read.lines import visible
from regroup.report.figures import NOTHING
from regroup.sweep.axes_seen import Seen
from regroup.text import say

MOST_VALUES = 12
LONGEST_REASON = 300
UNTOLD = "und"
"""The language of reasons: that of the scenario, which the store does not tell."""


def axes(told: Swept) -> Section:
    """The axes with their values, states, and why runs have no answer."""
    return Section("axes", told.say("axes.title"), tuple(_blocks(told)))


def _blocks(told: Swept) -> Iterator[Block]:
    yield Sentence(told.say("axes.lead"), Tone.NOTE)
    if told.summary.axes:
        yield _varied(told)
    yield _ended(told)
    if told.summary.reasons:
        yield _reasons(told)


def _varied(told: Swept) -> Table:
    words = (("axis", False, 3), ("key", False, 4), ("count", True, 1), ("values", False, 5))
    columns = tuple(Column(told.say(f"axes.{word}"), numeric, share) for word, numeric, share in words)
    rows = tuple(
        (Cell(told.axis(axis.key)), Cell(visible(axis.key)), told.count(len(axis.values)), Cell(_values(told, axis)))
        for axis in told.summary.axes[:MOST_ROWS]
    )
    return Table("axes", told.say("axes.caption"), columns, rows)


def _values(told: Swept, axis: Seen) -> str:
    """All of them, or the ends of many numbers."""
    values = axis.values
    if len(values) > MOST_VALUES:
        first, last = (told.value(end) for end in (values[0], values[-1]))
        return f"{first} … {last}"
    return ", ".join(map(told.value, values))


def _ended(told: Swept) -> Table:
    columns = (Column(told.say("axes.end"), share=3), Column(told.say("axes.runs"), numeric=True))
    counts = [*told.summary.states.items(), ("missing", told.summary.missing)]
    rows = [(Cell(say(f"sweep.state.{state}", told.language)), told.count(count)) for state, count in counts if count]
    total = (Cell(told.say("axes.all")), told.count(sum(count for _, count in counts)))
    return Table("ended", told.say("axes.ended"), columns, (*rows, total), total=True)


def _reasons(told: Swept) -> Table:
    """Quoted as the runs left them."""
    columns = (Column(told.say("axes.reason"), share=6), Column(told.say("axes.runs"), numeric=True))
    reasons = told.summary.reasons
    rows = tuple(
        (Cell(visible(reason[:LONGEST_REASON]) or NOTHING, lang=UNTOLD), told.count(count))
        for _, reason, count in reasons[:MOST_ROWS]
    )
    return Table("reasons", told.say("axes.reasons"), columns, rows, note=told.left_out(len(rows), len(reasons)))
