"""A file that cannot be written costs the file, never the answer: that is printed, then why, and exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regroup import write
from tests.cli.run import inside


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


@pytest.mark.usefixtures("full")
def test_a_study_is_printed_before_the_message(tmp_path: Path) -> None:
    done = inside("explain", "toy", "--json", "--lang", "nb", "--out", tmp_path / "a.json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["prices"]
    assert "[output_disk_full]" in done.stderr
