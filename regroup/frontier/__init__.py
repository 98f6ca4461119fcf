"""Proven trade-off curves: how much of one thing has to be given for more of another.

`frontier` draws the curve between two of synergy, moves, an even size, the number of areas and the points of the
model, and places today's structure and the proposals on it.
"""

from __future__ import annotations

from regroup.frontier.document import frontier_document
from regroup.frontier.draw import Frontier, Stop, frontier
from regroup.frontier.placed import Placed

__all__ = ["Frontier", "Placed", "Stop", "frontier", "frontier_document"]
