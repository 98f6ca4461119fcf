"""The campaign `tests/oracle.py` in small, and whether it can fail: missing kinds, engines that lie, Ctrl-C."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from regroup.engines import columns
from regroup.engines.base import Outcome
from regroup.problem import Problem
from regroup.rules import RULES
from regroup.terms import TERMS
from regroup.terms.synergy import SynergyTerm
from tests import oracle
from tests.build import area, model, scenario, synergy
from tests.exact import campaign, parts
from tests.exact.answers import NONE, Answer
from tests.exact.counting import Mismatch
from tests.exact.drawn import ALONE_EVERY, KINDS, larger, tiny
from tests.exact.drawn_parts import RULE_MAKERS, TERM_MAKERS
from tests.exact.kept import asked_again, cases, keep, smallest
from tests.exact.parts import over, wrongs
from tests.exact.reading_rules import READ_RULES
from tests.exact.reading_terms import READ_TERMS
from tests.exact.truth import case_of, stated, truth_of
from tests.exact.ways import WAYS, ways_for

BRANCHING = ("instances", "columns by branching")


def kinds_in(problem: Problem) -> set[str]:
    stated = {*problem.model.rules, *problem.scenario.requirements}
    return {rule.id for rule in stated} | set(problem.model.term_ids)


def test_every_rule_and_term_of_the_registries_is_drawn_and_read() -> None:
    assert set(RULE_MAKERS) == set(READ_RULES) == set(RULES)
    assert set(TERM_MAKERS) == set(READ_TERMS) == set(TERMS)


def test_every_rule_and_term_occurs_alone_and_together() -> None:
    alone, together = Counter[str](), Counter[str]()
    for seed in range(ALONE_EVERY * len(KINDS)):
        (together if seed % ALONE_EVERY else alone).update(kinds_in(tiny(seed)))
    assert set(alone) == set(KINDS)
    assert set(together) == set(KINDS)
    assert min(together.values()) >= 3


def test_a_rule_occurs_wherever_it_may_stand() -> None:
    drawn = [tiny(seed) for seed in range(200)]
    assert {rule.id for one in drawn for rule in one.model.rules} == {
        kind for kind, rule in RULES.items() if rule.in_models
    }
    required = {rule.id for one in drawn for rule in one.scenario.requirements}
    assert required == {kind for kind, rule in RULES.items() if rule.in_scenarios}


def test_a_third_is_impossible_and_every_way_has_its_turn() -> None:
    assert [case_of(seed)[1].points is None for seed in range(9)] == [seed % 3 == 0 for seed in range(9)]
    turns = Counter(way.name for seed in range(16 * 3) for way in ways_for(seed))
    assert turns == {way.name: 48 // way.every for way in WAYS}
    impossible = Counter(way.name for seed in range(0, 48, 3) for way in ways_for(seed))
    assert set(impossible) == {way.name for way in WAYS}


def test_the_truth_of_a_problem_solved_by_hand() -> None:
    """a and b bring each other 3, b and c cost each other 2: best is a with b, and c alone."""
    pairs = [synergy("a", "b", 3), synergy("b", "c", -2)]
    facts = scenario("abc", [area("x", may_be_empty=True), area("y", may_be_empty=True)], synergies=pairs)
    found = truth_of(Problem(facts, model([SynergyTerm(weight=2, why="w")])))
    assert found.points == 6
    assert found.at_least(found.points).tolist() == [[0, 0, 1], [1, 1, 0]]


def test_tiny_problems_by_every_way() -> None:
    found = over("instances", range(16))
    assert found.mismatches == []
    assert set(found.rows) == {"problems", *(way.name for way in WAYS)}


def test_larger_problems_by_two_engines_and_tiny_cores() -> None:
    assert over("cross", range(2)).mismatches == []
    assert over("cores", range(6)).mismatches == []
    assert len(larger(3, 40, 6).scenario.units) == 40


def lying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Column generation that says one point too many wherever two units must be apart."""
    true = columns.solve

    def solve(core: Any, *args: Any, **more: Any) -> Outcome:
        outcome = true(core, *args, **more)
        more_than_true = len(core.apart) and outcome.bound is not None
        return replace(outcome, bound=outcome.bound + 1) if more_than_true else outcome

    monkeypatch.setattr(columns, "solve", solve)


def caught() -> Mismatch:
    for seed in range(400):
        problem, _ = case_of(seed)
        if "apart" in kinds_in(problem) and (said := list(wrongs(*BRANCHING, seed, problem))):
            return Mismatch(*BRANCHING, seed, said[0], problem)
    raise AssertionError("no lie was caught")


