"""a-b strong and useful to shared users, b-c in conflict, a-b also of one law, c-d of a criterion with weight 0."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from regroup.terms.synergy import SynergyTerm
from tests.build import instance, placed, synergy

FACTS = instance(
    "abcd",
    strengths={"strong": 3, "conflict": -2},
    synergies=[
        synergy("a", "b", "strong", "shared_users"),  # 3 × 4 = 12
        synergy("b", "c", "conflict", "shared_users"),  # -2 × 4 = -8
        synergy("b", "a", 1, "same_law"),  # 1 × 2 = 2, not named, so `others`
        synergy("c", "d", 5, "rumour"),  # 5 × 0 = 0
    ],
)
TERM = SynergyTerm(weight=10, criteria={"shared_users": 4, "rumour": 0}, others=2, why="w")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("xyzx", {"x": 0, "y": 0, "z": 0}),
        ("xxyy", {"x": 14, "y": 0, "z": 0}),  # 12 + 2; c and d give 0
        ("xyyz", {"x": 0, "y": -8, "z": 0}),
        ("zzzz", {"x": 0, "y": 0, "z": 6}),  # 12 - 8 + 2 + 0
        ("---x", {"x": 0, "y": 0, "z": 0}),
    ],
)
def test_amounts(text, amounts):
    placement = placed(FACTS, text)
    assert TERM.amounts(placement) == amounts
    assert TERM.amount(placement) == sum(amounts.values())
    assert TERM.points(placement) == 10 * sum(amounts.values())


def test_value_of_one_synergy():
    assert [TERM.value(FACTS, pair) for pair in FACTS.synergies] == [12, -8, 2, 0]
    assert isinstance(TERM.value(FACTS, FACTS.synergies[0]), Fraction)


def test_without_weights_every_criterion_counts_once():
    assert SynergyTerm(weight=1, why="w").amount(placed(FACTS, "xxxx")) == 3 - 2 + 1 + 5


def test_units_that_share_a_former_area_today_keep_their_synergy():
    facts = instance("ab", former="f", synergies=[synergy("a", "b", 3)])
    assert SynergyTerm(weight=1, why="w").amounts(placed(facts, "ff"))["f"] == 3


@pytest.mark.parametrize("fields", [{"weight": -1}, {"weight": 1.0}, {"criteria": {"a": -1}}, {"others": True}])
def test_refused(fields):
    with pytest.raises(ValidationError):
        SynergyTerm(**{"weight": 1, "why": "w"} | fields)
