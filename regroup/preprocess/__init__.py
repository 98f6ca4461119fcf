"""Makes a core smaller and tighter without losing any allowed assignment: fewer nodes, pairs and places to try.

Each file has one idea, and each idea keeps the set of allowed assignments and their points exactly. None looks
for a reason to prefer one allowed assignment to another, so nothing here depends on points.
"""

from __future__ import annotations

from regroup.preprocess.merging import classes_of
from regroup.preprocess.reducing import Reduced, reduce
from regroup.preprocess.symmetry import area_types

__all__ = ["Reduced", "area_types", "classes_of", "reduce"]
