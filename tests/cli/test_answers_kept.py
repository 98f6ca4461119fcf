"""A file that cannot be written costs the file, never the answer: that is printed, then why, and exit code 2."""

from __future__ import annotations

import json
import signal
from importlib import import_module
from pathlib import Path

import pytest

from regroup import write
from tests.cli.run import inside

command = import_module("regroup.cli.solve")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has room when it is asked beforehand, and none when the answer is written."""

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "_fill", no_room)


@pytest.mark.usefixtures("full")
def test_a_result_is_printed_before_the_message(tmp_path: Path) -> None:
    done = inside("solve", "toy", "--lang", "en", "--out", tmp_path / "a.json")
    assert done.returncode == 2
    assert "Best plan" in done.stdout
    assert "[output_disk_full]" in done.stderr
    assert "a.json" not in done.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["write_result", "print_result"])
def test_ctrl_c_while_the_answer_is_written_or_printed_loses_none_of_it(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(command, place)

    def interrupted(*given: object) -> None:
        signal.raise_signal(signal.SIGINT)
        real(*given)

    monkeypatch.setattr(command, place, interrupted)
    done = inside("solve", "toy", "--lang", "en", "--out", tmp_path / "a.json", "-q")
    assert done.returncode == 130
    assert "Best plan" in done.stdout
    assert "a.json" in done.stdout
    assert json.loads((tmp_path / "a.json").read_bytes())["plan"]


def test_whoever_insists_on_ctrl_c_is_heard_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def insisting(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(command, "write_result", insisting)
    done = inside("solve", "toy", "--lang", "en", "--out", tmp_path / "a.json", "-q")
    assert (done.returncode, done.stdout) == (130, "")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("full")
def test_a_study_is_printed_before_the_message(tmp_path: Path) -> None:
    done = inside("explain", "toy", "--json", "--lang", "nb", "--out", tmp_path / "a.json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["prices"]
    assert "[output_disk_full]" in done.stderr
