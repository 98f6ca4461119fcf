"""What a reader should know of the data before trusting a plan: guesses, gaps, mixed counts, unused facts.

Warnings stop nothing. Each says where it stands and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from regroup.errors import Place
from regroup.facts import Affinity, Bilingual, Size, Synergy, Unit
from regroup.problem import Problem
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fitting import nearest
from regroup.rules.fixed import Fixed
from regroup.scenario import Proposal, Scenario
from regroup.terms.affinity import AffinityTerm
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm
from regroup.text import LANGUAGES, NO_BREAK_SPACE, Words, number, say

FEWEST = 5
"""A unit of fewer people than this lets its people be recognised."""
PEOPLE = {
    "fte": {"årsverk", "fte", "ftes", "full-time equivalents"},
    "employees": {"ansatte", "employees", "people", "personer", "personar", "tilsette"},
    "positions": {"stillinger", "stillingar", "positions"},
}
"""Measures that count people, and the words they are counted in."""


@dataclass(frozen=True, slots=True)
class DataWarning:
    """One thing to know of the data.

    Attributes:
        code: key of the text in the catalogue, under ``warning``.
        values: what the text's ``{names}`` stand for; a mapping is one text in each language.
        place: where it stands; None for facts made in Python.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None

    def found(self, language: str) -> str:
        """What was found, in one sentence."""
        spoken = {k: value[language] if isinstance(value, Mapping) else value for k, value in self.values.items()}
        return say(f"warning.{self.code}.found", language, **spoken)

    def todo(self, language: str) -> str:
        """What to do about it."""
        return say(f"warning.{self.code}.todo", language)


def data_warnings(problem: Problem) -> tuple[DataWarning, ...]:
    """Every warning, kind by kind, each kind in the order of the file."""
    look = _Look(problem)
    found = [*look.guessed_sizes(), *look.mixed_counts(), *look.missing_sizes(), *look.small_units()]
    found += [*look.missing_sources(), *look.misspelt_criteria(), *look.unused_synergies()]
    found += [*look.unused_affinities(), *look.missing_today(), *look.lone_units(), *look.fields()]
    return tuple(found)


