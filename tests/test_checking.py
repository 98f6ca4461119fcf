"""check: what can be said without searching."""

from __future__ import annotations

import json

from regroup.checking import check, check_document
from regroup.problem import Problem
from regroup.rules.apart import Apart
from regroup.rules.together import Together
from regroup.write import as_json
from tests.build import model, scenario, synergy
from tests.report.made import problem_of


def test_today_and_the_proposals_are_looked_at():
    checked = check(problem_of())
    assert checked.conflicts == ()
    assert checked.today is not None
    assert len(checked.today.evaluation.breaches) == 1
    assert [view.id for view in checked.proposals] == ["p"]
    assert checked.band is not None
    assert "size_assumed" in {warning.code for warning in checked.warnings}


def test_without_today_there_is_none():
    from regroup.terms.synergy import SynergyTerm

    plain = Problem(scenario("abc", "xy", synergies=[synergy("a", "b")]), model([SynergyTerm(weight=1, why="w")]))
    checked = check(plain)
    assert checked.today is None
    assert checked.proposals == ()
    assert check_document(checked, "en")["today"] is None


def test_arithmetic_is_told_in_words():
    must = {"why": "w", "source": "s"}
    rules = [Together(units=("a", "b"), **must), Apart(units=("a", "b"), **must)]
    checked = check(problem_of(requirements=rules))
    assert checked.conflicts
    read = check_document(checked, "nb")
    assert read["possible"] is False
    assert "både være sammen og hver for seg" in read["conflict_words"][0]["text"]


def test_the_document_is_json_with_the_keys_of_a_result():
    read = json.loads(as_json(check_document(check(problem_of()), "nb")))
    assert read["kind"] == "check"
    assert read["possible"] is None
    assert set(read) == {
        *("schema_version", "kind", "possible", "scenario", "model", "points_scale", "conflict", "conflict_words"),
        *("band", "units", "today", "proposals", "warnings", "provenance"),
    }
    assert set(read["provenance"]) == {"regroup", "scenario_sha256", "model_sha256"}
