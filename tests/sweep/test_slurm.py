"""What a file for Slurm says reaches dask-jobqueue, through a stand-in: there is no Slurm here."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from regroup.sweep.fault import FarmError
from regroup.sweep.slurm import slurm_cluster

FILE = """schema = 1
[slurm]
jobs = 8
memory = "6GB"
walltime = "04:00:00"
queue = "normal"
directives = ["--constraint=avx2"]
modules = ["Python/3.11"]
"""


class Stand:
    """Takes what SLURMCluster takes, and says what it was asked."""

    def __init__(self, **settings: Any) -> None:
        self.settings, self.asked, self.closed = settings, (0, 0), False

    def adapt(self, minimum: int, maximum: int) -> None:
        self.asked = (minimum, maximum)

    def __enter__(self) -> Stand:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "slurm.toml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_settings_are_handed_over(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask_jobqueue", SimpleNamespace(SLURMCluster=Stand))
    with slurm_cluster(file, None) as started:
        assert started.asked == (8, 8)
        assert started.settings["cores"] == started.settings["processes"] == 1
        assert (started.settings["memory"], started.settings["queue"]) == ("6GB", "normal")
        assert started.settings["job_extra_directives"] == ["--constraint=avx2"]
        assert started.settings["job_script_prologue"] == ["module load Python/3.11"]
    assert started.closed
    with slurm_cluster(file, 3) as started:
        assert started.asked == (3, 3)


def test_the_extra_is_named(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask_jobqueue", None)
    with pytest.raises(FarmError, match=r"regroup\[cluster\]"), slurm_cluster(file, None):
        pass
