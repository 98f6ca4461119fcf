"""What can be traded against what: synergy, moves, an even size, the number of areas, and the points of the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from regroup.errors import Fault, InputError
from regroup.placement import Placement
from regroup.problem import Problem
from regroup.terms import Term
from regroup.terms.areas_used import AreasUsed
from regroup.terms.base import HUNDRED
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm

WHY = "en studie spør hva som følger"
POINTS = "points"
ACROSS = ("moves", "areas", "balance", "synergy")
UP = (POINTS, "synergy", "moves")


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a trade-off.

    Attributes:
        id: "points", "synergy", "moves", "areas" or "balance".
        sign: 1 where more is better, -1 where less is.
        term: what counts it; None for balance and points.
    """

    id: str
    sign: int
    term: Term | None = None

    def shown(self, worth: Fraction) -> Fraction:
        """The figure itself, from one that is larger where it is better."""
        return self.sign * worth


def axis_of(problem: Problem, name: str) -> Axis:
    """The axis of a name, counted as the model counts it where it does.

    Raises:
        InputError: the scenario lacks what the axis counts.
    """
    if name == POINTS:
        return Axis(name, 1)
    if name == "balance":
        return Axis(name, -1)
    kinds: dict[str, type[Term]] = {"synergy": SynergyTerm, "moves": Moves, "areas": AreasUsed}
    kind = kinds[name]
    own = next((term for term in problem.terms if isinstance(term, kind)), None)
    term = own.model_copy(update={"weight": 1}) if own else kind(weight=1, why=WHY)
    faults = [Fault(fault.code, fault.values) for fault in term.faults(problem.scenario, lambda *key: None)]
    if faults:
        raise InputError(faults)
    return Axis(name, term.sign, term)


def measured_by(axis: Axis) -> Callable[[Placement], Fraction]:
    """The figure of a plan across."""
    return axis.term.amount if axis.term else spread


def spread(placement: Placement) -> Fraction:
    """The largest area less the smallest, in per cent of the total, by the scenario's main measure."""
    measure = placement.instance.measure
    sizes = [placement.size(area, measure) for area in placement.measured]
    return HUNDRED * (max(sizes) - min(sizes)) / placement.instance.total(measure) if sizes else Fraction(0)
