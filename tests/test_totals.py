"""Sums of sizes that know how sure they are."""

from __future__ import annotations

from fractions import Fraction

from regroup.diagnosis import Band
from regroup.totals import band_unsure, gap_in_points, measures_used, total_of
from tests.build import instance, unit
from tests.report.made import assumed

FACTS = instance(
    [
        unit("a", 40, employees=50),
        unit("b", 0, size={"fte": assumed(10, 20, 60)}),
        unit("c", 0, size={"fte": assumed(5, 10, 15, "estimated")}),
    ]
)


def test_low_likely_and_high_are_summed():
    total = total_of(FACTS, ["a", "b", "c"], "fte")
    assert total is not None
    assert (total.low, total.number, total.high) == (55, 70, 115)
    assert total.basis == "assumed"
    assert total.share == 1
    assert not total.exact


def test_the_weakest_basis_wins():
    total = total_of(FACTS, ["a", "c"], "fte")
    assert total is not None
    assert total.basis == "estimated"


def test_exact_sizes_stay_exact():
    total = total_of(FACTS, ["a"], "fte")
    assert total is not None
    assert total.exact
    assert total.basis == "stated"
    assert total.share == Fraction(4, 7)


def test_a_missing_size_gives_no_total():
    assert total_of(FACTS, ["a", "b"], "employees") is None


def test_nothing_sums_to_nothing():
    total = total_of(FACTS, [], "fte")
    assert total is not None
    assert total.number == 0
    assert total.exact


def test_measures_that_no_unit_has_are_left_out():
    assert measures_used(FACTS) == ("fte", "employees")
    assert measures_used(instance("ab")) == ("fte",)


def test_a_verdict_is_unsure_where_the_range_crosses_a_border():
    band = Band("fte", Fraction(15), Fraction(90), "size_band")
    for units, unsure in ((["a"], False), (["b"], True), (["c"], True), (["a", "c"], False), (["a", "b"], True)):
        total = total_of(FACTS, units, "fte")
        assert total is not None
        assert band_unsure(total, band) is unsure


def test_gap_in_points():
    assert gap_in_points(Fraction(40), Fraction(45)) == 5
    assert gap_in_points(None, Fraction(45)) is None
    assert gap_in_points(Fraction(40), None) is None
