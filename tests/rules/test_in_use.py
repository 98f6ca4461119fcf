"""in_use, by hand: x and y must hold units, z need not."""

from regroup.rules.in_use import InUse
from tests.build import instance, lowered, nowhere, placed

FACTS = instance("abc", "xyz")
RULE = InUse(areas=("x", "y"), why="begge finnes fra før", source="s")


def test_one_unit_is_enough():
    assert not list(RULE.check(placed(FACTS, "xyy")))
    assert not list(RULE.check(placed(FACTS, "xyz")))


def test_each_empty_area_is_a_breach():
    (breach,) = RULE.check(placed(FACTS, "xzz"))
    assert breach.areas == ("y",)
    assert breach.words["nb"] == "«Y» har ingen enheter"
    assert breach.words["en"] == "«Y» has no units"
    assert breach.why == "begge finnes fra før"
    assert [breach.areas for breach in RULE.check(placed(FACTS, "zzz"))] == [("x",), ("y",)]


def test_lowering_marks_the_areas():
    assert lowered(FACTS, RULE).must_use.tolist() == [True, True, False]


def test_faults():
    codes = [fault.code for fault in InUse(areas=("x", "q", "x"), why="w").faults(FACTS, nowhere)]
    assert codes == ["unknown_area", "named_twice"]
    assert [fault.code for fault in InUse(areas=(), why="w").faults(FACTS, nowhere)] == ["needs_an_area"]


def test_sentence():
    assert RULE.sentence(FACTS, "nb") == "har minst én enhet: «X», «Y»"
    assert RULE.sentence(FACTS, "en") == "has at least one unit: «X», «Y»"
