"""Files that are not what they should be: their bytes, their size, their kind and their name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.read import language_of, read_model, read_scenario
from regroup.read.bounded import LARGEST_FILE
from tests.read.files import SCENARIO, told, write

BYTES = [
    ("01 empty", b"", "f.toml is empty [file_empty]"),
    ("01 only a comment", b"# nothing\n", "f.toml is empty [file_empty]"),
    ("02 only a byte order mark", b"\xef\xbb\xbf", "f.toml is empty [file_empty]"),
    ("03 UTF-16", SCENARIO.encode("utf-16"), "f.toml is written in UTF-16 [other_encoding]"),
    ("03 UTF-16 unmarked", SCENARIO.encode("utf-16-le"), "f.toml:1:2: a zero byte stands in the text [nul_byte]"),
    ("04 Latin-1", b'schema = 1\nname = "B\xe6rum"\n', "f.toml:2:10: the byte 0xE6 is not UTF-8 text [not_utf8]"),
    ("04 late", 'schema = 1\nname = "ø'.encode() + b'\xe6"', "f.toml:2:10: the byte 0xE6 is not UTF-8 text [not_utf8]"),
    ("05 NUL", b'schema = 1\nname = "a\0b"\n', "f.toml:2:10: a zero byte stands in the text [nul_byte]"),
    (
        "06 CR only",
        SCENARIO.replace("\n", "\r").encode(),
        "f.toml:1:11: a line ends with a lone carriage return [carriage_return]",
    ),
    ("10 arrays", b"a = " + b"[" * 500, "f.toml:1:69: brackets inside brackets, more than 64 deep [too_deep]"),
    ("11 tables", b"a = " + b"{a=" * 5000, "f.toml:1:197: brackets inside brackets, more than 64 deep [too_deep]"),
    ("12 dotted", b".".join([b"a"] * 20_000), "f.toml:1:32: a key of more than 16 parts [key_too_long]"),
    (
        "13 growing headers",
        b"\n".join(b"[" + b".".join([b"a"] * n) + b"]" for n in range(1, 1501)),
        "f.toml:17:33: a key of more than 16 parts [key_too_long]",
    ),
    ("14 long number", b"a = " + b"1" * 5000, "f.toml:1:5: a number of 5000 digits [number_too_long]"),
    ("15 long hex", b"a = 0x" + b"f" * 40_000, "f.toml:1:5: a number of 40000 digits [number_too_long]"),
    ("31 long line", b'a = "' + b"x" * 6_000_000, "f.toml:1:100000: the line has 6000005 characters [line_too_long]"),
    ("101 a million units", b"[[units]]\n" * 10**6, "f.toml:20001:1: 1000000 units [too_many_units]"),
    ("headers", b"[[a]]\n" * 400_001, "f.toml:400001:1: 400001 tables [many_headers]"),
    ("quotes", b"'''\n\"\"\"\n" * 200_000, "f.toml:1:1: the table has 400000 lines [table_too_long]"),
]


@pytest.mark.parametrize("case", BYTES, ids=lambda case: case[0])
def test_bytes(case: tuple[str, bytes, str], tmp_path: Path) -> None:
    _, content, expected = case
    assert told(content, tmp_path)[0].removeprefix("None: ") == expected


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    text = "\ufeff" + SCENARIO.replace("\n", "\r\n")
    assert read_scenario(write(tmp_path, text)).name == "Prøve"
    text = text.replace('name = "NAV"', "name = 5")
    assert told(text, tmp_path) == ["f.toml:42:8: units.name is 5; a text is accepted here [not_text]"]


def only(path: str | Path) -> str:
    """The one fault that reading ``path`` gives."""
    started = time.process_time()
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    assert time.process_time() - started < 2
    assert len(caught.value.faults) == 1
    return caught.value.faults[0].message()


def test_30_a_large_file_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Path("big.toml").open("wb") as file:
        file.truncate(300_000_000)
    assert only("big.toml") == "big.toml is 300000000 bytes [file_too_large]"


def test_32_a_file_replaced_while_it_is_read_is_read_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, SCENARIO)
    fstat = os.fstat

    def replaced(handle: int) -> os.stat_result:
        write(tmp_path, "not TOML", "other.toml").replace(path)
        return fstat(handle)

    monkeypatch.setattr("regroup.read.bounded.os.fstat", replaced)
    assert read_scenario(path).name == "Prøve"


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, b"#" * (LARGEST_FILE + 1))
    small = write(tmp_path, "a = 1", "small.toml").stat()
    monkeypatch.setattr("regroup.read.bounded.os.fstat", lambda _: small)
    assert only(path).endswith("bytes [file_too_large]")


def test_33_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.toml")
    Path("folder.toml").mkdir()
    signal.alarm(5)  # a read that blocks ends the test instead of stopping it for ever
    try:
        assert only("pipe.toml") == "pipe.toml is not an ordinary file [file_not_regular]"
        assert only("folder.toml") == "folder.toml is a folder, not a file [file_is_folder]"
        assert only("/dev/zero") == "/dev/zero is not an ordinary file [file_not_regular]"
    finally:
        signal.alarm(0)


def test_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, SCENARIO, "hamar.toml")
    assert only("hamr.toml") == "there is no file hamr.toml [file_missing_near]"
    assert only("no/such/file.toml") == "there is no file no/such/file.toml [file_missing]"
    assert only("hamar.toml/x.toml") == "there is no file hamar.toml/x.toml [file_missing]"
    assert only("a\0b.toml") == "a\ufffdb.toml is not a usable file name [path_invalid]"
    assert only("\udce6.toml") == "there is no file \ufffd.toml [file_missing]"
    assert only("\x1b[31m.toml") == "there is no file \ufffd[31m.toml [file_missing]"
    assert only("x" * 300 + ".toml").endswith("is not a usable file name [path_invalid]")
    assert only("./" + "y/" * 3000 + "f.toml").endswith("is too long [path_too_long]")
    Path("loop.toml").symlink_to("loop.toml")
    assert only("loop.toml") == "loop.toml is not a usable file name [path_invalid]"


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, SCENARIO)
    monkeypatch.setattr("regroup.read.bounded.os.open", refuse)
    assert only(path).endswith("f.toml may not be read [file_forbidden]")


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    path = write(tmp_path, SCENARIO)
    monkeypatch.setattr("regroup.read.bounded.os.open", fail)
    assert only(path).endswith("f.toml cannot be read: Input/output error [file_unreadable]")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hamra", "unknown_scenario_near"),
        ("zzz", "unknown_scenario"),
        ("", "unknown_scenario"),
        (".", "unknown_scenario"),
    ],
)
def test_shipped_scenarios_by_name(name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_scenario(name)
    assert caught.value.faults[0].code == code
    assert "hamar" in caught.value.text("nb")


def test_shipped_models_by_name() -> None:
    assert read_model("balanced").name == "balanced"
    with pytest.raises(InputError, match=r"did you mean balanced\?"):
        read_model("balansed")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SCENARIO, "nb"),
        (SCENARIO.replace('"nb"', '"en"'), "en"),
        ("language = 'en'\n[[[", "en"),
        ("[[[", None),
        (b"\xff\xfe", None),
        ("language = 5", None),
    ],
)
def test_the_language_of_a_broken_file(content: str | bytes, expected: str | None, tmp_path: Path) -> None:
    assert language_of(write(tmp_path, content)) == expected


def test_the_language_of_no_file(tmp_path: Path) -> None:
    assert language_of(tmp_path / "none.toml") is None
    assert language_of("no-such-name") is None
    assert language_of("a\0.toml") is None
