"""What is published of the sizes in one measure: sums over groups of units, a unit alone among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Group = frozenset[str]
"""The ids of the units that a printed size is the sum of."""
Sizes = Mapping[str, tuple[Fraction, Fraction, Fraction]]
"""Lowest, likely and highest size of each unit; three times the same number where it is known exactly."""
FACETS = 3
LIKELY = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything that a document prints, or could print, in one measure.

    Attributes:
        sizes: of every unit that has one.
        groups: whose sums are printed; the sum of all units counts as known besides, since shares and limits give it.
    """

    sizes: Sizes
    groups: frozenset[Group]

    @property
    def everything(self) -> Group:
        """All units that have a size."""
        return frozenset(self.sizes)

    def total(self, group: Group, facet: int = LIKELY) -> Fraction:
        """The sum over a group, of the lowest (0), likely (1) or highest (2) sizes."""
        return sum((self.sizes[unit][facet] for unit in group), Fraction(0))

    def in_order(self, groups: frozenset[Group] | set[Group]) -> list[Group]:
        """The smallest first; the names settle the rest, so that a second run does the same."""
        return sorted(groups, key=lambda group: (self.total(group), len(group), sorted(group)))
