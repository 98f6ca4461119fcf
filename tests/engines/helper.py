"""A program that uses regroup as its users do, to be interrupted and killed: ``python -m tests.engines.helper``.

Arguments: an engine, and ``main`` or ``thread`` for where it runs. It prints the pid of the engine's process
at the first news and how it ended.
"""

from __future__ import annotations

import sys
import threading

from regroup.engines.base import Budget, Event, Interrupted
from regroup.engines.process import Engines
from tests.engines.municipal import municipal

CORES = {
    "cpsat": municipal(60, 5, 1),
    "feasibility": municipal(60, 5, 1),
    "local_search": municipal(60, 5, 1),
    "milp": municipal(25, 4, 1, soft=3),
}

SILENT = ("feasibility", "milp")
"""Engines that have no news for long."""


def work(engines: Engines, engine: str) -> None:
    """Runs a job that does not end by itself, and says how it ended."""
    seen = threading.Event()

    def report(event: Event) -> None:
        if not seen.is_set():
            seen.set()
            print("pid", engines.pid, flush=True)

    late = threading.Timer(2.0 if engine in SILENT else 15.0, lambda: report(Event()))  # others tell of a plan first
    late.daemon = True
    late.start()
    core = CORES[engine]
    try:
        outcome = engines.run(engine, core, Budget(work=1e6), report=report)
        print("ended", outcome.claim, flush=True)
    except Interrupted as stop:
        found = stop.outcome.assignment
        print("interrupted", stop.outcome.claim, found is not None and core.allows(found), flush=True)


def main(engine: str, where: str) -> None:
    """Works in the main thread, or in another while the main one waits."""
    with Engines() as engines:
        if where == "main":
            work(engines, engine)
            return
        ended = threading.Event()  # an interrupt during Thread.join makes CPython 3.11 believe that the thread ended

        def work_to_the_end() -> None:
            work(engines, engine)
            ended.set()

        threading.Thread(target=work_to_the_end).start()
        try:
            while not ended.wait(0.1):
                pass
        except KeyboardInterrupt:
            engines.stop()
            ended.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
