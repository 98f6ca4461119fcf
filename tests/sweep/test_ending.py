"""Ctrl-C while the workers of this machine are ended: all end and their folder goes away before it is heard."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from regroup.sweep import cluster


class StandIn:
    """What Dask offers, as far as it is used; a person presses Ctrl-C in the middle of each end."""

    def __init__(self) -> None:
        self.ended: list[str] = []
        self.folder = Path()

    def LocalCluster(self, **settings: Any) -> Any:
        self.folder = Path(settings["local_directory"])
        (self.folder / "left").write_text("by a worker", encoding="utf-8")
        return _Ending(self, "cluster")

    def Client(self, local: Any, **settings: Any) -> Any:
        return _Ending(self, "client")


class _Ending:
    workers: dict[str, Any] = {}  # noqa: RUF012 - never changed

    def __init__(self, whole: StandIn, name: str) -> None:
        self._whole, self._name = whole, name

    def get_executor(self, **settings: Any) -> None:
        return None

    def close(self, timeout: float) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        self._whole.ended.append(self._name)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C cannot be sent to oneself there")
def test_ctrl_c_while_workers_are_ended_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    dask = StandIn()
    monkeypatch.setattr(cluster, "_distributed", lambda **settings: dask)
    with pytest.raises(KeyboardInterrupt), cluster.cluster(None, 1):
        assert dask.folder.is_dir()
    assert dask.ended == ["client", "cluster"]
    assert not dask.folder.exists()


def test_what_was_never_started_is_not_ended(monkeypatch: pytest.MonkeyPatch):
    dask = StandIn()

    def failing(**settings: Any) -> Any:
        dask.folder = Path(settings["local_directory"])
        raise OSError("no port")

    monkeypatch.setattr(dask, "LocalCluster", failing)
    monkeypatch.setattr(cluster, "_distributed", lambda **settings: dask)
    with pytest.raises(OSError, match="no port"), cluster.cluster(None, 1):
        raise AssertionError("it was not opened")
    assert dask.ended == []
    assert not dask.folder.exists()
