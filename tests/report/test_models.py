"""Models for reading."""

from __future__ import annotations

import io
from fractions import Fraction

from regroup.model import Model
from regroup.model_diff import differences
from regroup.report.models import print_differences, print_model, value
from regroup.report.page import console_on
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm
from tests.build import model, said

SYNERGY = SynergyTerm(weight=2, why="det hører sammen", criteria={"shared_users": 3})
SIZE = AreaSize(least=Bound(share=Fraction(1, 10)), most=Bound(value=Fraction(500)), why="stab")


def shown(one: Model, language: str = "nb") -> str:
    stream = io.StringIO()
    print_model(console_on(stream), one, language)
    return said(stream.getvalue())


def test_every_part_with_settings_and_why():
    page = shown(model([SYNERGY], [SIZE]))
    assert "test: Prøvemodell" in page
    assert "• Områdets størrelse (area_size)" in page
    assert "least: 10 %; most: 500" in page
    assert "vekt 2 · synergi; criteria: shared_users 3; others: 1" in page
    assert "det hører sammen" in page


def test_no_rules_is_said():
    assert "None: only the scenario's own rules hold." in shown(model([SYNERGY]), "en")


def test_values_in_words():
    assert value(None, "nb") == "–"
    assert value((), "nb") == "–"
    assert value(("a", "b"), "nb") == "a, b"
    assert value({"a": 1, "b": Fraction(1, 2)}, "nb") == "a 1, b 0,5"
    assert value("equal", "nb") == "equal"


def test_differences_part_by_part():
    one, other = model([SYNERGY], [SIZE]), model([SynergyTerm(weight=5, why="mer"), Moves(weight=1, why="ro")])
    stream = io.StringIO()
    print_differences(console_on(stream), one, other, differences(one, other), "nb")
    page = said(stream.getvalue())
    assert "Områdets størrelse (area_size): bare i test" in page
    assert "weight: 2 → 5" in page
    assert "why: det hører sammen → mer" in page
    assert "criteria: shared_users 3 → –" in page
    assert "Flytting (moves): bare i test" in page
