"""Ctrl-C as each function is entered, from before a store is opened until after it is closed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from regroup.sweep.held import Held
from regroup.sweep.lock import beside
from regroup.sweep.store import Store
from tests.sweep.rows import row, task


class Entered:
    """Raises KeyboardInterrupt as the function with a number is entered, where Ctrl-C would be heard there."""

    def __init__(self, number: int) -> None:
        self._left, self.came = number, False

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call" and not self.came and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._left -= 1
            if self._left == 0:
                self.came = True
                raise KeyboardInterrupt


@contextmanager
def heard() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def interrupted(path: Path, number: int) -> bool:
    """Whether Ctrl-C came, in a run that keeps one row."""
    entered = Entered(number)
    tracing = sys.gettrace()
    with heard():
        try:
            sys.settrace(entered)
            with Held(path) as store, store:
                store.put(task("a"), row("a"))
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(tracing)
    return entered.came


def test_nothing_is_left_open(tmp_path: Path) -> None:
    times = 0
    for number in range(1, 10_000):
        path = tmp_path / f"{number}.sqlite"
        came = interrupted(path, number)
        assert not beside(path).exists(), number
        if path.exists():
            assert not path.with_name(path.name + "-wal").exists(), number
            with Store.read(path) as store:
                assert not store.warnings
                assert len(store) == 1 or came
        if not came:
            break
        times += 1
    assert times > 20
    assert path.exists()


def test_ctrl_c_as_the_store_begins_to_close(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "__exit__", stop)
    path = tmp_path / "s.sqlite"
    with pytest.raises(KeyboardInterrupt), Held(path) as store, store:
        assert beside(path).exists()
    assert not beside(path).exists()
