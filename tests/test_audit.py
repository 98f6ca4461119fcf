"""Audits against every plan of small problems: what changes reach, the smallest change of weights, and the whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from regroup.audit import Audit, Change, Outcome, audit, audit_document, proposals_of, search, smallest_change
from regroup.audit.levels import Level, levels_by_walk
from regroup.audit.parts import levels_by_search
from regroup.audit.simplex import largest
from regroup.audit.stay import Stay, changed_units, places_of
from regroup.census import walk_of
from regroup.errors import InputError
from regroup.evaluation import Evaluation, evaluate
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.result import Status
from regroup.study import Study
from tests.audit_cases import Case, case

FEW = (3, 5, 8, 12, 17, 24, 27, 38, 44, 48, 243, 260, 273, 296, 337, 341, 403, 432, 456, 532)
"""Seeds for what needs an engine: the same units and areas, so that one study can answer; half with levels between."""


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    """Only for problems of the same units and areas, which a memory is of."""
    with Study(processes=1) as working:
        yield working


# ---------------------------------------------------------------- changes


def plain_levels(one: Case) -> list[Fraction | None]:
    """Points that 0, 1, 2 … changes reach, up to what the best needs, by looking at every plan."""
    changes = [(len(changed_units(one.proposal, other.plan)), other.points) for other in one.allowed]
    if not changes:
        return []
    best = max(points for _, points in changes)
    needed = min(count for count, points in changes if points == best)
    return [max((p for count, p in changes if count <= most), default=None) for most in range(needed + 1)]


def check_levels(one: Case, levels: tuple[Level, ...]) -> None:
    assert [level.answer.points for level in levels] == plain_levels(one)
    assert [level.changes for level in levels] == list(range(len(levels)))
    for level in levels:
        assert level.answer.settled
        assert level.answer.bound == level.answer.points
        if level.answer.plan is not None:
            found = evaluate(one.problem, level.answer.plan)
            assert found.allowed
            assert found.points == level.answer.points
            needed = next(at for at, points in enumerate(plain_levels(one)) if points == found.points)
            assert len(changed_units(one.proposal, found.plan)) == needed


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_what_changes_reach_is_what_every_plan_shows(first: int):
    for seed in range(first, first + 50):
        one = case(seed)
        walk = walk_of(one.problem.core)
        check_levels(one, levels_by_walk(one.problem, walk, one.proposal) if walk else ())


def test_the_cases_are_of_all_kinds():
    cases = [case(seed) for seed in range(300)]
    assert sum(not one.allowed for one in cases) >= 5
    assert sum(bool(one.proposal.unplaced(one.problem.scenario.unit_of)) for one in cases) >= 30
    assert sum("old" in one.proposal.values() for one in cases) >= 20
    assert sum(len(plain_levels(one)) >= 4 for one in cases) >= 30
    assert sum(None in plain_levels(one) for one in cases) >= 30


@pytest.mark.parametrize("seed", FEW)
def test_a_search_reaches_the_same(study: Study, seed: int):
    one = case(seed)
    check_levels(one, levels_by_search(study, one.problem, one.proposal))


@pytest.mark.parametrize("seed", FEW[10:])
def test_where_questions_run_out_what_is_told_still_holds(study: Study, seed: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search, "MOST_QUESTIONS", 4)
    one = case(seed)
    truth = plain_levels(one)
    for level in levels_by_search(study, one.problem, one.proposal):
        there, answer = truth[min(level.changes, len(truth) - 1)], level.answer
        assert answer.points is None or (there is not None and answer.points <= there)
        assert answer.bound is None or there is None or answer.bound >= there
        assert answer.status is not Status.IMPOSSIBLE or there is None
        assert answer.status is not Status.BEST or answer.points == there


def test_the_last_step_of_a_search_is_the_best_where_it_cannot_walk():
    facts = read_scenario("kongsvinger-helse")
    problem = Problem(facts, read_model("few-moves"))
    assert walk_of(problem.core) is None
    plan = facts.proposed(facts.proposals[1])
    with Study(processes=1) as alone:
        levels = levels_by_search(alone, problem, plan)
        assert levels[-1].answer.points == alone.ask(problem).points
    assert all(level.answer.status is Status.BEST for level in levels)
    assert [float(round(level.answer.points or 0, 2)) for level in levels] == [-63.85, -60.85, -57.85, -54.85]


def test_what_stays_counts_the_same_for_engines_and_for_people():
    for seed in range(40):
        one = case(seed)
        stay = Stay(places=places_of(one.problem, one.proposal), price=Fraction(5, 7))
        problem = one.problem.changed(terms=[stay])
        for other in one.allowed[:20]:
            areas = problem.areas_of(other.plan)
            points = evaluate(problem, other.plan).points
            assert points * problem.scale == problem.core.points(np.array(areas))
            assert points == Fraction(5, 7) * (len(one.proposal) - len(changed_units(one.proposal, other.plan)))


# ---------------------------------------------------------------- weights


def leads(one: Case, theirs: Evaluation) -> list[tuple[Fraction, ...]]:
    """By how much each allowed plan is ahead, term by term with a weight."""
    return [
        tuple(a.points - b.points for a, b in zip(other.terms, theirs.terms, strict=True) if a.term.weight)
        for other in one.allowed
    ]


def least_change(ahead: list[tuple[Fraction, ...]]) -> float:
    """The same linear program over all plans at once, in floating point: factors 1 + up - down."""
    many = len(ahead[0])
    rows = np.array([[float(v) for v in lead] for lead in ahead])
    found = linprog(
        np.ones(2 * many),
        A_ub=np.hstack([rows, -rows]),
        b_ub=-rows.sum(axis=1),
        bounds=[(0, None)] * many + [(0, 1)] * many,
    )
    return float(found.fun)


def check_change(one: Case, theirs: Evaluation, change: Change) -> None:
    ahead = leads(one, theirs)
    assert float(change.change) == pytest.approx(least_change(ahead), abs=1e-7)
    assert change.change == sum(abs(factor - 1) for factor in change.factors)
    assert all(factor >= 0 for factor in change.factors)
    most = max(sum(f * v for f, v in zip(change.factors, lead, strict=True)) for lead in ahead)
    assert most == 0
    assert (change.outcome is Outcome.ALREADY) == (change.change == 0)
    if change.outcome is Outcome.NEVER:
        shares = dict(change.mixture)
        assert sum(shares.values()) == 1
        mixed = [
            sum(shares.get(other.plan, Fraction(0)) * lead[at] for other, lead in zip(one.allowed, ahead, strict=True))
            for at in range(len(change.factors))
        ]
        assert min(mixed) >= 0
        assert max(mixed) > 0
    assert (change.outcome is Outcome.NEVER) == (not all_can_count(ahead))


def all_can_count(ahead: list[tuple[Fraction, ...]]) -> bool:
    """Whether some factors of at least 1 make none of all plans be ahead, in floating point."""
    rows = np.array([[float(v) for v in lead] for lead in ahead])
    return bool(linprog(np.zeros(len(ahead[0])), A_ub=rows, b_ub=np.zeros(len(rows)), bounds=(1, None)).success)


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_the_smallest_change_of_weights_is_that_of_all_plans(first: int):
    seen: list[Outcome] = []
    for seed in range(first, first + 50):
        one = case(seed)
        if not one.allowed or not any(term.weight for term in one.problem.terms):
            continue
        theirs = one.allowed[seed % len(one.allowed)]
        change = smallest_change(one, one.problem, theirs)
        check_change(one, theirs, change)
        seen.append(change.outcome)
    assert set(seen) == {Outcome.ALREADY, Outcome.FOUND, Outcome.NEVER}


@pytest.mark.parametrize("seed", FEW[:6])
def test_engines_lead_to_the_same_change(study: Study, seed: int):
    one = case(seed)
    theirs = one.allowed[-1]
    change = smallest_change(study, one.problem, theirs)
    if any(term.weight for term in one.problem.terms):
        check_change(one, theirs, change)


def test_a_program_by_hand():
    """3x + 2y at most: x + y <= 4, x <= 2; the corner (2, 2) has 10, and prices 2 and 1 prove it."""
    corner = largest(
        [Fraction(3), Fraction(2)], [[Fraction(1)] * 2, [Fraction(1), Fraction(0)]], [Fraction(4), Fraction(2)]
    )
    assert (corner.value, corner.point, corner.prices) == (10, (2, 2), (2, 1))


def test_a_program_without_end():
    with pytest.raises(ValueError, match="no end"):
        largest([Fraction(1)], [[Fraction(-1)]], [Fraction(1)])


# ---------------------------------------------------------------- the whole


@pytest.fixture(scope="module")
def grong() -> Audit:
    facts = read_scenario("grong-flyktning")
    with Study(processes=1) as alone:
        return audit(alone, Problem(facts, read_model(facts.model)))


def test_grong_has_its_alternatives_ranked(grong: Audit):
    points = {one.id: one.compared.points for one in grong.audited if one.compared}
    ranked = sorted(points, key=lambda name: -points[name])
    assert ranked == ["d_egen", "today", "c_miljoarbeider", "b_beem", "a_voksenopplaering"]
    assert {one.id: one.rank.above for one in grong.audited if one.rank} == {
        "today": 1,
        "a_voksenopplaering": 61,
        "b_beem": 6,
        "c_miljoarbeider": 2,
        "d_egen": 0,
    }
    assert {one.id: str(one.weights.outcome) for one in grong.audited if one.weights} == {
        "today": "found",
        "a_voksenopplaering": "never",
        "b_beem": "found",
        "c_miljoarbeider": "never",
        "d_egen": "already",
    }


def test_every_last_step_is_the_best(grong: Audit):
    assert {one.levels[-1].answer.points for one in grong.audited} == {grong.best.points}


def test_terms_sum_to_the_gap(grong: Audit):
    for one in grong.audited:
        assert sum(best.points - theirs.points for theirs, best in grong.terms(one)) == grong.behind(one)


def test_the_document_holds_the_figures(grong: Audit):
    document = audit_document(grong, "nb")
    assert (document["kind"], document["schema_version"]) == ("audit", 1)
    own = next(one for one in document["proposals"] if one["id"] == "b_beem")
    assert own["behind"] == document["best"]["points"] - own["points"]
    assert [level["at_most"] for level in own["changes"]] == [0, 1]
    assert own["changes"][1]["changed"] == [{"unit": "beem", "from": "ny", "to": "miljo"}]
    assert next(f for f in own["weights"]["factors"] if f["term"] == "moves")["exact"] == "4271/12000"
    assert document["standing"]["plans"] == sum(document["standing"]["steps"]) == 256


def test_an_incomplete_proposal_is_completed_where_that_brings_most():
    facts = read_scenario("kongsvinger")
    problem = Problem(facts, read_model(facts.model))
    with Study(processes=1) as alone:
        (one,) = audit(alone, problem).audited
    assert one.placed == one.given.unplaced != ()
    assert one.compared is not None
    assert one.compared.points == one.levels[0].answer.points
    assert all(one.compared.plan[unit] == area for unit, area in one.given.plan.items())


def test_today_is_left_out_where_it_is_not_complete_unless_named():
    facts = read_scenario("hamar")
    problem = Problem(facts, read_model("balanced"))
    assert list(proposals_of(problem)) == ["radmannen"]
    assert list(proposals_of(problem, ["today"])) == ["today"]


def test_a_name_that_is_no_proposal_gets_a_suggestion():
    problem = Problem(read_scenario("hamar"), read_model("balanced"))
    with pytest.raises(InputError, match="did you mean radmannen"):
        proposals_of(problem, ["radmanen"])


def test_ctrl_c_keeps_what_is_done(monkeypatch: pytest.MonkeyPatch):
    facts = read_scenario("toy")
    problem = Problem(facts, read_model("balanced"))
    with Study(processes=1) as alone:
        ask, left = alone.ask, iter(range(2))

        def stopped(asked: Problem) -> object:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return ask(asked)

        monkeypatch.setattr(alone, "ask", stopped)
        found = audit(alone, problem)
    assert found.interrupted
    assert len(found.audited) == 1
    assert found.best.settled
