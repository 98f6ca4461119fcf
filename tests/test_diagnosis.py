"""For liten, for stor, too different: hand-worked on four units."""

from __future__ import annotations

from fractions import Fraction

from regroup.diagnosis import AreaDiagnosis, Band, band_of, diagnose
from regroup.evaluation import evaluate
from regroup.facts import Size
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules import Rule
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.terms import Term
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm
from tests.build import area, model, plan, scenario, synergy, unit

BAND = SizeBand(weight=1, why="w", least=Bound(share=0.2), most=Bound(share=0.5))


def problem(*terms: Term, rules: tuple[Rule, ...] = ()) -> Problem:
    """Sizes 10, 20, 30, 40; a-b gain 2, b-c gain 3, c-d lose 1; the criterion counts double."""
    facts = scenario(
        [unit("a", 10, fields=["skole"]), unit("b", 20, fields=["helse"]), unit("c", 30), unit("d", 40)],
        [area("x"), area("y"), area("staff", outside=True)],
        synergies=[synergy("a", "b", 2), synergy("b", "c", 3), synergy("c", "d", -1)],
    )
    return Problem(facts, model(terms or (BAND, SynergyTerm(weight=1, why="w", criteria={"shared_users": 2})), rules))


def one(asked: Problem, text: str, name: str) -> AreaDiagnosis:
    found = diagnose(asked, evaluate(asked, plan(text)))
    return next(entry for entry in found if entry.area == name)


def test_kept_lost_and_conflict() -> None:
    x = one(problem(), "xxyy", "x")
    y = one(problem(), "xxyy", "y")
    assert (x.kept, x.conflict, x.lost) == (4, 0, 6)
    assert (y.kept, y.conflict, y.lost) == (0, 2, 6)
    assert (x.units, x.fields) == (2, 2)


def test_the_band_met_exactly_is_neither_too_small_nor_too_big() -> None:
    # b alone is 20 of 100 (the least); a + d is 50 of 100 (the most).
    assert not one(problem(), "yxyy", "x").too_small
    assert not one(problem(), "xyyx", "x").too_big


def test_beyond_the_band() -> None:
    assert one(problem(), "xyyy", "x").too_small
    assert one(problem(), "xyyy", "y").too_big


def test_too_small_and_too_different_at_the_same_time() -> None:
    # a + b is 30, one short of the least.
    wide = SizeBand(weight=1, why="w", least=Bound(value=31))
    x = one(problem(wide), "xxyy", "x")
    # Without a term on synergy strengths count as they stand: kept 2 < lost 3.
    assert (x.kept, x.lost) == (2, 3)
    assert x.too_small
    assert x.too_different
    assert x.both


def test_one_unit_alone_is_never_too_different() -> None:
    assert not one(problem(), "yxyy", "x").too_different


def test_an_area_outside_is_not_judged_by_size() -> None:
    asked = problem()
    evaluation = evaluate(asked, Plan({"a": "staff", "b": "x", "c": "x", "d": "y"}))
    staff = next(entry for entry in diagnose(asked, evaluation) if entry.area == "staff")
    assert not staff.measured
    assert not staff.too_small


def test_the_band_comes_from_the_term_then_from_the_rule_then_from_nowhere() -> None:
    assert band_of(problem()) == Band("fte", Fraction(20), Fraction(50), "size_band")
    rule = AreaSize(most=Bound(value=70), why="w")
    synergies = SynergyTerm(weight=1, why="w")
    assert band_of(problem(synergies, rules=(rule,))) == Band("fte", None, Fraction(70), "area_size")
    assert band_of(problem(synergies)) is None


def test_one_assumed_size_marks_its_area() -> None:
    assumed = Size(low=1, likely=2, high=3, basis="assumed", why="intet tall")
    facts = scenario([unit("a", 10), unit("b", 10, size={"fte": assumed}), unit("c", 10)], "xy")
    asked = Problem(facts, model([BAND]))
    assert [entry.uncertain for entry in diagnose(asked, evaluate(asked, plan("xyy")))] == [False, True]


def test_as_much_kept_as_lost_is_not_too_different() -> None:
    # x holds a and b: a-b is kept, b-c is lost, and both are worth 2.
    facts = scenario("abc", "xy", synergies=[synergy("a", "b", 2), synergy("b", "c", 2)])
    asked = Problem(facts, model([SynergyTerm(weight=1, why="w")]))
    x = one(asked, "xxy", "x")
    assert x.kept == x.lost
    assert not x.too_different
