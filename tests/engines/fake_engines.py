"""Engines that misbehave, for the child process to load: ``python -m tests.engines.fake_engines``.

Each is called as any engine; its name is the job's engine. The process is otherwise regroup's own.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import numpy as np

from regroup.engines import child, compiling, frames
from regroup.engines.base import Claim, Event, Outcome, Report, Setting
from regroup.engines.memory import LEAST_LIMIT, SHARE, physical

COMMAND = ("-m", "tests.engines.fake_engines")
Behaviour = Callable[[Report, Setting], None]


def hang(report: Report, setting: Setting) -> None:
    """Goes on for ever after one plan and one bound."""
    report(Event(points=7, assignment=np.array([0, 1])))
    report(Event(bound=9))
    time.sleep(1000)


def abort_at_first(report: Report, setting: Setting) -> None:
    """Crashes, as C++ does, unless it is set otherwise."""
    if setting is Setting.USUAL:
        print("check failed: planted", file=sys.stderr, flush=True)
        os.abort()


def abort_always(report: Report, setting: Setting) -> None:
    """Crashes."""
    print("check failed: planted", file=sys.stderr, flush=True)
    os.abort()


def print_much(report: Report, setting: Setting) -> None:
    """Prints to the real standard output, under Python's feet, and more than a pipe holds."""
    os.write(1, b"CP-SAT says hello\n" + frames.MARK + b"\xff" * 100)
    for _ in range(300):
        os.write(1, b"x" * 1000 + b"\n")
        os.write(2, b"y" * 1000)
    report(Event(points=3, assignment=np.array([1, 1])))


def raise_error(report: Report, setting: Setting) -> None:
    """Has a fault of its own."""
    raise ZeroDivisionError("planted")


def fill_memory(report: Report, setting: Setting) -> None:
    """Asks for more than the process may have."""
    np.ones(max(int(SHARE * (physical() or 0)), LEAST_LIMIT) // 8 + 1)


def talk_nonsense(report: Report, setting: Setting) -> None:
    """Sends a frame that says nothing that engines say."""
    for entry in Path("/proc/self/fd").iterdir():
        if int(entry.name) > 2:
            with suppress(OSError):
                os.write(int(entry.name), frames.MARK + frames.LENGTH.pack(6) + b"[1, 2]")


def compile_loops(report: Report, setting: Setting) -> None:
    """Comes to a loop that is not on the disk."""
    compiling.begins()


BEHAVIOURS: tuple[Behaviour, ...] = (
    hang,
    abort_at_first,
    abort_always,
    print_much,
    raise_error,
    fill_memory,
    talk_nonsense,
    compile_loops,
)


def install(behaviour: Behaviour) -> None:
    """Makes a behaviour an engine under its own name."""

    def solve(core: object, budget: object, *, starts: object, report: Report, setting: Setting) -> Outcome:
        behaviour(report, setting)
        return Outcome(Claim.GOOD, np.array([1, 1]), 5, 0.5)

    module = ModuleType(f"regroup.engines.{behaviour.__name__}")
    module.solve = solve  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module


if __name__ == "__main__":
    for each in BEHAVIOURS:
        install(each)
    child.main()
