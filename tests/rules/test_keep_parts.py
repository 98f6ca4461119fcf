"""Whole w in parts a, b, c; whole v in one part; d is no part."""

import pytest

from regroup.rules.keep_parts import KeepParts
from tests.build import instance, placed, unit

FACTS = instance(
    [*(unit(part, part_of="w") for part in "abc"), unit("d"), unit("e", part_of="v")],
    wholes="wvu",
)
RULE = KeepParts(why="deling koster")


@pytest.mark.parametrize("allowed", ["xxxyz", "x-xyy", "-----"])
def test_allowed(allowed):
    assert not list(RULE.check(placed(FACTS, allowed)))


def test_breach():
    (breach,) = RULE.check(placed(FACTS, "yxyxx"))
    assert breach.units == ("a", "b", "c")
    assert breach.areas == ("x", "y")
    assert breach.why == "deling koster"
    assert breach.words["nb"] == "«W» er delt mellom områder"
    assert breach.words["en"] == "«W» is split between areas"


def test_sentence():
    assert RULE.sentence(FACTS, "nb") == "delene av én enhet holdes samlet"
    assert RULE.sentence(FACTS, "en") == "the parts of one unit stay together"
