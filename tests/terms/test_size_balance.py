"""Units of 10, 20, 30 and 40, total 100: a size is its own percentage."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from regroup.terms.size_balance import SizeBalance
from tests.build import area, instance, nowhere, placed, unit

UNITS = [unit("a", 10, employees=1), unit("b", 20, employees=1), unit("c", 30, employees=1), unit("d", 40, employees=1)]
FACTS = instance(UNITS, "wxyz")
EQUAL = SizeBalance(weight=2, why="w")
STATED = SizeBalance(weight=1, towards="stated", why="w")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("wxyz", {"w": 15, "x": 5, "y": 5, "z": 15}),  # each from 25
        ("wwwx", {"w": 35, "x": 15}),  # 60 and 40; y and z are empty and cost nothing
        ("wwww", {"w": 75}),
    ],
)
def test_equal_shares(text, amounts):
    placement = placed(FACTS, text)
    assert EQUAL.amounts(placement) == amounts
    assert EQUAL.points(placement) == -2 * sum(amounts.values())


def test_an_area_outside_has_no_target_and_takes_none():
    facts = instance(UNITS, ["x", "y", area("z", outside=True)])
    assert EQUAL.amounts(placed(facts, "zxxy")) == {"x": 0, "y": 10}  # 50 and 40, each from 50


def test_stated_targets_and_an_equal_part_of_the_rest_for_the_others():
    facts = instance(UNITS, [area("w", target=0.4), "x", "y", area("z", target=0.1)])
    assert STATED.targets(facts) == {
        "w": Fraction(2, 5),
        "x": Fraction(1, 4),  # half of what 0.4 and 0.1 leave
        "y": Fraction(1, 4),
        "z": Fraction(1, 10),
    }
    assert STATED.amounts(placed(facts, "zxyw")) == {"w": 0, "x": 5, "y": 5, "z": 0}
    assert EQUAL.amounts(placed(facts, "zxyw")) == {"w": 15, "x": 5, "y": 5, "z": 15}


def test_a_former_area_is_measured_from_an_equal_share():
    facts = instance(UNITS, "wxyz", former="f")
    assert EQUAL.amounts(placed(facts, "ffff")) == {"f": 75}


def test_in_another_measure():
    term = SizeBalance(weight=1, measure="employees", why="w")
    assert term.amounts(placed(FACTS, "wxyz")) == {"w": 0, "x": 0, "y": 0, "z": 0}  # a quarter each


@pytest.mark.parametrize(
    ("targets", "codes"),
    [((None, None), ["no_targets"]), ((0.6, 0.5), ["targets_above_one"]), ((0.6, 0.4), []), ((0.6, None), [])],
)
def test_faults_of_stated_targets(targets, codes):
    facts = instance("ab", [area("x", target=targets[0]), area("y", target=targets[1])])
    assert [fault.code for fault in STATED.faults(facts, nowhere)] == codes
    assert not list(EQUAL.faults(facts, nowhere))


def test_a_target_of_an_area_outside_is_no_target():
    facts = instance("ab", ["x", area("y", outside=True, target=0.5)])
    assert [fault.code for fault in STATED.faults(facts, nowhere)] == ["no_targets"]


def test_faults_of_measures():
    assert [f.code for f in SizeBalance(weight=1, measure="q", why="w").faults(FACTS, nowhere)] == ["unknown_measure"]
    assert [f.code for f in EQUAL.faults(instance([unit("a", 0)]), nowhere)] == ["total_is_zero"]


def test_refused():
    with pytest.raises(ValidationError):
        SizeBalance(weight=1, towards="even", why="w")
