"""What a solve tells on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Progress:
    """News for whoever watches, in points of the model.

    Attributes:
        engine: which engine speaks.
        points: of the best plan so far, or None.
        bound: the best bound so far, or None.
        seconds: since the solve began.
        compiling: whether the search loops are now compiled, at their first use on a machine.
    """

    engine: str
    points: Fraction | None
    bound: Fraction | None
    seconds: float
    compiling: bool = False


Watch = Callable[[Progress], None]
