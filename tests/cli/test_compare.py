"""``regroup compare``: what it prints, what it writes, and every exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regroup.cli.compare import exit_code
from regroup.compare import asked_for, compare
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.study import Study
from tests.build import said
from tests.cli.run import inside
from tests.cli.small import APART, MODEL, TOGETHER, put, scenario

PROPOSAL = """
[[proposals]]
id = "raadet"
name = "Rådets forslag"
date = 2018-11-01
why = "et ønske"
source = "møtet"
areas.x = ["a", "c"]
areas.y = ["b"]
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    put(tmp_path, MODEL, "own.toml")
    put(tmp_path, MODEL.replace('"own"', '"other"').replace("weight = 1", "weight = 7"), "other.toml")
    return put(tmp_path, scenario(PROPOSAL))


def words(case: Path, *more: str) -> tuple[int, str, str]:
    done = inside("compare", case.name, "--model", "own.toml", *more, folder=case.parent)
    return done.returncode, said(done.stdout), done.stderr


def test_the_best_plan_stands_beside_the_proposal(case: Path):
    code, out, _ = words(case)
    assert code == 0
    assert "Poeng: 3 mot 0 for «Rådets forslag», altså 3 mer (bevist: ingen plan har flere)." in out
    assert "  • Synergi beholdt, oppgitt: 3 mot 0" in out
    assert "«A»" in out
    assert "alene: +3 poeng (Synergi +3)" in out or "alene: −3" in out


def test_english_and_the_width_of_a_page(case: Path):
    code, out, _ = words(case, "--lang", "en")
    assert code == 0
    assert "Points: 3 against 0 for «Rådets forslag», that is 3 more (proven: no plan has more)." in out
    assert max(map(len, out.splitlines())) <= 110
    assert "\x1b" not in out


def test_what_the_lines_measure_is_told_when_asked_for(case: Path):
    assert "Slik er målene regnet" not in words(case)[1]
    assert "Enheter som flytter (moves): enheter som får et annet område" in words(case, "--explain")[1]


@pytest.mark.parametrize(
    ("text", "code", "said_of_it"),
    [
        ("broken==0", 0, "Holdt: broken==0 · Rådets forslag: 0"),
        ("behind<=2", 1, "Ikke holdt: behind<=2 · Rådets forslag: 3"),
        ("best.behind==0", 0, "Holdt: best.behind==0 · Beste plan: 0"),
        ("moves<=2", 1, "Ikke holdt: moves<=2 · Rådets forslag: ikke kjent (dagens inndeling er ikke oppgitt)"),
    ],
)
def test_a_requirement_is_a_gate(case: Path, text: str, code: int, said_of_it: str):
    found, out, _ = words(case, "--require", text)
    assert found == code
    assert said_of_it in out


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["radet"], "mente du raadet?"),
        (["--require", "gapp<=1"], "mente du gap?"),
        (["--require", "gap"], "skriv mål, tegn og tall"),
        (["--require", "raded.gap<=1"], "mente du raadet?"),
        (["none.json"], "finnes ikke"),
    ],
)
def test_wrong_input_is_told_before_anything_is_solved(case: Path, more: list[str], told: str):
    code, out, err = words(case, *more)
    assert (code, out) == (2, "")
    assert told in err


def test_json_and_out_hold_the_same_object(case: Path):
    code, out, _ = words(case, "--json", "--out", "compare.json")
    assert code == 0
    document = json.loads(out)
    assert document == json.loads((case.parent / "compare.json").read_text(encoding="utf-8"))
    assert (document["kind"], document["schema_version"]) == ("compare", 1)
    assert [one["id"] for one in document["structures"]] == ["raadet", "best"]


def test_a_result_that_solve_wrote_and_a_file_with_areas_are_compared(case: Path):
    done = inside("solve", case.name, "--model", "own.toml", "--out", "plan.json", "-q", folder=case.parent)
    assert done.returncode == 0
    put(case.parent, '[areas]\nx = ["a", "b"]\ny = ["c"]\n', "ours.toml")
    code, out, _ = words(
        case, "raadet", "plan.json", "ours.toml", "--require", "plan.gap==0", "--require", "ours.gap==0"
    )
    assert code == 0
    assert "«plan.json» har 3 poeng, like mange som beste plan: den er selv best" in out


def test_several_models_have_a_column_each(case: Path):
    code, out, _ = words(case, "--model", "other.toml", "--require", "best-other.points==21")
    assert code == 1  # 21 points under the other model only
    assert "Best (own)" in out
    assert "Best (other)" in out
    assert "other, alene:" in out


def test_no_plan_keeps_the_rules(case: Path):
    put(case.parent, scenario(PROPOSAL, APART, TOGETHER), "case.toml")
    code, out, _ = words(case)
    assert code == 1
    assert "Umulig: ingen plan holder alle kravene." in out
    assert "Krav som brytes av «Rådets forslag»" in out


def test_an_interrupted_comparison_shows_what_was_done():
    facts = read_scenario("toy")
    problem = Problem(facts, read_model(facts.model))

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with Study(Params(), processes=1) as study:
        comparison = compare([problem], asked_for(facts, ()), study, robust=True, told=stop)
    assert comparison.interrupted
    assert [one.kind for one in comparison.structures if one.kind == "best"] == []
    assert exit_code(comparison, (), (), None) == 130


def test_a_comparison_is_the_same_on_a_second_run():
    one, other = (inside("compare", "toy", "-q") for _ in range(2))
    assert one.returncode == 0, one.stderr
    assert one.stdout == other.stdout
