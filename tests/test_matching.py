"""matching: which area is which by content, what changes, and how alike two plans are, against plain counting."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, permutations

import pytest

from regroup.facts import Size
from regroup.matching import Merge, Move, Split, agreement, changes, match
from regroup.matching.assignment import heaviest
from regroup.plan import Plan
from tests.build import instance, plan, unit

UNITS = "abcdefgh"


def random_plans(seed: int, areas: str = "vwxyz") -> tuple[Plan, Plan]:
    """Two plans of the same units; the second leaves one out now and then."""
    dice = random.Random(seed)
    texts = ["".join(dice.choice(areas) for _ in UNITS) for _ in range(2)]
    return plan(texts[0]), plan(texts[1][:-1] + (texts[1][-1] if seed % 3 else "-"))


@pytest.mark.parametrize("seed", range(60))
def test_heaviest_is_the_best_of_all_assignments(seed: int):
    dice = random.Random(seed)
    n = dice.randint(1, 5)
    weights = [[dice.choice([0, dice.randint(-3, 9), 10**30]) for _ in range(n)] for _ in range(n)]
    found = heaviest(weights)
    assert sorted(found) == list(range(n))
    most = max(sum(weights[i][p[i]] for i in range(n)) for p in permutations(range(n)))
    assert sum(weights[i][found[i]] for i in range(n)) == most


@pytest.mark.parametrize("seed", range(20))
def test_areas_with_other_names_or_in_another_order_are_no_change(seed: int):
    dice = random.Random(seed)
    before, _ = random_plans(seed)
    names = list("vwxyz")
    dice.shuffle(names)
    after = Plan({u: names["vwxyz".index(area)] for u, area in before.items()})
    found = changes(instance(UNITS, dice.sample("vwxyz", 5)), before, after)
    assert [*found.moves, *found.added, *found.dissolved, *found.split, *found.merged] == []
    assert found.people["fte"] is not None
    assert found.people["fte"].number == 0
    assert agreement(instance(UNITS, "vwxyz"), before, after).share == 1
    expected = {a: b for a, b in zip("vwxyz", names, strict=True) if a != b and a in before.values()}
    assert dict(found.renamed) == expected


@pytest.mark.parametrize("seed", range(40))
def test_the_fewest_people_move_of_all_ways_to_pair_areas(seed: int):
    dice = random.Random(seed)
    facts = instance([unit(u, dice.randint(1, 9)) for u in UNITS], "vwxyz")
    before, after = random_plans(seed)
    both = [u for u in UNITS if u in before and u in after]
    most = max(
        sum((facts.size(u, "fte") for u in both if names["vwxyz".index(before[u])] == after[u]), Fraction(0))
        for names in permutations("vwxyz")
    )
    found = changes(facts, before, after)
    assert found.people["fte"] is not None
    assert found.people["fte"].number == sum(facts.size(u, "fte") for u in both) - most
    assert len(found.moves) == len(changes(facts, after, before).moves)


@pytest.mark.parametrize("seed", range(40))
def test_agreement_counts_every_pair(seed: int):
    before, after = random_plans(seed)
    pairs = list(combinations([u for u in UNITS if u in before and u in after], 2))
    alike = sum(before.together(*pair) == after.together(*pair) for pair in pairs)
    found = agreement(instance(UNITS, "vwxyz"), before, after)
    assert (found.alike, found.pairs, found.share) == (alike, len(pairs), Fraction(alike, len(pairs)))
    assert bool(found.differing) == (alike < len(pairs))


def test_a_plan_of_one_unit_has_no_pairs_to_agree_on():
    assert agreement(instance("a"), plan("x"), plan("y")).share is None


def test_size_decides_before_number():
    facts = instance([unit("a", 10), unit("b", 1), unit("c", 1)], "xy")
    assert match(facts, plan("xxx"), plan("xyy")).after == {"x": "x"}
    same = instance([unit("a", 2), unit("b", 1), unit("c", 1)], "xy")
    assert match(same, plan("xxx"), plan("xyy")).after == {"x": "y"}  # as large, and more units


def test_without_sizes_units_are_counted():
    facts = instance([unit("a", 10), unit("b", size={}), unit("c")], "xy")
    assert match(facts, plan("xxx"), plan("xyy")).after == {"x": "y"}


def test_changes_by_hand():
    """w is joined with v; x is parted into x and y; e goes from z to v, and z goes on; f is new, g is left out."""
    facts = instance([unit(u, n) for u, n in zip("abcdefgh", (5, 4, 3, 2, 1, 1, 1, 7), strict=True)], "vwxyz")
    found = changes(facts, plan("vwxxz-zz"), plan("vvxyvz-z"))
    assert found.moves == (Move("b", "w", "v"), Move("d", "x", "y"), Move("e", "z", "v"))
    assert (found.added, found.dissolved, found.renamed) == (("y",), ("w",), ())
    assert found.split == (Split("x", ("x", "y")),)
    assert found.merged == (Merge(("v", "w"), "v"),)
    assert (found.new, found.left_out) == (("f",), ("g",))
    assert found.people["fte"] is not None
    assert found.people["fte"].number == 7


def test_people_of_unknown_number_stay_unknown_and_ranges_are_kept():
    unsure = Size(low=1, likely=2, high=5, basis="assumed", why="ingen vet")
    facts = instance([unit("a", 9, employees=3), unit("b", size={"fte": unsure}), unit("c", 9, employees=3)], "xy")
    people = changes(facts, plan("xxx"), plan("xyx")).people
    assert people["employees"] is None
    assert people["fte"] is not None
    assert (people["fte"].low, people["fte"].number, people["fte"].high) == (1, 2, 5)
