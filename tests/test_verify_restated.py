"""Problems in whole numbers as ``regroup verify`` restates them, by hand.

Units of 10, 20 and 30, total 60, are a, b and c; areas are o, outside, then x and y. Numbers go by names, whatever the
order of the inputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from regroup.certificate.plain import Guard, Hinge
from regroup.inputs import inputs
from regroup.problem import Problem
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.in_use import InUse
from regroup.rules.keep_parts import KeepParts
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.terms import Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from regroup.verify.case import Case
from regroup.verify.restated import restated
from regroup.verify.stated import Stated
from tests.build import affinity, area, model, scenario, synergy, unit

WHY: dict[str, Any] = {"why": "w"}
LAW: dict[str, Any] = {"why": "w", "source": "lov"}
UNITS = [
    unit("b", 20, employees=1, fields=["skole"], today="f"),
    unit("a", 10, employees=1, today="x"),
    unit("c", 30, employees=2, fields=["skole", "helse"]),
]
AREAS = [area(name, may_be_empty=True, outside=name == "o") for name in "yox"]
NOTHING = AreasUsed(weight=0, **WHY)


def case(*terms: Term, rules: Sequence[Rule] = (), units: Sequence[Any] = UNITS, **facts: Any) -> Case:
    stated = scenario(units, AREAS, former="f", criteria={"users": {"nb": "u"}, "law": {"nb": "l"}}, **facts)
    found = inputs(Problem(stated, model(terms or [NOTHING], rules)))
    assert found is not None
    return restated(Stated(found))


def by_law(*rules: Rule, **facts: Any) -> Case:
    return case(requirements=rules, **facts)


def test_a_problem_that_asks_for_nothing() -> None:
    assert case() == Case(
        n=3,
        k=3,
        scale=1,
        constant=0,
        pairs={},
        pull=[[0, 0, 0]] * 3,
        sizes=[],
        least=[],
        most=[],
        hinges=[],
        labels=[],
        open_cost=[0, 0, 0],
        must_use=[False] * 3,
        counted=[False, True, True],
        count_least=0,
        count_most=3,
        guards=[],
        apart=set(),
        together=set(),
        allowed=[[True] * 3] * 3,
    )


def test_synergies_of_a_pair_add_up_and_none_are_nothing() -> None:
    synergies = [
        synergy("b", "a", 5, "users"),
        synergy("a", "b", -1, "law"),
        synergy("b", "c", 1, "law"),
        synergy("a", "c", 1, "users"),
        synergy("c", "a", -3, "law"),
    ]
    made = case(SynergyTerm(weight=2, criteria={"users": 3}, others=1, **WHY), synergies=synergies)
    assert made.pairs == {(0, 1): 2 * (15 - 1), (1, 2): 2}
    assert list(made.pairs) == sorted(made.pairs)


def test_affinities_pull_and_push() -> None:
    made = case(AffinityTerm(weight=7, **WHY), affinities=[affinity("c", "y", 2), affinity("b", "o", -1)])
    assert made.pull == [[0, 0, 0], [-7, 0, 0], [0, 0, 14]]


def test_a_band_costs_below_its_least_and_above_its_most() -> None:
    made = case(SizeBand(weight=3, least={"share": 0.25}, most={"value": 30}, **WHY))  # type: ignore[arg-type]
    assert (made.scale, made.sizes, made.least, made.most) == (1, [[10, 20, 30]], [[0] * 3], [[60] * 3])
    low, high = Hinge(0, 15, 5, 0), Hinge(0, 30, 0, 5)  # 3 × 100 / 60
    assert sorted(made.hinges, key=repr) == [(1, low), (1, high), (2, low), (2, high)]


def test_one_side_of_a_band_and_another_measure() -> None:
    made = case(SizeBand(weight=1, measure="employees", most={"value": 3}, **WHY))  # type: ignore[arg-type]
    assert made.sizes == [[1, 1, 2]]
    assert {hinge for _, hinge in made.hinges} == {Hinge(0, 3, 0, 25)}
    made = case(SizeBand(weight=1, measure="employees", least={"value": 3}, **WHY))  # type: ignore[arg-type]
    assert {hinge for _, hinge in made.hinges} == {Hinge(0, 3, 25, 0)}


def test_sizes_and_points_are_as_fine_as_turns_and_rates_ask_for() -> None:
    made = case(SizeBand(weight=3, least={"value": 12.5}, **WHY))  # type: ignore[arg-type]
    assert (made.scale, made.sizes, made.most) == (2, [[20, 40, 60]], [[120] * 3])
    assert {hinge for _, hinge in made.hinges} == {Hinge(0, 25, 5, 0)}  # 5 of a whole is 2.5 of a half, times 2
    made = case(SizeBand(weight=1, least={"value": 12}, **WHY))  # type: ignore[arg-type]
    assert (made.scale, {hinge for _, hinge in made.hinges}) == (3, {Hinge(0, 12, 5, 0)})
    band = SizeBand(weight=3, least={"value": 12.5}, **WHY)  # type: ignore[arg-type]
    assert case(band, SizeBalance(weight=3, measure="employees", **WHY)).sizes == [[1, 1, 2], [20, 40, 60]]
    halves = [unit("a", 0.5), unit("b", 1.5), unit("c", 2)]
    made = case(rules=[AreaSize(most={"value": 1.9}, **WHY)], units=halves)  # type: ignore[arg-type]
    assert (made.sizes, made.most) == ([[1, 3, 4]], [[8, 3, 3]])


def test_what_is_weighed_by_nothing_has_no_turns() -> None:
    made = case(SizeBand(weight=0, least={"value": 12}, **WHY))  # type: ignore[arg-type]
    assert made.hinges == []


def test_balance_costs_on_both_sides_of_a_target() -> None:
    made = case(SizeBalance(weight=3, **WHY))
    assert sorted(made.hinges, key=repr) == [(1, Hinge(0, 30, 5, 5)), (2, Hinge(0, 30, 5, 5))]
    assert case(SizeBalance(weight=3, measure="employees", **WHY)).hinges[0][1] == Hinge(0, 2, 75, 75)


def test_fields_are_labels_that_cost_nothing_outside() -> None:
    made = case(Heterogeneity(weight=11, **WHY))
    assert made.labels == [(frozenset({2}), [0, 11, 11]), (frozenset({1, 2}), [0, 11, 11])]


def test_moves_cost_where_units_are_known_to_be_today() -> None:
    made = case(Moves(weight=3, **WHY))
    assert (made.scale, made.constant) == (1, -50 - 100)
    assert made.pull == [[0, 50, 0], [0, 0, 0], [0, 0, 0]]  # nobody can stay in a former area
    made = case(Moves(weight=1, **WHY))
    assert (made.scale, made.constant, made.pull[0]) == (3, -150, [0, 50, 0])


def test_splits_cost_each_part_of_the_map_but_one() -> None:
    units = [unit("b", 20, part_of="w"), unit("a", 10, part_of="w"), unit("c", 30)]
    made = case(Splits(weight=5, **WHY), SizeBand(weight=1, least={"value": 12}, **WHY), units=units, wholes="w")  # type: ignore[arg-type]
    assert made.scale == 3
    assert (made.labels, made.constant) == ([(frozenset({0, 1}), [15] * 3)], 15)
    assert made.together == set()


def test_areas_cost_what_they_cost_to_be_used() -> None:
    band = SizeBand(weight=1, least={"value": 12}, **WHY)  # type: ignore[arg-type]
    assert case(AreasUsed(weight=19, **WHY)).open_cost == [0, 19, 19]
    assert case(AreasUsed(weight=19, **WHY), band).open_cost == [0, 57, 57]


@pytest.mark.parametrize(
    ("rules", "least", "most"),
    [
        ([{"least": {"value": 25}, "most": {"share": 0.5}}], [0, 25, 25], [60, 30, 30]),
        ([{"least": {"value": 24.01}, "most": {"value": 24.99}}], [0, 25, 25], [60, 24, 24]),
        ([{"most": {"value": 59}}, {"least": {"value": 3}}], [0, 3, 3], [60, 59, 59]),
        ([{"least": {"value": 60}}], [0, 60, 60], [60] * 3),
        ([{"least": {"value": 61}}], [0, 61, 61], [60] * 3),
        ([{"least": {"value": 600}}], [0, 61, 61], [60] * 3),  # just more than there is
        ([{"most": {"value": 600}}], [0] * 3, [60] * 3),
        ([{"least": {"value": 5}, "areas": ["x"]}, {"least": {"value": 3}}], [0, 5, 3], [60] * 3),
        ([{"most": {"value": 5}}, {"most": {"value": 7}, "areas": ["y"]}], [0] * 3, [60, 5, 5]),
    ],
)
def test_windows_on_size(rules: list[dict[str, Any]], least: list[int], most: list[int]) -> None:
    made = by_law(*(AreaSize(**rule, **LAW) for rule in rules))
    assert (made.sizes, made.least, made.most) == ([[10, 20, 30]], [least], [most])


def test_windows_on_the_number_of_units_and_on_another_measure() -> None:
    size = AreaSize(least={"value": 2}, measure="employees", **WHY)  # type: ignore[arg-type]
    made = case(rules=[UnitCount(most=2, **WHY), size])
    assert made.sizes == [[1, 1, 1], [1, 1, 2]]
    assert (made.least, made.most) == ([[0, 0, 0], [0, 2, 2]], [[3, 2, 2], [4, 4, 4]])
    made = case(rules=[UnitCount(least=1, **WHY)])
    assert (made.least, made.most) == ([[0, 1, 1]], [[3, 3, 3]])


def test_numbers_of_areas() -> None:
    def count(*rules: Rule) -> tuple[int, int]:
        made = case(rules=rules)
        return made.count_least, made.count_most

    assert count(AreaCount(least=1, **WHY)) == (1, 3)
    assert count(AreaCount(most=1, **WHY)) == (0, 1)
    assert count(AreaCount(exactly=2, **WHY)) == (2, 2)
    assert count(AreaCount(least=1, **WHY), AreaCount(exactly=2, **WHY)) == (2, 2)
    assert count(AreaCount(exactly=2, **WHY), AreaCount(least=1, **WHY)) == (2, 2)


def test_who_must_be_where() -> None:
    assert by_law(InUse(areas=("y",), **LAW)).must_use == [False, False, True]
    assert by_law(Together(units=("c", "a", "b"), **LAW)).together == {(0, 2), (0, 1)}
    assert by_law(Apart(units=("c", "a", "b"), **LAW)).apart == {(0, 2), (1, 2), (0, 1)}
    assert by_law(Fixed(units=("b",), area="y", **LAW)).allowed == [[True] * 3, [False, False, True], [True] * 3]
    assert by_law(NotIn(units=("b", "c"), areas=("y", "o"), **LAW)).allowed == [[True] * 3, *[[False, True, False]] * 2]


def test_parts_are_kept_together() -> None:
    units = [unit("b", 20, part_of="w"), unit("a", 10), unit("c", 30, part_of="w")]
    assert case(rules=[KeepParts(**WHY)], units=units, wholes="w").together == {(1, 2)}
    assert case(units=units, wholes="w").together == {(1, 2)}


def test_shares_of_a_field_weigh_for_and_against() -> None:
    limit = CompanyLimit(units=("c", "b"), field="helse", most=0.4, **LAW)  # type: ignore[arg-type]
    row = (-4, -8, 18)
    assert by_law(limit).guards == [Guard(2, row, 0), Guard(1, row, 0)]
    finer = CompanyLimit(units=("a",), field="skole", most=0.45, **LAW)  # type: ignore[arg-type]
    assert by_law(finer).guards == [Guard(0, (-9, 22, 33), 0)]
    people = CompanyLimit(units=("a",), field="skole", most=0.5, measure="employees", **LAW)  # type: ignore[arg-type]
    assert by_law(people).guards == [Guard(0, (-1, 1, 2), 0)]
