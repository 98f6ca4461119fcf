"""What a certificate says: no allowed assignment of a core has more than some points.

It speaks of classes: nodes that must be together count as one. Classes are numbered in the order of their first
nodes. A column is a set of classes in one area, and its value is the scale times what it brings (its pairs' points
and pulls, less opening cost, labels and hinges) less the prices of its members.
"""

from __future__ import annotations

from dataclasses import dataclass

WHOLE_SHARE = 10_000
"""A share of this is all of a pair's points."""
MOST_NUMBERS = 5_000_000
"""In one certificate; larger ones are not made and not read."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Areas of which the same is said.

    Attributes:
        areas: their indices in the core.
        value: no column of such an area has a greater value.
        shares: for each pair of classes with points above zero, ascending, how much of them is credited to the
            first, in parts of `WHOLE_SHARE`. A hint: any shares are true, good ones make checking quick.
        columns: all that a better plan could hold, where prices alone do not exclude one; sorted.
    """

    areas: tuple[int, ...]
    value: int
    shares: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What excludes better plans with some numbers of counted areas in use.

    Attributes:
        least, most: the numbers.
        prices: of each class, on the certificate's scale.
        kinds: they name every area once.
    """

    least: int
    most: int
    prices: tuple[int, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """Parts for every number of counted areas that there can be.

    Attributes:
        scale: how many units of value make one integer point of the core.
    """

    scale: int
    parts: tuple[Part, ...]

    def size(self) -> int:
        """How many numbers it is made of."""
        kinds = [kind for part in self.parts for kind in part.kinds]
        numbers = sum(1 + len(kind.areas) + len(kind.shares) + sum(map(len, kind.columns)) for kind in kinds)
        return 1 + numbers + sum(2 + len(part.prices) for part in self.parts)
