"""The runs themselves: where each stands on the axes, how it ended, its plan and its points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import cast

from regroup.paper.base import Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.swept.told import MOST_ROWS, Swept
from regroup.read.lines import visible
from regroup.report.figures import NOTHING
from regroup.sweep.table import Cell as Raw
from regroup.text import has, percent, say

MOST_LISTED = 20_000
"""Rows in a workbook; `regroup sweep table` writes any number."""
MOST_AXES = 6
POINTS, SHOWN = ("points", "bound", "gap"), ("areas", "moves")
"""Columns of the store's table that are told, in this order."""


def runs(told: Swept) -> Section:
    """The first of them."""
    lead, table = Sentence(told.say("runs.lead"), Tone.NOTE), listed(told, MOST_ROWS)
    return Section("runs", told.say("runs.title"), (lead, table) if table.rows else (lead,))


def listed(told: Swept, most: int) -> Table:
    """As many rows as are asked for, in the order of the sweep."""
    axes = told.runs.axes[:MOST_AXES]
    figures = tuple(name for name in told.runs.figures if name in SHOWN)
    columns = (
        *(Column(told.axis(axis), _numeric(told, axis)) for axis in axes),
        *(Column(told.say(f"runs.{word}"), share=share) for word, share in (("end", 2), ("plan", 1))),
        *(Column(told.say(f"runs.{word}"), numeric=True) for word in (*POINTS, *figures)),
    )
    rows = tuple(islice(_rows(told, axes, figures), most))
    note = told.left_out(len(rows), told.runs.rows)
    return Table("runs", told.say("runs.caption"), columns, rows, note=note)


def _numeric(told: Swept, key: str) -> bool:
    values = next((axis.values for axis in told.summary.axes if axis.key == key), ())
    return bool(values) and not any(isinstance(value, str | bool) for value in values)


def _rows(told: Swept, axes: tuple[str, ...], figures: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    names = told.runs.columns
    for (_, what), cells in zip(told.summary.at, told.runs.cells(), strict=True):
        found = dict(zip(names, cells, strict=True))
        plan = told.plans[what] if isinstance(what, int) else NOTHING
        end = "done" if isinstance(what, int) else what
        places = (_place(told, found[axis]) for axis in axes)
        numbers = (_number(told, name, found.get(name)) for name in (*POINTS, *figures))
        yield *places, Cell(_end(told, end, found.get("status"))), Cell(plan), *numbers


def _end(told: Swept, end: str, status: Raw) -> str:
    """``bevist best``; how it ended where it has no plan."""
    key = f"swept.runs.status.{status}"
    return say(key if end == "done" and has(key, told.language) else f"sweep.state.{end}", told.language)


def _place(told: Swept, value: Raw) -> Cell:
    if value is None:
        return Cell(NOTHING)
    if isinstance(value, bool | str):
        return Cell(visible(str(value).lower() if isinstance(value, bool) else value))
    return told.figure(_exact(value), 6)


def _number(told: Swept, name: str, value: Raw) -> Cell:
    if value is None or isinstance(value, str | bool):
        return Cell(NOTHING)
    exact = _exact(value)
    return Cell(percent(exact, told.language, 2), exact) if name == "gap" else told.figure(exact)


def _exact(value: Raw) -> Fraction:
    return Fraction(str(cast(float | Decimal, value)))
