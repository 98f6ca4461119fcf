"""Grains and rates by hand, to the last unit."""

from __future__ import annotations

import numpy as np
import pytest

from regroup.engines.clique_sizes import Grain, Hinges, grain, least_rate

SIZES = np.array([1, 4, 5, 6, 10])
LIMIT = 5
"""Grains of 4 where totals go up to 20: sizes are 0, 1, 1, 2 and 3 of them, and 1, 0, 1, -2 and -2 more than that."""


def test_totals_are_as_wide_as_errors_can_be() -> None:
    of = grain(SIZES, 3, 20, LIMIT)
    assert of.rounded.tolist() == [0, 1, 1, 2, 3]
    assert of.low.tolist() == [3, 3, 4, 8, 12, 16, 20]  # less the errors of the fourth and the fifth
    assert of.high.tolist() == [2, 6, 10, 14, 18, 20, 20]  # and those of the first and the third
    assert of.largest == 6


@pytest.mark.parametrize(
    ("most", "unit", "low", "high"),
    [
        (16, 4, [0, 0, 4, 8, 12, 16], [2, 6, 10, 14, 16, 16]),  # the two largest errors fit
        (5, 1, [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]),  # nothing is rounded
        (0, 1, [0], [0]),
    ],
)
def test_errors_count_as_far_as_sizes_fit(most: int, unit: int, low: list[int], high: list[int]) -> None:
    of = grain(SIZES, 0, most, LIMIT)
    assert of.rounded.tolist() == ((SIZES + unit // 2) // unit).tolist()
    assert of.low.tolist() == low
    assert of.high.tolist() == high


def test_only_errors_that_fit_and_one_more_are_counted() -> None:
    sizes = np.array([5, 5, 5, 5])
    of = grain(sizes, 0, 8, 2)
    assert of.rounded.tolist() == [1, 1, 1, 1]  # grains of 4, and 1 more than that each
    assert of.high.tolist() == [2, 6, 8]  # one fits, and a part of another
    assert of.low.tolist() == [0, 4, 8]


def test_nodes_without_a_size_hide_nothing() -> None:
    with np.errstate(all="raise"):
        of = grain(np.array([0, 0, 3, 4]), 0, 7, 2)
    assert of.rounded.tolist() == [0, 0, 1, 1]
    assert of.low.tolist() == [0, 3, 7]
    assert of.high.tolist() == [0, 4, 7]


def test_windows_are_told_by_what_can_be_inside() -> None:
    of = Grain(SIZES, SIZES, np.array([0, 3, 6, 9]), np.array([2, 6, 8, 11]))
    assert of.window(2, 6) == (0, 2)
    assert of.window(3, 5) == (1, 1)
    assert of.window(7, 9) == (2, 3)
    assert of.window(9, 99) == (3, 3)
    assert of.window(12, 99) == (1, 0)


@pytest.mark.parametrize(
    ("fixed", "hinges", "rates"),
    [
        (12, [], [12, 4, 3]),  # the more members the better
        (-12, [], [-12, -12, -4]),  # the fewer
        (0, [(2, 6, 3)], [6, 0, 1]),  # nothing is lost at 2
        (1, [(4, 2, 0), (2, 0, 8)], [7, 2, 3]),
    ],
)
def test_rates_are_the_least_between_corners(fixed: int, hinges: Hinges, rates: list[int]) -> None:
    of = Grain(SIZES, SIZES, np.array([0, 1, 3]), np.array([0, 3, 4]))
    assert least_rate(of, fixed, hinges, (0, 9), 1) == rates


def test_rates_are_floored_and_keep_to_the_window() -> None:
    of = Grain(SIZES, SIZES, np.array([1]), np.array([9]))
    assert least_rate(of, 10, [], (1, 3), 4) == [13]
    assert least_rate(of, -10, [], (3, 9), 4) == [-14]
    assert least_rate(of, 10, [], (12, 12), 4) == [3]  # a total that cannot be: the window's beginning
