"""The exact trade-off between points and a second quantity that is a sum over areas.

`best_within` gives the best points among plans whose quantity lies within bounds; `curve` gives the plans that no
other plan beats in both. Both ask `solve` alone, and whatever is not proven carries its bound.
"""

from __future__ import annotations

from regroup.tradeoff.curve import curve
from regroup.tradeoff.point import Point
from regroup.tradeoff.within import best_within

__all__ = ["Point", "best_within", "curve"]
