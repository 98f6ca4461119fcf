"""What a solve leaves for later ones: which nodes and areas it can be of, and how two are joined."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.known import MOST_COLUMNS, NOTHING, Known, contracted, expanded
from regroup.preprocess import reduce
from tests.engines.random_cores import empty_core

SOME = Known((((0, 2), (1, 3)), ((1,), (0,))), (0.1, -2.5, 0.0, 7.0))


def test_it_fits_its_own_nodes_and_areas():
    assert SOME.fits(4, 3)
    assert NOTHING.fits(4, 3)
    assert not NOTHING
    assert SOME


@pytest.mark.parametrize(("n", "k"), [(3, 3), (5, 3), (4, 2)])
def test_it_fits_no_other(n: int, k: int):
    assert not SOME.fits(n, k)


@pytest.mark.parametrize(
    "known",
    [
        Known(prices=(1.0, float("nan"))),
        Known(prices=(1.0, float("inf"))),
        Known((((), (0,)),)),
        Known((((0,), ()),)),
        Known((((0,), (-1,)),)),
        Known((((-1,), (0,)),)),
        Known((((0,), (-1, 0)),)),
        Known((((-1, 0), (0,)),)),
    ],
)
def test_nonsense_fits_nothing(known: Known):
    assert not known.fits(2, 1)


def test_of_two_the_newer_goes_first():
    newer = Known((((1,), (0,)), ((1,), (3,))))
    both = SOME.after(newer)
    assert both.columns == (((1,), (0,)), ((1,), (3,)), ((0, 2), (1, 3)))
    assert both.prices == SOME.prices
    assert newer.after(SOME).prices == SOME.prices


def test_it_stays_small():
    many = Known(tuple(((0,), (node,)) for node in range(MOST_COLUMNS)))
    both = many.after(SOME)
    assert len(both.columns) == MOST_COLUMNS
    assert both.columns[:2] == SOME.columns


def test_there_and_back_again():
    pairs = {"pair_i": np.array([0, 1]), "pair_j": np.array([2, 3]), "pair_points": np.array([6, 9])}
    core = replace(empty_core(5, 2, 1), together=np.array([[0, 2]]), scale=3, **pairs)
    small = reduce(core)
    known = Known((((0,), (0, 2, 3)), ((1,), (0, 1))), (1.0, 2.0, 3.0, 4.0, 5.0))
    there = contracted(known, core, small)
    assert there == Known((((0,), (0, 2)),), (2.0, 2.0, 4.0, 5.0))  # 1 + 3 less the 6 points at 3 to a point
    assert expanded(there, core, small) == Known((((0,), (0, 2, 3)),), (2.0, 2.0, 2.0, 4.0, 5.0))


def test_what_does_not_fit_goes_neither_way():
    core = replace(empty_core(5, 2, 1), together=np.array([[0, 2]]))
    small = reduce(core)
    assert not contracted(Known(prices=(1.0,) * 4), core, small)
    assert not expanded(Known((((0,), (4,)),)), core, small)
