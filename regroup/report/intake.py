"""What was understood of a file that was taken in: columns, counts, sums, and what is worth knowing."""

from __future__ import annotations

from fractions import Fraction

from rich.console import Console

from regroup.errors import harmless
from regroup.intake.understood import Remark, Understood
from regroup.report.page import bullet, heading, line, table
from regroup.text import number, say

_DECIMALS = 2


def print_understood(console: Console, understood: Understood, language: str) -> None:
    """The file, its columns, how many units and how much, and the remarks."""
    line(console, _read_as(understood, language), style="bold")
    if understood.columns:
        made = table(*(say(f"import.{key}", language) for key in ("column", "heading", "taken_as")))
        for taken in understood.columns:
            made.add_row(taken.letters, harmless(taken.heading), say(f"import.role.{taken.role}", language))
        console.print(made)
    counts = [say(f"import.{key}", language, count=count) for key, count in understood.counts.items()]
    line(console, ", ".join(counts))
    for total, unit, missing in understood.totals.values():
        key = "import.total_missing" if missing else "import.total"
        line(console, say(key, language, total=number(total, language, _DECIMALS), unit=unit, missing=missing))
    if understood.remarks:
        heading(console, say("import.remarks", language))
    for remark in understood.remarks:
        bullet(console, remark_text(remark, language), style="")


def _read_as(understood: Understood, language: str) -> str:
    if understood.row is None:
        return say("import.workbook", language, file=understood.file)
    if not understood.sheet:
        return say("import.list", language, file=understood.file)
    return say(
        "import.list_sheet", language, file=understood.file, sheet=harmless(understood.sheet), row=understood.row
    )


def remark_text(remark: Remark, language: str) -> str:
    """A remark as a sentence."""
    values = {
        name: number(value, language, _DECIMALS) if isinstance(value, Fraction) else value
        for name, value in remark.values.items()
    }
    return harmless(say(f"import.note.{remark.key}", language, **values))
