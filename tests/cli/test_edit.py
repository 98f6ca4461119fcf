"""``regroup edit`` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.write import as_json
from tests.cli.run import inside
from tests.result_cases import at_once

WHY = "Ønsket i høringen"


@pytest.fixture(scope="module")
def hamar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hamar") / "hamar.result.json"
    result = at_once(Problem(read_scenario("hamar"), read_model("balanced")))
    path.write_text(as_json(result), encoding="utf-8")
    return path


def other_area(result: Path, unit: str) -> str:
    plan = json.loads(result.read_text(encoding="utf-8"))["plan"]
    return next(area for area in ("oppvekst", "by_arbeid") if area != plan[unit])


def test_a_plan_is_changed_told_written_and_verified(hamar: Path):
    before = hamar.read_bytes()
    move = f"krisesenter={other_area(hamar, 'krisesenter')}"
    done = inside("edit", str(hamar), "--move", move, "--why", WHY, "--by", "arbeidsgruppen", folder=hamar.parent)
    assert done.returncode == 0, done.stderr
    assert "Endret for hånd" in done.stdout
    assert "av arbeidsgruppen: «Interkommunalt krisesenter»" in done.stdout
    assert WHY in done.stdout
    assert "Endringen" in done.stderr
    assert hamar.read_bytes() == before
    made = hamar.parent / "hamar.edited-1.json"
    again = inside("verify", str(made), str(hamar), "--lang", "nb", folder=hamar.parent)
    assert again.returncode == 0
    assert "BESTÅTT  Resultatet det ble endret fra" in again.stdout


def test_a_second_change_gets_a_name_of_its_own_and_both_are_told(hamar: Path):
    move = f"krisesenter={other_area(hamar, 'krisesenter')}"
    inside("edit", str(hamar), "--move", move, "--why", WHY, folder=hamar.parent)
    first = hamar.parent / "hamar.edited-1.json"
    back = f"bofellesskap_em={other_area(first, 'bofellesskap_em')}"
    done = inside("edit", str(first), "--move", back, "--why", "Second talks", "--lang", "en", folder=hamar.parent)
    assert done.returncode == 0, done.stderr
    assert (hamar.parent / "hamar.edited-2.json").exists()
    assert done.stdout.count("Changed by hand") == 2


def test_a_plan_that_breaks_a_rule_is_told_and_not_written(hamar: Path, tmp_path: Path):
    out = tmp_path / "out.json"
    words = ("--move", "helse_kjerne=fjerde", "--why", WHY, "--out", str(out))
    done = inside("edit", str(hamar), *words, "--lang", "nb", folder=tmp_path)
    assert done.returncode == 1
    assert "Endringen er ikke gjort" in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--move", "nav", "--why", WHY), "nav er ingen flytting"),
        (("--move", "nav=helse", "--move", "nav=oppvekst", "--why", WHY), "enheten nav er flyttet to ganger"),
        (("--move", "nv=helse", "--why", WHY), "mente du nav?"),
        (("--move", "nav=hels", "--why", WHY), "mente du helse?"),
        (("--move", "nav=helse", "--why", ""), "--why er tom"),
    ],
)
def test_a_slip_is_named_with_what_to_do(hamar: Path, tmp_path: Path, words: tuple[str, ...], said: str):
    done = inside("edit", str(hamar), *words, "--lang", "nb", folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_result_that_is_changed_is_never_written_over(hamar: Path, tmp_path: Path):
    done = inside("edit", str(hamar), "--move", "krisesenter=helse", "--why", WHY, "--out", str(hamar), folder=tmp_path)
    assert done.returncode == 2
    assert "output_is_input" in done.stderr


def test_documents_tell_of_the_change(hamar: Path, tmp_path: Path):
    out = tmp_path / "a.json"
    move = f"krisesenter={other_area(hamar, 'krisesenter')}"
    words = ("--move", move, "--why", WHY, "--out", str(out), "--report", "html", "-q")
    assert inside("edit", str(hamar), *words, folder=tmp_path).returncode == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert WHY in page
    assert "Endret plan" in page
    assert "et menneske, etter søket" in page
    assert "endret for hånd etter søket, under kravene" in page
    assert "Det er ikke vist at planen er den beste" in page
    for false in ("den beste planen som regroup fant", "Planen er den beste", "Beste plan under"):
        assert false not in page
