"""Numbers as they are printed, with marks."""

from __future__ import annotations

from fractions import Fraction

from regroup.report.figures import marked, points, share, signed, sized
from regroup.totals import Total
from tests.build import instance, said

EXACT = Total(Fraction(1234), Fraction(1234), Fraction(1234), "stated", Fraction(1, 3))
ASSUMED = Total(Fraction(45), Fraction(30), Fraction(60), "assumed", Fraction(9, 20))
ESTIMATED = Total(Fraction(45), Fraction(45), Fraction(45), "estimated", None)


def test_numbers_are_marked_where_they_stand():
    assert said(marked(EXACT, "nb")) == "1 234"
    assert said(marked(ASSUMED, "nb")) == "45* (30–60)"
    assert marked(ESTIMATED, "en") == "45~"
    assert marked(None, "nb") == "–"
    assert said(sized(ASSUMED, instance(), "fte", "nb")) == "45* (30–60) årsverk"


def test_shares_are_marked_like_the_number_they_come_from():
    assert said(share(ASSUMED, "nb")) == "45 %*"
    assert share(EXACT, "en") == "33%"
    assert share(ESTIMATED, "en") == "–"
    assert share(None, "en") == "–"


def test_points_and_strengths():
    assert points(Fraction(-1, 3), "nb") == "−0,33"
    assert signed(3, "nb") == "+3"
    assert signed(-3, "nb") == "−3"
    assert signed(0, "nb") == "0"