class _Look:
    """Goes through one problem's data."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.scenario: Scenario = problem.scenario

    def guessed_sizes(self) -> Iterator[DataWarning]:
        """Sizes that are assumed, then those that are estimated."""
        for basis in ("assumed", "estimated"):
            for index, unit, measure, size in self._sizes():
                if size.basis == basis:
                    words = _in_words(size, self.scenario.measures[measure].unit)
                    yield self._of_size(f"size_{basis}", index, unit, measure, size=words)

    def mixed_counts(self) -> Iterator[DataWarning]:
        """Sizes counted in another unit than their measure's, and measures whose word belongs to another."""
        for measure, about in self.scenario.measures.items():
            others = {word for name, words in PEOPLE.items() if name != measure for word in words}
            if measure in PEOPLE and about.unit.casefold() in others - PEOPLE[measure]:
                place = self.scenario.place("measures", measure, "unit")
                yield DataWarning("measure_word", {"measure": measure, "unit": about.unit}, place)
        for index, unit, measure, size in self._sizes():
            if size.counted_in is not None:
                word = self.scenario.measures[measure].unit
                yield self._of_size("counted_in", index, unit, measure, counted=size.counted_in, word=word)

    def missing_sizes(self) -> Iterator[DataWarning]:
        """Units without a size in a measure that other units have."""
        for measure in self.scenario.measures:
            without = [i for i, unit in enumerate(self.scenario.units) if measure not in unit.size]
            if len(without) == len(self.scenario.units):
                yield DataWarning("measure_unused", {"measure": measure}, self.scenario.place("measures", measure))
                continue
            for index in without:
                yield self._of_unit("size_missing", index, measure=measure, word=self.scenario.measures[measure].unit)

    def small_units(self) -> Iterator[DataWarning]:
        """Units of so few people that they can be recognised."""
        for index, unit, measure, size in self._sizes():
            word = self.scenario.measures[measure].unit
            if 0 < size.number < FEWEST and counts_people(self.scenario, measure):
                yield self._of_size("few_people", index, unit, measure, fewest=FEWEST, word=word)

    def missing_sources(self) -> Iterator[DataWarning]:
        """Sizes, synergies, affinities and proposals that do not say where they come from."""
        for index, unit, measure, size in self._sizes():
            if size.source is None and size.basis != "assumed":
                yield self._of_size("size_without_source", index, unit, measure)
        for table in ("synergies", "affinities", "proposals"):
            for index, entry in enumerate(getattr(self.scenario, table)):
                if entry.source is None:
                    yield DataWarning(f"{table}_without_source", self._named(entry), self.scenario.place(table, index))

    def misspelt_criteria(self) -> Iterator[DataWarning]:
        """Criteria that the model weighs and the scenario lacks, where one is nearly so called and has no weight."""
        known = self.scenario.criteria
        for index, term in enumerate(self.problem.model.terms):
            weighed = term.criteria if isinstance(term, SynergyTerm) else {}
            unweighed = [criterion for criterion in known if criterion not in weighed]
            for criterion in weighed:
                if criterion not in known and (near := nearest(criterion, unweighed)):
                    place = self.problem.model.place("terms", index, "criteria", criterion)
                    yield DataWarning("criterion_misspelt", {"criterion": criterion, "suggestion": near}, place)

    def unused_synergies(self) -> Iterator[DataWarning]:
        """Synergies that give no points under this model, or that no plan can change."""
        terms = [term for term in self.problem.terms if isinstance(term, SynergyTerm) and term.weight]
        fixed = {unit for s in self.problem.rules if isinstance(s.rule, Fixed) for unit in s.rule.units}
        if self.scenario.synergies and not terms:
            yield DataWarning("no_synergy_term", self._model(), self.scenario.place("synergies", 0))
            return
        for index, synergy in enumerate(self.scenario.synergies):
            values = self._named(synergy) | self._model() | {"criterion": self._criterion(synergy)}
            place = self.scenario.place("synergies", index)
            if not any(term.value(self.scenario, synergy) for term in terms):
                code = "synergy_without_strength" if not self._strength(synergy) else "synergy_without_weight"
                yield DataWarning(code, values, place)
            elif fixed.issuperset(synergy.between):
                yield DataWarning("synergy_settled", values, place)

    def unused_affinities(self) -> Iterator[DataWarning]:
        """Affinities that give no points under this model."""
        used = any(isinstance(term, AffinityTerm) and term.weight for term in self.problem.terms)
        if self.scenario.affinities and not used:
            yield DataWarning("no_affinity_term", self._model(), self.scenario.place("affinities", 0))

    def missing_today(self) -> Iterator[DataWarning]:
        """Units without a place today, where the model counts moves."""
        if any(isinstance(term, Moves) and term.weight for term in self.problem.terms):
            for index, unit in enumerate(self.scenario.units):
                if unit.today is None:
                    yield self._of_unit("no_today", index)

    def lone_units(self) -> Iterator[DataWarning]:
        """Units that nothing but size draws anywhere."""
        drawn = {unit for synergy in self.scenario.synergies for unit in synergy.between}
        drawn |= {affinity.unit for affinity in self.scenario.affinities}
        for index, unit in enumerate(self.scenario.units):
            if unit.id not in drawn:
                yield self._of_unit("unit_alone", index)

    def fields(self) -> Iterator[DataWarning]:
        """Fields of work that nothing reads; or units without any, where the model counts them."""
        with_fields = [index for index, unit in enumerate(self.scenario.units) if unit.fields]
        counted = any(isinstance(term, Heterogeneity) and term.weight for term in self.problem.terms)
        limited = any(isinstance(stated.rule, CompanyLimit) for stated in self.problem.rules)
        if with_fields and not counted and not limited:
            place = self.scenario.place("units", with_fields[0], "fields")
            yield DataWarning("fields_unused", self._model(), place)
        if counted:
            for index, unit in enumerate(self.scenario.units):
                if not unit.fields:
                    yield self._of_unit("no_fields", index)

    def _sizes(self) -> Iterator[tuple[int, Unit, str, Size]]:
        for index, unit in enumerate(self.scenario.units):
            for measure, size in unit.size.items():
                yield index, unit, measure, size

    def _criterion(self, synergy: Synergy) -> dict[str, str]:
        return self._worded(self.scenario.criteria[synergy.criterion])

    def _strength(self, synergy: Synergy) -> int:
        return self.scenario.points_of(synergy.strength)

    def _worded(self, words: Bilingual) -> dict[str, str]:
        return {language: words.in_language(language) for language in LANGUAGES}

    def _model(self) -> dict[str, object]:
        return {"model": self._worded(self.problem.model.title)}

    def _of_unit(self, code: str, index: int, **values: object) -> DataWarning:
        values["unit"] = self.scenario.units[index].name
        return DataWarning(code, values, self.scenario.place("units", index))

    def _of_size(self, code: str, index: int, unit: Unit, measure: str, **values: object) -> DataWarning:
        values |= {"unit": unit.name, "measure": measure}
        return DataWarning(code, values, self.scenario.place("units", index, "size", measure))

    def _named(self, entry: Synergy | Affinity | Proposal) -> dict[str, str]:
        """What a synergy, affinity or proposal is called in a sentence."""
        scenario = self.scenario
        if isinstance(entry, Synergy):
            return {"name": " – ".join(f"«{scenario.unit_of[unit].name}»" for unit in entry.between)}
        if isinstance(entry, Affinity):
            return {"name": f"«{scenario.unit_of[entry.unit].name}» → «{scenario.area_names[entry.area]}»"}
        return {"name": f"«{entry.name}»"}


def counts_people(scenario: Scenario, measure: str) -> bool:
    """Whether a measure counts people, by its id or by the word it is counted in."""
    words = set().union(*PEOPLE.values())
    return measure in PEOPLE or scenario.measures[measure].unit.casefold() in words


def _in_words(size: Size, unit: str) -> Words:
    """``45 (30–60) årsverk`` in each language."""
    words = {}
    for language in LANGUAGES:
        low, high = (number(bound, language) for bound in size.range)
        spread = "" if low == high else f" ({low}–{high})"
        words[language] = f"{number(size.number, language)}{spread}{NO_BREAK_SPACE}{unit}"
    return words