def test_a_lie_is_caught_made_small_kept_and_asked_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as patch:
        lying(patch)
        mismatch = caught()
        case = smallest(mismatch)
        path = keep(case, tmp_path)
        assert asked_again(path) == [case["said"]]
    kept = case["inputs"]
    assert len(kept["scenario"]["units"]) == 2
    assert [rule["rule"] for rule in kept["scenario"]["requirements"]] == ["apart"]
    assert len(kept["model"]["terms"]) + len(kept["scenario"]["synergies"]) <= 1
    assert asked_again(path) == []
    assert keep(case, tmp_path) == path
    assert cases(tmp_path) == [path]


def test_a_law_and_two_engines_are_asked_again_too(tmp_path: Path) -> None:
    for part, name in (("laws", "order"), ("cross", "two engines")):
        case = {"part": part, "name": name, "seed": 4, "said": "no", "inputs": stated(tiny(4))}
        assert asked_again(keep(case, tmp_path)) == []
    assert len(cases(tmp_path)) == 2


def test_a_law_that_an_engine_breaks_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """It finds nothing where the last unit is the smallest by name."""

    def none(problem: Problem, work: float) -> Answer:
        ids = list(problem.scenario.unit_of)
        return Answer(NONE, NONE) if ids[-1] == min(ids) and len(ids) > 1 else true(problem, work)

    true = parts.asked
    monkeypatch.setattr(parts, "asked", none)
    problem = tiny(4)
    seed = next(seed for seed in range(100) if list(wrongs("laws", "order", seed, problem)))
    case = smallest(Mismatch("laws", "order", seed, "", problem), seconds=2)
    assert len(case["inputs"]["scenario"]["units"]) < len(problem.scenario.units)
    assert "-inf" in case["said"]


class AtOnce:
    """An executor without processes."""

    def __init__(self, workers: int, **more: Any) -> None:
        self.workers = workers

    def __enter__(self) -> AtOnce:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def submit(self, task: Callable[..., Any], *given: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(task(*given))
        return done

    def shutdown(self, **more: Any) -> None:
        pass


def ran(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(campaign, "ProcessPoolExecutor", AtOnce)
    monkeypatch.setattr(sys, "argv", ["oracle.py", *words])
    return oracle.main()


def test_it_prints_figures_and_a_line_for_a_table(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert ran(monkeypatch, "--instances", "3", "--cores", "2", "--laws", "0", "--cross", "0") == 0
    out = capsys.readouterr().out
    assert "instances: 3 of 3, 0 wrong" in out
    assert [line.split("\t")[:4] for line in out.splitlines()[-2:]] == [
        ["campaign", "oracle-instances", "3", "0"],
        ["campaign", "oracle-cores", "2", "0"],
    ]


def test_a_mismatch_ends_with_1_and_is_kept(monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path) -> None:
    lying(monkeypatch)
    seed = str(caught().seed)
    monkeypatch.setattr(oracle, "keep_all", lambda every: campaign.keep_all(every, folder=tmp_path, seconds=0.5))
    assert ran(monkeypatch, "--instances", "1", "--first", seed, "--cores", "0", "--laws", "0", "--cross", "0") == 1
    assert f"instances {seed}, columns by branching: says best" in capsys.readouterr().out
    assert {json.loads(path.read_text())["part"] for path in cases(tmp_path)} == {"instances"}


def test_a_process_that_crashes_is_wrong(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def broken(self: AtOnce, task: object, *given: object) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_exception(BrokenExecutor())
        return done

    monkeypatch.setattr(AtOnce, "submit", broken)
    assert ran(monkeypatch, "--instances", "3", "--cores", "0", "--laws", "0", "--cross", "0") == 1
    assert "a process ended at or beside instances 0 to 2" in capsys.readouterr().out


def test_ctrl_c_prints_what_was_done(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def first_then_interrupt(work: Iterable[Future[Any]]) -> Iterable[Future[Any]]:
        yield next(iter(work))
        raise KeyboardInterrupt

    monkeypatch.setattr(campaign, "as_completed", first_then_interrupt)
    monkeypatch.setitem(campaign.CHUNK, "cores", 2)
    assert ran(monkeypatch, "--instances", "0", "--cores", "6") == 130
    out = capsys.readouterr().out
    assert "cores: 2 of 6, 0 wrong" in out
    assert "interrupted" in out
    assert "laws" not in out
