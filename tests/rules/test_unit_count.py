"""Five units: areas of two and three, or of four and one."""

import pytest
from pydantic import ValidationError

from regroup.rules.unit_count import UnitCount
from tests.build import area, instance, nowhere, placed, unit

FACTS = instance("abcde")


def test_both_bounds_met_exactly_are_allowed():
    assert not list(UnitCount(least=2, most=3, why="w").check(placed(FACTS, "xxyyy")))


def test_one_breach_for_each_area_outside_the_bounds():
    breaches = list(UnitCount(least=2, most=3, why="lederspenn").check(placed(FACTS, "xyyyy")))
    assert [breach.areas for breach in breaches] == [("x",), ("y",)]
    assert breaches[0].words["nb"] == "«X»: antall enheter er 1; kravet er minst 2, høyst 3"
    assert breaches[1].words["en"] == "«Y»: the number of units is 4; required: at least 2, at most 3"
    assert breaches[1].why == "lederspenn"


def test_an_empty_area_and_an_area_outside_are_not_measured():
    facts = instance("abcde", ["x", "y", area("z", outside=True)])
    assert not list(UnitCount(least=4, why="w").check(placed(facts, "xxxxz")))


def test_a_declared_part_counts_as_a_unit():
    facts = instance([unit("a", part_of="w"), unit("b", part_of="w"), "c"], wholes="w")
    assert not list(UnitCount(least=2, why="w").check(placed(facts, "xxx")))
    assert len(list(UnitCount(most=2, why="w").check(placed(facts, "xxx")))) == 1


def test_only_the_areas_named():
    assert not list(UnitCount(least=2, areas=["y"], why="w").check(placed(FACTS, "xyyyy")))


@pytest.mark.parametrize(
    ("fields", "nb", "en"),
    [
        ({"least": 2}, "hvert område: antall enheter minst 2", "each area: number of units at least 2"),
        ({"most": 3, "areas": ["x"]}, "«X»: antall enheter høyst 3", "«X»: number of units at most 3"),
        (
            {"least": 0, "most": 3},
            "hvert område: antall enheter minst 0, høyst 3",
            "each area: number of units at least 0, at most 3",
        ),
    ],
)
def test_sentence(fields, nb, en):
    rule = UnitCount(why="w", **fields)
    assert (rule.sentence(FACTS, "nb"), rule.sentence(FACTS, "en")) == (nb, en)


def test_faults():
    rule = UnitCount(least=1, areas=["x", "q"], why="w")
    assert [fault.code for fault in rule.faults(FACTS, nowhere)] == ["unknown_area"]


def test_exactly_so_many():
    rule = UnitCount(least=2, most=2, why="w")
    assert [breach.areas for breach in rule.check(placed(FACTS, "xxyyy"))] == [("y",)]


@pytest.mark.parametrize("fields", [{}, {"least": 3, "most": 2}, {"least": -1}, {"most": 2.0}])
def test_refused(fields):
    with pytest.raises(ValidationError):
        UnitCount(why="w", **fields)
