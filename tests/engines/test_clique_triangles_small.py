"""Triangles by hand: which pairs their prices are taken from, and which of them are the most violated."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines.clique_triangles import count_violated, excess, list_violated, violated, weigh
from regroup.engines.local_net import Floats


def sharing_of(n: int, **pairs: float) -> Floats:
    """(n, n) who shares with whom: ``_01=0.5`` says that 0 and 1 do by half."""
    sharing = np.zeros((n, n))
    for name, share in pairs.items():
        i, j = int(name[1]), int(name[2])
        sharing[i, j] = sharing[j, i] = share
    return sharing


@pytest.mark.parametrize("row", list(permutations(range(3))))
def test_a_price_is_taken_from_the_pairs_of_the_centre_and_given_to_the_third(row: tuple[int, int, int]) -> None:
    points = np.array([[0, 10, 20], [0, 0, 30], [0, 0, 0]])
    weigh(np.array([row]), np.array([7]), points)
    third = tuple(sorted(row[1:]))
    for pair, before in (((0, 1), 10), ((0, 2), 20), ((1, 2), 30)):
        assert points[pair] == before + (7 if pair == third else -7)
    assert not np.tril(points).any()


def triples(n: int) -> Ints:
    """Every triangle of n nodes."""
    return np.array([(c, j, k) for c in range(n) for j in range(n) for k in range(j + 1, n) if c not in (j, k)])


@pytest.mark.parametrize("seed", range(10))
def test_those_above_an_amount_are_counted_and_listed(seed: int) -> None:
    sharing = np.triu(np.random.default_rng(seed).choice([0.0, 0.25, 0.5, 0.75, 1.0], (5, 5)), 1)
    sharing += sharing.T
    over = excess(triples(5), sharing)
    levels = [0.0, 0.25, 0.5, 0.75, 1.0]
    assert count_violated(sharing, np.array(levels)).tolist() == [(over > level).sum() for level in levels]
    for level in levels:
        right = triples(5)[over > level].tolist()
        for many in range(len(right) + 1):
            assert list_violated(sharing, level, many).tolist() == right[:many]


@pytest.mark.parametrize("seed", range(10))
def test_no_more_than_asked_for_and_the_most_violated(seed: int) -> None:
    sharing = np.triu(np.random.default_rng(seed).choice([0.0, 0.25, 0.5, 0.75, 1.0], (5, 5)), 1)
    sharing += sharing.T
    over = excess(triples(5), sharing)
    for most in range(10):
        fitting = [level for level in (0.0, 0.25, 0.5, 0.75, 1.0) if (over > level).sum() <= most]
        assert violated(sharing, most).tolist() == triples(5)[over > fitting[0]].tolist()


def test_what_rounding_makes_more_than_whole_is_listed_all_the_same() -> None:
    whole = float(np.nextafter(1.0, 2.0))
    assert violated(sharing_of(3, _01=whole, _02=whole), 0).tolist() == [[0, 1, 2]]
