"""Which plans are best where: the picture over the axes, and the plans one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from regroup.paper.base import Block, Cell, Column, Mark, Picture, Section, Sentence, Table, Tone
from regroup.paper.swept.told import MOST_ROWS, Swept
from regroup.report.sweep import differing, where
from regroup.report.sweep_map import sign
from regroup.report.sweep_shares import shares_svg
from regroup.report.sweep_svg import legend_of, map_svg
from regroup.sweep.naming import moved
from regroup.text import say


def plans(told: Swept) -> Section:
    """The chapter; one sentence where no run has a plan."""
    blocks = tuple(_blocks(told)) if told.summary.plans else (Sentence(say("sweep.summary.no_plans", told.language)),)
    return Section("plans", told.say("plans.title"), blocks)


def _blocks(told: Swept) -> Iterator[Block]:
    yield Sentence(say("sweep.summary.values", told.language), Tone.NOTE)
    yield picture(told, legend=False)
    yield _table(told)


def picture(told: Swept, *, legend: bool = True) -> Picture:
    """The map of two axes, with what each letter is; where there are none, how often each plan is best."""
    if told.map is None:
        svg, caption = shares_svg(told.summary, told.shares, told.language, told.axis), told.say("plans.shares")
    else:
        svg = map_svg(told.summary, told.map, told.language, told.axis, legend=legend)
        caption = told.say("plans.map")
    return Picture("sweepmap", caption, _described(svg), svg)


def letters(told: Swept) -> Iterator[str]:
    """What each letter of the map is, for the speaker."""
    if told.map is not None:
        for what, words in legend_of(told.summary, told.map, told.language, told.axis, told.unit, told.area):
            yield f"{sign(what) if isinstance(what, int) else what} {words}"


def _described(svg: str) -> str:
    """What the drawing says of itself."""
    found = re.search(r"<desc[^>]*>([^<]*)</desc>", svg)
    return unescape(found[1]) if found else ""


def _table(told: Swept) -> Table:
    words = (("plan", False, 1), ("runs", True, 1), ("share", True, 1), ("alone", True, 1), ("where", False, 4))
    columns = tuple(Column(say(f"sweep.summary.{w}", told.language), n, share) for w, n, share in words)
    columns = (*columns, Column(say("sweep.summary.differs", told.language), share=4))
    first, found = told.summary.plans[0].plan, told.summary.plans
    rows = tuple(
        (
            Cell(name),
            told.count(one.runs),
            told.share(one.share),
            told.share(one.alone),
            Cell(where(one, told.language, told.axis)),
            Cell(differing(one.plan, first, told.language, told.unit, told.area)),
        )
        for name, one in list(zip(told.plans, found, strict=True))[:MOST_ROWS]
    )
    note = " ".join(
        filter(None, (say("sweep.summary.plans_remark", told.language), told.left_out(len(rows), len(found))))
    )
    return Table("plans", told.say("plans.caption"), columns, rows, note=note)


def members(told: Swept) -> Table | None:
    """Every plan unit by unit, for those who work on with it; None where runs have other units."""
    if told.stands is None:
        return None
    shown = told.summary.plans[:MOST_ROWS]
    columns = (Column(told.say("settled.unit"), share=2), *(Column(name) for name in told.plans[: len(shown)]))
    different = [{unit for unit, _ in moved(one.plan, shown[0].plan)} for one in shown]
    rows = tuple(
        (
            Cell(told.unit(unit)),
            *(_place(told, one.plan[unit], unit in other) for one, other in zip(shown, different, strict=True)),
        )
        for unit in told.stands.units
    )
    note = told.left_out(len(shown), len(told.summary.plans))
    return Table("members", told.say("plans.members"), columns, rows, note=note)


def _place(told: Swept, area: str | None, different: bool) -> Cell:
    return Cell(told.area(area), mark=Mark.BAD if different else Mark.NONE)
