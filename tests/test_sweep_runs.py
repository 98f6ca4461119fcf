"""What a worker does with a task: the answer that solve gives, the same each time, and a reason for every failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from regroup.draws import draw
from regroup.errors import Disagreement, EngineFailure
from regroup.evaluation import evaluate
from regroup.matched import alike_areas
from regroup.params import Params
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.read.shipped import folder
from regroup.result import Result, Status
from regroup.solve import solve
from regroup.sweep import run as running
from regroup.sweep.base import State, Task
from regroup.sweep.found import canonical, figures_of
from regroup.sweep.plan import read_sweep
from regroup.sweep.run import run
from tests.sweep_cases import TOP, WEIGHTS, axis, swept, written

SWEEPS = shipped_names("sweeps")
README = (folder("scenarios") / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def closed() -> Iterator[None]:
    yield
    running.close()


def solved(problem: Problem, seed: int = 1) -> Result:
    """By the engines that runs use, which have been started."""
    return solve(problem, Params(seed=seed, second_opinion=False), engines=running._own_engines())


def first(folder: Path, text: str = TOP + WEIGHTS) -> Task:
    return next(iter(swept(folder, text)))


def test_a_run_is_a_solve_with_the_changes_in(tmp_path: Path) -> None:
    task = list(swept(tmp_path, TOP + WEIGHTS + axis("scenario.units.nav.fte.value", "values = [9.5]")))[2]
    row = run(task)
    scenario = read_scenario("toy", ["units.nav.fte.value=9.5"])
    assert float(scenario.unit_of["nav"].size["fte"].number) == 9.5
    result = solved(Problem(scenario, read_model("balanced", ["terms.synergy.weight=5"])))
    assert (row.key, row.at, row.state, row.reason) == (task.key, task.at, State.DONE, "")
    assert row.found["status"] == result.status == Status.BEST
    assert result.points is not None
    assert row.found["points"] == row.found["bound"] == result.points * row.found["points_scale"]
    assert sum(row.found["terms"].values()) == row.found["points"]
    assert row.found["gap"] == 0.0
    seen = evaluate(result.problem, Plan(row.found["plan"]))
    assert seen.allowed
    assert seen.points == result.points
    assert row.provenance["settings"]["overrides"] == ["scenario.units.nav.fte.value=9.5", "terms.synergy.weight=5"]
    assert row.provenance["versions"]["regroup"]


def test_what_is_found_does_not_depend_on_what_ran_before(tmp_path: Path) -> None:
    tasks = list(swept(tmp_path, TOP.replace("toy", "grong-flyktning") + WEIGHTS))
    forward = {task.key: run(task).found for task in tasks}
    running.close()
    backward = {task.key: run(task).found for task in reversed(tasks)}
    assert forward == backward
    assert [list(forward[key]["plan"]) for key in forward] == [list(backward[key]["plan"]) for key in forward]


def test_draws_are_those_of_the_robustness_study(tmp_path: Path) -> None:
    text = TOP.replace("toy", "grong-flyktning") + "[search]\nseed = 5\n" + axis("draw", "draws = 2")
    rows = [run(task).found for task in swept(tmp_path, text)]
    problem = Problem(read_scenario("grong-flyktning"), read_model("balanced"))
    for number, found in enumerate(rows):
        result = solved(draw(problem, 5, number, strengths=False), seed=5)
        assert result.points is not None
        assert found["points"] == result.points * found["points_scale"]
    assert rows[0]["figures"]["largest"] != rows[1]["figures"]["largest"]


def test_equal_plans_are_equal_whatever_alike_areas_are_called() -> None:
    problem = Problem(read_scenario("grong-flyktning"), read_model("strong-areas"))
    alike = next(group for group in alike_areas(problem) if len(group) > 2)
    plan = Plan(dict(zip(problem.scenario.unit_of, ["nav", *alike, alike[0]], strict=True)))
    one = canonical(problem, plan)
    for order in permutations(alike):
        names = dict(zip(alike, order, strict=True))
        other = canonical(problem, Plan({unit: names.get(area, area) for unit, area in plan.items()}))
        assert dict(other) == dict(one)
    assert evaluate(problem, one).points == evaluate(problem, plan).points


def test_figures_of_the_toy() -> None:
    problem = Problem(read_scenario("toy"), read_model("balanced"))
    today = problem.scenario.today()
    figures = figures_of(problem, evaluate(problem, today))
    assert (figures["moves"], figures["moved"]) == (0, 0)
    assert figures["largest"] - figures["smallest"] == figures["spread"]
    assert figures["largest"] + figures["smallest"] == 100
    assert figures["areas"] == 2


def test_a_rule_that_no_plan_keeps_is_an_answer(tmp_path: Path) -> None:
    model = (folder("models") / "balanced.toml").read_text(encoding="utf-8").replace('"balanced"', '"narrow"')
    written(tmp_path, model + '\n[[rules]]\nrule = "unit_count"\nmost = 1\nwhy = "trangt"\n', "narrow")
    row = run(first(tmp_path, TOP.replace('"balanced"', '"./narrow.toml"') + WEIGHTS))
    assert row.state is State.DONE
    assert (row.found["status"], row.found["plan"], row.found["points"]) == ("impossible", None, None)


def raising(error: BaseException) -> Any:
    def solve(*_: object, **__: object) -> Result:
        raise error

    return solve


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (Disagreement("impossible_with_plan", engine="milp"), State.DISPUTED, "milp"),
        (EngineFailure("cpsat", "borte"), State.FAILED, "borte"),
        (ZeroDivisionError("null\x1b[31m"), State.FAILED, "ZeroDivisionError: null"),
        (RecursionError(), State.FAILED, "RecursionError"),
    ],
)
def test_what_goes_wrong_is_a_row(
    error: Exception, state: State, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = first(tmp_path)
    monkeypatch.setattr(running, "solve", raising(error))
    row = run(task)
    assert (row.key, row.at, row.state, row.found) == (task.key, task.at, state, {})
    assert words in row.reason
    assert "\x1b" not in row.reason
    assert "versions" in row.provenance


@pytest.mark.parametrize("error", [MemoryError(), KeyboardInterrupt(), SystemExit()])
def test_what_ends_a_worker_is_not_swallowed(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = first(tmp_path)
    monkeypatch.setattr(running, "solve", raising(error))
    with pytest.raises(type(error)):
        run(task)


def test_an_interrupted_solve_is_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = first(tmp_path)
    result = solved(Problem(read_scenario("toy"), read_model("balanced")))
    monkeypatch.setattr(running, "solve", lambda *_, **__: replace(result, interrupted=True))
    with pytest.raises(KeyboardInterrupt):
        run(task)


def test_a_limit_before_any_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = first(tmp_path)
    result = solved(Problem(read_scenario("toy"), read_model("balanced")))
    monkeypatch.setattr(running, "solve", lambda *_, **__: replace(result, status=Status.UNKNOWN, plan=None))
    row = run(task)
    assert (row.state, row.found) == (State.LIMIT, {})
    assert "20" in row.reason
    assert row.provenance["engines"]


def test_a_file_that_changed_meanwhile_is_not_solved(tmp_path: Path) -> None:
    toy = (folder("scenarios") / "toy.toml").read_text(encoding="utf-8")
    written(tmp_path, toy, "mine")
    task = first(tmp_path, TOP.replace('"toy"', '"./mine.toml"') + WEIGHTS)
    assert run(task).state is State.DONE
    written(tmp_path, toy.replace('about    = "', 'about    = "Ny. '), "mine")
    running.content.forget()
    row = run(task)
    assert row.state is State.FAILED
    assert "[sweep_file_changed]" in row.reason
    anew = first(tmp_path, TOP.replace('"toy"', '"./mine.toml"') + WEIGHTS)
    assert anew.key != task.key
    assert run(anew).state is State.DONE
    (tmp_path / "mine.toml").unlink()
    running.content.forget()
    gone = run(anew)
    assert gone.state is State.FAILED
    assert "mine.toml" in gone.reason


@pytest.mark.parametrize("name", SWEEPS)
def test_shipped_sweeps_plan_and_begin(name: str) -> None:
    sweep = read_sweep(name)
    tasks = list(sweep)
    assert len(tasks) == len(sweep) == len({task.key for task in tasks})
    row = run(tasks[-1])
    assert row.state is State.DONE
    assert row.found["status"] == "best"
    assert f"| [`{name}`](sweeps/{name}.toml) | {len(sweep)} |" in README


def test_the_example_in_the_readme_is_right(tmp_path: Path) -> None:
    example = README.partition("```toml\n#:schema ../../regroup/schemas/sweep.json")[2].partition("```")[0]
    assert len(read_sweep(written(tmp_path, example, "hamar-synergy"))) == 11


def test_all_are_there() -> None:
    assert set(SWEEPS) == {"hamar-weights", "areas-3-to-6", "uncertain-sizes", "all-scenarios"}
    assert len(read_sweep("hamar-weights")) >= 500
    everything = {task.at for task in read_sweep("all-scenarios")}
    assert len(everything) == len(shipped_names("scenarios")) * len(shipped_names("models"))
