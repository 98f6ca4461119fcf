"""Impossibility found by arithmetic, before any search, and said in words.

Each check is a proof by itself: it adds up exact sizes or counts, and names the rules it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from regroup.core import Core, Ints
from regroup.lowering import UNITS
from regroup.preprocess import classes_of
from regroup.problem import Problem, StatedRule
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import area_name, names
from regroup.rules.fixed import Fixed
from regroup.rules.in_use import InUse
from regroup.rules.keep_parts import KeepParts
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.text import LANGUAGES, NO_BREAK_SPACE, Words, number, percent, say


@dataclass(frozen=True, slots=True)
class Reason:
    """Why no plan can keep the rules.

    Attributes:
        words: the arithmetic, in both languages.
        rules: the rules it rests on.
    """

    words: Words
    rules: tuple[StatedRule, ...]


def arithmetic_reasons(problem: Problem) -> tuple[Reason, ...]:
    """Every reason found; empty when arithmetic alone shows nothing."""
    check = _Check(problem)
    found = [*check.count_range(), *check.together_and_apart(), *check.no_area_left()]
    found += [*check.too_big(), *check.total(), *check.fixed_too_big(), *check.too_few_units(), *check.apart_clique()]
    return tuple(found)


class _Check:
    """The checks on one problem, each yielding the reasons it finds."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.scenario = problem.scenario
        self.core: Core = problem.core
        self.units = problem.unit_ids
        self.areas = problem.area_ids
        self.node_of: Ints = classes_of(self.core)
        members: dict[int, list[int]] = {}
        for unit, node in enumerate(self.node_of.tolist()):
            members.setdefault(node, []).append(unit)
        self.classes = tuple(members.values())

    def count_range(self) -> Iterator[Reason]:
        """Rules on the number of areas leave no number."""
        least, most = self._least_used(), self.core.count_most
        if least > most:
            yield self._reason("count_range", self._stated(AreaCount, InUse), least=least, most=most)

    def together_and_apart(self) -> Iterator[Reason]:
        """Two units must be together and apart."""
        for i, j in self.core.apart.tolist():
            if self.node_of[i] == self.node_of[j]:
                about = (Together, KeepParts, Apart)
                rules = [s for s in self._stated(*about) if self._touches(s.rule, self._class_of(i))]
                yield self._reason("together_and_apart", rules, units=self._names([i, j]))

    def no_area_left(self) -> Iterator[Reason]:
        """A unit, or units that must be together, may be in no area."""
        for members in self.classes:
            if not self.core.allowed[members].all(axis=0).any():
                rules = [s for s in self._stated(Fixed, NotIn, Together, KeepParts) if self._touches(s.rule, members)]
                yield self._reason("no_area_left", rules, units=self._names(members))

    def too_big(self) -> Iterator[Reason]:
        """A unit, or units that must be together, exceed the most in every area they may be in."""
        for row, measure in enumerate(self.problem.measure_rows):
            for members in self.classes:
                allowed = self.core.allowed[members].all(axis=0)
                size = int(self.core.sizes[row, members].sum())
                if not allowed.any() or size <= int(self.core.window_most[row, allowed].max()):
                    continue
                limit = int(self.core.window_most[row, allowed].max())
                rules = [*self._sizing(measure), *(s for s in self._holding() if self._touches(s.rule, members))]
                yield self._reason(
                    "too_big",
                    rules,
                    units=self._names(members),
                    areas=int(allowed.sum()),
                    size=self._size(row, measure, size),
                    limit=self._size(row, measure, limit),
                )

    def total(self) -> Iterator[Reason]:
        """All areas at their most cannot hold everything, or at their least need more than there is."""
        for row, measure in enumerate(self.problem.measure_rows):
            everything = int(self.core.sizes[row].sum())
            room, need = self._room(row), self._need(row)
            values = {"total": self._size(row, measure, everything)}
            rules = [*self._sizing(measure), *self._stated(AreaCount, InUse)]
            if room < everything:
                yield self._reason(
                    "no_room", rules, **values, areas=self.core.count_most, room=self._size(row, measure, room)
                )
            if need > everything:
                yield self._reason(
                    "not_enough", rules, **values, areas=self._least_used(), need=self._size(row, measure, need)
                )

    def fixed_too_big(self) -> Iterator[Reason]:
        """The units that can only be in one area exceed its most together, though each alone does not."""
        only = [self._only(unit) for unit in range(self.core.n)]
        for area in range(self.core.k):
            held = [unit for unit, place in enumerate(only) if place == area]
            for row, measure in enumerate(self.problem.measure_rows):
                size, limit = int(self.core.sizes[row, held].sum()), int(self.core.window_most[row, area])
                if size > limit and len(held) > 1 and int(self.core.sizes[row, held].max()) <= limit:
                    rules = [*self._sizing(measure), *(s for s in self._holding() if self._touches(s.rule, held))]
                    yield self._reason(
                        "fixed_too_big",
                        rules,
                        area=area_name(self.areas[area], self.scenario),
                        units=self._names(held),
                        size=self._size(row, measure, size),
                        limit=self._size(row, measure, limit),
                    )

    def too_few_units(self) -> Iterator[Reason]:
        """More areas must be used than there are units, or groups that stay together, to put in them."""
        least = self._least_used()
        if least > len(self.classes):
            rules = self._stated(AreaCount, InUse, Together, KeepParts)
            yield self._reason("too_few_units", rules, least=least, groups=len(self.classes))

    def apart_clique(self) -> Iterator[Reason]:
        """More units are pairwise apart than there are areas."""
        for stated in self._stated(Apart):
            assert isinstance(stated.rule, Apart)  # noqa: S101 - chosen by type on the line above
            if len(stated.rule.units) > self.core.k:
                members = [self.units.index(unit) for unit in stated.rule.units]
                yield self._reason(
                    "apart_clique", [stated], units=self._names(members), count=len(members), areas=self.core.k
                )

    def _room(self, row: int) -> int:
        """The most that areas can hold: all outside, and the roomiest of the counted ones."""
        most = self.core.window_most[row]
        counted = np.sort(most[self.core.counted])[::-1][: self.core.count_most]
        return int(counted.sum()) + int(most[~self.core.counted].sum())

    def _need(self, row: int) -> int:
        """The least that the areas which must be used need."""
        must, least = self.core.must_use, self.core.window_least[row]
        further = max(0, self.core.count_least - int((must & self.core.counted).sum()))
        rest = np.sort(least[self.core.counted & ~must])
        return int(least[must].sum()) + int(rest[:further].sum())

    def _least_used(self) -> int:
        """How many of the counted areas hold units in any plan."""
        return max(self.core.count_least, int((self.core.must_use & self.core.counted).sum()))

    def _only(self, unit: int) -> int | None:
        places = np.flatnonzero(self.core.allowed[unit])
        return int(places[0]) if len(places) == 1 else None

    def _class_of(self, unit: int) -> list[int]:
        return self.classes[int(self.node_of[unit])]

    def _stated(self, *kinds: type[Rule]) -> list[StatedRule]:
        return [stated for stated in self.problem.rules if isinstance(stated.rule, kinds)]

    def _holding(self) -> list[StatedRule]:
        return self._stated(Fixed, NotIn, Together, KeepParts)

    def _sizing(self, measure: str) -> list[StatedRule]:
        """The rules that bound areas in a measure."""
        if measure == UNITS:
            return self._stated(UnitCount)
        main = self.scenario.measure
        return [s for s in self._stated(AreaSize) if (getattr(s.rule, "measure", None) or main) == measure]

    def _touches(self, rule: Rule, members: Iterable[int]) -> bool:
        """Whether a rule names one of the units, or speaks of parts and one of them is a part."""
        ids = {self.units[unit] for unit in members}
        if isinstance(rule, KeepParts):
            return any(self.scenario.unit_of[unit].part_of for unit in ids)
        return bool(ids & set(getattr(rule, "units", ())))

    def _names(self, members: Iterable[int]) -> str:
        return names([self.units[unit] for unit in members], self.scenario)

    def _size(self, row: int, measure: str, size: int) -> Callable[[str], str]:
        """A size in words: "41 % of the årsverk (879 årsverk)"; a bare count for units."""
        exact = Fraction(size, int(self.core.size_scale[row]))
        if measure == UNITS:
            return lambda language: f"{number(exact, language)}{NO_BREAK_SPACE}{say('word.units', language)}"
        unit, total = self.scenario.measures[measure].unit, self.scenario.total(measure)

        def words(language: str) -> str:
            plain = f"{number(exact, language)}{NO_BREAK_SPACE}{unit}"
            return f"{plain} ({percent(exact / total, language)})" if total else plain

        return words

    def _reason(self, key: str, rules: Iterable[StatedRule], **values: object) -> Reason:
        def words(language: str) -> str:
            filled = {name: value(language) if callable(value) else value for name, value in values.items()}
            return say(f"impossible.{key}", language, **filled)

        return Reason({language: words(language) for language in LANGUAGES}, tuple(rules))
