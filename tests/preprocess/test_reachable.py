"""Totals that can be reached, by hand and against all subsets."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest

from regroup.preprocess import reachable as module
from regroup.preprocess.reachable import reachable


def by_subsets(sizes: list[int], least: int, most: int) -> tuple[int, int] | None:
    every = chain.from_iterable(combinations(sizes, number) for number in range(len(sizes) + 1))
    inside = [total for some in every if least <= (total := sum(some)) <= most]
    return (min(inside), max(inside)) if inside else None


def test_by_hand():
    assert reachable([6, 9, 20], 7, 34) == (9, 29)
    assert reachable([6, 9, 20], 16, 19) is None
    assert reachable([6, 9, 20], -5, 8) == (0, 6)
    assert reachable([6, 9, 20], 30, 10**12) == (35, 35)
    assert reachable([6, 9, 20], 3, -1) is None
    assert reachable([], 0, 0) == (0, 0)


def test_against_all_subsets():
    random = np.random.default_rng(3)
    for _ in range(3000):
        sizes = random.integers(0, 25, int(random.integers(0, 7))).tolist()
        least, most = (int(end) for end in random.integers(-3, 90, 2))
        assert reachable(sizes, least, most) == by_subsets(sizes, least, most)


def test_multiples_where_there_are_too_many_sums(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_BITS", 0)
    assert reachable([6, 9, 21], 6, 33) == (6, 33)
    assert reachable([6, 9, 21], 10, 34) == (12, 33)
    assert reachable([60, 90, 210], 121, 149) is None
    assert reachable([60, 90, 210], 120, 149) == (120, 120)
    monkeypatch.setattr(module, "MOST_BITS", 3 * 34 - 1)
    assert reachable([6, 9, 21], 7, 34) == (9, 33)
    monkeypatch.setattr(module, "MOST_BITS", 3 * 34)
    assert reachable([6, 9, 21], 7, 34) == (9, 30)


def test_large_sizes_take_no_time():
    huge = [2**40 + 2 * number for number in range(60)]
    assert reachable(huge, 2**44 + 1, 2**45 + 1) == (2**44 + 2, 2**45)
