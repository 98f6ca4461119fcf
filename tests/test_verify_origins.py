"""Hashes over results, inputs and files, by hand."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from regroup.verify.base import Outcome, compared
from regroup.verify.origins import digest, file_checks, hash_checks, seal_check

SCENARIO, MODEL, CHANGED = {"name": "s"}, {"name": "m"}, {"rules": []}
ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64


def of_text(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def file(part: str, name: str, hashed: str) -> dict[str, str]:
    return {"part": part, "name": name, "sha256": hashed}


def result(**changes: Any) -> dict[str, Any]:
    """A result made from two files of a scenario and one of a model."""
    inputs = {
        "scenario": SCENARIO,
        "scenario_sha256": of_text('{"name":"s"}'),
        "model": MODEL,
        "model_sha256": of_text('{"name":"m"}'),
        "changed": None,
        "changed_sha256": None,
        "files": [file("scenario", "s.toml", ONE), file("model", "m.toml", THREE), file("scenario", "t.csv", TWO)],
    }
    provenance = {"scenario_sha256": of_text(f"{ONE}\n{TWO}"), "model_sha256": THREE}
    return {"inputs": inputs | changes, "provenance": provenance}


def hashes(made: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(check.name, check.about, check.code) for check in hash_checks(made)]


def test_the_hash_is_of_the_canonical_text() -> None:
    assert digest({"b": [1, 2.5], "a": "æ"}) == of_text('{"a":"æ","b":[1,2.5]}')
    assert digest("\ud800") == sha256(b'"\xed\xa0\x80"').hexdigest()


def test_a_seal_is_over_everything_but_itself() -> None:
    sealed = {"a": 1, "sha256": of_text('{"a":1}')}
    assert seal_check(sealed).outcome is Outcome.PASS
    assert seal_check(sealed | {"a": 2}).code == "edited"
    assert seal_check(sealed | {"sha256": ONE}).code == "edited"


def test_hashes_are_those_of_inputs_and_files() -> None:
    every = [("hash", "scenario"), ("hash", "model"), ("file_hash", "scenario"), ("file_hash", "model")]
    assert hashes(result()) == [(*one, None) for one in every]
    changed = result(changed=CHANGED, changed_sha256=of_text('{"rules":[]}'))
    assert ("hash", "changed", None) in hashes(changed)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"scenario": {"name": "t"}}, "scenario"),
        ({"model_sha256": ONE}, "model"),
        ({"model_sha256": None}, "model"),
        ({"model": None}, "model"),
        ({"changed": CHANGED}, "changed"),
        ({"changed_sha256": ONE}, "changed"),
        ({"changed_sha256": of_text("null")}, "changed"),
    ],
)
def test_a_hash_of_something_else_is_told(changes: dict[str, Any], part: str) -> None:
    assert [found for found in hashes(result(**changes)) if found[2]] == [("hash", part, "other_hash")]


@pytest.mark.parametrize(
    ("files", "parts"),
    [
        ([], ["scenario", "model"]),
        ([file("model", "m.toml", THREE)], ["scenario"]),
        ([file("scenario", "s.toml", ONE), file("model", "m.toml", THREE)], ["scenario"]),
    ],
)
def test_the_hash_of_files_is_that_of_all_of_them(files: list[dict[str, str]], parts: list[str]) -> None:
    assert [found for found in hashes(result(files=files)) if found[2]] == [
        ("file_hash", one, "differs") for one in parts
    ]


def test_no_files_have_no_hash() -> None:
    made = result(files=[])
    made["provenance"] = {"scenario_sha256": None, "model_sha256": None}
    assert not [found for found in hashes(made) if found[2]]


def found(made: list[dict[str, str]], *folders: Path) -> list[tuple[Outcome, str | None, str]]:
    return [(check.outcome, check.code, check.about) for check in file_checks({"inputs": {"files": made}}, folders)]


def test_files_are_the_same_have_changed_or_are_away(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "s.toml").write_bytes(b"old")
    (other / "s.toml").write_bytes(b"new")
    files = [file("scenario", "s.toml", of_text("new"))]
    assert found(files, one, other) == [(Outcome.PASS, None, "s.toml")]
    assert found(files, one) == [(Outcome.NOTE, "file_changed", "s.toml")]
    assert found(files, tmp_path) == [(Outcome.NOTE, "file_away", "s.toml")]
    assert found(files) == [(Outcome.NOTE, "file_away", "s.toml")]


@pytest.mark.parametrize("name", ["", "in/s.toml", "../s.toml", "in\\s.toml", ".s.toml", ".."])
def test_names_that_lead_elsewhere_are_not_followed(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "in").mkdir(parents=True)
    for path in (folder / "in" / "s.toml", tmp_path / "s.toml", folder / ".s.toml"):
        path.write_bytes(b"text")
    assert found([file("scenario", name, of_text("text"))], folder) == [(Outcome.NOTE, "file_away", name)]


def test_what_differs_is_told_in_short() -> None:
    assert compared("n", 1, 1, "a").outcome is Outcome.PASS
    check = compared("n", "x" * 120, "y" * 121, "a")
    assert (check.name, check.outcome, check.about, check.code) == ("n", Outcome.FAIL, "a", "differs")
    assert check.values == {"stored": "x" * 120, "found": "y" * 117 + "…"}
