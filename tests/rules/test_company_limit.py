"""NAV (n, 10) beside health (h, 30; g, 10) and culture (k, 20); health may be at most half of NAV's area."""

import pytest
from pydantic import ValidationError

from regroup.rules.company_limit import CompanyLimit
from tests.build import instance, nowhere, placed, said, unit

FACTS = instance(
    [
        unit("n", 10, fields=["arbeid"], employees=10),
        unit("h", 30, fields=["helse"], employees=0),
        unit("g", 10, fields=["helse", "arbeid"], employees=5),
        unit("k", 20, fields=["kultur"], employees=0),
    ]
)
RULE = CompanyLimit(units=["n"], field="helse", most=0.5, why="ikke for mye helsefokus", source="sak 2")


@pytest.mark.parametrize(
    "allowed",
    [
        "xyxy",  # n, g: 10 of 20 is exactly half
        "xxyx",  # n, h, k: 30 of 60 is exactly half
        "xyyx",  # n, k: none
        "xyyz",  # n alone; health by itself is no concern
        "-xxx",  # n is nowhere
    ],
)
def test_allowed(allowed):
    assert not list(RULE.check(placed(FACTS, allowed)))


def test_breach():
    (breach,) = RULE.check(placed(FACTS, "xxxx"))  # 40 of 70 is 57.1 %
    assert breach.units == ("n",)
    assert breach.areas == ("x",)
    assert (breach.why, breach.source) == ("ikke for mye helsefokus", "sak 2")
    assert said(breach.words["nb"]) == "«N» er i «X», der «helse» utgjør 57,1 %; høyst 50 % er tillatt"
    assert said(breach.words["en"]) == "«N» is in «X», where «helse» makes up 57.1%; at most 50% is allowed"


def test_each_unit_has_its_own_breach():
    rule = CompanyLimit(units=["n", "k"], field="helse", most=0.5, why="w")
    assert [breach.units for breach in rule.check(placed(FACTS, "xxxx"))] == [("n",), ("k",)]


def test_the_unit_counts_with_its_own_field():
    rule = CompanyLimit(units=["g"], field="helse", most=0.4, why="w")
    assert len(list(rule.check(placed(FACTS, "yyxy")))) == 1  # g alone: 100 %


def test_in_another_measure_and_with_no_size_at_all():
    rule = CompanyLimit(units=["n", "h"], field="helse", most=0, measure="employees", why="w")
    # h has 0 employees: beside n health is 0 of 10, alone 0 of 0; neither is above none
    assert not list(rule.check(placed(FACTS, "xxyz")))
    assert not list(rule.check(placed(FACTS, "xyzz")))
    assert [breach.units for breach in rule.check(placed(FACTS, "xyxz"))] == [("n",)]


def test_sentence():
    assert said(RULE.sentence(FACTS, "nb")) == "der «N» er, utgjør «helse» høyst 50 % av området"
    assert said(RULE.sentence(FACTS, "en")) == "where «N» is, «helse» makes up at most 50% of the area"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, []),
        ({"units": ["q"]}, ["unknown_unit"]),
        ({"units": []}, ["needs_a_unit"]),
        ({"field": "hels"}, ["unknown_field_near"]),
        ({"field": "skole"}, ["unknown_field"]),
        ({"measure": "budget"}, ["unknown_measure"]),
    ],
)
def test_faults(fields, codes):
    rule = CompanyLimit(**{"units": ["n"], "field": "helse", "most": 0.5, "why": "w"} | fields)
    assert [fault.code for fault in rule.faults(FACTS, nowhere)] == codes


@pytest.mark.parametrize("most", [-0.1, 1.1, "half", None])
def test_refused(most):
    with pytest.raises(ValidationError):
        CompanyLimit(units=["n"], field="helse", most=most, why="w")
