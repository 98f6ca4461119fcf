"""What is at stake in a core, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_stakes import step_of, worth_of_a_node
from tests.engines.random_cores import empty_core


def ints(*values: object) -> Ints:
    return np.array(values, dtype=np.int64)


def test_more_points_than_any_node_can_bring_or_cost():
    """Node 1: pairs 5 + 2, pull 2, size 4 times a rate of 5; an area 6 to open and 1 + 3 for its labels."""
    core = replace(
        empty_core(3, 2, 1),
        pair_i=ints(0, 1),
        pair_j=ints(1, 2),
        pair_points=ints(-5, 2),
        pull=ints([1, -3], [0, 2], [-9, 8]),
        sizes=ints([1, 4, 2]),
        hinge_measure=ints(0, 0),
        hinge_area=ints(0, 1),
        hinge_at=ints(3, 3),
        hinge_below=ints(1, 0),
        hinge_above=ints(2, 5),
        open_cost=ints(-6, 4),
        label_members=np.ones((2, 3), dtype=np.bool_),
        label_cost=ints([1, 2], [3, 1]),
    )
    assert worth_of_a_node(core) == 1 + (6 + 1 + 3) + 2 * (5 + 2 + 2 + 4 * 5)


def test_step_is_the_greatest_that_divides_all_points():
    core = replace(empty_core(2, 2), pull=ints([4, -8], [0, 12]), open_cost=ints(6, 0))
    assert step_of(core) == 2
    assert step_of(replace(core, open_cost=ints(0, -20))) == 4
    assert step_of(empty_core(2, 2)) == 1
