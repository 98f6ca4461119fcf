"""From numbers to pixels: a scale over some values, and round numbers along it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

ROUND = (1.0, 2.0, 5.0, 10.0)
TICKS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """``low`` lies at pixel ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> Self:
        """A scale from the smallest to the largest; one apart where they are the same."""
        low, high = min(values, default=0.0), max(values, default=1.0)
        return cls(low - 0.5, high + 0.5, start, end) if low == high else cls(low, high, start, end)

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, least: float = 0.0) -> list[float]:
        """Round numbers within the scale, about six, and no nearer each other than ``least``."""
        rough = (self.high - self.low) / TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = max(least, next(factor * power for factor in ROUND if factor * power >= rough * 0.999))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [at * step for at in range(first, last + 1)]


def spread(value: float, decimal: str) -> str:
    """A number for an axis: at most two decimals, the sign of minus, the decimal sign of the language."""
    return f"{round(value, 2) + 0.0:g}".replace("-", "−").replace(".", decimal)
