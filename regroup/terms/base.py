"""What every term is: a weight, a plain measure per area, and its lowering to the core."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from regroup.errors import Fault
from regroup.fields import Frozen, Weight
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Locate
from regroup.text import Words
from regroup.wording import Wording

HUNDRED = 100
"""Size terms count in per cent of the total, so that they mean the same in a small and a large municipality."""


class Term(Frozen):
    """A want, counted in points. Subclasses name themselves in the field ``term``.

    Attributes:
        weight: points per unit of the term's amount.
        why: why it counts, and this much.
    """

    weight: Weight
    why: Wording

    title: ClassVar[Words]
    unit: ClassVar[Words]
    """What one of the amount is, as printed after it."""
    sign: ClassVar[int]
    """+1 where more of the amount is better, -1 where less is."""

    @property
    def id(self) -> str:
        """The term's name in files."""
        name: str = getattr(self, "term")  # noqa: B009 - each subclass declares its own literal
        return name

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        """What in this term does not fit the instance (unknown criteria, a measure it lacks)."""
        yield from ()

    @abstractmethod
    def amounts(self, placement: Placement) -> Mapping[str, Fraction]:
        """The amount each area contributes, by plain reading of the term's words."""

    @abstractmethod
    def lower(self, core: CoreBuilder) -> None:
        """The same, times weight and sign, in the core's primitives."""

    def amount(self, placement: Placement) -> Fraction:
        """The amount of the whole plan: the sum over its areas."""
        return sum(self.amounts(placement).values(), Fraction(0))

    def points(self, placement: Placement) -> Fraction:
        """Weight × amount, negative where less of the amount is better."""
        return self.sign * self.weight * self.amount(placement)
