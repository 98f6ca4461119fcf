"""Steps of a study: seldom where there is no terminal, never when quiet; the object goes where --out says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regroup.cli import steps as module
from regroup.cli.steps import publishing, steps
from regroup.errors import InputError
from tests.test_solve import four


@pytest.mark.parametrize(("language", "words"), [("en", "3 of 4 questions answered"), ("nb", "3 av 4 spørsmål")])
def test_steps_are_told_in_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr(module, "SECONDS_BETWEEN_LINES", 0.0)
    with steps(language, False) as told:
        assert told is not None
        told(3, 4)
    said = capsys.readouterr()
    assert said.err.startswith(words)
    assert said.out == ""


def test_steps_in_quick_succession_are_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    with steps("en", False) as told:
        assert told is not None
        for done in range(1, 5):
            told(done, 4)
    assert capsys.readouterr().err == ""


def test_nobody_is_told_when_quiet() -> None:
    with steps("en", True) as told:
        assert told is None


def test_the_object_is_written_where_out_says(tmp_path: Path) -> None:
    with publishing({"kind": "x"}, tmp_path / "x.json", four()):
        assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == {"kind": "x"}
    with publishing({"kind": "x"}, None, four()):
        pass


def test_the_answer_is_printed_before_a_fault_of_its_file_is_told(tmp_path: Path) -> None:
    printed = False
    with pytest.raises(InputError), publishing({"kind": "x"}, tmp_path / "none" / "x.json", four()):
        printed = True
    assert printed
