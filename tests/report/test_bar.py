"""The bar: in scale, and always on the same side of a border as the size itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regroup.diagnosis import Band
from regroup.report.bar import BORDER, EMPTY, FULL, Scale, scale_for
from regroup.totals import Total

BAND = Band("fte", Fraction(20), Fraction(60), "size_band")


def total(low: int, likely: int, high: int) -> Total:
    return Total(Fraction(likely), Fraction(low), Fraction(high), "stated", None)


def exact(size: int) -> Total:
    return total(size, size, size)


def bar(*sizes: int) -> str:
    scale = scale_for(BAND, [exact(100)], 22)
    assert scale is not None
    return scale.bar(total(*sizes))


@pytest.mark.parametrize(
    ("sizes", "drawn"),
    [
        ((0, 0, 0), "····│········│········"),
        ((10, 10, 10), "██··│········│········"),
        ((19, 19, 19), "███·│········│········"),
        ((20, 20, 20), "████│········│········"),
        ((21, 21, 21), "████│█·······│········"),
        ((59, 59, 59), "████│███████·│········"),
        ((60, 60, 60), "████│████████│········"),
        ((61, 61, 61), "████│████████│█·······"),
        ((100, 100, 100), "████│████████│████████"),
        ((10, 40, 80), "██▓▓│▓▓▓▓░░░░│░░░░····"),
    ],
)
def test_bars(sizes: tuple[int, int, int], drawn: str):
    assert bar(*sizes) == drawn


def test_open_on_one_side():
    scale = scale_for(Band("fte", None, Fraction(50), "area_size"), [exact(100)], 11)
    assert scale is not None
    assert scale.bar(exact(50)) == "█████│·····"


def test_no_band_and_no_size_give_no_scale():
    assert scale_for(Band("fte", None, None, "x"), [exact(5)], 20) is None
    assert scale_for(Band("fte", Fraction(0), None, "x"), [], 20) is None


@given(st.integers(0, 400), st.integers(1, 200), st.integers(1, 200), st.integers(10, 30))
def test_a_bar_never_crosses_a_border_that_the_size_does_not(size: int, least: int, more: int, width: int):
    band = Band("fte", Fraction(least), Fraction(least + more), "size_band")
    scale = scale_for(band, [exact(size)], width)
    assert isinstance(scale, Scale)
    drawn = scale.bar(exact(size))
    assert len(drawn) == width
    assert drawn.count(BORDER) == 2
    below, inside, above = drawn.split(BORDER)
    assert (FULL in above) <= (size > least + more)
    assert (EMPTY in below) >= (size < least)
    assert (FULL in inside) <= (size > least)
