"""Writing: whole or not at all, never through a link, never over an input, and every fault told."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from regroup.errors import InputError
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.text import LANGUAGES
from regroup.write import as_json, check_writable, inputs_of, write_result, write_text
from tests.report.made import problem_of, result_of


def refused(code: str, path: Path, inputs: tuple[Path, ...] = ()) -> None:
    """Both writing and asking first refuse, with that fault, and leave nothing behind."""
    before = sorted(path.parent.iterdir()) if path.parent.is_dir() else None
    for attempt in (lambda: write_text("nytt", path, inputs), lambda: check_writable(path, inputs)):
        with pytest.raises(InputError) as caught:
            attempt()
        (fault,) = caught.value.faults
        assert fault.code == code
        for language in LANGUAGES:
            assert len(fault.text(language).splitlines()) == 2
    if before is not None:
        assert sorted(path.parent.iterdir()) == before


def test_json_form():
    text = as_json({"b": "Ås", "a": [1, 2.5, None]})
    assert text == '{\n  "b": "Ås",\n  "a": [\n    1,\n    2.5,\n    null\n  ]\n}\n'
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json({"a": float("nan")})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_is_written_as_its_document(tmp_path: Path, language: str):
    path = tmp_path / "r.json"
    write_result(result_of(problem_of()), path, language)
    raw = path.read_bytes()
    assert raw.endswith(b"}\n")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert json.loads(raw)["model"]["title"] == {"nb": "Prøvemodell", "en": "Test model"}[language]
    assert [entry.name for entry in tmp_path.iterdir()] == ["r.json"]


def test_an_older_file_is_replaced(tmp_path: Path):
    path = tmp_path / "r.json"
    path.write_text("gammelt " * 1000, encoding="utf-8")
    write_text("nytt", path)
    assert path.read_text(encoding="utf-8") == "nytt"


def test_others_may_read_it_as_far_as_the_system_lets_them(tmp_path: Path):
    before = os.umask(0o022)
    try:
        write_text("nytt", tmp_path / "r.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "r.json").stat().st_mode) == 0o644


def test_asking_first_leaves_nothing(tmp_path: Path):
    check_writable(tmp_path / "r.json")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_followed(tmp_path: Path):
    target = tmp_path / "mål.json"
    target.write_text("gammelt", encoding="utf-8")
    (tmp_path / "r.json").symlink_to(target)
    refused("output_is_link", tmp_path / "r.json")
    assert target.read_text(encoding="utf-8") == "gammelt"
    (tmp_path / "hengende.json").symlink_to(tmp_path / "ingenting")
    refused("output_is_link", tmp_path / "hengende.json")


def test_folders_devices_and_pipes_are_refused(tmp_path: Path):
    refused("output_is_folder", tmp_path)
    os.mkfifo(tmp_path / "rør")
    refused("output_not_regular", tmp_path / "rør")
    with pytest.raises(InputError, match="output_not_regular"):
        check_writable(Path(os.devnull))


def test_a_missing_folder(tmp_path: Path):
    refused("output_no_folder", tmp_path / "mangler" / "r.json")
    (tmp_path / "fil").write_text("", encoding="utf-8")
    refused("output_no_folder", tmp_path / "fil" / "r.json")


def test_too_long_a_name(tmp_path: Path):
    refused("output_name_too_long", tmp_path / ("x" * 300))


def test_a_name_that_cannot_be(tmp_path: Path):
    refused("output_failed", tmp_path / "a\0b")


def test_an_input_is_never_overwritten(tmp_path: Path):
    source = tmp_path / "case.toml"
    source.write_text("name = 1", encoding="utf-8")
    refused("output_is_input", source, (source,))
    os.link(source, tmp_path / "annet_navn.toml")
    refused("output_is_input", tmp_path / "annet_navn.toml", (tmp_path / "mangler", source))
    assert source.read_text(encoding="utf-8") == "name = 1"


def test_the_inputs_are_all_files_that_were_read(monkeypatch: pytest.MonkeyPatch):
    problem = Problem(read_scenario("example-60"), read_model("balanced"))
    names = {path.name for path in inputs_of(problem)}
    assert names == {"example-60.toml", "example-60-units.csv", "example-60-synergies.csv", "balanced.toml"}
    assert inputs_of(problem_of()) == ()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "output_denied"),
        (errno.EROFS, "output_denied"),
        (errno.ENOSPC, "output_disk_full"),
        (errno.EDQUOT, "output_disk_full"),
        (errno.EIO, "output_failed"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_what_the_system_refuses_is_told_and_the_old_file_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, call: str
):
    path = tmp_path / "r.json"
    path.write_text("gammelt", encoding="utf-8")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, "nei")

    monkeypatch.setattr(*((Path, "replace", fail) if call == "replace" else (os, call, fail)))
    with pytest.raises(InputError) as caught:
        write_text("nytt", path)
    monkeypatch.undo()
    assert caught.value.faults[0].code == code
    assert path.read_text(encoding="utf-8") == "gammelt"
    assert [entry.name for entry in tmp_path.iterdir()] == ["r.json"]


def test_a_folder_that_cannot_be_synchronised_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real, calls = os.fsync, []

    def picky(handle: int) -> None:
        calls.append(handle)
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "nei")
        real(handle)

    monkeypatch.setattr(os, "fsync", picky)
    write_text("nytt", tmp_path / "r.json")
    assert len(calls) == 2
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == "nytt"
