"""Commands in this process that answer at once the second time: what engines and renderers said is remembered.

A campaign on writing runs a command hundreds of times; only its writing is to be new each time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Self
from unittest.mock import patch

from regroup import formats
from regroup.engines.process import Engines
from regroup.sweep.base import Row, Task
from regroup.sweep.farm import Farm


@contextmanager
def remembering() -> Iterator[None]:
    """Within it an engine, a renderer or a run of a sweep is asked once for the same thing."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(Engines, "run", _engine(Engines.run)))
        stack.enter_context(patch.object(formats, "rendered", _renderer(formats.rendered)))
        stack.enter_context(patch.object(Farm, "open", lambda *_: _Farm()))
        yield


def _engine(real: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[bytes, Any] = {}

    def run(engines: Engines, *given: Any, report: object = None, **named: Any) -> Any:
        key = pickle.dumps((given, sorted(named.items())))
        if key not in known:
            known[key] = real(engines, *given, **named)
        return known[key]

    return run


def _renderer(real: Callable[..., bytes]) -> Callable[..., bytes]:
    known: dict[tuple[str, str], bytes] = {}

    def rendered(paper: Any, name: str, template: bytes | None = None) -> bytes:
        key = (name, repr(paper))
        if key not in known:
            known[key] = real(paper, name, template)
        return known[key]

    return rendered


class _Farm:
    """One worker: this process."""

    workers = 1
    _rows: dict[str, Row] = {}  # noqa: RUF012  of all farms

    def __init__(self) -> None:
        self.stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def stop(self) -> None:
        """Ctrl-C: no more runs."""
        self.stopped = True

    def run_all(self, tasks: Iterable[Task], work: Callable[[Task], Row]) -> Iterator[tuple[Task, Row]]:
        """One after the other."""
        for task in tasks:
            if self.stopped:
                return
            if task.key not in self._rows:
                self._rows[task.key] = work(task)
            yield task, self._rows[task.key]
