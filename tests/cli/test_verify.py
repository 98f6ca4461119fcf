"""``regroup verify`` and ``regroup reproduce`` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regroup.write import as_json
from tests.cli.run import inside, run
from tests.result_cases import at_once, random_problem


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result that solve wrote."""
    path = tmp_path_factory.mktemp("toy") / "toy.result.json"
    done = run("solve", "toy", "--out", str(path), "-q", folder=path.parent)
    assert done.returncode == 0
    return path


def test_verify_says_pass_for_each_check_and_exits_0(toy: Path):
    done = run("verify", str(toy), "--lang", "en", folder=toy.parent)
    assert done.returncode == 0, done.stderr
    assert "PASS  The sum of the points" in done.stdout
    assert "PASS  The certificate proves that nothing better exists" in done.stdout
    assert "PASS  The file it was made from (toy.toml)" in done.stdout
    assert "FAIL" not in done.stdout


def test_verify_names_what_fails_in_norwegian_and_exits_1(toy: Path, tmp_path: Path):
    result = json.loads(toy.read_text(encoding="utf-8"))
    result["points"] += 1
    changed = tmp_path / "endret.json"
    changed.write_text(as_json(result), encoding="utf-8")
    done = inside("verify", str(toy), str(changed), "--lang", "nb", folder=tmp_path)
    assert done.returncode == 1
    assert "FEIL  Summen av poengene: filen sier" in done.stdout
    assert "FEIL  Ingenting er endret siden det ble skrevet" in done.stdout
    quiet = inside("verify", str(changed), "-q", "--lang", "nb", folder=tmp_path)
    assert "BESTÅTT" not in quiet.stdout


def test_verify_goes_on_after_a_file_that_cannot_be_read_and_exits_2(toy: Path, tmp_path: Path):
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    done = inside("verify", str(bad), str(toy), "--json", "--lang", "en", folder=tmp_path)
    assert done.returncode == 2
    assert "is not JSON [result_not_json]" in done.stderr
    document = json.loads(done.stdout)
    assert [(read["file"], read["passed"]) for read in document["results"]] == [(str(toy), True)]
    assert {check["outcome"] for check in document["results"][0]["checks"]} <= {"pass", "note"}


def test_reproduce_says_what_differs_and_which_version(toy: Path, tmp_path: Path):
    result = json.loads(toy.read_text(encoding="utf-8"))
    unit = next(iter(result["plan"]))
    areas = [area["id"] for area in result["inputs"]["scenario"]["areas"]]
    result["plan"][unit] = next(area for area in areas if area != result["plan"][unit])
    result["provenance"]["numpy"] = "0.1"
    changed = tmp_path / "changed.json"
    changed.write_text(as_json(result), encoding="utf-8")
    done = run("reproduce", str(changed), "-q", "--lang", "en", folder=tmp_path)
    assert done.returncode == 1
    assert "The same points, but another plan has them." in done.stdout
    assert f"in other areas: {unit}" in done.stdout
    assert "numpy: then 0.1, now" in done.stdout


def test_reproduce_gives_the_same(toy: Path):
    done = run("reproduce", str(toy), "-q", "--json", folder=toy.parent)
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert (document["sameness"], document["found"], document["versions"]) == ("identical", [], [])


def test_solve_says_that_it_is_proven(tmp_path: Path):
    done = run("solve", "toy", "--lang", "en", "-q", folder=tmp_path)
    assert "Proven: a certificate in the result shows that no plan has more points" in done.stdout.replace("\n", " ")


def test_reproduce_refuses_what_holds_no_inputs(tmp_path: Path):
    path = tmp_path / "r.json"
    path.write_text(as_json({**at_once(random_problem(2)), "inputs": None}), encoding="utf-8")
    done = inside("reproduce", str(path), "--lang", "nb", folder=tmp_path)
    assert done.returncode == 2
    assert "har ikke med det som det ble laget av [result_none]" in done.stderr
