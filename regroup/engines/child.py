"""The process in which an engine runs: ``python -m regroup.engines.child``, started by `process`.

It reads jobs from its standard input and answers on what was its standard output. It ignores Ctrl-C,
which belongs to the parent, and it ends when the parent does.
"""

from __future__ import annotations

import importlib
import os
import queue
import signal
import sys
import threading
import time
from dataclasses import replace
from typing import IO

from regroup.engines import compiling
from regroup.engines.base import Event, Outcome, Refused
from regroup.engines.frames import (
    Job,
    pack_event,
    pack_failure,
    pack_outcome,
    read_frame,
    unpack_job,
    write_frame,
)
from regroup.engines.memory import limit_address_space

USES_KNOWN = ("columns", "nearby")
"""Engines that begin with what an earlier solve left; the others have no use for it."""
LEAST_SECONDS = 0.05
SECONDS_BETWEEN_LOOKS = 1.0


def main() -> None:
    """Works on jobs until the parent closes the pipe or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = _private_output()
    limit_address_space()
    compiling.listen(lambda: _send(answers, pack_event(Event(compiling=True))))
    jobs: queue.SimpleQueue[tuple[Job, float]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, jobs), daemon=True).start()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    while True:
        job, came = jobs.get()
        _send(answers, _answer(job, came, answers))


def _private_output() -> IO[bytes]:
    """Standard output under another number; what C++ prints to the usual one goes to standard error."""
    private = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return private


def _receive(stream: IO[bytes], jobs: queue.SimpleQueue[tuple[Job, float]]) -> None:
    """Queues jobs as they come; the end of the stream is the end of the process, whatever it is doing."""
    while (content := read_frame(stream)) is not None:
        jobs.put((unpack_job(content), time.monotonic()))
    os._exit(0)


def _end_with(parent: int) -> None:
    """Ends the process when it is adopted: a copy of the parent may hold the pipe open after it is gone."""
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(0)


def _send(answers: IO[bytes], content: bytes) -> None:
    try:
        with _sending:
            write_frame(answers, content)
    except OSError:
        os._exit(0)  # nobody is listening


_sending = threading.Lock()
"""Held while a frame is written: CP-SAT reports plans and bounds from different threads."""


def _answer(job: Job, came: float, answers: IO[bytes]) -> bytes:
    try:
        return pack_outcome(_run(job, came, answers))
    except Refused as refusal:
        return pack_failure(refusal.detail, refused=True)
    except Exception as error:  # noqa: BLE001  the parent raises it again, under the engine's name
        return pack_failure(f"{type(error).__name__}: {error}", refused=False)


def _run(job: Job, came: float, answers: IO[bytes]) -> Outcome:
    """Calls the engine. Loading it counts against the time limit."""

    def report(event: Event) -> None:
        _send(answers, pack_event(event))

    engine = importlib.import_module(f"regroup.engines.{job.engine}")
    budget = job.budget
    if budget.seconds is not None:
        budget = replace(budget, seconds=max(LEAST_SECONDS, budget.seconds - (time.monotonic() - came)))
    more: dict[str, object] = {"known": job.known} if job.engine in USES_KNOWN else {}
    if job.listing is not None:
        more["listing"] = job.listing
    outcome: Outcome = engine.solve(job.core, budget, starts=job.starts, report=report, setting=job.setting, **more)
    return outcome


if __name__ == "__main__":
    main()
