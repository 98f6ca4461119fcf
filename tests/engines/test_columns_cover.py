"""The plan of given columns that loses least, against every choice of columns."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from regroup.engines.columns_cover import WORD, cover
from regroup.engines.columns_pool import Column

MOST = 10**7


def drawn(seed: int, n: int) -> tuple[list[Column], list[int], tuple[int, ...]]:
    """Columns of two types, some of which make up plans, with what they lose."""
    random = np.random.default_rng(seed)
    areas = (int(random.integers(1, 3)), int(random.integers(0, 3)))
    kinds = [kind for kind, number in enumerate(areas) for _ in range(number)]
    columns = set[Column]()
    for _ in range(3):
        where = random.integers(0, len(kinds), n)
        columns |= {
            (kind, tuple(np.flatnonzero(where == at).tolist())) for at, kind in enumerate(kinds) if (where == at).any()
        }
    for _ in range(6):
        columns.add((int(random.integers(2)), tuple(np.flatnonzero(random.random(n) < 0.4).tolist() or [0])))
    ordered = [column for column in sorted(columns) if seed % 2 or random.random() < 0.6]
    return ordered, random.integers(0, 30, len(ordered)).tolist(), areas


def least(columns: list[Column], losses: list[int], areas: tuple[int, ...], n: int) -> int | None:
    """The least that a plan loses, over every choice of columns."""
    found = []
    for chosen in combinations(range(len(columns)), sum(areas)):
        kinds = [columns[at][0] for at in chosen]
        members = sorted(node for at in chosen for node in columns[at][1])
        if members == list(range(n)) and all(kinds.count(kind) == number for kind, number in enumerate(areas)):
            found.append(sum(losses[at] for at in chosen))
    return min(found, default=None)


@pytest.mark.parametrize("n", [5, 9, WORD + 3])
@pytest.mark.parametrize("first", range(0, 120, 20))
def test_no_choice_loses_less(n: int, first: int):
    for seed in range(first, first + 20):
        columns, losses, areas = drawn(seed, n)
        true = least(columns, losses, areas, n)
        for budget in (200, true if true is not None else 5):
            found = cover(n, columns, losses, areas, budget, MOST)
            assert found.settled
            assert (found.columns is None) == (true is None)
            if found.columns is not None:
                assert sum(losses[columns.index(column)] for column in found.columns) == true
                assert sorted(node for _, members in found.columns for node in members) == list(range(n))
        if true is not None:
            nothing = cover(n, columns, losses, areas, true - 1, MOST)
            assert nothing.settled
            assert nothing.columns is None


def test_some_have_a_plan_and_some_have_none():
    truths = [least(*drawn(seed, 5), 5) is None for seed in range(120)]
    assert 10 < sum(truths) < 110


def test_a_search_cut_short_settles_nothing():
    columns, losses, areas = drawn(3, 9)
    assert not cover(9, columns, losses, areas, 200, 0).settled


def test_no_column_is_tried_where_no_area_is_left():
    found = cover(3, [(0, (0, 1)), (0, (2,))], [0, 0], (1,), 10, 1)
    assert (found.columns, found.settled, found.steps) == (None, True, 1)


def test_as_many_nodes_as_a_word_has_bits():
    every = (0, tuple(range(WORD)))
    found = cover(WORD, [every], [0], (1,), 0, 1)
    assert (found.columns, found.settled, found.steps) == ((every,), True, 1)


def test_a_node_in_no_column_settles_it():
    found = cover(3, [(0, (0, 1))], [0], (1,), 10, MOST)
    assert found.settled
    assert found.columns is None
