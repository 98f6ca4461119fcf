"""Two units that must be in y."""

import pytest

from regroup.rules.fixed import Fixed
from tests.build import instance, nowhere, placed

FACTS = instance("abc", former="f")
RULE = Fixed(units=["a", "c"], area="y", why="nåværende sjef fortsetter", source="sak 1")


@pytest.mark.parametrize("allowed", ["yxy", "yyy", "-xy", "---"])
def test_allowed(allowed):
    assert not list(RULE.check(placed(FACTS, allowed)))


@pytest.mark.parametrize(("text", "away"), [("xyy", ("a",)), ("xyz", ("a", "c")), ("fyy", ("a",))])
def test_breach_names_the_units_that_are_elsewhere(text, away):
    (breach,) = RULE.check(placed(FACTS, text))
    assert breach.units == away
    assert breach.areas == ("y",)


def test_words():
    (breach,) = RULE.check(placed(FACTS, "xyz"))
    assert breach.words["nb"] == "«A», «C» skal være i «Y»"
    assert breach.words["en"] == "«A», «C» must be in «Y»"
    assert (breach.why, breach.source) == ("nåværende sjef fortsetter", "sak 1")


def test_sentence():
    assert RULE.sentence(FACTS, "nb") == "«A», «C» skal være i «Y»"
    assert RULE.sentence(FACTS, "en") == "«A», «C» must be in «Y»"


@pytest.mark.parametrize(
    ("units", "area", "codes"),
    [
        (["a"], "y", []),
        (["q"], "y", ["unknown_unit"]),
        (["a"], "q", ["unknown_area"]),
        (["a"], "f", ["unknown_area"]),  # a former area can hold nothing in a plan
        ([], "y", ["needs_a_unit"]),
    ],
)
def test_faults(units, area, codes):
    assert [fault.code for fault in Fixed(units=units, area=area, why="w").faults(FACTS, nowhere)] == codes
