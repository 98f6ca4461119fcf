"""Units of 10, 20 and 30, total 60: half of it is exactly 30, a sixth exactly 10."""

import pytest
from pydantic import ValidationError

from regroup.rules.area_size import AreaSize
from tests.build import area, instance, nowhere, placed, said, unit

FACTS = instance([unit("a", 10), unit("b", 20), unit("c", 30)])
HALF = AreaSize(least={"share": 0.5}, why="egen stab")


def test_the_least_size_met_exactly_is_allowed():
    assert not list(HALF.check(placed(FACTS, "xxy")))  # 10 + 20 = 30 = 0.5 × 60, and 30


def test_one_breach_for_each_area_below():
    breaches = list(HALF.check(placed(FACTS, "xyz")))  # 10, 20 and 30
    assert [breach.areas for breach in breaches] == [("x",), ("y",)]
    assert breaches[0].rule == "area_size"
    assert breaches[0].why == "egen stab"
    assert breaches[0].units == ()
    assert said(breaches[0].words["nb"]) == "«X» har 10 årsverk; kravet er minst 50 % (30 årsverk)"
    assert said(breaches[0].words["en"]) == "«X» has 10 årsverk; at least 50% (30 årsverk) is required"


def test_the_greatest_size_met_exactly_is_allowed():
    rule = AreaSize(most={"value": 30}, why="lederspenn")
    assert not list(rule.check(placed(FACTS, "xxy")))
    (breach,) = rule.check(placed(FACTS, "xyy"))  # 20 + 30 = 50
    assert breach.areas == ("y",)
    assert said(breach.words["nb"]) == "«Y» har 50 årsverk; kravet er høyst 30 årsverk"
    assert said(breach.words["en"]) == "«Y» has 50 årsverk; at most 30 årsverk is required"


def test_an_empty_area_and_an_area_outside_are_not_measured():
    facts = instance([unit("a", 10), unit("b", 20), unit("c", 30)], ["x", "y", area("z", outside=True)])
    rule = AreaSize(least={"value": 60}, why="w")
    assert [breach.areas for breach in rule.check(placed(facts, "zzx"))] == [("x",)]


def test_only_the_areas_named():
    rule = AreaSize(least={"value": 30}, areas=["y"], why="w")
    assert [breach.areas for breach in rule.check(placed(FACTS, "xyz"))] == [("y",)]


def test_in_another_measure():
    facts = instance([unit("a", 10, employees=1), unit("b", 20, employees=9)])
    rule = AreaSize(measure="employees", least={"share": 0.2}, why="w")  # 0.2 × 10 = 2
    (breach,) = rule.check(placed(facts, "xy"))
    assert said(breach.words["nb"]) == "«X» har 1 ansatte; kravet er minst 20 % (2 ansatte)"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "hvert område: minst 10 % (6 årsverk), høyst 40 årsverk"),
        ("en", "each area: at least 10% (6 årsverk), at most 40 årsverk"),
    ],
)
def test_sentence(language, sentence):
    rule = AreaSize(least={"share": 0.1}, most={"value": 40}, why="w")
    assert said(rule.sentence(FACTS, language)) == sentence


def test_sentence_names_its_areas():
    rule = AreaSize(least={"value": 5}, areas=["x", "y"], why="w")
    assert said(rule.sentence(FACTS, "nb")) == "«X», «Y»: minst 5 årsverk"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"measure": "fte", "least": {"value": 1}}, []),
        ({"measure": "ft", "least": {"value": 1}}, ["unknown_measure_near"]),
        ({"measure": "employees", "least": {"value": 1}}, ["size_missing"]),
        ({"areas": ["x", "q", "x"], "least": {"value": 1}}, ["unknown_area", "named_twice"]),
        ({"least": {"value": 31}, "most": {"share": 0.5}}, ["least_above_most"]),  # 31 > 30
        ({"least": {"value": 30}, "most": {"share": 0.5}}, []),  # 30 = 30
    ],
)
def test_faults(fields, codes):
    rule = AreaSize(why="w", **fields)
    assert [fault.code for fault in rule.faults(FACTS, nowhere)] == codes


def test_faults_when_nothing_has_a_size():
    facts = instance([unit("a", 0), unit("b", 0)])
    assert [fault.code for fault in HALF.faults(facts, nowhere)] == ["total_is_zero"]


@pytest.mark.parametrize("bound", [{}, {"least": {"value": 1, "share": 0.1}}, {"least": {}}, {"most": {"share": 1.5}}])
def test_refused(bound):
    with pytest.raises(ValidationError):
        AreaSize(why="w", **bound)
