"""criteria: each measure worked by hand on one small structure, and unknown where the facts are lacking."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regroup.criteria import GROUPS, Better, Figure, Look, Variant, criteria_of
from regroup.evaluation import evaluate
from regroup.problem import Problem
from regroup.rules.apart import Apart
from regroup.rules.base import Bound
from regroup.terms.moves import Moves
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from regroup.text import LANGUAGES, has
from tests.build import affinity, area, model, plan, scenario, size, synergy, unit

BAND = SizeBand(weight=1, why="w", least=Bound(value=15), most=Bound(value=60))
TERMS = [SynergyTerm(weight=1, why="w", criteria={"shared_users": 2}), BAND, Splits(weight=1, why="w")]


def problem(**more: object) -> Problem:
    """Six units of 10, 20, 30, 5, 5 and 40 in x, y, z and s (outside); d and e are parts of one whole."""
    facts = scenario(
        [
            unit("a", 10, today="x", fields=["skole"]),
            unit("b", 20, today="x", fields=["helse", "skole"]),
            unit("c", 30, today="y", fields=["helse"]),
            unit("d", 5, today="old", part_of="w"),
            unit("e", 5, today="old", part_of="w", fields=["bolig"]),
            unit("f", 40, fields=["nav"]),
        ],
        ["x", "y", "z", area("s", outside=True)],
        former=["old"],
        wholes=["w"],
        synergies=[
            synergy("a", "b", 3),
            synergy("b", "c", 2),
            synergy("c", "e", 1),
            synergy("d", "f", 4),
            synergy("a", "c", -2),
            synergy("e", "f", -1),
        ],
        affinities=[affinity("a", "x", 3), affinity("c", "x", 1), affinity("f", "y", -5)],
        requirements=[Apart(units=("a", "b"), why="ulike roller", source="lov")],
    )
    return Problem(facts.model_copy(update=more), model(TERMS))


def figures(asked: Problem, text: str, **more: object) -> dict[str, Figure]:
    look = Look(asked, evaluate(asked, plan(text, "abcdef")), **more)  # type: ignore[arg-type]
    return {criterion.id: criterion.measure(look) for criterion in criteria_of(asked.scenario, robust=True)}


WORKED = {
    # The structure: x holds a, b; y holds c, e, f; z holds d.
    "synergy_kept": 3 + 1,
    "synergy_weighted": 2 * (3 + 1),
    "synergy_share": Fraction(4, 10),
    "synergies_cut": 2,  # b–c, d–f
    "conflicts_kept": 1,  # e–f
    "mean_synergy": Fraction(3 + 1 - 1, 1 + 3),  # one pair in x, three in y
    "fields_mean": Fraction(2 + 3 + 0, 3),
    "fields_most": 3,
    "affinities_met": 1,
    "affinities_against": 1,
    "areas": 3,
    "areas_too_small": 1,
    "areas_too_big": 1,
    "areas_both": 0,  # z, too small, is one unit alone
    "units_per_leader": 3,
    "smallest": 5,
    "largest": 75,
    "interfaces": 2,  # x–y by b–c, z–y by d–f
    "splits": 1,
    "moves": 1,  # old goes on as z (or y): d stays, e moves (or the other way round); c's y goes on
    "people_moved": 5,
    "areas_ended": 0,
    "broken": 1,
    "unplaced": 0,
}


@pytest.mark.parametrize("name", WORKED)
def test_by_hand(name: str):
    assert figures(problem(), "xxyzyy")[name].value == WORKED[name]


def test_counts_say_out_of_how_many():
    found = figures(problem(), "xxyzyy")
    assert {name: found[name].of for name in ("synergies_cut", "conflicts_kept", "areas_too_small", "splits")} == {
        "synergies_cut": 4,
        "conflicts_kept": 2,
        "areas_too_small": 3,
        "splits": 1,
    }
    assert (found["affinities_met"].of, found["affinities_against"].of) == (2, 1)


def test_an_area_outside_has_no_leader_and_no_size():
    found = figures(problem(), "xxyzys")
    assert (found["areas"].value, found["largest"].value, found["areas_too_big"].value) == (3, 35, 0)


def test_what_is_not_placed_is_neither_kept_nor_cut():
    found = figures(problem(), "x-yzy-")
    assert (found["synergy_kept"].value, found["synergies_cut"].value, found["unplaced"].value) == (1, 0, 2)
    assert (found["points"].value, found["points"].unknown, found["gap"].unknown) == (None, "incomplete", "incomplete")


def test_income_counts_where_every_unit_states_it():
    assert figures(problem(), "xxyzyy")["volatile_income"] == Figure(None, unknown="no_income")
    units = tuple(
        unit(u, fields=["f"], size={"fte": size(1), "volatile_income": size(n)})
        for u, n in zip("abc", (6, 3, 1), strict=True)
    )
    measures = {"fte": {"unit": "å", "basis": "å"}, "volatile_income": {"unit": "kr", "basis": "tilskudd"}}
    facts = scenario(units, "xyz", measures=measures)
    found = figures(Problem(facts, model([SynergyTerm(weight=1, why="w")])), "xyy")
    assert found["volatile_income"].value == Fraction(6, 10)
    assert "largest_volatile_income" not in found


def test_unknown_where_facts_are_lacking():
    bare = Problem(scenario("ab", "xy"), model([BAND]))
    found = figures(bare, "xy")
    reasons = {name: figure.unknown for name, figure in found.items() if figure.value is None}
    assert reasons == {
        **dict.fromkeys(("synergy_kept", "synergy_weighted", "synergy_share", "synergies_cut"), "no_synergies"),
        **dict.fromkeys(("mean_synergy", "interfaces"), "no_synergies"),
        "conflicts_kept": "no_conflicts",
        **dict.fromkeys(("fields_mean", "fields_most"), "no_fields"),
        "volatile_income": "no_income",
        **dict.fromkeys(("moves", "people_moved", "areas_ended"), "no_today"),
        **dict.fromkeys(("affinities_met", "affinities_against"), "no_affinities"),
        **dict.fromkeys(("behind", "gap", "agreement"), "no_bound"),
        **dict.fromkeys(("stays_best", "furthest"), "not_asked"),
    }


def test_without_a_band_no_area_is_too_small():
    found = figures(
        Problem(problem().scenario, model([SynergyTerm(weight=1, why="w"), Splits(weight=1, why="w")])), "xxyzyy"
    )
    assert {found[name].unknown for name in ("areas_too_small", "areas_too_big", "areas_both")} == {"no_band"}


def test_a_second_measure_has_its_own_lines():
    facts = scenario([unit("a", 3, employees=4, today="x"), unit("b", 9, employees=2, today="x")], "xy")
    found = figures(Problem(facts, model([Moves(weight=1, why="w")])), "xy")
    assert (found["largest"].value, found["largest_employees"].value) == (9, 4)
    assert (found["people_moved"].value, found["people_moved_employees"].value) == (3, 4)


def test_distance_to_the_best():
    places = [area("x"), area("y", may_be_empty=True)]
    facts = scenario("ab", places, synergies=[synergy("a", "b", 5)])
    asked = Problem(facts, model([SynergyTerm(weight=2, why="w")]))
    found = figures(asked, "xy", best=plan("xx", "ab"), bound=Fraction(10), settled=True)
    assert (found["points"].value, found["behind"].value, found["gap"].value) == (0, 10, 10 * asked.scale)
    assert not found["gap"].at_most
    assert found["agreement"].value == 0
    unsettled = figures(asked, "xx", best=plan("xx", "ab"), bound=Fraction(12))
    assert (unsettled["behind"].value, unsettled["behind"].at_most, unsettled["gap"].value) == (
        2,
        True,
        Fraction(2, 10),
    )


def test_robustness_says_how_much_of_it_is_proven():
    """Of three changed weights one is proven best, one is proven behind by 4, one is at most 1 behind."""
    places = [area("x"), area("y", may_be_empty=True)]
    asked = Problem(scenario("ab", places, synergies=[synergy("a", "b", 5)]), model([SynergyTerm(weight=2, why="w")]))
    bounds = ((10, True), (14, True), (11, False))
    variants = tuple(Variant("synergy", Fraction(1), asked, Fraction(bound), sure) for bound, sure in bounds)
    found = figures(asked, "xx", variants=variants)
    assert found["stays_best"] == Figure(Fraction(1), of=3, at_least=True)
    assert found["furthest"] == Figure(Fraction(4))
    assert figures(asked, "xx", variants=variants[:2])["stays_best"] == Figure(Fraction(1), of=2)
    nothing = (*variants, Variant("synergy", Fraction(1), asked, None, False))
    assert figures(asked, "xx", variants=nothing)["furthest"].unknown == "no_bound"


def test_points_of_what_breaks_rules_are_not_compared():
    found = figures(problem(), "xxyzyy", best=plan("xyyzyy", "abcdef"), bound=Fraction(99), settled=True)
    assert found["points"].value is not None
    assert found["behind"].unknown == found["gap"].unknown == "breaks_rules"


def test_every_criterion_has_its_words_once():
    lines = criteria_of(problem().scenario, robust=True)
    assert len({line.id for line in lines}) == len(lines)
    assert {line.group for line in lines} == set(GROUPS)
    for language in LANGUAGES:
        assert all(line.title(language) and line.about(language) for line in lines)
        assert all(has(f"criteria.group.{group}", language) for group in GROUPS)
        assert all(has(f"criteria.better.{better}", language) for better in Better)


def test_robustness_is_only_there_where_it_is_asked_for():
    assert "robust" not in {line.group for line in criteria_of(problem().scenario)}
