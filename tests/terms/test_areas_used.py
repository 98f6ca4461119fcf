"""Three areas, one of them outside."""

import pytest

from regroup.terms.areas_used import AreasUsed
from tests.build import area, instance, placed

FACTS = instance("abc", ["x", "y", area("z", outside=True)])
TERM = AreasUsed(weight=3, why="w")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [("xxx", {"x": 1}), ("xyx", {"x": 1, "y": 1}), ("xyz", {"x": 1, "y": 1}), ("zzz", {}), ("---", {})],
)
def test_amounts(text, amounts):
    placement = placed(FACTS, text)
    assert TERM.amounts(placement) == amounts
    assert TERM.points(placement) == -3 * len(amounts)
