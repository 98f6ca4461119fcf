"""``regroup sweep``: says what it will do, does what is missing, and leaves a store that others read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regroup.cli.sweep import as_shard, store_of
from tests.cli.run import inside, run

SMALL = """schema = 1
name = "small"
title = { nb = "Liten", en = "Small" }
why = "En test."
scenario = "toy"
model = "balanced"
[search]
work = 1
[[axes]]
key = "model.terms.synergy.weight"
values = [1, 5]
why = "To vekter"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_runs_once_and_then_reads(file: Path) -> None:
    first = run("sweep", file, "--workers", "1", "--json-stream", "--lang", "en")
    assert first.returncode == 0, first.stderr
    assert "2 runs, 0 of them done before, 2 to do" in first.stderr
    rows = [json.loads(line) for line in first.stdout.splitlines()]
    assert sorted(row["at"]["model.terms.synergy.weight"] for row in rows) == [1, 5]
    assert {row["state"] for row in rows} == {"done"}
    assert all(row["found"]["plan"] for row in rows)
    assert (file.parent / "small.sweep.sqlite").is_file()

    again = inside("sweep", file, "--lang", "nb", "--report", "html,xlsx")
    assert again.returncode == 0, again.stderr
    assert "2 kjøringer, 2 av dem er gjort før, 0 gjenstår" in again.stderr
    assert "Small" in again.stdout or "small" in again.stdout

    page = (file.parent / "small.sweep.html").read_text(encoding="utf-8")
    assert "2 kjøringer, og alle har en plan" in page
    assert (file.parent / "small.sweep.xlsx").is_file()

    summed = inside("sweep", "summary", file.parent / "small.sweep.sqlite", "--lang", "en", "--report", "html")
    assert summed.returncode == 0, summed.stderr
    assert "2 runs, and all have a plan" in (file.parent / "small.sweep.html").read_text(encoding="utf-8")

    table = inside("sweep", "table", file)
    assert len(table.stdout.splitlines()) == 3

    merged = inside("sweep", "merge", file.parent / "all.sqlite", file.parent / "small.sweep.sqlite", "--lang", "en")
    assert (merged.returncode, merged.stderr.split()[0]) == (0, "2")


def test_a_dry_run_makes_nothing(file: Path) -> None:
    said = inside("sweep", file, "--dry-run", "--lang", "en", "--shard", "1/2")
    assert said.returncode == 0
    assert "Part 1 of 2" in said.stdout
    assert not list(file.parent.glob("*.sqlite*"))


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    said = inside("sweep", "hamar-weight", "--dry-run", "--lang", "en")
    assert said.returncode == 2
    assert "hamar-weights" in said.stderr


def test_a_scheduler_that_is_not_there(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regroup.sweep.cluster.SECONDS_TO_CONNECT", 0.5)
    said = inside("sweep", file, "--cluster", "tcp://127.0.0.1:9", "--lang", "nb")
    assert said.returncode == 2
    assert "tcp://127.0.0.1:9" in said.stderr


def test_a_broken_file_for_slurm(file: Path) -> None:
    slurm = file.parent / "slurm.toml"
    slurm.write_text('schema = 1\n[slurm]\njobs = 0\nqueue = "a; rm"\n', encoding="utf-8")
    said = inside("sweep", file, "--cluster", slurm, "--lang", "en")
    assert said.returncode == 2
    assert f"{slurm}:3" in said.stderr
    assert f"{slurm}:4" in said.stderr


@pytest.mark.parametrize("text", ["8/8", "3", "-1/2", "1/0", "1/5000"])
def test_parts_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(Exception, match="is not a part"):
        as_shard(text)


def test_where_the_store_is(tmp_path: Path) -> None:
    assert store_of("hamar-weights", None) == Path("hamar-weights.sweep.sqlite")
    assert store_of(str(tmp_path / "a.toml"), None) == tmp_path / "a.sweep.sqlite"
    assert store_of("hamar-weights", tmp_path / "b.sqlite") == tmp_path / "b.sqlite"


def test_documents_are_refused_before_anything_is_run(file: Path) -> None:
    unknown = inside("sweep", file, "--report", "htm", "--lang", "en")
    assert unknown.returncode == 2
    assert "html" in unknown.stderr
    (file.parent / "small.sweep.html").mkdir()
    taken = inside("sweep", file, "--report", "html", "--lang", "en")
    assert taken.returncode == 2
    assert "small.sweep.html" in taken.stderr
    assert not list(file.parent.glob("*.sqlite*"))


@pytest.mark.parametrize(("language", "words"), [("nb", "kan ikke skjule tall"), ("en", "cannot hide numbers")])
def test_a_sweep_is_never_told_to_the_public(file: Path, language: str, words: str) -> None:
    said = inside("sweep", "summary", file, "--report", "html", "--public", "--lang", language)
    assert said.returncode == 2
    assert words in said.stderr
