"""a is pulled to x by 5 and pushed from y by 2; b is pulled to x twice."""

import pytest

from regroup.terms.affinity import AffinityTerm
from tests.build import affinity, instance, placed

FACTS = instance(
    "abc",
    strengths={"decisive": 5},
    affinities=[affinity("a", "x", "decisive"), affinity("a", "y", -2), affinity("b", "x", 1), affinity("b", "x", 3)],
)
TERM = AffinityTerm(weight=2, why="w")


@pytest.mark.parametrize(
    ("text", "amounts", "points"),
    [
        ("xyz", {"x": 5, "y": 0, "z": 0}, 10),
        ("yxz", {"x": 4, "y": -2, "z": 0}, 4),  # 1 + 3 - 2 = 2
        ("xxx", {"x": 9, "y": 0, "z": 0}, 18),
        ("zzz", {"x": 0, "y": 0, "z": 0}, 0),
        ("-x-", {"x": 4, "y": 0, "z": 0}, 8),
    ],
)
def test_amounts_and_points(text, amounts, points):
    assert TERM.amounts(placed(FACTS, text)) == amounts
    assert TERM.points(placed(FACTS, text)) == points
