"""Merging and its way back, by hand: b and d must be together, so four units are three nodes."""

from __future__ import annotations

import numpy as np

from regroup.preprocess import area_types, reduce
from regroup.rules.fixed import Fixed
from regroup.rules.together import Together
from tests.build import lowered, scenario

WHY = {"why": "w", "source": "s"}
CORE = lowered(scenario("abcd", "xyz"), Together(units=("b", "d"), **WHY), Fixed(units=("a",), area="x", **WHY))


def test_nodes_are_numbered_by_their_first_unit() -> None:
    reduced = reduce(CORE)
    assert reduced.node_of.tolist() == [0, 1, 2, 1]
    assert reduced.core.n == 3
    assert len(reduced.core.together) == 0


def test_there_and_back() -> None:
    reduced = reduce(CORE)
    small = reduced.contract(np.array([0, 2, 1, 2]))
    assert small is not None
    assert small.tolist() == [0, 2, 1]
    assert reduced.expand(small).tolist() == [0, 2, 1, 2]


def test_a_split_class_has_no_place_in_the_smaller_core() -> None:
    assert reduce(CORE).contract(np.array([0, 2, 1, 1])) is None
    assert reduce(CORE).contract(np.array([0, 1, 1, 2])) is None


def test_areas_that_nothing_tells_apart_are_of_one_type() -> None:
    assert area_types(reduce(CORE).core) == ((0,), (1, 2))
