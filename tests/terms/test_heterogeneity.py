"""a has two fields, b one of them, c a third, d none."""

import pytest

from regroup.terms.heterogeneity import Heterogeneity
from tests.build import area, instance, placed, unit

UNITS = [unit("a", fields=["skole", "helse"]), unit("b", fields=["helse"]), unit("c", fields=["kultur"]), unit("d")]
TERM = Heterogeneity(weight=2, why="w")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("xxyz", {"x": 2, "y": 1, "z": 0}),  # helse counts once in x; d adds nothing
        ("xyyy", {"x": 2, "y": 2}),
        ("xxxx", {"x": 3}),
        ("xyzz", {"x": 2, "y": 1, "z": 1}),
    ],
)
def test_amounts(text, amounts):
    placement = placed(instance(UNITS), text)
    assert TERM.amounts(placement) == amounts
    assert TERM.points(placement) == -2 * sum(amounts.values())


def test_an_area_outside_is_not_counted():
    facts = instance(UNITS, ["x", area("z", outside=True)])
    assert TERM.amounts(placed(facts, "zxxx")) == {"x": 2}
