"""Why a unit is where it is, what another place costs, and, where no plan is possible, what stands in the way."""

from __future__ import annotations

from regroup.explain.base import Binding, Elsewhere, Explanation, Pull, Shift, Sizing, Tie, Why
from regroup.explain.document import explanation_document
from regroup.explain.explaining import explain

__all__ = [
    "Binding",
    "Elsewhere",
    "Explanation",
    "Pull",
    "Shift",
    "Sizing",
    "Tie",
    "Why",
    "explain",
    "explanation_document",
]
