"""The result that a document tells of, and the words and numbers that its sections share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from regroup.diagnosis import AreaDiagnosis
from regroup.document import verdict
from regroup.hiding.base import Group
from regroup.paper.base import Cell, Mark
from regroup.paper.screen import Hidden, Screen
from regroup.plan import Plan
from regroup.report.figures import NOTHING, marked, points, share
from regroup.report.views import Column as Structure
from regroup.report.views import columns_of
from regroup.result import Result
from regroup.scenario import Scenario
from regroup.text import in_words, number, say
from regroup.totals import Total, band_unsure, total_of
from regroup.wording import Both, maybe_said_in, said_in

GOOD_VERDICTS = ("fits", "outside")
HIDDEN_CELL = Cell(Hidden.HIDDEN.value)


@dataclass(frozen=True)
class Told:
    """A result and the language it is told in.

    Attributes:
        screen: what is kept from the public; None where all may be told.
        asked: every sum that was asked for, with its measure.
    """

    result: Result
    language: str
    screen: Screen | None = None
    asked: set[tuple[str, Group]] = field(default_factory=set, compare=False)

    def say(self, key: str, **values: object) -> str:
        """The text under ``paper.<key>``."""
        return say(f"paper.{key}", self.language, **values)

    @property
    def scenario(self) -> Scenario:
        """The facts."""
        return self.result.problem.scenario

    @cached_property
    def structures(self) -> tuple[Structure, ...]:
        """Today, each proposal, then the plan."""
        result = self.result
        return columns_of(result.problem, result.today, result.proposals, result.plan, self.language)

    @property
    def measure(self) -> str:
        """The measure that areas are weighed in."""
        return self.result.band.measure if self.result.band else self.scenario.measure

    @property
    def measure_unit(self) -> str:
        """``årsverk``."""
        return self.scenario.measures[self.measure].unit

    def lang(self, why: str | Both | None = None) -> str:
        """The language of what is quoted from scenario or model; empty where it is the document's own.

        A text in one language is in that of the scenario.
        """
        language = self._language(why)
        return "" if language == self.language else language

    def _language(self, why: str | Both | None) -> str:
        return why.spoken(self.language) if isinstance(why, Both) else self.scenario.language

    def reason(self, why: str | Both | None, source: str | None) -> str:
        """``why (kilde: …)``; a dash where nobody said why. All of it in the language of ``why``."""
        language, said = self._language(why), maybe_said_in(why, self.language)
        if source:
            key = "paper.reason" if said else "paper.sourced"
            return self.quoted(say(key, language, why=said, source=source))
        return self.quoted(said or NOTHING)

    def because(self, why: str | Both | None, source: str | None) -> Cell:
        """The same as a cell."""
        return Cell(self.reason(why, source), lang=self.lang(why) if why or source else "")

    def quoted(self, text: str | Both) -> str:
        """What the scenario or the model says, as it may be told."""
        words = said_in(text, self.language)
        return self.screen.cleared(words, quoted=True) if self.screen else words

    def date(self, day: datetime.date) -> str:
        """``1. februar 2019``."""
        return in_words(day, self.language)

    def unit(self, unit: str) -> str:
        """A unit's name."""
        return self.scenario.unit_of[unit].name

    def area(self, area: str | None) -> str:
        """An area's name; a dash where there is none."""
        return self.scenario.area_names[area] if area else NOTHING

    def members(self, plan: Plan) -> dict[str, tuple[str, ...]]:
        """Areas that are used with their units, in the order of the scenario: letters and colours go by it."""
        used = plan.members()
        return {area: used[area] for area in self.scenario.area_names if area in used}

    def total(self, units: Iterable[str], measure: str | None = None) -> Total | Hidden | None:
        """The size of some units together, in the measure of the document if no other is named.

        Every size in a document comes from here: what is hidden from the public is chosen among what is asked here.
        """
        measure, group = measure or self.measure, tuple(units)
        total = total_of(self.scenario, group, measure)
        if total is not None and group:
            self.asked.add((measure, frozenset(group)))
        return Hidden.HIDDEN if total and self.hides(measure, [group]) else total

    def hides(self, measure: str, groups: Iterable[Iterable[str]]) -> bool:
        """Whether the public may not read a figure that rests on the sizes of these units together."""
        return self.screen is not None and self.screen.hides_any(measure, (frozenset(group) for group in groups))

    @property
    def hidden(self) -> bool:
        """Whether anything is kept from the public."""
        return self.screen is not None and any(self.screen.hidden.values())

    def size(self, total: Total | Hidden | None) -> Cell:
        """``45* (30–60)``."""
        if total is Hidden.HIDDEN:
            return HIDDEN_CELL
        if total is None:
            return Cell(NOTHING)
        unsure = Mark.UNSURE if total.basis in ("assumed", "estimated") else Mark.NONE
        return Cell(marked(total, self.language), total.number, unsure)

    def share(self, total: Total | Hidden | None) -> Cell:
        """``36 %*``."""
        if total is Hidden.HIDDEN:
            return HIDDEN_CELL
        return Cell(share(total, self.language), total.share if total else None)

    def points(self, value: Fraction | None) -> Cell:
        """Points of the model."""
        return Cell(NOTHING) if value is None else Cell(points(value, self.language), value)

    def count(self, value: int, bad: bool = False) -> Cell:
        """A plain number; ``bad`` where anything but none is bad."""
        return Cell(number(value, self.language), Fraction(value), Mark.BAD if bad and value else Mark.NONE)

    def verdict(self, area: AreaDiagnosis, total: Total | Hidden | None) -> Cell:
        """Whether an area is too small, too big or both, and whether that may turn."""
        if total is Hidden.HIDDEN:
            return HIDDEN_CELL
        key, band = verdict(area), self.result.band
        unsure = area.measured and band is not None and total is not None and band_unsure(total, band)
        words = say(f"verdict.{key}", self.language) + (say("report.diagnosis.unsure", self.language) if unsure else "")
        return Cell(words, mark=Mark.GOOD if key in GOOD_VERDICTS else Mark.BAD)
