"""How many nodes branch and bound takes on sixty small dense areas, to the last one.

That its answers are exact is shown elsewhere. A bound that became weaker, or a candidate that is not ruled out any
more, leaves them exact and only costs time: here it shows. Who makes the search better puts in the new, lower figures.
"""

from __future__ import annotations

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines.columns_branch_deep import branch_at, promising
from regroup.engines.columns_branch_loop import search
from regroup.engines.columns_candidates import Candidates
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, Kept, room_for
from regroup.engines.columns_problem import Problem, whole_shares
from regroup.engines.columns_relax import NEVER
from regroup.engines.columns_tree import room_to_search
from tests.engines.test_columns_branch_dense import dense

SEEDS = range(60)
LOW, NO_END, MANY = -(10**6), 2**62, 4000
Work = tuple[int, int, int, int]


def problem_of(seed: int) -> Problem:
    area, prices = dense(seed)
    return Candidates(area).at(prices).problem


def halves(p: Problem) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.maximum(p.pairs, 0) / 2.0


def median(seed: int) -> int:
    """A value that about half of the columns are above."""
    kept = room_for(MANY, 10, LOW, np.zeros(1, np.uint8))
    whole(problem_of(seed), kept, every=True)
    found = np.sort(kept.values[: kept.tally[FOUND]])
    return int(found[len(found) // 2]) if len(found) else 0


def whole(p: Problem, kept: Kept, *, every: bool, limit: int = NO_END, enough: int = NO_END, patience: int = 0) -> None:
    tree = room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
    search(p, whole_shares(halves(p), p.pairs), tree, kept, np.zeros(1, np.int16), 0, every, limit, enough, patience)


def in_parts(p: Problem, kept: Kept, rounds: Ints, *, every: bool, limit: int = NO_END, enough: int = NO_END) -> int:
    """The parts one after the other; how many there were."""
    tree = room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
    _, order = promising(p, whole_shares(halves(p), p.pairs), tree, int(kept.tally[4]))
    for at in range(len(order)):
        branch_at(p, halves(p), order, at, kept, rounds, every, limit, enough, 3, 2)
    return len(order)


def added(tallies: list[Ints]) -> Work:
    """Nodes, how many were cut short, columns, and what was left open where anything was."""
    rows = np.array(tallies)
    left = rows[:, OPEN][rows[:, OPEN] > NEVER]
    return int(rows[:, NODES].sum()), int(rows[:, CUT].sum()), int(rows[:, FOUND].sum()), int(left.sum())


@pytest.mark.parametrize(
    ("every", "most", "high", "limits", "expected"),
    [
        (False, 1, False, {}, (957, 0, 60, 0)),
        (False, 3, True, {}, (1555, 0, 179, 0)),
        (True, MANY, False, {}, (5139, 0, 4220, 0)),
        (True, 5, False, {}, (692, 60, 300, 1491)),
        (False, 3, False, {"limit": 12}, (856, 54, 178, 1189)),
        (False, 9, False, {"enough": 2, "patience": 6}, (579, 60, 273, 1577)),
    ],
)
def test_a_whole_search(every: bool, most: int, high: bool, limits: dict[str, int], expected: Work) -> None:
    tallies = []
    for seed in SEEDS:
        kept = room_for(most, 10, median(seed) if high else LOW, np.zeros(1, np.uint8))
        whole(problem_of(seed), kept, every=every, **limits)
        tallies.append(kept.tally)
    assert added(tallies) == expected


@pytest.mark.parametrize(
    ("rounds", "every", "high", "limits", "expected"),
    [
        ((), False, False, {}, (435, (1487, 0, 180, 0))),
        ((0,), True, True, {}, (435, (3473, 0, 2044, 0))),
        ((8, 0), False, False, {}, (435, (1499, 0, 180, 0))),
        ((0, 16), False, True, {"limit": 20}, (435, (1232, 38, 179, 1232))),
        ((0,), False, False, {"enough": 1}, (435, (582, 60, 159, 1893))),
    ],
)
def test_a_search_in_parts(
    rounds: tuple[int, ...], every: bool, high: bool, limits: dict[str, int], expected: tuple[int, Work]
) -> None:
    tallies, parts = [], 0
    for seed in SEEDS:
        kept = room_for(MANY if every else 3, 10, median(seed) if high else LOW, np.zeros(1, np.uint8))
        parts += in_parts(problem_of(seed), kept, np.array(rounds, np.int64), every=every, **limits)
        tallies.append(kept.tally)
    assert (parts, added(tallies)) == expected


def test_the_bound_at_the_root_is_the_same_whatever_the_threshold() -> None:
    for seed in SEEDS:
        p = problem_of(seed)
        tree = room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))
        credit, kept = whole_shares(halves(p), p.pairs), room_for(1, 10, LOW, np.zeros(1, np.uint8))
        whole(p, kept, every=False)
        bound, order = promising(p, credit, tree, LOW)
        none = promising(p, credit, tree, bound)
        assert none[0] == bound
        assert len(none[1]) == 0
        if kept.tally[FOUND]:
            assert bound >= kept.values[0]
            assert len(promising(p, credit, tree, bound - 1)[1]) > 0
            assert len(order) == len(p.gains)


def test_a_part_ends_with_as_many_columns_as_are_enough() -> None:
    ended = 0
    for seed in SEEDS:
        p = problem_of(seed)
        for enough in (1, 2, 3):
            kept = room_for(MANY, 10, LOW, np.zeros(1, np.uint8))
            in_parts(p, kept, np.zeros(3, np.int64), every=True, enough=enough)
            ended += int(kept.tally[FOUND])
    assert ended == 1258
