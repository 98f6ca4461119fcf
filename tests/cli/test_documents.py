"""Documents on the command line: --report on every command that answers, and stored files that become one document."""

from __future__ import annotations

import json
import sys
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
    "explain": ("nav",),
    "frontier": (),
    "audit": ("today", "--changes", "1"),
    "robust": ("--draws", "2", "--no-numbers"),
}
SHOWN = ("--open",)
TOY = (folder("scenarios") / "toy.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario, and what every command wrote of it: an object and a page."""
    place = tmp_path_factory.mktemp("documents")
    case = put(place, TOY)
    for command, words in QUICK.items():
        asked = SHOWN if command == "explain" else ("--report", "html", "--out", place / f"{command}.json")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(webbrowser, "open", lambda address: print(address, file=sys.stderr))
            done = inside(command, case, *words, *asked, "--json", folder=place)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["kind"] == ("result" if command == "solve" else command)
        (place / f"{command}.said").write_text(done.stderr, encoding="utf-8")
        if command == "explain":
            put(place, done.stdout, "explain.json")
    return place


def page_of(written: Path, command: str) -> Path:
    """With --out beside it, else beside the scenario."""
    return written / ("case.explain.html" if command == "explain" else f"{command}.html")


@pytest.mark.parametrize("command", QUICK)
def test_every_command_writes_a_page(written: Path, command: str) -> None:
    page = page_of(written, command).read_text(encoding="utf-8")
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


def test_it_is_shown_where_that_is_asked(written: Path) -> None:
    for command in QUICK:
        said = (written / f"{command}.said").read_text(encoding="utf-8")
        assert (page_of(written, command).as_uri() in said) is (command == "explain")
        assert str(page_of(written, command)) in said


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
