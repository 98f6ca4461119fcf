"""Two units that may be in neither x nor y."""

import pytest

from regroup.rules.not_in import NotIn
from tests.build import instance, nowhere, placed

FACTS = instance("abc")
RULE = NotIn(units=["a", "b"], areas=["x", "y"], why="upartiskhet")


@pytest.mark.parametrize("allowed", ["zzx", "z-y", "---"])
def test_allowed(allowed):
    assert not list(RULE.check(placed(FACTS, allowed)))


def test_one_breach_for_each_unit():
    breaches = list(RULE.check(placed(FACTS, "xyx")))
    assert [(breach.units, breach.areas) for breach in breaches] == [(("a",), ("x",)), (("b",), ("y",))]
    assert breaches[0].words["nb"] == "«A» skal ikke være i «X»"
    assert breaches[1].words["en"] == "«B» must not be in «Y»"
    assert breaches[0].why == "upartiskhet"


def test_sentence():
    assert RULE.sentence(FACTS, "nb") == "«A», «B» skal ikke være i «X», «Y»"
    assert RULE.sentence(FACTS, "en") == "«A», «B» must not be in «X», «Y»"


@pytest.mark.parametrize(
    ("units", "areas", "codes"),
    [
        (["a"], ["x"], []),
        (["q"], ["r"], ["unknown_unit", "unknown_area"]),
        ([], [], ["needs_a_unit", "needs_an_area"]),
        (["a", "a"], ["x", "x"], ["named_twice", "named_twice"]),
    ],
)
def test_faults(units, areas, codes):
    assert [fault.code for fault in NotIn(units=units, areas=areas, why="w").faults(FACTS, nowhere)] == codes
