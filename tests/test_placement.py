"""A plan seen from its areas: units of 1, 2.5 and 4 in two areas, one outside, and one former."""

from fractions import Fraction

from regroup.placement import Placement
from regroup.plan import Plan
from tests.build import area, instance, placed, synergy, unit

FACTS = instance(
    [unit("a", 1, fields=["skole", "barn"]), unit("b", 2.5, fields=["barn"]), unit("c", 4, employees=3)],
    ["x", "y", area("z", outside=True)],
    former="fg",
    synergies=[synergy("a", "b"), synergy("b", "c"), synergy("c", "a")],
)


def test_members_in_the_order_of_the_instance():
    placement = Placement(FACTS, Plan({"c": "x", "b": "y", "a": "x"}))
    assert placement.members("x") == ("a", "c")
    assert placement.members("z") == ()
    assert list(placement.plan) == ["a", "b", "c"]


def test_areas_are_those_of_the_instance_and_former_ones_with_units():
    assert placed(FACTS, "xxy").areas == ("x", "y", "z")
    assert placed(FACTS, "xgy").areas == ("x", "y", "z", "g")


def test_measured_areas_have_units_and_are_not_outside():
    assert placed(FACTS, "xzz").measured == ("x",)
    assert placed(FACTS, "yfx").measured == ("x", "y", "f")
    assert placed(FACTS, "---").measured == ()


def test_sizes_and_shares():
    placement = placed(FACTS, "xxy")
    assert placement.size("x", "fte") == Fraction(7, 2)
    assert placement.size("z", "fte") == 0
    assert placement.share("x", "fte") == Fraction(7, 15)  # 3.5 of 7.5
    assert placed(FACTS, "--x").share("x", "fte") == Fraction(8, 15)  # of all, placed or not


def test_fields_once_each_in_order_of_appearance():
    assert placed(FACTS, "xxy").fields("x") == ("skole", "barn")
    assert placed(FACTS, "yxy").fields("y") == ("skole", "barn")
    assert placed(FACTS, "xxy").fields("y") == ()


def test_where_a_unit_is():
    assert placed(FACTS, "xf-").area_of("b") == "f"
    assert placed(FACTS, "xf-").area_of("c") is None


def test_kept_synergies_in_the_order_of_the_instance():
    assert placed(FACTS, "xxy").kept == (True, False, False)
    assert placed(FACTS, "x-x").kept == (False, False, True)
