"""Three areas; plans that use one, two and three of them."""

import pytest
from pydantic import ValidationError

from regroup.rules.area_count import AreaCount
from tests.build import area, instance, nowhere, placed

FACTS = instance("abc", "xyz")


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"exactly": 2}, {"xxy"}),
        ({"least": 2}, {"xxy", "xyz"}),
        ({"most": 2}, {"xxx", "xxy"}),
        ({"least": 1, "most": 1}, {"xxx"}),
        ({"least": 0}, {"xxx", "xxy", "xyz"}),
    ],
)
def test_which_plans_are_allowed(fields, allowed):
    rule = AreaCount(why="w", **fields)
    assert {text for text in ("xxx", "xxy", "xyz") if not list(rule.check(placed(FACTS, text)))} == allowed


def test_breach():
    (breach,) = AreaCount(exactly=3, why="fire sjefer").check(placed(FACTS, "xxz"))
    assert breach.areas == ("x", "z")
    assert breach.why == "fire sjefer"
    assert breach.words["nb"] == "antall områder i bruk er 2; kravet er nøyaktig 3"
    assert breach.words["en"] == "the number of areas used is 2; required: exactly 3"


def test_areas_outside_do_not_count():
    facts = instance("abc", ["x", "y", area("z", outside=True)])
    assert not list(AreaCount(exactly=1, why="w").check(placed(facts, "xxz")))
    assert len(list(AreaCount(least=1, why="w").check(placed(facts, "zzz")))) == 1
    assert not list(AreaCount(most=1, why="w").check(placed(facts, "zzz")))  # none is at most one


def test_former_areas_count_when_today_is_measured():
    facts = instance("abc", "xyz", former="f")
    (breach,) = AreaCount(most=1, why="w").check(placed(facts, "xff"))
    assert breach.areas == ("x", "f")


@pytest.mark.parametrize(
    ("fields", "nb", "en"),
    [
        ({"exactly": 2}, "antall områder i bruk: nøyaktig 2", "number of areas used: exactly 2"),
        (
            {"least": 2, "most": 3},
            "antall områder i bruk: minst 2, høyst 3",
            "number of areas used: at least 2, at most 3",
        ),
    ],
)
def test_sentence(fields, nb, en):
    rule = AreaCount(why="w", **fields)
    assert (rule.sentence(FACTS, "nb"), rule.sentence(FACTS, "en")) == (nb, en)


def test_faults_when_more_areas_are_asked_for_than_there_are():
    facts = instance("abc", ["x", "y", area("z", outside=True)])
    asked = [{"exactly": 3}, {"least": 3}, {"exactly": 2}, {"most": 3}]
    codes = [[fault.code for fault in AreaCount(why="w", **fields).faults(facts, nowhere)] for fields in asked]
    assert codes == [["too_many_areas"], ["too_many_areas"], [], []]


@pytest.mark.parametrize("fields", [{}, {"exactly": 2, "most": 3}, {"least": 3, "most": 2}])
def test_refused(fields):
    with pytest.raises(ValidationError):
        AreaCount(why="w", **fields)
