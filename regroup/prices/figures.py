"""What a price list holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from regroup.plan import Plan
from regroup.prices.place import Place
from regroup.problem import Problem, StatedRule
from regroup.result import Conflict
from regroup.study import Answer


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs to have a unit in a place, everything else made anew.

    Attributes:
        place: the unit and where it is asked to be.
        least, most: the loss in points of the model lies between these; equal where proven. ``most`` is None where no
            plan is known, or none is allowed.
        plan: the best known with the unit there.
        conflict: the rules that do not allow it; its ``minimal`` says whether each of them is needed.
    """

    place: Place
    least: Fraction = Fraction(0)
    most: Fraction | None = None
    plan: Plan | None = None
    conflict: Conflict | None = None

    @property
    def allowed(self) -> bool:
        """Whether the rules leave a plan; also where nobody knows."""
        return self.conflict is None

    @property
    def proven(self) -> bool:
        """Whether the price is exact, or the place was shown not to be allowed."""
        return self.conflict is not None or self.least == self.most


@dataclass(frozen=True, slots=True)
class Gain:
    """What the best plan gains without one rule.

    Attributes:
        stated: the rule.
        least, most: the gain lies between these; equal where proven, ``most`` None where nobody knows.
        plan: the best known without it.
    """

    stated: StatedRule
    least: Fraction
    most: Fraction | None
    plan: Plan | None

    @property
    def proven(self) -> bool:
        """Whether the gain is exact."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class PriceList:
    """All prices that were asked for.

    Attributes:
        problem: the problem.
        best: the best plan and its bound.
        prices: unit by unit, areas in the scenario's order.
        gains: rule by rule in the problem's order.
        interrupted: whether a person ended it; what is there stands.
    """

    problem: Problem
    best: Answer
    prices: tuple[Price, ...] = ()
    gains: tuple[Gain, ...] = ()
    interrupted: bool = False

    def of(self, unit: str) -> tuple[Price, ...]:
        """The prices of one unit."""
        return tuple(price for price in self.prices if price.place.unit == unit)
