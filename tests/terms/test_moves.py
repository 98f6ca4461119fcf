"""Units of 10, 20, 30 and 40, total 100: a in x today, b in a former area, c nowhere known, d in y."""

import pytest

from regroup.terms.moves import Moves
from tests.build import instance, nowhere, placed, unit

UNITS = [
    unit("a", 10, today="x", employees=1),
    unit("b", 20, today="f", employees=1),
    unit("c", 30, employees=1),
    unit("d", 40, today="y", employees=1),
]
FACTS = instance(UNITS, former="f")
TERM = Moves(weight=2, why="w")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("xxxy", {"x": 20, "y": 0, "z": 0}),  # only b, which must
        ("xyzy", {"x": 0, "y": 20, "z": 0}),  # it does not matter where b or c goes
        ("yxyx", {"x": 20 + 40, "y": 10, "z": 0}),
        ("-zzy", {"x": 0, "y": 0, "z": 20}),
        ("xf-y", {"x": 0, "y": 0, "z": 0, "f": 0}),  # today
    ],
)
def test_amounts(text, amounts):
    placement = placed(FACTS, text)
    assert TERM.amounts(placement) == amounts
    assert TERM.points(placement) == -2 * sum(amounts.values())


def test_in_another_measure():
    term = Moves(weight=1, measure="employees", why="w")
    assert term.amount(placed(FACTS, "yxyx")) == 75  # three of four


def test_faults():
    assert not list(TERM.faults(FACTS, nowhere))
    assert [fault.code for fault in TERM.faults(instance("ab"), nowhere)] == ["no_today"]
    assert [fault.code for fault in Moves(weight=1, measure="q", why="w").faults(FACTS, nowhere)] == ["unknown_measure"]
