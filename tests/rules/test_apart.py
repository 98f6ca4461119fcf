"""Three units, no two of them in one area: one breach for each pair that is."""

import pytest

from regroup.rules.apart import Apart
from tests.build import instance, nowhere, placed

FACTS = instance("abcd")
RULE = Apart(units=["a", "b", "d"], why="rollekonflikt", source="barnehageloven § 11")


@pytest.mark.parametrize("allowed", ["xyxz", "xyyz", "xy--", "----"])
def test_allowed(allowed):
    assert not list(RULE.check(placed(FACTS, allowed)))


def test_breach():
    (breach,) = RULE.check(placed(FACTS, "xyzx"))
    assert breach.units == ("a", "d")
    assert breach.areas == ("x",)
    assert (breach.why, breach.source) == ("rollekonflikt", "barnehageloven § 11")
    assert breach.words["nb"] == "i samme område: «A», «D»"
    assert breach.words["en"] == "in the same area: «A», «D»"


def test_three_in_one_area_are_three_breaches():
    assert [breach.units for breach in RULE.check(placed(FACTS, "xxyx"))] == [("a", "b"), ("a", "d"), ("b", "d")]


def test_sentence():
    assert RULE.sentence(FACTS, "nb") == "i hvert sitt område: «A», «B», «D»"
    assert RULE.sentence(FACTS, "en") == "in different areas: «A», «B», «D»"


@pytest.mark.parametrize(
    ("units", "codes"),
    [(["a", "b"], []), (["a"], ["needs_two_units"]), (["a", "q"], ["unknown_unit"]), (["b", "b"], ["named_twice"])],
)
def test_faults(units, codes):
    assert [fault.code for fault in Apart(units=units, why="w").faults(FACTS, nowhere)] == codes
