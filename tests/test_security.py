"""What SECURITY.md and THREATS.md say exists, and a claim of theirs that no other test holds."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from regroup.engines import connection
from regroup.sweep import cluster, isolated

ROOT = Path(__file__).parents[1]
THREATS = (ROOT / "THREATS.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
SPOKEN_OF = (
    "scenario file",
    "CSV table",
    "A model",
    "workbook",
    "template",
    "report",
    "result file",
    "store of a sweep",
    "Dask scheduler",
    "cluster file",
)


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:tests|regroup|\.ci)/[\w./-]+)`", THREATS + SECURITY))
    assert len(named) > 25
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_every_line_of_a_table_names_a_test() -> None:
    lines = [line for line in THREATS.splitlines() if line.startswith("|") and "---" not in line]
    claims = [line for line in lines if not line.startswith("| what could happen")]
    assert len(claims) > 30
    assert [line for line in claims if not re.search(r"`tests/[\w/]+\.py`", line.rsplit("|", 2)[1])] == []


@pytest.mark.parametrize("thing", SPOKEN_OF)
def test_each_way_in_has_its_chapter(thing: str) -> None:
    heads = [line for line in THREATS.splitlines() if line.startswith("## ")]
    assert [head for head in heads if thing in head]


def test_the_readme_leads_there_and_links_hold() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in ("SECURITY.md", "THREATS.md"):
        assert f"]({page})" in readme
    for text in (THREATS, SECURITY):
        assert "://" not in text
        assert "@" not in text.replace("@SUM", "")
        links = re.findall(r"\]\(([^)#]+)\)", text)
        assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("command", [connection.COMMAND, isolated.COMMAND])
def test_children_import_nothing_from_the_working_folder(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("", encoding="utf-8")
    words = "import importlib.util, sys; print(importlib.util.find_spec('planted') is not None)"
    options = [word for word in command if word == "-P"]
    done = subprocess.run(
        [sys.executable, *options, "-c", words], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"


def test_a_sweep_of_this_machine_listens_to_itself_alone() -> None:
    assert cluster.LOOPBACK == "127.0.0.1"
    with cluster.cluster(None, 1) as here:
        info = here.client.scheduler_info()
        addresses = [info["address"], *info["workers"], *(one["nanny"] for one in info["workers"].values())]
        assert all(address.startswith("tcp://127.0.0.1:") for address in addresses if address)
