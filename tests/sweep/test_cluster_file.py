"""What a file for Slurm or Kubernetes says reaches their packages, through stand-ins: neither runs here."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from regroup.errors import InputError
from regroup.sweep.cluster_file import started_cluster
from regroup.sweep.fault import FarmError

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
        if settings.get("name") == "none":
            raise ValueError("no operator")
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
    with started_cluster(file, None) as started:
        assert started.asked == (8, 8)
        assert started.settings["cores"] == started.settings["processes"] == 1
        assert (started.settings["memory"], started.settings["queue"]) == ("6GB", "normal")
        assert started.settings["job_extra_directives"] == ["--constraint=avx2"]
        assert started.settings["job_script_prologue"] == ["module load Python/3.11"]
    assert started.closed
    with started_cluster(file, 3) as started:
        assert started.asked == (3, 3)


def test_the_extra_is_named(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask_jobqueue", None)
    with pytest.raises(FarmError, match=r"regroup\[cluster\]"), started_cluster(file, None):
        pass


POD = """schema = 1
[kubernetes]
name = "weights"
image = "registry.example/regroup:0.1.0"
workers = 16
memory = "6GB"
"""


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def pods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask_kubernetes", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "dask_kubernetes.operator", SimpleNamespace(KubeCluster=Stand))


def test_pods_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pods(monkeypatch)
    with started_cluster(written(tmp_path / "k.toml", POD), 3) as started:
        assert (started.settings["name"], started.settings["n_workers"]) == ("weights", 3)
        assert started.settings["image"] == "registry.example/regroup:0.1.0"
        assert started.settings["resources"]["limits"] == {"cpu": "1", "memory": "6G"}
        assert "--nthreads" in started.settings["worker_command"]
    assert started.closed


def test_what_kubernetes_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pods(monkeypatch)
    path = written(tmp_path / "k.toml", POD.replace("weights", "none"))
    with pytest.raises(FarmError, match="none"), started_cluster(path, None):
        pass


def test_the_extra_is_named_for_pods(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask_kubernetes.operator", None)
    path = written(tmp_path / "k.toml", POD)
    with pytest.raises(FarmError, match=r"regroup\[cluster\]"), started_cluster(path, None):
        pass


@pytest.mark.parametrize("text", ["schema = 1\n", FILE + POD.removeprefix("schema = 1\n")])
def test_one_of_the_two(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as refused, started_cluster(written(tmp_path / "c.toml", text), None):
        pass
    assert refused.value.faults[0].code == "slurm_or_kubernetes"


def test_an_image_is_no_command(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError),
        started_cluster(written(tmp_path / "c.toml", POD.replace("registry", "$(x)")), None),
    ):
        pass
