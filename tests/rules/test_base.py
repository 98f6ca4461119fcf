"""Bounds and breaches: what all rules share."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from regroup.rules.base import Bound, area_name, names, sized
from regroup.rules.keep_parts import KeepParts
from tests.build import instance, said, unit

FACTS = instance([unit("a", 10.5), unit("b", 1200)], former="f")


def test_a_bound_is_a_value_or_a_share_of_the_total():
    assert Bound(value=3).size(FACTS, "fte") == 3
    assert Bound(share=0.1).size(FACTS, "fte") == Fraction("121.05")  # a tenth of 1210.5
    assert Bound(share=0).size(FACTS, "fte") == 0


@pytest.mark.parametrize("fields", [{}, {"value": 1, "share": 0.5}, {"share": 2}, {"value": -1}, {"value": True}])
def test_a_bound_is_refused(fields):
    with pytest.raises(ValidationError):
        Bound(**fields)


def test_a_bound_in_words():
    assert said(Bound(value=1200).words(FACTS, "fte", "nb")) == "1 200 årsverk"
    assert said(Bound(share=0.125).words(FACTS, "fte", "nb")) == "12,5 % (151,3 årsverk)"
    assert said(Bound(share=0.125).words(FACTS, "fte", "en")) == "12.5% (151.3 årsverk)"


def test_names_and_sizes():
    assert names(["b", "a"], FACTS) == "«B», «A»"
    assert area_name("f", FACTS) == "«F»"
    assert said(sized(Fraction("10.5"), FACTS, "fte", "nb")) == "10,5 årsverk"


def test_a_breach_speaks_both_languages_and_keeps_why_and_source():
    rule = KeepParts(why="w", source="s")
    breach = rule.breach(lambda language: f"in {language}", units=["a"], areas=["x"])
    assert breach.words == {"nb": "in nb", "en": "in en"}
    assert (breach.rule, breach.units, breach.areas, breach.why, breach.source) == (
        "keep_parts",
        ("a",),
        ("x",),
        "w",
        "s",
    )


def test_every_rule_needs_a_why():
    with pytest.raises(ValidationError):
        KeepParts()
    with pytest.raises(ValidationError):
        KeepParts(why=" ")
