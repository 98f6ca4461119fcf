"""Units of 20, 40 and 140, total 200: half a percentage point for each one of size."""

import pytest
from pydantic import ValidationError

from regroup.terms.size_band import SizeBand
from tests.build import area, instance, nowhere, placed, unit

UNITS = [unit("a", 20, employees=1), unit("b", 40, employees=1), unit("c", 140, employees=8)]
FACTS = instance(UNITS)
TERM = SizeBand(weight=3, least={"share": 0.1}, most={"value": 120}, why="w")  # 20 to 120 of 200


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("xyz", {"x": 0, "y": 0, "z": 10}),  # 20 is exactly the least; 140 is 20 beyond, 10 per cent
        ("xxy", {"x": 0, "y": 10}),
        ("xyy", {"x": 0, "y": 30}),  # 180 is 60 beyond
        ("xxx", {"x": 40}),
    ],
)
def test_amounts(text, amounts):
    placement = placed(FACTS, text)
    assert TERM.amounts(placement) == amounts
    assert TERM.points(placement) == -3 * sum(amounts.values())


def test_one_side_only():
    too_small = SizeBand(weight=1, least={"value": 50}, why="w")
    assert too_small.amounts(placed(FACTS, "xyz")) == {"x": 15, "y": 5, "z": 0}  # 30 and 10 short of 50
    too_big = SizeBand(weight=1, most={"share": 0.2}, why="w")
    assert too_big.amounts(placed(FACTS, "xyz")) == {"x": 0, "y": 0, "z": 50}  # 40 is exactly the most


def test_an_area_outside_is_not_measured():
    facts = instance(UNITS, ["x", "y", area("z", outside=True)])
    assert TERM.amounts(placed(facts, "xyz")) == {"x": 0, "y": 0}


def test_in_another_measure():
    term = SizeBand(weight=1, measure="employees", least={"value": 2}, why="w")
    assert term.amounts(placed(FACTS, "xyz")) == {"x": 10, "y": 10, "z": 0}  # 1 of 10 employees short, twice


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"least": {"value": 100}, "most": {"share": 0.5}}, []),  # 100 = 100
        ({"least": {"value": 101}, "most": {"share": 0.5}}, ["least_above_most"]),
        ({"measure": "budget", "least": {"value": 2}, "most": {"value": 1}}, ["unknown_measure"]),
    ],
)
def test_faults(fields, codes):
    assert [fault.code for fault in SizeBand(weight=1, why="w", **fields).faults(FACTS, nowhere)] == codes


def test_refused_without_a_bound():
    with pytest.raises(ValidationError):
        SizeBand(weight=1, why="w")
