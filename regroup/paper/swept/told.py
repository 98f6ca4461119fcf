"""What was read out of a sweep's store, and the words and numbers that the chapters of its document share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from regroup.paper.base import Cell
from regroup.read.lines import visible
from regroup.report.figures import NOTHING
from regroup.report.sweep import short, shown
from regroup.rules import RULES
from regroup.sweep.base import Value
from regroup.sweep.map import Map
from regroup.sweep.naming import plan_names
from regroup.sweep.shares import Shares
from regroup.sweep.sources import Sources
from regroup.sweep.spread import Spread
from regroup.sweep.stands import Place, Stands
from regroup.sweep.summary import Summary
from regroup.sweep.table import Table as Runs
from regroup.terms import TERMS
from regroup.text import has, number, percent, say

MOST_ROWS = 40
"""Rows of one table in a document; a workbook has more."""
_PART = re.compile(r"model\.terms\.(?P<term>\w+)\.weight|(?:scenario\.requirements|model\.rules)\.(?P<rule>\w+)\.\w+")
"""Keys of axes that are the weight of a term, or a limit of a rule."""


@dataclass(frozen=True)
class Swept:
    """A sweep as it is told.

    Attributes:
        summary: what came of it.
        map: over two axes; None where there are none to lay out.
        shares: how often each plan is best.
        stands: where the units stand; None where no two runs can be compared.
        spreads: of points over draws.
        sources: what it rests on.
        runs: the table of its runs; the store is open until the document is made.
        language: "nb" or "en".
        unit_names, area_names: by id; empty where only the store is at hand.
    """

    summary: Summary
    map: Map | None
    shares: Shares
    stands: Stands | None
    spreads: tuple[Spread, ...]
    sources: Sources
    runs: Runs
    language: str
    unit_names: Mapping[str, str] = field(default_factory=dict)
    area_names: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, count: int | None = None, **values: object) -> str:
        """The text under ``swept.<key>``; ``<key>_one`` where it speaks of one and there is such a text."""
        one = count == 1 and has(f"swept.{key}_one", self.language)
        counted = {} if count is None else {"count": number(count, self.language)}
        return say(f"swept.{key}{'_one' if one else ''}", self.language, **counted, **values)

    @cached_property
    def name(self) -> str:
        """Of the sweep, or words for a whole store."""
        return visible(self.summary.name) if self.summary.name else say("sweep.all_runs", self.language)

    @cached_property
    def plans(self) -> tuple[str, ...]:
        """``A``, ``B`` …"""
        return plan_names(self.summary)

    @property
    def answered(self) -> int:
        """Runs with a plan."""
        return sum(one.runs for one in self.summary.plans)

    def axis(self, key: str) -> str:
        """An axis in words where it has any of its own, else its key."""
        words = self._in_words(key)
        return words if words and not self._shared[words] > 1 else short(key)

    @cached_property
    def _shared(self) -> Counter[str]:
        """How many axes have the same words."""
        return Counter(self._in_words(axis.key) for axis in self.summary.axes)

    def _in_words(self, key: str) -> str:
        part = _PART.fullmatch(key)
        if part and (kind := (RULES | TERMS).get(part["rule"] or part["term"])):
            return self.say("axis.rule" if part["rule"] else "axis.weight", title=kind.title[self.language])
        plain = key.replace(".", "_")
        return self.say(f"axis.{plain}") if has(f"swept.axis.{plain}", self.language) else ""

    def axes(self, keys: tuple[str, ...]) -> str:
        """Axes that always change together."""
        return " + ".join(self.axis(key) for key in keys)

    def value(self, value: Value) -> str:
        """A value of an axis."""
        return shown(value, self.language)

    def area(self, area: Place) -> str:
        """The name of an area, else its id, or that there is none."""
        return say("sweep.summary.nowhere", self.language) if area is None else visible(self.area_names.get(area, area))

    def unit(self, unit: str) -> str:
        """The name of a unit, else its id."""
        return visible(self.unit_names.get(unit, unit))

    def count(self, count: int) -> Cell:
        """A plain number."""
        return Cell(number(count, self.language), Fraction(count))

    def share(self, part: Fraction | None, without: str = NOTHING) -> Cell:
        """A part of a whole, in per cent."""
        return Cell(without) if part is None else Cell(percent(part, self.language), part)

    def figure(self, value: Fraction | None, decimals: int = 2) -> Cell:
        """A number with decimals."""
        return Cell(NOTHING) if value is None else Cell(number(value, self.language, decimals), value)

    def left_out(self, rows: int, of: int) -> str:
        """That a table does not hold all; empty where it does."""
        return self.say("left_out", rows=number(rows, self.language), of=number(of, self.language)) if of > rows else ""
