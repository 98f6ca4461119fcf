"""Runs as a wide table: a row for each, in the sweep's order; the same runs give the same table on any machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from regroup.sweep.base import Row
from regroup.sweep.chosen import Chosen

Cell = str | int | float | bool | Decimal | None
DECIMALS = 12
"""Of points that no finite decimal gives exactly; the whole parts stand beside them."""
_EXACT = Context(prec=200)
STATE = ("state", "reason", "status")
POINTS = ("points", "bound", "gap", "points_parts", "bound_parts", "parts_per_point")


class Plans(StrEnum):
    """How the plan is shown."""

    COLUMNS = "columns"
    """A column for each unit, with the id of its area."""
    JSON = "json"
    """All of it in one cell."""
    NONE = "none"


@dataclass(frozen=True)
class Table:
    """The columns of all rows; the rows are read when they are asked for.

    Attributes:
        axes, figures, terms, units, provenance: names, in the order in which they first occur.
        rows: how many.
    """

    chosen: Chosen
    plans: Plans
    axes: tuple[str, ...]
    figures: tuple[str, ...]
    terms: tuple[str, ...]
    units: tuple[str, ...]
    provenance: tuple[str, ...]
    rows: int

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings: axes by their keys, then what came of the run."""
        plan = {Plans.COLUMNS: tuple(f"units.{unit}" for unit in self.units), Plans.JSON: ("plan",), Plans.NONE: ()}
        terms = tuple(f"terms.{term}" for term in self.terms)
        about = (*self.provenance, "key") if self.provenance else ()
        return (*self.axes, *STATE, *POINTS, *self.figures, *terms, *plan[self.plans], *about)

    def cells(self) -> Iterator[list[Cell]]:
        """Row by row, in the order of the columns; None for what a run does not have."""
        return map(self._cells, self.chosen.rows())

    def _cells(self, row: Row) -> list[Cell]:
        found, at = row.found, dict(row.at)
        about = [_plain(row.provenance.get(name)) for name in self.provenance]
        return [
            *(at.get(axis) for axis in self.axes),
            *(str(row.state), row.reason or None, found.get("status")),
            *_points(found),
            *((found.get("figures") or {}).get(name) for name in self.figures),
            *(in_points(found, (found.get("terms") or {}).get(name)) for name in self.terms),
            *self._plan(found.get("plan")),
            *([*about, row.key] if self.provenance else ()),
        ]

    def _plan(self, plan: dict[str, Any] | None) -> list[Cell]:
        if self.plans is Plans.COLUMNS:
            return [(plan or {}).get(unit) for unit in self.units]
        text = json.dumps(plan, ensure_ascii=False, sort_keys=True) if plan is not None else None
        return [text] if self.plans is Plans.JSON else []


def table(chosen: Chosen, plans: Plans = Plans.COLUMNS, *, provenance: bool = False) -> Table:
    """The table of some runs. What differs from run to run of the same task is left out unless it is asked for."""
    names: dict[str, dict[str, None]] = {kind: {} for kind in ("axes", "figures", "terms", "units", "provenance")}
    names["axes"] |= dict.fromkeys(name for _, at in chosen.runs for name, _ in at)
    count = 0
    for row in chosen.rows():
        count += 1
        for kind, part in (("figures", "figures"), ("terms", "terms"), ("units", "plan")):
            names[kind] |= dict.fromkeys(row.found.get(part) or ())
        names["provenance"] |= dict.fromkeys(row.provenance if provenance else ())
    kinds = {kind: tuple(found) for kind, found in names.items()}
    return Table(chosen=chosen, plans=plans, rows=count, **kinds)


def in_points(found: Any, parts: int | None) -> Decimal | None:
    """Points of the model: exact where a finite decimal is, else to `DECIMALS`."""
    scale = found.get("points_scale")
    if parts is None or not scale:
        return None
    value = Fraction(parts, scale)
    if _finite(value.denominator):
        return Decimal(_EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)))
    step = Decimal(1).scaleb(-DECIMALS)
    return (_EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))).quantize(step, ROUND_HALF_EVEN, _EXACT)


def _finite(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def _points(found: Any) -> Iterable[Cell]:
    points, bound, scale = (found.get(name) for name in ("points", "bound", "points_scale"))
    return in_points(found, points), in_points(found, bound), found.get("gap"), points, bound, scale


def _plain(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
