"""Structures side by side: today, proposals, plans in files and the best plan of each model, by the same criteria."""

from __future__ import annotations

from regroup.compare.comparison import Comparison, compare
from regroup.compare.differences import Difference, Distance, Price, distance
from regroup.compare.document import compare_document
from regroup.compare.requirements import Outcome, Requirement, check_names, outcomes, read_requirements
from regroup.compare.structures import Structure, asked_for, best_ids, best_under
from regroup.compare.table import Contrast, Row, Verdict

__all__ = [
    "Comparison",
    "Contrast",
    "Difference",
    "Distance",
    "Outcome",
    "Price",
    "Requirement",
    "Row",
    "Structure",
    "Verdict",
    "asked_for",
    "best_ids",
    "best_under",
    "check_names",
    "compare",
    "compare_document",
    "distance",
    "outcomes",
    "read_requirements",
]
