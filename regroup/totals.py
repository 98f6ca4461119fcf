"""Sums of sizes that know how sure they are: low, likely, high, and the weakest basis they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from regroup.diagnosis import Band
from regroup.facts import Basis, Size
from regroup.instance import Instance

WEAKEST_FIRST: tuple[Basis, ...] = ("assumed", "estimated", "computed", "stated")


@dataclass(frozen=True, slots=True)
class Total:
    """The size of some units together, in one measure.

    Attributes:
        number: the sum that points and rules are counted on (likely sizes).
        low, high: the sums of the lowest and of the highest sizes; equal to ``number`` when all are exact.
        basis: the weakest basis among the sizes.
        share: part of the whole scenario's total (1 = all); None where that total is zero.
    """

    number: Fraction
    low: Fraction
    high: Fraction
    basis: Basis
    share: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether there is no range around the number."""
        return self.low == self.high


def total_of(instance: Instance, units: Iterable[str], measure: str) -> Total | None:
    """The size of ``units`` together; None where one of them has no size in ``measure``."""
    sizes = [instance.unit_of[unit].size.get(measure) for unit in units]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes):
        return None
    number = sum((size.number for size in known), Fraction(0))
    low = sum((size.range[0] for size in known), Fraction(0))
    high = sum((size.range[1] for size in known), Fraction(0))
    everything = instance.total(measure)
    return Total(number, low, high, _weakest(known), number / everything if everything else None)


def measures_used(instance: Instance) -> tuple[str, ...]:
    """The measures in which some unit has a size, in the scenario's order."""
    return tuple(m for m in instance.measures if any(m in unit.size for unit in instance.units))


def _weakest(sizes: Iterable[Size]) -> Basis:
    present = {size.basis for size in sizes}
    return next((basis for basis in WEAKEST_FIRST if basis in present), "stated")


def band_unsure(total: Total, band: Band) -> bool:
    """Whether the range crosses a border of the band, so that the verdict may turn when the size is known."""
    edges = [edge for edge in (band.least, band.most) if edge is not None]
    return any(total.low <= edge <= total.high and not total.exact for edge in edges)


def gap_in_points(points: Fraction | None, bound: Fraction | None) -> Fraction | None:
    """How many points more the bound allows than the plan has; None without a plan or a bound."""
    return None if points is None or bound is None else bound - points
