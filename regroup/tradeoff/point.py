"""A plan on a trade-off curve, and what is known of the plans around it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from regroup.plan import Plan


@dataclass(frozen=True, slots=True)
class Point:
    """A plan on the curve.

    Attributes:
        amount: of the quantity.
        points: of the model.
        plan: the plan.
        bound: no plan whose amount is as good as this has more points; equal to ``points`` where that is proven,
            None where nothing is known.
        open: whether other plans of the curve may lie between this and the point before.
        slack: how far above the straight line from the point before such a plan may lie, in points; None where
            nothing lies between the two, or nothing is known.
        extreme: whether it is proven that no plan has a better amount.
    """

    amount: Fraction
    points: Fraction
    plan: Plan
    bound: Fraction | None
    open: bool = False
    slack: Fraction | None = None
    extreme: bool = False

    @property
    def proven(self) -> bool:
        """Whether no plan is better in one and as good in the other."""
        return self.points == self.bound
