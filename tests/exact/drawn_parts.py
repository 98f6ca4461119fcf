"""Random rules and terms of every kind in the registries; a kind that is missing here fails a test."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.in_use import InUse
from regroup.rules.keep_parts import KeepParts
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.terms import Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm

FIELDS = ("skole", "helse", "bolig")
CRITERIA = ("shared_users", "same_law")
MEASURES = (None, "fte", "employees")


@dataclass(frozen=True, slots=True)
class Names:
    """What rules can speak of, and the dice.

    Attributes:
        line: the areas that rules on size and number speak of.
        total: of all sizes, about.
        in_scenario: whether it is for a scenario, where a rule may name areas.
    """

    dice: random.Random
    units: tuple[str, ...]
    areas: tuple[str, ...]
    line: tuple[str, ...]
    total: int
    in_scenario: bool

    @property
    def says(self) -> dict[str, Any]:
        """Why and source."""
        return {"why": "prøve", "source": "vedtak"}

    def some(self, most: int, least: int = 1) -> tuple[str, ...]:
        """Some units, as many as there are at most."""
        many = min(len(self.units), self.dice.randint(least, most))
        return tuple(self.dice.sample(self.units, many))

    def spoken_of(self) -> tuple[str, ...]:
        """Areas that a rule on size or number names; a model names none."""
        named = self.in_scenario and self.line and self.dice.random() < 0.5
        return tuple(self.dice.sample(self.line, self.dice.randint(1, len(self.line)))) if named else ()

    def bound(self, low: float, high: float) -> Bound:
        """A bound about so many times an even area's size, as a value or a share."""
        even = self.dice.uniform(low, high) / max(1, len(self.line))
        if self.dice.random() < 0.5:
            return Bound(share=Fraction(min(100, round(100 * even)), 100))
        return Bound(value=Fraction(round(4 * even * self.total), 4))

    def bounds(self) -> dict[str, Bound]:
        """A least, a most, or both."""
        least, most = self.bound(0.2, 0.95), self.bound(0.9, 2.2)
        return self.dice.choice(({"least": least}, {"most": most}, {"least": least, "most": most}))


def _unit_count(names: Names) -> Rule:
    even = max(1, len(names.units) // max(1, len(names.line)))
    least, most = names.dice.randint(0, even), names.dice.randint(even, 2 * even + 1)
    bounds = names.dice.choice(({"least": least}, {"most": most}, {"least": least, "most": most}))
    return UnitCount(**bounds, areas=names.spoken_of(), **names.says)


def _area_count(names: Names) -> Rule:
    have = len(names.line)
    least, most = sorted((names.dice.randint(0, have), names.dice.randint(0, have)))
    asked = ({"exactly": most}, {"least": least}, {"most": most}, {"least": least, "most": most})
    return AreaCount(**names.dice.choice(asked), **names.says)


def _company_limit(names: Names) -> Rule:
    share, field = Fraction(names.dice.randint(1, 9), 10), names.dice.choice(FIELDS)
    measure = names.dice.choice(MEASURES)
    return CompanyLimit(units=names.some(2), field=field, most=share, measure=measure, **names.says)


def _area_size(names: Names) -> Rule:
    measure = names.dice.choice(MEASURES)
    return AreaSize(measure=measure, **names.bounds(), areas=names.spoken_of(), **names.says)


def _some_areas(names: Names) -> tuple[str, ...]:
    return tuple(names.dice.sample(names.areas, names.dice.randint(1, len(names.areas))))


RULE_MAKERS: dict[str, Callable[[Names], Rule]] = {
    "area_size": _area_size,
    "unit_count": _unit_count,
    "area_count": _area_count,
    "in_use": lambda names: InUse(areas=_some_areas(names), **names.says),
    "together": lambda names: Together(units=names.some(3, 2), **names.says),
    "apart": lambda names: Apart(units=names.some(3, 2), **names.says),
    "fixed": lambda names: Fixed(units=names.some(2), area=names.dice.choice(names.areas), **names.says),
    "not_in": lambda names: NotIn(units=names.some(3), areas=_some_areas(names)[:2], **names.says),
    "company_limit": _company_limit,
    "keep_parts": lambda names: KeepParts(**names.says),
}


def _synergy(names: Names) -> Term:
    criteria = {CRITERIA[0]: names.dice.randint(0, 4)}
    return SynergyTerm(weight=names.dice.randint(0, 5), criteria=criteria, others=names.dice.randint(0, 2), why="w")


def _balance(names: Names) -> Term:
    towards, measure = names.dice.choice(("equal", "stated")), names.dice.choice(MEASURES)
    return SizeBalance(weight=_weight(names), towards=towards, measure=measure, why="w")


def _weight(names: Names) -> int:
    return names.dice.randint(0, 3)


TERM_MAKERS: dict[str, Callable[[Names], Term]] = {
    "synergy": _synergy,
    "affinity": lambda names: AffinityTerm(weight=_weight(names), why="w"),
    "size_balance": _balance,
    "size_band": lambda names: SizeBand(
        weight=_weight(names), measure=names.dice.choice(MEASURES), **names.bounds(), why="w"
    ),
    "heterogeneity": lambda names: Heterogeneity(weight=_weight(names), why="w"),
    "moves": lambda names: Moves(weight=_weight(names), measure=names.dice.choice(MEASURES), why="w"),
    "splits": lambda names: Splits(weight=_weight(names), why="w"),
    "areas_used": lambda names: AreasUsed(weight=_weight(names), why="w"),
}
