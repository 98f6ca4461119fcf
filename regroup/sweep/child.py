"""The process in which runs are done: ``python -m regroup.sweep.child``, started by `isolated`.

A run may crash, fill the memory, never end or print without end; it does so here, away from the worker that
watches it. Calls come in on the standard input and answers go out on what was the standard output; all that a run
prints is dropped. The process ends when the worker does.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from regroup.engines.frames import read_frame, write_frame
from regroup.engines.memory import LEAST_LIMIT, limit_address_space
from regroup.sweep.base import Row, Task

LARGEST_ANSWER = 16 * 2**20
"""Bytes of an answer; a plan of 20,000 units is one of them."""
READY = b"ready"
"""What the process says first, before any call."""
SECONDS_TO_SPARE = 5


@dataclass(frozen=True, slots=True)
class Call:
    """One call: which function, of which task, for at most how many seconds."""

    work: str
    task: Task
    seconds: float


def main(workers: int) -> None:
    """Answers calls until the worker closes the pipe or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = _private_output()
    _limit_memory(workers)
    calls: queue.SimpleQueue[Call] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, calls), daemon=True).start()
    write_frame(answers, READY)
    while True:
        call = calls.get()
        _end_at_last(call.seconds)
        answer = _answered(call)
        try:
            write_frame(answers, answer)
        except OSError:
            os._exit(0)  # nobody is listening
        if answer.startswith(b'{"ended"'):
            os._exit(1)  # what is left of a run that ended so is not to be built upon


def _private_output() -> IO[bytes]:
    """Standard output under another number; what a run prints goes nowhere."""
    private = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return private


def _limit_memory(workers: int) -> None:
    """The engines' limit, shared among the workers of this machine as far as they can live with it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        limit_address_space()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most != resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_AS, (min(most, max(LEAST_LIMIT, most // workers)), most))


def _receive(stream: IO[bytes], calls: queue.SimpleQueue[Call]) -> None:
    """Queues calls as they come; the end of the stream is the end of the process, whatever it is doing."""
    while (content := read_frame(stream)) is not None:
        calls.put(pickle.loads(content))  # noqa: S301  written by our parent, on a pipe nobody else holds
    os._exit(0)


def _end_at_last(seconds: float) -> None:
    """Ends this process by the clock, where the worker is gone and compiled code lets no other thread run."""
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(seconds) + SECONDS_TO_SPARE)


def _answered(call: Call) -> bytes:
    """The row as JSON, or ``{"ended": how, "detail": what}``."""
    try:
        return _row(_function(call.work)(call.task))
    except MemoryError:
        return _ended("memory", "")
    except (SystemExit, KeyboardInterrupt) as error:
        return _ended("left", f"{type(error).__name__} {error}".strip())
    except BaseException as error:  # noqa: BLE001  the worker makes a row of it
        return _ended("error", f"{type(error).__name__}: {error}")


def _row(row: Row) -> bytes:
    kept = {"state": row.state, "reason": row.reason, "found": row.found, "provenance": row.provenance}
    answer = json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")
    return answer if len(answer) <= LARGEST_ANSWER else _ended("size", str(len(answer)))


def _ended(how: str, detail: str) -> bytes:
    return json.dumps({"ended": how, "detail": detail[:300]}).encode()


def _function(name: str) -> Callable[[Task], Row]:
    """``module:function``, as the coordinator names what its workers are to do."""
    module, _, function = name.partition(":")
    found: Any = getattr(importlib.import_module(module), function)
    work: Callable[[Task], Row] = found
    return work


if __name__ == "__main__":
    main(max(1, int(sys.argv[1])))
