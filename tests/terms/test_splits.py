"""Whole w in three parts, whole v in two, whole u in none."""

import pytest

from regroup.terms.splits import Splits
from tests.build import instance, placed, unit

FACTS = instance(
    [*(unit(part, part_of="w") for part in "abc"), *(unit(part, part_of="v") for part in "de")], wholes="wvu"
)
TERM = Splits(weight=5, why="w")


@pytest.mark.parametrize(
    ("text", "splits"),
    [
        ("xxxyy", 0),
        ("xxyyy", 1),
        ("xyzxx", 2),
        ("xyzxy", 3),
        ("x-xyy", 0),  # a part that is nowhere splits nothing
        ("-yz--", 1),
    ],
)
def test_areas_beyond_the_first(text, splits):
    placement = placed(FACTS, text)
    assert TERM.amount(placement) == splits
    assert TERM.points(placement) == -5 * splits


def test_the_first_area_is_free():
    assert TERM.amounts(placed(FACTS, "xyzxy")) == {"x": 0, "y": 2, "z": 1}  # w beyond x: y, z; v beyond x: y
