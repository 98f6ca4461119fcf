"""What was understood of a file, for the reader to check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from regroup.sheets.plain import Tables
from regroup.sheets.toml_text import Remarks


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence under ``import.note``, and what stands for its names."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """A column and what it was taken as."""

    role: str
    heading: str
    letters: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A file that was taken in.

    Attributes:
        file: its name, safe to print.
        sheet: the sheet that was read; empty for CSV and for a scenario workbook.
        row: the row of headings, from 1; None for a scenario workbook.
        columns: what each column was taken as.
        counts: list → how many.
        totals: measure → sum, what it is counted in, and how many units have none.
        remarks: what was assumed, skipped or is doubtful.
        tables: the scenario.
        comments: for the scenario file.
    """

    file: str
    tables: Tables
    counts: Mapping[str, int]
    totals: Mapping[str, tuple[Fraction, str, int]]
    remarks: tuple[Remark, ...] = ()
    sheet: str = ""
    row: int | None = None
    columns: tuple[Taken, ...] = ()
    comments: Remarks = field(default_factory=dict)


def totals_of(tables: Tables) -> dict[str, tuple[Fraction, str, int]]:
    """The sum of each measure that some unit has."""
    totals = {}
    for measure, about in tables.get("measures", {}).items():
        sizes = [unit["size"][measure] for unit in tables.get("units", []) if measure in unit.get("size", {})]
        if sizes:
            numbers = [Fraction(size.get("value", size.get("likely", 0))) for size in sizes]
            missing = len(tables["units"]) - len(sizes)
            totals[measure] = (sum(numbers, Fraction(0)), str(about["unit"]), missing)
    return totals
