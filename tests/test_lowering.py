"""From exact fractions to integers: nothing is rounded that counts, and what cannot be exact is refused."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from regroup.core import LARGEST_SUM, Core
from regroup.errors import InputError
from regroup.instance import Instance
from regroup.lowering import UNITS, CoreBuilder
from tests.build import area, instance, unit

THIRD = Fraction(1, 3)


def build(facts: Instance, *steps) -> Core:
    """A core made by steps, each of them a call on the builder."""
    builder = CoreBuilder(facts)
    for step in steps:
        step(builder)
    return builder.build()


def test_nothing_said_is_an_empty_core():
    core = build(instance("ab", "xy"))
    assert (core.n, core.k, core.scale, core.constant) == (2, 2, 1, 0)
    assert core.sizes.shape == core.label_members.shape == core.guard_weight.shape == (0, 2)
    assert core.window_least.shape == core.label_cost.shape == (0, 2)
    assert core.apart.shape == core.together.shape == (0, 2)
    assert (core.count_least, core.count_most) == (0, 2)
    assert core.points(np.array([0, 1])) == 0
    assert core.allows(np.array([1, 1]))


def test_points_are_scaled_once_by_the_least_common_denominator():
    core = build(
        instance("ab", "xy"),
        lambda to: to.pair("a", "b", THIRD),
        lambda to: to.pull("a", "x", Fraction(1, 2)),
        lambda to: to.open_cost("y", Fraction(5, 4)),
        lambda to: to.label(["a"], {"x": Fraction(1, 5)}),
        lambda to: to.constant(Fraction(-2)),
    )
    assert core.scale == 60  # of 3, 2, 4, 5 and 1
    assert core.pair_points.tolist() == [20]
    assert core.pull.tolist() == [[30, 0], [0, 0]]
    assert core.open_cost.tolist() == [0, 75]
    assert core.label_cost.tolist() == [[12, 0]]
    assert core.constant == -120


def test_sizes_are_scaled_until_every_size_and_turn_is_whole():
    core = build(
        instance([unit("a", 0.5), unit("b", 2)], "x"),
        lambda to: to.hinge("fte", "x", THIRD, below=Fraction(1), above=Fraction(2)),
    )
    assert core.size_scale.tolist() == [6]  # of 2 and 3
    assert core.sizes.tolist() == [[3, 12]]
    assert core.hinge_at.tolist() == [2]
    # a point per unit of size is a sixth of a point per integer size, so the points are scaled by 6
    assert (core.scale, core.hinge_below.tolist(), core.hinge_above.tolist()) == (6, [1], [2])
    assert Fraction(core.points(np.array([0, 0])), core.scale) == -2 * (Fraction(5, 2) - THIRD)


def test_two_measures_have_their_own_scales():
    facts = instance([unit("a", 0.25, employees=3), unit("b", 1, employees=5)], "x")
    core = build(
        facts, lambda to: to.window("fte", "x", None, None), lambda to: to.window("employees", "x", None, None)
    )
    assert core.size_scale.tolist() == [1, 4]
    assert core.sizes.tolist() == [[3, 5], [1, 4]]


def test_units_weigh_one_each():
    core = build(
        instance([unit("a", 7), unit("b", 9)], "xy"), lambda to: to.window(UNITS, "y", Fraction(1), Fraction(2))
    )
    assert core.sizes.tolist() == [[1, 1]]
    assert core.window_least.tolist() == [[0, 1]]
    assert core.window_most.tolist() == [[2, 2]]


@pytest.mark.parametrize(
    ("least", "most", "bounds"),
    [
        (Fraction(3), Fraction(4), (6, 8)),  # met exactly in halves
        (Fraction(13, 5), Fraction(19, 5), (6, 7)),  # 5.2 and 7.6 halves: inwards, to 6 and 7
        (None, Fraction(19, 5), (0, 7)),
        (Fraction(13, 5), None, (6, 9)),  # the total is 9 halves
        (None, Fraction(100), (0, 9)),
        (Fraction(9, 2), None, (9, 9)),
        (Fraction(10**30), None, (10, 9)),  # no area can have it, and it is no larger than it must be
    ],
)
def test_windows_are_rounded_inwards(least, most, bounds):
    core = build(instance([unit("a", 0.5), unit("b", 4)], "x"), lambda to: to.window("fte", "x", least, most))
    assert (core.window_least.item(), core.window_most.item()) == bounds


def test_several_windows_are_all_kept():
    core = build(
        instance([unit("a", 5), unit("b", 5)], "x"),
        lambda to: to.window("fte", "x", Fraction(2), Fraction(8)),
        lambda to: to.window("fte", "x", Fraction(3), None),
        lambda to: to.window("fte", "x", Fraction(1), Fraction(7)),
    )
    assert (core.window_least.item(), core.window_most.item()) == (3, 7)


def test_several_counts_are_all_kept():
    core = build(instance("ab", "xyz"), lambda to: to.count(1, 3), lambda to: to.count(2, 9), lambda to: to.count(0, 2))
    assert (core.count_least, core.count_most) == (2, 2)


def test_what_is_said_twice_adds_up_and_what_adds_up_to_nothing_is_gone():
    core = build(
        instance("abc", "xy"),
        lambda to: to.pair("b", "a", Fraction(2)),
        lambda to: to.pair("a", "b", Fraction(3)),
        lambda to: to.pair("b", "c", Fraction(1)),
        lambda to: to.pair("b", "c", Fraction(-1)),
        lambda to: to.pull("a", "x", Fraction(1)),
        lambda to: to.pull("a", "x", Fraction(1)),
        lambda to: to.open_cost("x", Fraction(4)),
        lambda to: to.open_cost("x", Fraction(5)),
    )
    assert (core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist()) == ([0], [1], [5])
    assert core.pull[0].tolist() == [2, 0]
    assert core.open_cost.tolist() == [9, 0]


def test_together_apart_and_forbidden():
    core = build(
        instance("abc", "xy"),
        lambda to: to.together(["c", "a", "b"]),
        lambda to: to.apart("b", "a"),
        lambda to: to.apart("a", "b"),
        lambda to: to.forbid("c", "x"),
    )
    assert core.together.tolist() == [[0, 1], [0, 2]]  # c-a and a-b
    assert core.apart.tolist() == [[0, 1]]
    assert core.allowed.tolist() == [[True, True], [True, True], [False, True]]


def test_a_hinge_without_a_rate_is_left_out():
    core = build(instance("a", "x"), lambda to: to.hinge("fte", "x", Fraction(1)))
    assert core.hinge_at.tolist() == []


def test_each_guard_has_its_own_scale():
    core = build(
        instance("ab", "x"),
        lambda to: to.guard("b", {"a": THIRD, "b": Fraction(-1, 2)}, Fraction(0)),
        lambda to: to.guard("a", {"a": Fraction(2)}, Fraction(1, 2)),
    )
    assert core.guard_node.tolist() == [0, 1]
    assert core.guard_weight.tolist() == [[4, 0], [2, -3]]
    assert core.guard_most.tolist() == [1, 0]


def test_the_order_of_the_facts_and_of_what_is_said_plays_no_part():
    said = [
        lambda to: to.hinge("fte", "y", Fraction(2), above=Fraction(1)),
        lambda to: to.hinge("fte", "x", Fraction(1), below=Fraction(1)),
        lambda to: to.label(["b"], {"y": Fraction(1)}),
        lambda to: to.label(["a"], {"x": Fraction(2)}),
        lambda to: to.pull("b", "x", Fraction(3)),
    ]
    one = build(instance([unit("a", 1), unit("b", 2)], "xy"), *said)
    other = build(instance([unit("b", 2), unit("a", 1)], "yx"), *reversed(said))
    for name in one.__dataclass_fields__:
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


def test_areas_outside_are_not_counted():
    assert build(instance("a", ["x", area("y", outside=True)])).counted.tolist() == [True, False]


def test_sums_up_to_50_bits_are_accepted_and_more_are_refused():
    facts = instance("ab", "x")
    just = Fraction(LARGEST_SUM - 1)
    assert build(facts, lambda to: to.pair("a", "b", just)).pair_points.tolist() == [LARGEST_SUM - 1]
    with pytest.raises(InputError) as refused:
        build(facts, lambda to: to.pair("a", "b", just), lambda to: to.constant(Fraction(-1)))
    (fault,) = refused.value.faults
    assert fault.code == "sums_too_large"
    assert fault.values == {"bits": 51, "allowed": 50}


@pytest.mark.parametrize(
    "step",
    [
        lambda to: to.pull("a", "x", Fraction(-LARGEST_SUM)),
        lambda to: to.open_cost("x", Fraction(LARGEST_SUM)),
        lambda to: to.label(["a"], {"x": Fraction(LARGEST_SUM)}),
        lambda to: to.hinge("fte", "x", Fraction(2**30), below=Fraction(2**20)),  # 2³⁰ below at 2²⁰ each
        lambda to: to.hinge("fte", "x", Fraction(0), above=Fraction(2**49)),  # 2 above at 2⁴⁹ each
        lambda to: to.guard("a", {"a": Fraction(LARGEST_SUM)}, Fraction(0)),
        lambda to: to.pair("a", "b", Fraction(2**70)),
    ],
)
def test_each_kind_of_sum_is_bounded(step):
    with pytest.raises(InputError) as refused:
        build(instance("ab", "x"), step)
    assert [fault.code for fault in refused.value.faults] == ["sums_too_large"]


def test_the_largest_pull_of_a_unit_counts():
    with pytest.raises(InputError):
        build(instance("ab", "xy"), lambda to: to.pull("a", "x", Fraction(LARGEST_SUM)))


def test_denominators_that_blow_up_are_refused_too():
    facts = instance([unit("a", 1), unit("b", 1)], "x")
    primes = [10_007, 10_009, 10_037, 10_039]
    steps = [lambda to, p=p: to.pull("a", "x", Fraction(1, p)) for p in primes]
    with pytest.raises(InputError):
        build(facts, *steps, lambda to: to.constant(Fraction(1, 9973)))
