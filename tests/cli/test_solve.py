"""``regroup solve``: what goes where, and every exit code."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from regroup.cli.solve import exit_code
from regroup.result import Status
from tests.cli.run import REGROUP, ROOT, inside, run, surroundings
from tests.cli.small import APART, MODEL, SYNERGY, TOGETHER, UNIT, put, scenario

SCHEMA = json.loads((ROOT / "regroup" / "schemas" / "result.json").read_text(encoding="utf-8"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A model without moves, which the small scenario can be solved under."""
    return put(tmp_path, MODEL, "own.toml")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return put(tmp_path, scenario())


def test_a_plan_is_printed_and_written_beside_the_scenario(case: Path, own: Path):
    done = run("solve", case.name, "--model", own.name, folder=case.parent)
    assert done.returncode == 0, done.stderr
    assert "Beste plan under disse vektene og kravene: 3 poeng. Ingen plan har flere poeng." in done.stdout
    assert "Hele resultatet er skrevet til case.result.json" in done.stdout
    assert "beste 3" in done.stderr
    written = json.loads((case.parent / "case.result.json").read_text(encoding="utf-8"))
    assert written["status"] == "best"
    assert sorted(path.name for path in case.parent.iterdir()) == ["case.result.json", "case.toml", "own.toml"]


