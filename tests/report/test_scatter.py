"""The scatter: marks at their places, dots between, and no line too long."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regroup.report.scatter import HEIGHT, Labels, Mark, scatter

LABELS = Labels(left="0", right="10", bottom="1", top="5", across="Moves", up="Points")


def spot(x: int, y: int) -> tuple[Fraction, Fraction]:
    return Fraction(x), Fraction(y)


def test_marks_touch_the_edges():
    rows = scatter([Mark("A", *spot(0, 1)), Mark("B", *spot(10, 5))], [], LABELS, 40)
    assert rows[0].strip() == "Points"
    assert rows[1].endswith("B")
    assert rows[1].startswith(" 5│")
    assert rows[HEIGHT] == " 1│A"
    assert rows[-1].split() == ["0", "Moves", "10"]


def test_the_first_of_two_marks_is_drawn():
    rows = scatter([Mark("A", *spot(3, 3)), Mark("1", *spot(3, 3))], [], LABELS, 40)
    assert "A" in "".join(rows[1:-2])
    assert "1│" in "".join(rows)
    assert not [row for row in rows[1:-2] if row.endswith("1")]


def test_dots_lead_from_mark_to_mark():
    ends = [spot(0, 1), spot(10, 5)]
    rows = scatter([Mark("A", *ends[0]), Mark("B", *ends[1])], ends, LABELS, 40)
    assert sum(row.count("·") for row in rows) >= HEIGHT - 2


@pytest.mark.parametrize("width", [20, 60, 140])
def test_no_line_is_longer_than_the_page(width: int):
    marks = [Mark("A", *spot(0, 1)), Mark("B", *spot(10, 5))]
    assert max(map(len, scatter(marks, [], LABELS, width))) <= width


def test_a_name_without_room_stands_beneath():
    long = Labels("0 %", "100 %", "1", "5", "A very long name of an axis", "Points")
    rows = scatter([Mark("A", *spot(0, 1)), Mark("B", *spot(1, 5))], [], long, 24)
    assert rows[-1].strip() == "A very long name of an axis"
