"""``regroup models``, ``schema``, ``--version``, help, and what happens when regroup itself fails."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import typer

from regroup.cli.talk import speaking
from regroup.errors import Disagreement, EngineFailure
from tests.cli.run import ROOT, inside


def test_version():
    assert inside("--version").stdout == "regroup 0.1.0\n"


@pytest.mark.parametrize("words", [[], ["solve"], ["check"], ["models"], ["models", "show"], ["schema"]], ids=" ".join)
def test_help_is_short_and_gives_an_example(words: list[str]):
    done = inside(*words, "--help")
    assert done.returncode == 0
    assert f"  regroup {' '.join(words)}".rstrip() in done.stdout
    assert len(done.stdout.splitlines()) < 50


def test_no_command_shows_the_help():
    done = inside()
    assert "Commands:" in done.stdout + done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize("kind", ["scenario", "model", "result", "compare"])
def test_schema_prints_the_committed_file(kind: str):
    done = inside("schema", kind)
    assert done.stdout == (ROOT / "regroup" / "schemas" / f"{kind}.json").read_text(encoding="utf-8")
    jsonschema.Draft4Validator.check_schema(json.loads(done.stdout))


def test_models_lists_them_all():
    done = inside("models", "--lang", "nb")
    for name in ("balanced", "few-moves", "strong-areas", "synergy-first"):
        assert name in done.stdout


def test_models_show_says_why_for_every_part():
    done = inside("models", "show", "balanced", "--lang", "nb")
    assert "• Synergi (synergy)" in done.stdout
    assert "vekt 1 · prosentpoeng utenfor båndet" in done.stdout
    assert "Grunnen til å omorganisere" in done.stdout


def test_models_show_toml_is_the_file():
    done = inside("models", "show", "balanced", "--toml")
    assert done.stdout == (ROOT / "models" / "balanced.toml").read_text(encoding="utf-8")


def test_models_diff():
    assert "No difference." in inside("models", "diff", "balanced", "balanced").stdout
    done = inside("models", "diff", "balanced", "few-moves", "--lang", "nb")
    assert "balanced sammenlignet med few-moves" in done.stdout
    assert "weight:" in done.stdout


def _code(error: BaseException, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(typer.Exit) as exit_, speaking("nb"):
        raise error
    return exit_.value.exit_code, capsys.readouterr().err


def test_regroups_own_faults_exit_4(capsys: pytest.CaptureFixture[str]):
    code, said = _code(Disagreement("points_differ", engine="3", evaluated="4"), capsys)
    assert code == 4
    assert "ingenting publiseres" in said
    code, said = _code(EngineFailure("cpsat", "krasj"), capsys)
    assert code == 4
    assert "cpsat" in said


def test_what_nobody_foresaw_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("REGROUP_TRACE", raising=False)
    code, said = _code(ZeroDivisionError("x"), capsys)
    assert code == 4
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in said
    monkeypatch.setenv("REGROUP_TRACE", "1")
    assert "Traceback" in _code(ZeroDivisionError("x"), capsys)[1]


def test_an_interrupt_anywhere_exits_130(capsys: pytest.CaptureFixture[str]):
    assert _code(KeyboardInterrupt(), capsys) == (130, "Avbrutt.\n")


def test_it_runs_from_any_folder(tmp_path: Path):
    assert inside("models", folder=tmp_path).returncode == 0
    assert inside("check", "toy", folder=tmp_path).returncode == 0
