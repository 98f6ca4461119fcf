"""For liten / for stor, area by area: today, each proposal and the plan side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from regroup.diagnosis import AreaDiagnosis, Band
from regroup.document import verdict
from regroup.instance import Instance
from regroup.report.bar import Scale, scale_for
from regroup.report.figures import NOTHING, marked, share
from regroup.report.page import beside, heading, set_widths, table
from regroup.report.views import Column
from regroup.rules.area_size import AreaSize
from regroup.terms import TERMS
from regroup.text import number, percent, say
from regroup.totals import Total, band_unsure, total_of

NARROWEST_COLUMN = 26
FEWEST_LABELS, MOST_LABELS = 16, 26
LONGEST_BAR = 26
STYLES = {"fits": "green", "outside": "dim"}


def print_comparison(console: Console, columns: Sequence[Column], band: Band | None, language: str) -> None:
    """The diagnosis of every area in every structure; in several tables where one would be too wide."""
    if not columns:
        return
    labels = max(FEWEST_LABELS, min(MOST_LABELS, console.width - 3 * NARROWEST_COLUMN))
    groups, width = beside(columns, console.width - labels, NARROWEST_COLUMN)
    picture = _Picture(columns, band, min(LONGEST_BAR, width), language)
    heading(console, say("report.diagnosis.heading", language, unit=picture.unit), picture.legend())
    for group in groups:
        _print_side_by_side(console, group, picture, labels, width)


class _Picture:
    """Cells of the comparison, all drawn on one scale."""

    def __init__(self, columns: Sequence[Column], band: Band | None, width: int, language: str) -> None:
        self.columns, self.band, self.language = columns, band, language
        self.instance: Instance = columns[0].view.evaluation.placement.instance
        self.measure = band.measure if band else self.instance.measure
        self.unit = self.instance.measures[self.measure].unit
        totals = [self.total(column, area) for column in columns for area in column.view.areas if area.measured]
        known = [total for total in totals if total is not None]
        self.scale: Scale | None = scale_for(band, known, width) if band else None

    def total(self, column: Column, area: AreaDiagnosis) -> Total | None:
        """The size of one area of one structure."""
        members = column.view.evaluation.placement.members(area.area)
        return total_of(self.instance, members, self.measure)

    def cell(self, column: Column, area: AreaDiagnosis) -> Text:
        """Bar, size, verdict, units and fields, and synergy, a line each."""
        style, lines = STYLES.get(verdict(area), "red"), Text()
        total = self.total(column, area)
        if self.scale and total and area.measured:
            lines.append(self.scale.bar(total) + "\n", style=style)
        lines.append(f"{self.size(total)}\n")
        lines.append(f"{self.verdict(total, area)}\n", style=f"bold {style}")
        lines.append(f"{self.counts(area)}\n{self.flows(area)}")
        return lines

    def size(self, total: Total | None) -> str:
        """The size with its mark, its range and its share."""
        return f"{marked(total, self.language)}, {share(total, self.language)}"

    def verdict(self, total: Total | None, area: AreaDiagnosis) -> str:
        """The verdict in a few words, and whether it may turn."""
        words = say(f"verdict.{verdict(area)}", self.language)
        unsure = area.measured and self.band and total and band_unsure(total, self.band)
        return f"{words}{say('report.diagnosis.unsure', self.language)}" if unsure else words

    def counts(self, area: AreaDiagnosis) -> str:
        """``8 enheter, 10 fagfelt``."""
        word = say("word.one_unit" if area.units == 1 else "word.units", self.language)
        fields = say("word.one_field" if area.fields == 1 else "word.fields", self.language)
        return f"{number(area.units, self.language)} {word}, {number(area.fields, self.language)} {fields}"

    def flows(self, area: AreaDiagnosis) -> str:
        """Synergy kept inside and lost across the border, and conflict inside where there is any."""
        values = {name: number(getattr(area, name), self.language) for name in ("kept", "lost", "conflict")}
        return say(f"report.diagnosis.{'flows_conflict' if area.conflict else 'flows'}", self.language, **values)

    def legend(self) -> str:
        """The band in numbers, and how to read the bars."""
        if self.band is None:
            return say("report.diagnosis.no_band", self.language)
        total = self.instance.total(self.measure)
        words = []
        for name, edge in (("least", self.band.least), ("most", self.band.most)):
            if edge is not None:
                size, part = number(edge, self.language, 2), percent(edge / total, self.language) if total else NOTHING
                words.append(say(f"report.diagnosis.{name}", self.language, size=size, unit=self.unit, share=part))
        return say(
            "report.diagnosis.legend",
            self.language,
            band=", ".join(words),
            part=_part(self.band.rule_or_term, self.language),
        )


def _part(name: str, language: str) -> str:
    """The title of the rule or term that the band was read from."""
    part = TERMS.get(name, AreaSize)
    return part.title[language]


def _print_side_by_side(
    console: Console, columns: Sequence[Column], picture: _Picture, labels: int, width: int
) -> None:
    made = table(say("report.areas.area", picture.language), *(column.heading for column in columns), lines=True)
    set_widths(made, labels, width)
    for area, name in picture.instance.area_names.items():
        found = [_area_in(column, area) for column in columns]
        if any(found):
            cells = [picture.cell(c, a) if a else Text(NOTHING) for c, a in zip(columns, found, strict=True)]
            made.add_row(Text(name, style="bold"), *cells)
    console.print()
    console.print(made)


def _area_in(column: Column, area: str) -> AreaDiagnosis | None:
    return next((found for found in column.view.areas if found.area == area), None)
