"""Documents on the command line: --report on every command that answers, and stored files that become one document."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path

import pytest

from regroup.read.shipped import folder
from tests.cli.run import inside
from tests.cli.small import put
from tests.paper.test_html import Read

QUICK = {
    "solve": (),
    "compare": (),
    "alternatives": (),
    "explain": (),
    "frontier": (),
    "audit": ("today", "--changes", "1"),
    "robust": ("--draws", "2", "--no-numbers"),
}
TOY = (folder("scenarios") / "toy.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario, and what every command wrote of it: an object and a page."""
    place = tmp_path_factory.mktemp("documents")
    case = put(place, TOY)
    for command, words in QUICK.items():
        out = place / f"{command}.json"
        done = inside(command, case, *words, "--out", out, "--report", "html", "--json", folder=place)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["kind"] == ("result" if command == "solve" else command)
        assert str(place / f"{command}.html") in done.stderr
    return place


@pytest.mark.parametrize("command", QUICK)
def test_every_command_writes_a_page(written: Path, command: str) -> None:
    page = (written / f"{command}.html").read_text(encoding="utf-8")
    assert Read(page).open == []
    assert '<html lang="nb">' in page
    assert "Lekeeksempel" in page


def test_files_of_one_scenario_become_one_page(written: Path, tmp_path: Path) -> None:
    files = [written / f"{command}.json" for command in QUICK]
    done = inside("report", *files, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    (page,) = tmp_path.iterdir()
    assert page.name == "solve.html"
    sections = [given["id"] for tag, given in Read(page.read_text(encoding="utf-8")).tags if tag == "section"]
    assert {f"{command}chapter" for command in QUICK if command != "solve"} < set(sections)


def test_a_study_is_not_translated(written: Path, tmp_path: Path) -> None:
    done = inside("report", written / "audit.json", "--lang", "en", "--out", tmp_path)
    assert done.returncode == 2
    assert "[told_language]" in done.stderr
    assert not list(tmp_path.iterdir())


def test_without_out_it_stands_beside_the_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", shown.append)
    done = inside("explain", put(tmp_path, TOY), "nav", "--open", "--quiet", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert shown == [(tmp_path / "case.explain.html").as_uri()]
    assert not (tmp_path / "case.explain.json").exists()


def test_what_cannot_be_written_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    case = put(tmp_path, TOY)
    (tmp_path / "link.html").symlink_to(case)
    for words, code in (
        (("--report", "htlm"), "format_unknown"),
        (("--report", "html", "--out", tmp_path / "link.json"), "output_is_link"),
    ):
        done = inside("audit", case, *words, folder=tmp_path)
        assert done.returncode == 2
        assert f"[{code}]" in done.stderr
        assert done.stdout == ""
    assert not (tmp_path / "link.json").exists()


def test_what_is_no_study_is_refused(tmp_path: Path) -> None:
    for text, code in (("[]", "told_not_known"), ('{"kind": "audit"}', "told_shape"), ("{", "result_not_json")):
        done = inside("report", put(tmp_path, text, "study.json"))
        assert done.returncode == 2
        assert f"[{code}]" in done.stderr
