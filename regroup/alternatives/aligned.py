"""Areas that nothing tells apart, exchanged so that as few units as possible are elsewhere than in another plan."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from regroup.preprocess import area_types, reduce
from regroup.problem import Problem


class Aligner:
    """Renames areas of one type towards one plan, (n,) area indices. The best exchange is found, not the first."""

    def __init__(self, problem: Problem, towards: Sequence[int]) -> None:
        self._towards = np.array(towards, dtype=np.int64)
        self._types = [areas for areas in area_types(reduce(problem.core).core) if len(areas) > 1]

    def aligned(self, areas: Sequence[int]) -> list[int]:
        """The plan under the names that agree with the other for most units."""
        made = np.array(areas, dtype=np.int64)
        before = made.copy()
        for alike in self._types:
            same = [[int(((before == old) & (self._towards == new)).sum()) for new in alike] for old in alike]
            rows, columns = linear_sum_assignment(np.array(same), maximize=True)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
                made[before == alike[row]] = alike[column]
        return [int(area) for area in made]
