"""Alternatives: every plan near the best, the most different among them, and what they all have in common."""

from __future__ import annotations

from regroup.alternatives.document import alternatives_document
from regroup.alternatives.found import Alternative, Alternatives, alternatives
from regroup.alternatives.settled import Settled
from regroup.alternatives.within import Within

__all__ = ["Alternative", "Alternatives", "Settled", "Within", "alternatives", "alternatives_document"]
