"""What the commands show of a store: status, table and summary, in both languages, as text, JSON and picture."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from regroup.cli import sweep_reading
from regroup.report.page import console_on
from regroup.report.sweep_map import SIGNS, print_map
from regroup.report.sweep_svg import COLOURS, WITHOUT, map_svg
from regroup.sweep.base import Row, State
from regroup.sweep.chosen import of_store
from regroup.sweep.map import WITHOUT as ENDS
from regroup.sweep.map import mapped
from regroup.sweep.naming import LETTERS, plan_names
from regroup.sweep.status import status_of
from regroup.sweep.store import Store
from regroup.sweep.summary import Summary, summarised
from regroup.text import LANGUAGES, has
from tests.sweep.rows import grid, row, task, unanswered
from tests.sweep.test_table import stored

app = typer.Typer()
for command in (sweep_reading.status, sweep_reading.table, sweep_reading.summary):
    app.command()(command)
SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<script>"&\x1b[2J'


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def some_rows() -> list[Row]:
    rows = grid("model.terms.synergy.weight", "m", ["xxy", "xyy"])
    rows.append(unanswered("f", {"model.terms.synergy.weight": 3, "m": 0}, State.FAILED, NASTY))
    return rows


def summary_of(path: Path, rows: list[Row], name: str = "vekter") -> Summary:
    with stored(path / "s.sqlite", rows, name) as store:
        return summarised(of_store(store, None))


def picture(summary: Summary, width: int = 110) -> str:
    stream = io.StringIO()
    print_map(console_on(stream, width), summary, mapped(summary), "nb")
    return stream.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_speaks_both_languages(tmp_path: Path, language: str) -> None:
    path = tmp_path / "s.sqlite"
    stored(path, some_rows()).close()
    for words in (["status"], ["summary", "--map", tmp_path / "k.svg"], ["table", "--out", tmp_path / "t.csv"]):
        done = run(words[0], path, *words[1:], "--lang", language)
        assert done.exit_code == 0, done.output
        assert "\x1b" not in done.output
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").count("\n") == 8
    for end in (*ENDS, "missing"):
        assert end in SIGNS
        assert has(f"sweep.map.{end}", language)
        assert has(f"sweep.state.{end}", language)


def test_the_map_as_text(tmp_path: Path) -> None:
    lines = picture(summary_of(tmp_path, some_rows())).splitlines()
    drawn = [line.split("│")[1].split() for line in lines if "│" in line]
    assert drawn == [["A", "B", "B", "·"], ["A", "A", "B", "!"]]
    assert any(line.split()[:2] == ["!", "mislyktes"] for line in lines)


def test_a_wide_map_is_drawn_in_blocks(tmp_path: Path) -> None:
    drawn = picture(summary_of(tmp_path, grid("a", "b", ["x" * 60, "y" * 60])), 80)
    assert max(map(len, drawn.splitlines())) <= 80
    assert sum(line.count("A") for line in drawn.splitlines() if "│" in line) == 60


def test_the_picture_is_text_that_can_be_read(tmp_path: Path) -> None:
    name = '<vekter>&"'
    found = summary_of(tmp_path, some_rows(), name)
    drawn = map_svg(found, mapped(found), "en")
    root = ElementTree.fromstring(drawn)  # noqa: S314 - made here
    assert (root.find(f"{SVG}title"), root.find(f"{SVG}desc")) != (None, None)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words[0] == f"Sweep «{name}»: best plan"
    assert (
        sorted(word for word in words if word in ("A", "B", "!", "·")) == ["!"] * 2 + ["A"] * 4 + ["B"] * 4 + ["·"] * 2
    )
    assert "<vekter>" not in drawn
    box = [float(part) for part in root.attrib["viewBox"].split()]
    assert all(
        0 <= float(text.attrib["x"]) < box[2] and float(text.attrib["y"]) < box[3] for text in root.iter(f"{SVG}text")
    )


def test_black_letters_stand_out_on_every_colour() -> None:
    assert len(set(COLOURS)) == len(COLOURS)
    for colour in (*COLOURS, WITHOUT):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert (luminance + 0.05) / (0.0056 + 0.05) >= 7, colour


def test_more_plans_than_letters(tmp_path: Path) -> None:
    areas = [f"{n:03}" for n in range(60)]
    rows = [row(n, {"n": n, "m": 0}, found={**row(n).found, "plan": {"a": area}}) for n, area in enumerate(areas)]
    found = summary_of(tmp_path, rows)
    names = plan_names(found)
    assert names[:2] == ("A", "B")
    assert names[len(LETTERS)] == f"+{len(LETTERS) + 1}"
    assert len(set(names)) == 60
    cells = [line.split("│")[1] for line in picture(found).splitlines() if "│" in line]
    assert "".join(cells).count("+") == 60 - len(LETTERS)


def test_json_of_summary_and_status(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    stored(path, some_rows()).close()
    found = json.loads(run("summary", path, "--json").output)
    assert [plan["runs"] for plan in found["plans"]] == [3, 3]
    assert found["runs"] == {"missing": 0, "done": 6, "failed": 1}
    assert [cell["plan"] for cell in found["map"]["cells"]] == ["A", "A", "B", None, "A", "B", "B"]
    assert found["together_always"] == [["a", "b"], ["c", "d"]]
    status = json.loads(run("status", path, "--json").output)
    assert (status["runs"], status["missing"], status["running"]) == (7, 0, False)
    assert status["reasons"] == [{"state": "failed", "reason": NASTY, "runs": 1}]


def test_status_counts_the_rate_while_it_runs(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        store.put(task(1), row(1))
        store.note_sweep("en", [task(1), task(2)])
        status = status_of(path, lambda: of_store(Store.read(path), None), 0.01)
        assert (status.missing, status.rate, status.states) == (1, 0.0, {"done": 1})
    assert status_of(path, lambda: of_store(Store.read(path), None)).rate is None


def test_faults_of_the_commands(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    stored(path, some_rows()).close()
    for code, words in {
        "table_needs_file": ["table", path, "--format", "xlsx"],
        "store_other_sweep": ["summary", path, "--sweep", "annet"],
        "store_missing": ["status", tmp_path / "mangler.sqlite"],
        "map_axis": ["summary", path, "--x", "model.terms.synergi.weight"],
        "output_no_folder": ["summary", path, "--map", tmp_path / "mangler" / "k.svg"],
    }.items():
        done = run(*words)
        assert (done.exit_code, code in done.output) == (2, True), done.output


def test_a_damaged_store_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    stored(path, some_rows()).close()
    whole = path.read_bytes()
    at = whole.index(b'"status":"best"')
    path.write_bytes(whole[:at] + b"X" + whole[at + 1 :])
    done = run("table", path, "--plan", "none")
    assert done.exit_code == 0
    assert "[store_broken]" in done.output
    assert len(re.findall(r",(?:done|failed),", done.output)) == 6


def test_shares_are_printed_where_only_draws_are_left(tmp_path: Path) -> None:
    with stored(tmp_path / "s.sqlite", [row(at, {"draw": at}, plan="xxyyz" + "xxy"[at]) for at in range(3)]):
        pass
    found = run("summary", tmp_path / "s.sqlite", "--lang", "en", "--map", tmp_path / "m.svg")
    assert found.exit_code == 0
    assert "A 67%, B 33%" in found.stdout
    assert "A 67%" in (tmp_path / "m.svg").read_text(encoding="utf-8")
