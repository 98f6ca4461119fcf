"""Problem: facts and values together, cross-checked once and lowered once."""

from __future__ import annotations

import copy
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from regroup.core import Core
from regroup.crosscheck import faults_of
from regroup.errors import Fault, InputError, Place
from regroup.lowering import CoreBuilder, area_order, unit_order
from regroup.model import Model
from regroup.plan import Plan
from regroup.rules import Rule
from regroup.rules.area_count import AreaCount
from regroup.rules.base import Locate
from regroup.rules.in_use import InUse
from regroup.rules.keep_parts import KeepParts
from regroup.scenario import Scenario
from regroup.terms import Term
from regroup.wording import Both

_PARTS_STAY = Both(
    nb="modellen har ikke noe hensyn som åpner for å dele enheter", en="the model has no term that lets units be split"
)
_IN_USE = Both(
    nb="scenarioet sier ikke at de kan stå tomme", en="the scenario does not say that they may be without units"
)


@dataclass(frozen=True, slots=True)
class StatedRule:
    """A rule in force and where it stands; no place for the two that hold by default."""

    rule: Rule
    place: Place | None = None


class Problem:
    """A scenario under a model.

    Attributes:
        scenario, model: as given.
        rules: all rules in force: the model's, the scenario's requirements, and the two defaults
            (parts stay together unless the model counts splits; areas that may not be empty are used).
        terms: the model's terms.

    Raises:
        InputError: the model asks for something that the scenario lacks (a measure, today's structure),
            or the facts contradict themselves; every fault with its place.
    """

    def __init__(self, scenario: Scenario, model: Model) -> None:
        self.scenario = scenario
        self.model = model
        faults = faults_of(scenario) or list(self._model_faults())
        if faults:
            raise InputError(faults)
        self.rules: tuple[StatedRule, ...] = tuple(self._rules())
        self.terms: tuple[Term, ...] = tuple(model.terms)

    @cached_property
    def core(self) -> Core:
        """The numeric form of all rules and terms; node i is unit ``unit_ids[i]``, area a is ``area_ids[a]``."""
        return self._lowered[0]

    @cached_property
    def measure_rows(self) -> tuple[str, ...]:
        """The measure in each row of the core's sizes."""
        return self._lowered[1]

    @property
    def scale(self) -> int:
        """How many integer points make one point of the model."""
        return self.core.scale

    def lowered(self, rules: Iterable[StatedRule], terms: Iterable[Term] = ()) -> tuple[Core, tuple[str, ...]]:
        """The core of some rules and terms, and the measures of its rows."""
        builder = CoreBuilder(self.scenario)
        for stated in rules:
            stated.rule.lower(builder)
        for term in terms:
            term.lower(builder)
        return builder.build(), builder.measures

    def changed(
        self,
        *,
        add: Iterable[Rule] = (),
        drop: Container[StatedRule] = (),
        terms: Iterable[Term] | None = None,
    ) -> Problem:
        """The same facts under other rules or terms, for a study: what if.

        Args:
            add: rules to keep besides; they stand in no file.
            drop: entries of `rules` to leave out.
            terms: instead of the model's.
        """
        other = copy.copy(self)
        for made in ("core", "measure_rows", "_lowered"):
            other.__dict__.pop(made, None)
        other.rules = (*(stated for stated in self.rules if stated not in drop), *map(StatedRule, add))
        other.terms = self.terms if terms is None else tuple(terms)
        return other

    @property
    def is_changed(self) -> bool:
        """Whether rules or terms are others than scenario and model state."""
        return self.terms != tuple(self.model.terms) or self.rules != tuple(self._rules())

    @cached_property
    def unit_ids(self) -> tuple[str, ...]:
        """The units in the core's order: by id, whatever the order of the file."""
        return unit_order(self.scenario)

    @cached_property
    def area_ids(self) -> tuple[str, ...]:
        """The areas in the core's order: by id, whatever the order of the file."""
        return area_order(self.scenario)

    def plan_of(self, areas: Iterable[int]) -> Plan:
        """The plan that puts node i in area ``areas[i]``; its units stand in the scenario's order."""
        ids = self.area_ids
        placed = {unit: ids[area] for unit, area in zip(self.unit_ids, areas, strict=True)}
        return Plan({unit: placed[unit] for unit in self.scenario.unit_of})

    def areas_of(self, plan: Plan) -> list[int] | None:
        """Area index of each node; None where the plan leaves a unit out or uses a former area."""
        index = {area: position for position, area in enumerate(self.area_ids)}
        found = [index.get(plan.get(unit, "")) for unit in self.unit_ids]
        return None if None in found else [area for area in found if area is not None]

    @cached_property
    def _lowered(self) -> tuple[Core, tuple[str, ...]]:
        return self.lowered(self.rules, self.terms)

    def _rules(self) -> Iterator[StatedRule]:
        scenario, model = self.scenario, self.model
        stated = [StatedRule(rule, model.place("rules", i)) for i, rule in enumerate(model.rules)]
        stated += [StatedRule(rule, scenario.place("requirements", i)) for i, rule in enumerate(scenario.requirements)]
        yield from stated
        if scenario.wholes and "splits" not in model.term_ids and not _has(stated, KeepParts):
            yield StatedRule(KeepParts(why=_PARTS_STAY))
        must = tuple(area.id for area in scenario.line_areas if not area.may_be_empty)
        if must and not _has(stated, AreaCount):
            yield StatedRule(InUse(areas=must, why=_IN_USE))

    def _model_faults(self) -> Iterator[Fault]:
        model = self.model
        for index, rule in enumerate(model.rules):
            yield from rule.faults(self.scenario, _locator(model, "rules", index))
        for index, term in enumerate(model.terms):
            yield from term.faults(self.scenario, _locator(model, "terms", index))


def _has(stated: list[StatedRule], kind: type[Rule]) -> bool:
    return any(isinstance(entry.rule, kind) for entry in stated)


def _locator(model: Model, table: str, index: int) -> Locate:
    """From a key inside the model's rule or term to its place."""
    return lambda *key: model.place(table, index, *key)
