"""Robust: the parts together, the JSON object, the report in both languages, and the command."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from regroup.problem import Problem
from regroup.read import read_model, read_scenario, read_study
from regroup.report.page import console_on
from regroup.report.robust import print_robust
from regroup.result import Status
from regroup.robust import Robustness, Wanted, robust
from regroup.robust.document import robust_document
from regroup.rules.not_in import NotIn
from regroup.stakeholders import StudyFile
from regroup.study import Answer, Study
from tests.by_hand import WHY, ByHand, random_problem
from tests.cli.run import inside


@pytest.fixture(scope="module")
def found() -> Robustness:
    scenario = read_scenario("toy")
    problem = Problem(scenario, read_model(scenario.model))
    criterion = scenario.synergies[0].criterion
    who = {"id": "x", "name": "Utvalget", "basis": "assumed", "why": WHY, "criteria": {criterion: 0}}
    other = {"id": "y", "name": "Fagforeningen", "basis": "stated", "why": WHY, "weights": {}}
    study = StudyFile.model_validate({"schema": 1, "name": "S", "stakeholders": [who, other]})
    with Study(processes=1) as asking:
        return robust(asking, problem, Wanted(draws=5, stakeholders=study.stakeholders))


def text(found: Robustness, language: str, capsys: pytest.CaptureFixture[str]) -> str:
    import sys

    print_robust(console_on(sys.stdout, 120), found, language)
    return capsys.readouterr().out


def test_every_part_is_in_the_report(found: Robustness, capsys: pytest.CaptureFixture[str]):
    nb, en = (text(found, language, capsys) for language in ("nb", "en"))
    for words in ("Fakta å sjekke først", "Verdier å diskutere først", "Utvalget", "Minst mulig største tap"):
        assert words in nb
    for words in ("Facts to check first", "Values to discuss first", "Fagforeningen", "Smallest largest loss"):
        assert words in en
    assert "optimal" not in (nb + en).casefold()


def test_the_object_says_the_same(found: Robustness):
    made = json.loads(json.dumps(robust_document(found)))
    assert (made["kind"], made["schema_version"], made["status"]) == ("robust", 1, "best")
    assert made["points"] == found.best.points * found.problem.scale
    assert len(made["numbers"]) == len(found.overturns)
    assert made["draws"] is None or made["draws"]["asked"] == 5
    assert [voice["id"] for voice in made["stakeholders"]["voices"]] == ["x", "y"]
    assert made["stakeholders"]["proven"]


def test_each_unit_hangs_on_the_number_nearest_to_moving_it(found: Robustness):
    plan = found.best.plan
    assert plan is not None
    for unit, overturn in found.hangs_on().items():
        turn = overturn.nearest
        assert turn is not None
        assert turn.rival is not None
        assert turn.rival[unit] != plan[unit]
        before = found.overturns[: found.overturns.index(overturn)]
        assert not [o for o in before if o.nearest and o.nearest.rival and o.nearest.rival[unit] != plan[unit]]


def test_the_command_and_its_exit_codes(tmp_path):
    out = tmp_path / "robust.json"
    done = inside("robust", "toy", "--draws", "3", "--no-numbers", "--json", "-q", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout) == json.loads(out.read_text(encoding="utf-8"))
    assert inside("robust", "toy", "--study", "hamr").returncode == 2


def test_a_wrong_study_says_where_and_what_was_meant(tmp_path):
    path = tmp_path / "study.toml"
    good = 'schema = 1\nname = "S"\n[[stakeholders]]\nid = "x"\nname = "X"\nbasis = "assumed"\nwhy = "y"\n'
    path.write_text(good + "wieghts = { moves = 1 }\n", encoding="utf-8")
    done = inside("robust", "toy", "--study", str(path), "--lang", "en")
    assert done.returncode == 2
    assert "study.toml:8:1" in done.stderr
    assert "weights" in done.stderr
    path.write_text(good + "weights = { movs = 1 }\n", encoding="utf-8")
    done = inside("robust", "hamar", "--study", str(path), "--lang", "en")
    assert "moves" in done.stderr
    assert "study.toml:8:" in done.stderr


def test_the_shipped_study_fits_its_scenario():
    scenario = read_scenario("hamar")
    study = read_study("hamar", Problem(scenario, read_model(scenario.model)))
    assert all(stakeholder.source for stakeholder in study.stakeholders)


def test_ctrl_c_keeps_what_is_done():
    scenario = read_scenario("toy")
    problem = Problem(scenario, read_model(scenario.model))

    def stop(done: int, of: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    with Study(processes=1) as asking:
        found = robust(asking, problem, Wanted(draws=5), stop)
    assert found.interrupted
    assert found.best.settled
    assert found.draws is None
    assert [entry for entry in found.overturns if not entry.unknown]
    assert [entry for entry in found.overturns if entry.unknown]


def test_where_no_plan_keeps_the_rules_nothing_else_is_asked():
    nowhere = random_problem(0, ("abc", "xyz")).changed(add=[NotIn(units=("a",), areas=("x", "y", "z"), why=WHY)])
    found = robust(ByHand(), nowhere, Wanted(draws=5))
    assert (found.draws, found.overturns, found.regret) == (None, (), None)
    assert robust_document(found)["status"] == "impossible"


class Unsure(ByHand):
    """Answers with a plan that it has not proven best."""

    def ask(self, problem: Problem) -> Answer:
        answer = super().ask(problem)
        bound = None if answer.points is None else answer.points + 1
        return answer if answer.plan is None else replace(answer, status=Status.GOOD, bound=bound)


def test_numbers_are_not_tried_on_a_plan_that_is_not_proven(capsys: pytest.CaptureFixture[str]):
    found = robust(Unsure(), random_problem(7), Wanted(draws=5))
    assert found.best.status is Status.GOOD
    assert (found.draws, found.overturns) == (None, ())
    assert "ikke bevist best" in text(found, "nb", capsys)
