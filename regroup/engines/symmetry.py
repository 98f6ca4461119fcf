"""One form for all plans that differ only in which of several interchangeable areas is which.

Areas of one type are put in order of the smallest node in each, empty areas last. Every plan has exactly
one such form, so an engine that demands it loses nothing and searches no permutations.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Assignment, Core
from regroup.preprocess import area_types


def canonical(core: Core, assignment: Assignment) -> Assignment:
    """The same plan, (n,), with the areas of each type in order of their smallest node."""
    nobody = core.n
    first = np.full(core.k, nobody, dtype=np.int64)
    np.minimum.at(first, assignment, np.arange(core.n))
    new_name = np.arange(core.k)
    for areas in area_types(core):
        in_order = sorted(areas, key=lambda area: (int(first[area]), area))
        new_name[in_order] = areas
    return np.asarray(new_name[assignment])
