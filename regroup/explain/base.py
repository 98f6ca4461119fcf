"""What an explanation holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from regroup.diagnosis import AreaDiagnosis, Band
from regroup.facts import Affinity, Synergy
from regroup.plan import Plan
from regroup.prices import Gain, Price, PriceList
from regroup.problem import StatedRule
from regroup.repairs import Repairs
from regroup.terms import Term


@dataclass(frozen=True, slots=True)
class Tie:
    """A synergy of a unit.

    Attributes:
        synergy: with its reason and source.
        other: the unit at the other end.
        kept: whether the two share an area in the best plan.
    """

    synergy: Synergy
    other: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Pull:
    """An affinity of a unit, and whether the unit is in that area."""

    affinity: Affinity
    met: bool


@dataclass(frozen=True, slots=True)
class Binding:
    """A rule that names the unit.

    Attributes:
        stated: the rule.
        gain: of the best plan without it; None where that was not asked.
    """

    stated: StatedRule
    gain: Gain | None


@dataclass(frozen=True, slots=True)
class Sizing:
    """The unit's area with it and without it, all else as in the best plan.

    Attributes:
        band: the sizes that count as neither too small nor too big; None where the model has none.
        within, without: the area's diagnosis; ``without`` is None where nobody else is in it.
    """

    band: Band | None
    within: AreaDiagnosis
    without: AreaDiagnosis | None


@dataclass(frozen=True, slots=True)
class Shift:
    """What one term says of another plan, less what it says of the best one, in points of the model."""

    term: Term
    points: Fraction


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The best plan known with the unit in another place.

    Attributes:
        price: the place and what it costs.
        plan: areas that nothing tells apart have the names that fit the best plan; None where there is no plan.
        moves: the other units whose area is another than in the best plan, none of which could stay by itself.
        shifts: term by term, those that differ.
    """

    price: Price
    plan: Plan | None
    moves: tuple[str, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a unit is where it is in the best plan.

    Attributes:
        unit, area: which unit, and where it is.
        ties: its synergies and conflicts, in the scenario's order.
        pulls: its affinities.
        bindings: rules that name it.
        sizing: its area with it and without it.
        elsewhere: every other place, in the scenario's order of areas.
    """

    unit: str
    area: str
    ties: tuple[Tie, ...]
    pulls: tuple[Pull, ...]
    bindings: tuple[Binding, ...]
    sizing: Sizing
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `explain` says.

    Attributes:
        prices: the price list; its best plan is what is explained.
        whys: for the units that were asked about.
        repairs: where no plan keeps the rules.
    """

    prices: PriceList
    whys: tuple[Why, ...] = ()
    repairs: Repairs | None = None

    @property
    def interrupted(self) -> bool:
        """Whether a person ended it; what is there stands."""
        return self.prices.interrupted or (self.repairs is not None and self.repairs.interrupted)
