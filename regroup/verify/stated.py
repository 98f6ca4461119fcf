"""What a result's inputs state, in plain numbers and texts: the ground that every check stands on.

Nothing here or beside it shares code with rules, terms, evaluation, the core or the engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

Object = Mapping[str, Any]
Places = Mapping[str, str]
"""Unit id to area id; may leave units out."""
ZERO = Fraction(0)


def exact(number: int | float) -> Fraction:
    """A number of JSON as it is written."""
    return Fraction(number) if isinstance(number, int) else Fraction(Decimal(repr(number)))


class Stated:
    """The facts, the rules in force and the terms.

    Args:
        inputs: of a result, of the right form (`regroup.read.inputs` has read them).
    """

    def __init__(self, inputs: Object) -> None:
        self.scenario: Object = inputs["scenario"]
        self.model: Object = inputs["model"]
        changed = inputs["changed"]
        self.unit_of: dict[str, Object] = {unit["id"]: unit for unit in self.scenario["units"]}
        self.area_of: dict[str, Object] = {area["id"]: area for area in self.scenario["areas"]}
        self.units, self.areas = tuple(self.unit_of), tuple(self.area_of)
        self.former = tuple(area["id"] for area in self.scenario["former_areas"])
        self.line = tuple(area for area in self.areas if not self.area_of[area]["outside"])
        self.terms: list[Object] = list(changed["terms"] if changed else self.model["terms"])
        self.rules: list[Object] = list(changed["rules"] if changed else self._rules())

    def _rules(self) -> list[Object]:
        """The model's, the scenario's, and the two that hold where nobody says otherwise."""
        rules = [*self.model.get("rules", ()), *self.scenario["requirements"]]
        stated = {rule["rule"] for rule in rules}
        if self.parts and "splits" not in {term["term"] for term in self.terms} and "keep_parts" not in stated:
            rules.append({"rule": "keep_parts"})
        must = [area for area in self.line if not self.area_of[area]["may_be_empty"]]
        if must and "area_count" not in stated:
            rules.append({"rule": "in_use", "areas": must})
        return rules

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The parts of each whole."""
        found: dict[str, list[str]] = {whole["id"]: [] for whole in self.scenario["wholes"]}
        for unit in self.scenario["units"]:
            if "part_of" in unit:
                found[unit["part_of"]].append(unit["id"])
        return found

    @cached_property
    def _sizes(self) -> dict[str, dict[str, Fraction]]:
        found: dict[str, dict[str, Fraction]] = {measure: {} for measure in self.scenario["measures"]}
        for unit in self.scenario["units"]:
            for measure, size in unit["size"].items():
                found[measure][unit["id"]] = exact(size.get("value", size.get("likely")))
        return found

    @cached_property
    def _totals(self) -> dict[str, Fraction]:
        return {measure: sum(sizes.values(), ZERO) for measure, sizes in self._sizes.items()}

    def measure(self, part: Object) -> str:
        """The measure that a rule or term speaks of."""
        name: str = part.get("measure") or self.scenario["measure"]
        return name

    def size(self, unit: str, measure: str) -> Fraction:
        """What a unit weighs."""
        return self._sizes[measure][unit]

    def total(self, measure: str) -> Fraction:
        """What all units weigh."""
        return self._totals[measure]

    def limit(self, bound: Object, measure: str) -> Fraction:
        """A bound in the measure's unit, stated so or as a share of all."""
        return exact(bound["value"]) if "value" in bound else exact(bound["share"]) * self.total(measure)

    def strength(self, stated: int | str) -> int:
        """A strength as a number."""
        return int(self.scenario["strengths"][stated]) if isinstance(stated, str) else stated

    def worth(self, term: Object, synergy: Object) -> int:
        """A synergy's strength times the weight of its criterion."""
        weight: int = term["criteria"].get(synergy["criterion"], term["others"])
        return self.strength(synergy["strength"]) * weight

    def targets(self, term: Object) -> dict[str, Fraction]:
        """The share of the total that each area aims at."""
        equal = Fraction(1, max(1, len(self.line)))
        if term["towards"] == "equal":
            return dict.fromkeys(self.line, equal)
        stated = {area: exact(self.area_of[area]["target"]) for area in self.line if "target" in self.area_of[area]}
        silent = len(self.line) - len(stated)
        rest = (1 - sum(stated.values(), ZERO)) / silent if silent else ZERO
        return {area: stated.get(area, rest) for area in self.line}

    def fields(self, unit: str) -> list[str]:
        """A unit's fields of work."""
        found: list[str] = self.unit_of[unit]["fields"]
        return found

    def today(self) -> dict[str, str]:
        """Where the units are today, where that is known."""
        return {unit: stated["today"] for unit, stated in self.unit_of.items() if "today" in stated}

    def proposed(self, proposal: Object) -> dict[str, str]:
        """A proposal as a plan."""
        places = {unit: area for area, units in proposal["areas"].items() for unit in units}
        if proposal.get("rest") == "today":
            places = self.today() | places
        return {unit: places[unit] for unit in self.units if unit in places}

    def members(self, plan: Places) -> dict[str, list[str]]:
        """Area to units, in the scenario's order; areas without units are absent."""
        found: dict[str, list[str]] = {}
        for unit in self.units:
            if unit in plan:
                found.setdefault(plan[unit], []).append(unit)
        return found

    def measured(self, plan: Places) -> list[str]:
        """Areas with units that rules and terms on size and count speak of; former ones last."""
        held = self.members(plan)
        return [area for area in (*self.line, *self.former) if area in held]
