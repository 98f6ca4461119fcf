"""The footnotes: every assumed or estimated size, with how it was set and where it comes from."""

from __future__ import annotations

from rich.console import Console

from regroup.facts import Size, Unit
from regroup.instance import Instance
from regroup.report.conflict import reasons
from regroup.report.figures import MARKS, legend_of_marks, sized
from regroup.report.page import bullet, heading
from regroup.text import say
from regroup.totals import total_of


def print_uncertain_sizes(console: Console, instance: Instance, language: str) -> None:
    """Nothing where every size is stated or computed."""
    found = [(unit, m, size) for unit in instance.units for m, size in unit.size.items() if size.uncertain]
    if not found:
        return
    heading(console, say("report.sizes.heading", language, count=len(found)), legend_of_marks(language))
    for unit, measure, size in found:
        words = _headline(instance, unit, measure, size, language)
        bullet(console, words, reasons(size.why, size.source, language), mark=MARKS[size.basis])


def _headline(instance: Instance, unit: Unit, measure: str, size: Size, language: str) -> str:
    words = sized(total_of(instance, [unit.id], measure), instance, measure, language)
    basis = say(f"basis.{size.basis}", language)
    counted = say("report.sizes.counted_in", language, unit=size.counted_in) if size.counted_in else ""
    return f"{unit.name}: {words}, {basis}{counted}"
