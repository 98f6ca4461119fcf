"""`regroup alternatives` as a person runs it: what it says, in which language, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.build import said
from tests.cli.run import inside
from tests.cli.small import APART, MODEL, TOGETHER, put, scenario


def test_hamar_in_both_languages(tmp_path: Path):
    out = tmp_path / "near.json"
    norwegian = inside("alternatives", "hamar", "-q", "--out", out)
    assert norwegian.returncode == 0, norwegian.stderr
    assert "listen er fullstendig" in said(norwegian.stdout)
    made = json.loads(out.read_text(encoding="utf-8"))
    english = said(inside("alternatives", "hamar", "-q", "--lang", "en", "--different", "1").stdout)
    assert f"{len(made['plans'])} plans, the best among them" in english
    assert "What is a choice: the units that decide" in english
    assert english.count(" pairs are treated otherwise") == 1
    assert made["kind"] == "alternatives"


def test_json_is_one_object():
    done = inside("alternatives", "toy", "-q", "--json", "--within", "100")
    made = json.loads(done.stdout)
    assert made["complete"]
    assert made["within"] == {"value": 100.0, "relative": False}


@pytest.mark.parametrize("words", [("--within", "much"), ("--most", "0"), ("--within=-2%",)])
def test_wrong_words(words: tuple[str, ...]):
    assert inside("alternatives", "toy", *words).returncode == 2


def test_impossible_is_a_no(tmp_path: Path):
    path = put(tmp_path, scenario(APART, TOGETHER))
    done = inside("alternatives", path, "--model", put(tmp_path, MODEL, "own.toml"), "-q", "--lang", "en")
    assert done.returncode == 1
    assert "Impossible" in done.stdout
