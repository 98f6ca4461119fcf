"""How far below the best a plan may be: a share of its points, or points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from regroup.errors import Fault, InputError


@dataclass(frozen=True, slots=True)
class Within:
    """A distance.

    Attributes:
        value: points of the model, or a share (0.02 = 2 %).
        relative: whether it is a share of the best plan's points, whatever their sign.
    """

    value: Fraction
    relative: bool

    @classmethod
    def read(cls, text: str) -> Within:
        """``2%``, ``2.5 %``, ``2,5%`` or points such as ``3``.

        Raises:
            InputError: it is none of these, or negative.
        """
        plain = text.strip().replace(",", ".")
        relative = plain.endswith("%")
        try:
            value = Fraction(plain.removesuffix("%").strip()) / (100 if relative else 1)
        except (ValueError, ZeroDivisionError):
            value = Fraction(-1)
        if value < 0:
            raise InputError([Fault("within_form", {"found": text})])
        return cls(value, relative)

    def points(self, best: Fraction) -> Fraction:
        """The distance in points of the model, where the best plan has so many."""
        return self.value * abs(best) if self.relative else self.value