def test_a_shipped_scenario_writes_nothing(tmp_path: Path):
    done = run("solve", "toy", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Lekeeksempel" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_out_is_written_where_it_is_asked(tmp_path: Path):
    done = run("solve", "toy", "--out", "her.json", "-q", folder=tmp_path)
    assert done.returncode == 0
    assert json.loads((tmp_path / "her.json").read_text(encoding="utf-8"))["kind"] == "result"


def test_json_is_pure_valid_and_the_same_twice(tmp_path: Path):
    first, second = (run("solve", "toy", "--json", folder=tmp_path) for _ in range(2))
    documents = [json.loads(done.stdout) for done in (first, second)]
    assert list(jsonschema.Draft4Validator(SCHEMA).iter_errors(documents[0])) == []
    for document in documents:
        assert document["provenance"].pop("seconds") is None
    assert documents[0] == documents[1]
    lines = [[line for line in done.stdout.splitlines() if '"seconds"' not in line] for done in (first, second)]
    assert lines[0] == lines[1]
    assert first.stdout.endswith("}\n")


def test_json_keeps_norwegian_letters_in_utf8_whatever_the_terminal(case: Path, own: Path):
    done = subprocess.run(
        [*REGROUP, "solve", str(case), "--model", str(own), "--json", "-q"],
        env=surroundings(PYTHONIOENCODING="ascii"),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert "Øst" in done.stdout.decode("utf-8")


def test_tables_survive_a_terminal_that_lacks_the_letters(case: Path, own: Path):
    done = run("solve", case, "--model", own, "-q", PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 0
    assert "Beste plan" in done.stdout
    assert done.stderr == ""


def test_quiet_says_nothing_on_stderr(case: Path, own: Path):
    done = run("solve", case, "--model", own, "-q")
    assert done.returncode == 0
    assert done.stderr == ""


def test_set_changes_the_model_and_is_said(case: Path, own: Path):
    done = run("solve", case, "--model", own, "--set", "terms.synergy.weight=7", "-q")
    assert "Endret for denne kjøringen: terms.synergy.weight=7" in done.stdout
    assert "21 poeng" in done.stdout
    document = json.loads((case.parent / "case.result.json").read_text(encoding="utf-8"))
    assert document["provenance"]["settings"]["overrides"] == ["terms.synergy.weight=7"]


def test_impossible_exits_1_and_names_file_line_why_and_source(tmp_path: Path, own: Path):
    case = put(tmp_path, scenario(APART, TOGETHER))
    done = run("solve", case.name, "--model", own.name, folder=tmp_path)
    assert done.returncode == 1
    assert "Umulig: ingen plan holder alle kravene." in done.stdout
    line = case.read_text(encoding="utf-8").splitlines().index('rule = "apart"')
    assert f"case.toml:{line}:1" in done.stdout
    assert "loven (kilde: loven § 1)" in done.stdout
    assert json.loads((tmp_path / "case.result.json").read_text(encoding="utf-8"))["plan"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["solve", "hamarr"], "hamar"),
        (["solve", "mangler.toml"], "mangler.toml"),
        (["solve", "toy", "--model", "balansert"], "balans"),
        (["solve", "toy", "--set", "terms.synergi.weight=1"], "synergy"),
        (["solve", "toy", "--time-limit", "0"], "--time-limit"),
        (["solve", "toy", "--time-limit", "nan"], "--time-limit"),
        (["solve", "toy", "--time-limit", "inf"], "--time-limit"),
        (["solve", "toy", "--gap", "-1"], "--gap"),
        (["solve", "toy", "--gap", "nan"], "--gap"),
        (["solve", "toy", "--gap", "1/0"], "--gap"),
        (["solve", "toy", "--workers", "0"], "--workers"),
        (["solve", "toy", "--workers", "1000000"], "--workers"),
        (["solve", "toy", "--seed", "-1"], "--seed"),
        (["solve", "toy", "--seed", str(2**63)], "--seed"),
        (["solve", "toy", "--lang", "sv"], "--lang"),
        (["solve", "toy", "--modell", "balanced"], "--model"),
        (["solv", "toy"], "'solve'"),
        (["solve"], "SCENARIO"),
        (["solve", "toy", "--out", "mangler/r.json"], "mangler"),
        (["solve", "toy", "--out", "."], "."),
        (["solve", "toy", "--out", "/dev/null"], "/dev/null"),
        (["check", "hamarr"], "hamar"),
        (["models", "show", "balansert"], "balans"),
        (["schema", "resultat"], "result"),
    ],
)
def test_wrong_input_and_usage_exit_2_with_a_hint(tmp_path: Path, words: list[str], said: str):
    done = inside(*words, folder=tmp_path)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "pydantic" not in done.stderr


def test_out_may_not_be_an_input(case: Path, own: Path):
    before = own.read_text(encoding="utf-8")
    done = inside("solve", case, "--model", own, "--out", own)
    assert done.returncode == 2
    assert "output_is_input" in done.stderr
    assert own.read_text(encoding="utf-8") == before


def test_a_default_place_that_cannot_be_written_is_only_a_warning(case: Path, own: Path):
    (case.parent / "case.result.json").mkdir()
    done = run("solve", case, "--model", own)
    assert done.returncode == 0
    assert "Advarsel: resultatet ble ikke skrevet" in done.stderr
    assert "Hele resultatet er skrevet" not in done.stdout
    assert run("solve", case, "--model", own, "-q").stderr == ""


class _Found:
    def __init__(self, status: str, gap: Any = None, interrupted: bool = False) -> None:
        self.status, self.gap, self.interrupted = Status(status), gap, interrupted


def _exit_code(found: _Found, gap: Any = None) -> int:
    return exit_code(found, gap)  # type: ignore[arg-type]


def test_exit_codes():
    tenth = Fraction(1, 10)
    assert _exit_code(_Found("best", Fraction(0))) == 0
    assert _exit_code(_Found("good", tenth)) == 0
    assert _exit_code(_Found("good", tenth), tenth) == 0
    assert _exit_code(_Found("good", tenth), tenth / 2) == 1
    assert _exit_code(_Found("good", None), tenth) == 1
    assert _exit_code(_Found("best", Fraction(0)), Fraction(0)) == 0
    assert _exit_code(_Found("impossible")) == 1
    assert _exit_code(_Found("unknown")) == 3
    assert _exit_code(_Found("good", tenth, interrupted=True)) == 130
    assert _exit_code(_Found("unknown", interrupted=True)) == 130


def long_work(folder: Path) -> Path:
    """A scenario that takes far longer than any test: 140 units in ten areas, with synergies at random."""
    random = np.random.default_rng(1)
    ids = [f"u{number}" for number in range(140)]
    units = [UNIT.format(id=one, name=one.upper(), size=random.integers(3, 40)) + 'today = "x"\n' for one in ids]
    areas = [f'\n[[areas]]\nid = "z{number}"\nname = "Område {number}"\n' for number in range(8)]
    synergies = [
        SYNERGY.replace('["a", "b"]', f'["{one}", "{two}"]').replace("= 3", f"= {random.integers(1, 6)}")
        for at, one in enumerate(ids)
        for two in ids[at + 1 :]
        if random.random() < 0.2
    ]
    path = folder / "long.toml"
    path.write_text(scenario(*units, *areas, *synergies), encoding="utf-8")
    return path


def test_ctrl_c_keeps_the_best_prints_it_writes_it_and_exits_130(tmp_path: Path):
    out = tmp_path / "r.json"
    process = subprocess.Popen(
        [*REGROUP, "solve", str(long_work(tmp_path)), "--out", str(out)],
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    for line in process.stderr:
        if re.search(r"CP-SAT|lokalsøk", line):
            break
    process.send_signal(signal.SIGINT)
    stdout, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Avbrutt; dette er det beste som var funnet." in stdout
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["interrupted"] is True
    assert document["plan"]


def test_a_reader_that_leaves_early_is_no_error(case: Path, own: Path):
    for words in (["solve", "toy", "-q"], ["solve", "toy", "--json", "-q"], ["check", "example-60"]):
        process = subprocess.Popen(
            [*REGROUP, *words], env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        stderr = process.stderr.read()
        assert process.wait(timeout=60) == 0
        assert stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_on_a_terminal_progress_is_one_live_line_and_colour_can_be_turned_off():
    import pty

    for no_color in ("", "1"):
        controller, terminal = pty.openpty()
        more = {"NO_COLOR": no_color} if no_color else {}
        done = subprocess.run(
            [*REGROUP, "solve", "toy"],
            env=surroundings(TERM="xterm-256color", **more),
            stdout=subprocess.PIPE,
            stderr=terminal,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        os.close(terminal)
        shown = os.read(controller, 100_000).decode("utf-8", "replace")
        os.close(controller)
        assert done.returncode == 0
        assert "beste −5" in shown
        assert "\x1b" not in done.stdout
        assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", shown)
