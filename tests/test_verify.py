"""Stored results: genuine ones pass every check, changed ones fail the right one, and hostile files are refused."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from regroup.certificate.plain import Plain, plain
from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.inputs import inputs
from regroup.params import Params
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.read.inputs import in_full, read_inputs
from regroup.read.result_file import read_result
from regroup.rules import RULES
from regroup.rules.apart import Apart
from regroup.terms import TERMS
from regroup.verify import Outcome, failures, verify
from regroup.verify.reduced import reduced
from regroup.verify.restated import restated
from regroup.verify.rules import broken
from regroup.verify.stated import Stated
from regroup.verify.terms import amount, points
from regroup.verify.totals import reachable
from regroup.write import as_json
from tests.result_cases import at_once, random_plan, random_problem, through_json
from tests.tampers import TAMPERS, tampered

QUICKLY = 2_000
PROBLEMS = 80


@cache
def stored(seed: int) -> dict[str, Any]:
    return at_once(random_problem(seed))


@cache
def shipped(scenario: str, model: str = "balanced") -> Problem:
    return Problem(read_scenario(scenario), read_model(model))


def stated(problem: Problem) -> Stated:
    return Stated(through_json(inputs(problem) or {}))


def test_rules_and_terms_are_those_of_evaluate_on_thousands_of_plans():
    at, seen = random.Random(1), set[str]()
    for seed in range(PROBLEMS):
        problem = random_problem(seed, 9)
        mine = stated(problem)
        for _ in range(25):
            plan = random_plan(problem, at)
            theirs = evaluate(problem, plan)
            assert [tuple(spot) for spot in broken(mine, plan)] == [(b.rule, b.units, b.areas) for b in theirs.breaches]
            assert points(mine, plan) == [score.points for score in theirs.terms]
            assert [amount(mine, term, plan) for term in mine.terms] == [score.amount for score in theirs.terms]
            seen |= {breach.rule for breach in theirs.breaches} | {score.term.id for score in theirs.terms}
    assert seen == {*RULES, *TERMS, "placed"}


def order_free(case: Plain) -> tuple[object, ...]:
    """Measures, labels and guards in any order."""
    areas = [
        (a.allowed, a.pull, sorted(a.windows), len(a.hinges), sorted(a.labels), a.open_cost, a.must_use, a.counted)
        for a in case.areas
    ]
    rest = (sorted(case.sizes), sorted(case.carriers, key=sorted), case.pairs, case.apart, case.constant)
    return (*rest, areas, case.n, case.count_least, case.count_most, len(case.guards))


def test_the_restated_and_reduced_case_is_the_core_that_engines_get():
    for seed in range(PROBLEMS):
        problem = random_problem(seed, 9)
        case = restated(stated(problem))
        assert case.scale == problem.scale
        assert order_free(case.plain())[2:5] == order_free(plain(unmerged(problem)))[2:5]
        assert order_free(reduced(case).plain()) == order_free(plain(reduce(problem.core).core))


def unmerged(problem: Problem) -> Any:
    from dataclasses import replace

    return replace(problem.core, together=problem.core.together[:0])


@pytest.mark.parametrize("model", shipped_names("models"))
def test_the_same_for_shipped_scenarios(model: str):
    for name in shipped_names("scenarios"):
        problem = shipped(name, model)
        assert order_free(reduced(restated(stated(problem))).plain()) == order_free(plain(reduce(problem.core).core))


def test_reachable_totals_by_brute_force():
    at = random.Random(3)
    for _ in range(300):
        sizes = [at.randint(0, 9) for _ in range(at.randint(0, 6))]
        low, high = sorted((at.randint(-3, 30), at.randint(-3, 30)))
        sums = {sum(size for bit, size in enumerate(sizes) if chosen >> bit & 1) for chosen in range(1 << len(sizes))}
        inside = [total for total in sums if low <= total <= high]
        assert reachable(sizes, low, high) == ((min(inside), max(inside)) if inside else None)


def test_genuine_results_pass_every_check():
    kinds = set[str]()
    for seed in range(24):
        checks = verify(stored(seed), limit=QUICKLY)
        assert failures(checks) == []
        kinds |= {stored(seed)["status"]}
    assert kinds == {"best", "impossible"}


@pytest.mark.parametrize("name", [name for name in shipped_names("scenarios") if name != "example-60"])
def test_results_of_shipped_scenarios_pass(name: str):
    for model in ("balanced", "strong-areas"):
        result = at_once(shipped(name, model))
        checks = verify(result, limit=QUICKLY)
        assert failures(checks) == []
        assert result["proof"]["kind"] == "proven"
        assert [check.outcome for check in checks if check.name == "certificate"] == [Outcome.PASS]


@pytest.mark.parametrize("resealed", [False, True])
@pytest.mark.parametrize("kind", TAMPERS)
def test_a_changed_result_fails_the_right_check(kind: str, resealed: bool):
    tried = 0
    for seed in (2, 3, 7, 9, 11, 13, 16):
        if stored(seed)["plan"] is None or stored(seed)["proof"]["kind"] != "proven":
            continue
        made = tampered(stored(seed), kind, random.Random(seed), resealed=resealed)
        if made is None:
            continue
        names = {check.name for check in failures(verify(made[0], limit=QUICKLY))}
        assert made[1] in names
        assert ("seal" in names) is not resealed
        tried += 1
    assert tried or kind == "column_dropped"


def test_a_worse_plan_is_not_passed_off_as_the_best():
    # All that is said of the worse plan is true, and its record of engines agrees; the certificate knows better.
    problem = shipped("toy")
    result = at_once(problem)
    worse = at_once(problem.changed(add=[Apart(units=[*result["areas"][0]["units"][:2]], why="w")]))
    told = worse | {key: result[key] for key in ("inputs", "certificate", "proof", "today", "proposals")}
    failed = {check.name for check in failures(verify(told))}
    assert worse["points"] < result["points"]
    assert failed == {"seal", "certificate"}


def test_a_result_holds_what_it_was_made_from_and_no_folder():
    text = as_json(at_once(shipped("hamar")))
    assert len(text) < 1_000_000
    made_from = json.loads(text)["inputs"]
    assert [file["name"] for file in made_from["files"]] == ["hamar.toml", "balanced.toml"]
    assert str(Path(__file__).parents[1]) not in text
    again = read_inputs(made_from)
    assert through_json(inputs(again) or {})["scenario"] == made_from["scenario"]
    assert again.rules[0].rule == shipped("hamar").rules[0].rule


def test_a_problem_changed_in_python_is_stored_with_its_rules():
    problem = shipped("toy")
    units = tuple(problem.scenario.unit_of)[:2]
    changed = problem.changed(add=[Apart(units=units, why="w")], drop=problem.rules[:1])
    result = at_once(changed)
    assert failures(verify(result)) == []
    assert read_inputs(result["inputs"]).core.apart.tolist() == changed.core.apart.tolist()
    result["inputs"]["changed"]["rules"].pop()
    assert "hash" in {check.name for check in failures(verify(result))}


def test_an_exact_number_that_json_cannot_hold_is_not_stored_wrongly():
    from fractions import Fraction

    from tests.build import model, scenario, unit
    from tests.result_cases import WHY, SynergyTerm

    long = Fraction(123456789012123457, 10**6)
    problem = Problem(scenario([unit("a", long), unit("b", 1)], "xy"), model([SynergyTerm(weight=1, **WHY)]))
    assert inputs(problem) is None


def test_a_file_that_has_changed_since_is_told_and_is_no_fault(tmp_path: Path):
    result = at_once(shipped("toy"))
    toy = tmp_path / "toy.toml"
    toy.write_text("schema = 1\n", encoding="utf-8")
    checks = [check for check in verify(result, [tmp_path]) if check.name == "file"]
    assert [(check.outcome, check.code) for check in checks] == [
        (Outcome.NOTE, "file_changed"),
        (Outcome.NOTE, "file_away"),
    ]


def hostile(changes: dict[str, Any] | None = None, text: str | None = None) -> str:
    return text if text is not None else as_json({**stored(2), **(changes or {})})


def texts() -> dict[str, tuple[str, str]]:
    good = hostile()
    return {
        "empty": ("", "json_empty"),
        "not json": ("{", "result_not_json"),
        "a list": ("[]", "result_not_result"),
        "another kind": (hostile({"kind": "check"}), "result_not_result"),
        "newer": (hostile({"schema_version": 2}), "result_newer"),
        "nan": (good.replace('"gap": 0.0', '"gap": NaN'), "result_not_finite"),
        "infinite": (good.replace('"gap": 0.0', '"gap": 1e999'), "result_not_finite"),
        "twice": (good.replace('"kind": "result",', '"kind": "result", "kind": "result",', 1), "result_twice"),
        "deep": (good.replace('"gap": 0.0', '"gap": ' + "[" * 200_000 + "]" * 200_000), "result_too_deep"),
        "text for number": (hostile({"points": "1"}), "result_shape"),
        "truth for number": (hostile({"points": True}), "result_shape"),
        "plan of numbers": (hostile({"plan": {"a": 1}}), "result_shape"),
        "no key": (as_json({key: value for key, value in stored(2).items() if key != "inputs"}), "result_shape"),
        "long number": (good.replace('"points_scale": ', '"points_scale": ' + "9" * 5000), "result_not_json"),
    }


@pytest.mark.parametrize("name", texts())
def test_hostile_files_are_refused_with_a_reason(name: str, tmp_path: Path):
    text, code = texts()[name]
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_result(path)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_nothing_that_has_the_form_of_a_result_makes_verify_fall():
    at = random.Random(5)
    odd: list[Any] = [None, 0, -1, 10**30, 0.5, True, "", "a", "\ud800", [], {}, [[]], {"a": {}}]
    for turn in range(250):
        result = json.loads(json.dumps(stored(2 + turn % 7)))
        _disturb(result["inputs"] if turn % 2 else result, at, odd)
        path = _first_misfit(result)
        if path is None:
            assert verify(result, limit=200)


def _disturb(part: Any, at: random.Random, odd: list[Any]) -> None:
    """One value anywhere becomes something odd, or goes away."""
    while isinstance(part, dict | list) and part:
        key = at.choice(list(part)) if isinstance(part, dict) else at.randrange(len(part))
        if not isinstance(part[key], dict | list) or not part[key] or at.random() < 0.1:
            if at.random() < 0.2:
                del part[key]
            else:
                part[key] = at.choice(odd)
            return
        part = part[key]


def _first_misfit(result: dict[str, Any]) -> str | None:
    from regroup.read.shape import misfit
    from tests.test_document import SCHEMA

    return misfit(result, SCHEMA, SCHEMA)


def test_inputs_with_defaults_left_out_are_checked_all_the_same():
    result = json.loads(json.dumps(stored(2)))
    del result["inputs"]["scenario"]["level"]
    assert "inputs" in {check.name for check in failures(verify(result))}
    assert in_full(result["inputs"])["scenario"]["level"] == stored(2)["inputs"]["scenario"]["level"]


def test_settings_come_back():
    from regroup.reproduce import params_of

    assert params_of(stored(2)["provenance"]["settings"]) == Params()
