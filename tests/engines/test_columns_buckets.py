"""One measure in buckets, by hand: windows that are cut, what hinges take, how many buckets, and how sizes round."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines import columns_buckets
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_buckets import Followed, binding_measure, bucket_counts, buckets_of, follow
from tests.engines.test_columns_frontier import NONE, plain

ALL = np.arange(4)


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


def measured(*sizes: Ints, least: Ints, most: Ints, hinges: tuple[tuple[int, int, int, int], ...] = ()) -> AreaType:
    """Four nodes; a hinge is a measure, the turn, and losses per unit below and above it."""
    measure, at, below, above = np.array(hinges, dtype=np.int64).reshape(len(hinges), 4).T
    return replace(
        plain(4),
        sizes=np.stack(sizes),
        least=least,
        most=most,
        hinge_measure=measure,
        hinge_at=at,
        hinge_below=below,
        hinge_above=above,
    )


def hinged(least: int, most: int, *hinges: tuple[int, int, int]) -> Followed:
    at, below, above = np.array(hinges, dtype=np.int64).reshape(len(hinges), 3).T
    return Followed(ints(4, 6, 8, 10), 2, least, most, at, below, above)


def test_a_window_is_cut_to_what_sizes_add_up_to():
    area = measured(ints(6, 9, 12, 3), ints(1, 1, 1, 1), least=ints(4, -2), most=ints(25, 99), hinges=((1, 7, 2, 3),))
    first, second = follow(area, 0, ALL), follow(area, 1, ALL)
    assert (first.unit, first.least, first.most, len(first.at)) == (3, 6, 24, 0)
    assert (second.unit, second.least, second.most) == (1, 0, 4)
    assert (second.at.tolist(), second.below.tolist(), second.above.tolist()) == ([7], [2], [3])
    assert (follow(area, 0, ints(0, 2)).unit, follow(area, 0, ints(0, 2)).most) == (6, 18)
    assert (follow(area, 0, ints()).unit, follow(area, 0, ints()).most) == (1, 0)
    none = follow(area, None, ALL)
    assert (none.sizes.tolist(), none.unit, none.least, none.most, len(none.at)) == ([0] * 4, 1, 0, 0, 0)


def test_what_hinges_take():
    of = hinged(4, 20, (10, 2, 1), (14, 0, 5))
    assert of.losses(ints(7, 10, 12, 16)).tolist() == [6, 0, 2, 16]
    assert of.least_losses(ints(4, 4, 12, 18), ints(8, 20, 20, 20)).tolist() == [4, 0, 2, 28]
    assert of.best_total() == 10
    assert hinged(12, 20, (10, 2, 1)).best_total() == 12
    assert hinged(4, 8, (10, 2, 1)).best_total() == 8


def test_the_narrowest_window_binds_and_a_hinge_halves_it():
    ones, tens = ints(1, 1, 1, 1), ints(10, 10, 10, 10)
    assert binding_measure(measured(tens, ones, least=ints(0, 0), most=ints(20, 3)), ALL) == 0
    assert binding_measure(measured(tens, ones, least=ints(0, 2), most=ints(20, 3)), ALL) == 1
    assert binding_measure(measured(tens, ones, least=ints(20, 0), most=ints(40, 1)), ALL) == 1
    halved = measured(tens, ones, least=ints(0, 0), most=ints(20, 3), hinges=((1, 2, 1, 1),))
    assert binding_measure(halved, ALL) == 1
    empty = measured(tens, ones, least=ints(30, 2), most=ints(20, 2))
    assert binding_measure(empty, ALL) == 0  # both are as narrow as can be: the first
    nothing = measured(ints(0, 0, 0, 0), ones, least=ints(0, 0), most=ints(5, 1))
    assert binding_measure(nothing, ALL) == 0
    assert binding_measure(replace(plain(4), sizes=np.zeros((0, 4), np.int64)), ALL) is None


def counts(most: int, unit: int = 1) -> list[int]:
    return bucket_counts(Followed(NONE, unit, 0, most, NONE, NONE, NONE))


def test_more_buckets_until_they_are_exact(monkeypatch: pytest.MonkeyPatch):
    looked = []

    def least(one: int, other: int) -> int:
        looked.append(one)
        assert len(looked) < 100, "a list without end"
        return one if one < other else other

    monkeypatch.setattr(columns_buckets, "min", least, raising=False)
    assert counts(699) == [700]
    assert counts(1398, unit=2) == [700]
    assert counts(700) == [96, 192, 384, 701]
    assert counts(1535) == [96, 192, 384, 768, 1536]
    assert counts(3071) == [96, 192, 384, 768, 1536, 3072]
    assert counts(10**6) == [96, 192, 384, 768, 1536, 3072]
    assert counts(-7) == [1]
    assert counts(0) == [1]


def test_sizes_round_so_that_both_sides_are_allowed():
    coarse = buckets_of(hinged(6, 20, (10, 2, 1)), ints(3, 0, 2), 3)
    assert (coarse.width, coarse.move.tolist(), coarse.spill.tolist()) == (8, [1, 0, 1], [1, 1, 0])
    assert (coarse.least, coarse.most, coarse.lost.tolist()) == (0, 2, [8, 0, 6])
    exact = buckets_of(hinged(6, 12, (10, 2, 1)), ints(3, 0, 2), 7)
    assert (exact.width, exact.move.tolist(), exact.spill.tolist()) == (2, [5, 2, 4], [0, 0, 0])
    assert (exact.least, exact.most, exact.lost.tolist()) == (3, 6, [8, 4, 0, 2])
    halves = buckets_of(hinged(6, 14, (20, 2, 1)), ints(1), 4)
    assert (halves.width, halves.least, halves.most, halves.lost.tolist()) == (4, 1, 3, [28, 20, 12])
    rising = buckets_of(hinged(6, 14, (0, 0, 1)), ints(1), 4)
    assert rising.lost.tolist() == [6, 8, 12]
