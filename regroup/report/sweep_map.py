"""The map of a sweep on the terminal: a letter for each plan, so that it reads without colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from regroup.report.page import bullet, heading, line
from regroup.report.sweep import differing, short, shown, where
from regroup.sweep.map import Cell, Map
from regroup.sweep.naming import LETTERS, MORE, plan_names
from regroup.sweep.summary import Summary
from regroup.text import listing, number, say

SIGNS = {"impossible": "–", "limit": "?", "disputed": "≠", "failed": "!", "missing": "·"}
LONGEST_LABEL = 24


def print_map(console: Console, summary: Summary, made: Map, language: str) -> None:
    """The picture, in as many blocks of columns as the page needs, and its legend."""
    names = {"up": short(made.up.key), "across": short(made.across.key)}
    heading(console, say("sweep.map.heading", language, **names))
    if made.others:
        others = listing([short(other) for other in made.others], language)
        line(console, say("sweep.map.summed", language, others=others))
    across = [_cut(shown(value, language)) for value in made.across.values]
    up = [_cut(shown(value, language)) for value in made.up.values]
    label = max(map(len, up))
    width = max(*map(len, across), 5 if made.others else 1) + 2
    each = max(1, (console.width - label - 2) // width)
    for first in range(0, len(across), each):
        columns = range(first, min(first + each, len(across)))
        console.print()
        for y in reversed(range(len(up))):
            cells = [_shown(made.cells.get((x, y)), bool(made.others)) for x in columns]
            _print(console, f"{up[y]:>{label}} │" + "".join(f"{cell:>{width}}" for cell in cells))
        _print(console, f"{'':>{label}} └" + "─" * width * len(columns))
        _print(console, f"{'':>{label}}  " + "".join(f"{across[x]:>{width}}" for x in columns))
    _print_legend(console, summary, made, language)


def sign(what: int | str) -> str:
    """One character for a plan, or for an end without one."""
    if isinstance(what, str):
        return SIGNS[what]
    return LETTERS[what] if what < len(LETTERS) else MORE


def ends_of(made: Map) -> list[str]:
    """The signs beside plans that a map shows."""
    there = {cell.what for cell in made.cells.values() if isinstance(cell.what, str)}
    size = len(made.across.values) * len(made.up.values)
    return [end for end in SIGNS if end in there or (end == "missing" and len(made.cells) < size)]


def plans_of(made: Map) -> list[int]:
    """The plans with a letter that a map shows, the most frequent first."""
    return sorted(
        {cell.what for cell in made.cells.values() if isinstance(cell.what, int) and cell.what < len(LETTERS)}
    )


def _print_legend(console: Console, summary: Summary, made: Map, language: str) -> None:
    console.print()
    names = plan_names(summary)
    for plan in plans_of(made):
        one = summary.plans[plan]
        words = say("sweep.map.plan_in", language, plan=names[plan], runs=number(one.runs, language))
        detail = where(one, language)
        if plan and one.plan.keys() == summary.plans[0].plan.keys():
            detail += f"  ({differing(one.plan, summary.plans[0].plan, language)})"
        bullet(console, words, detail, mark=sign(plan), style="")
    if any(isinstance(cell.what, int) and cell.what >= len(LETTERS) for cell in made.cells.values()):
        bullet(console, say("sweep.map.more", language, count=len(names) - len(LETTERS)), mark=MORE, style="")
    for end in ends_of(made):
        bullet(console, say(f"sweep.map.{end}", language), mark=SIGNS[end], style="")


def _shown(cell: Cell | None, with_share: bool) -> str:
    if cell is None:
        return SIGNS["missing"]
    return f"{sign(cell.what)}{percent_of(cell):>4}" if with_share else sign(cell.what)


def percent_of(cell: Cell) -> int:
    """Whole per cent; 100 only where it is all."""
    return 100 if cell.share == 1 else min(99, max(1, round(cell.share * 100)))


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _print(console: Console, words: str) -> None:
    console.print(Text(words), no_wrap=True, overflow="crop")
