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
UP = (POINTS, "synergy", "moves", "areas", "balance")


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


def check_axes(across: str, up: str, *, counted: bool = False, costed: bool = False) -> None:
    """Refuses what cannot be drawn.

    Args:
        across, up: names of axes.
        counted: whether numbers of areas are given.
        costed: whether an area in use costs points besides.

    Raises:
        InputError: what is wrong, and what to ask instead.
    """
    names = {"across": across, "up": up}
    if across == up:
        raise InputError([Fault("frontier_same", names)])
    if up == "balance" and across != "areas":
        raise InputError([Fault("frontier_balance_up", names)])
    if counted and "areas" not in (across, up):
        raise InputError([Fault("frontier_no_areas", names)])
    if costed and up in ("areas", "balance"):
        raise InputError([Fault("frontier_no_cost", names)])


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


def worth(problem: Problem, up: Axis, placement: Placement) -> Fraction:
    """What a plan is worth on the axis up: the points of the problem, or how even it is; more is better."""
    if up.id == "balance":
        return -spread(placement)
    return sum((term.points(placement) for term in problem.terms), Fraction(0))


def spread(placement: Placement) -> Fraction:
    """The largest area less the smallest, in per cent of the total, by the scenario's main measure."""
    measure = placement.instance.measure
    sizes = [placement.size(area, measure) for area in placement.measured]
    return HUNDRED * (max(sizes) - min(sizes)) / placement.instance.total(measure) if sizes else Fraction(0)
