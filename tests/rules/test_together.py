"""Three units; together when all that are placed share an area."""

import pytest

from regroup.rules.together import Together
from tests.build import instance, nowhere, placed

FACTS = instance("abcd")
RULE = Together(units=["a", "b", "d"], why="samme ledelse", source="vedtak 12/18")


@pytest.mark.parametrize("allowed", ["xxyx", "xx-x", "x-y-", "----"])
def test_allowed(allowed):
    assert not list(RULE.check(placed(FACTS, allowed)))


def test_breach():
    (breach,) = RULE.check(placed(FACTS, "yxzy"))
    assert breach.units == ("a", "b", "d")
    assert breach.areas == ("x", "y")
    assert (breach.why, breach.source) == ("samme ledelse", "vedtak 12/18")
    assert breach.words["nb"] == "ikke i samme område: «A», «B», «D»"
    assert breach.words["en"] == "not in the same area: «A», «B», «D»"


def test_sentence():
    assert RULE.sentence(FACTS, "nb") == "i samme område: «A», «B», «D»"
    assert RULE.sentence(FACTS, "en") == "in the same area: «A», «B», «D»"


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        (["a", "b"], []),
        (["a"], ["needs_two_units"]),
        ([], ["needs_two_units"]),
        (["a", "q"], ["unknown_unit"]),
        (["a", "b", "a"], ["named_twice"]),
    ],
)
def test_faults(units, codes):
    assert [fault.code for fault in Together(units=units, why="w").faults(FACTS, nowhere)] == codes
