"""Runs for tests of the farm: cheap ones, and every kind that must not harm another."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Iterator

import numpy as np

from regroup.sweep.base import Row, State, Task

POISONS = ("crash", "memory", "endless", "exit", "output", "killed", "raise", "huge")
"""What becomes of a run; ``output`` ends well, as what is printed is dropped."""


def task(number: int, kind: str = "good", seconds: float = 0.0) -> Task:
    """A task whose key and place come from its number alone."""
    key = hashlib.sha256(f"{number}".encode()).hexdigest()
    settings: tuple[tuple[str, str | float], ...] = (("kind", kind), ("seconds", seconds))
    return Task(key, "toy", "balanced", (), settings, None, (("number", number),))


def tasks(count: int, seconds: float = 0.0) -> Iterator[Task]:
    """So many good ones."""
    return (task(number, seconds=seconds) for number in range(count))


def mixed(count: int, seconds: float, solves: int) -> list[Task]:
    """Good ones, every ``solves``-th of them a real solve of the toy; none where ``solves`` is 0."""
    kinds = ["solve" if solves and number % solves == 0 else "good" for number in range(count)]
    return [task(number, kind, seconds) for number, kind in enumerate(kinds)]


def work(one: Task) -> Row:
    """What the task's kind says; a row that depends on the task alone where it is good."""
    settings = dict(one.settings)
    time.sleep(float(settings["seconds"]))
    bad = POISONED.get(str(settings["kind"]))
    if bad is not None:
        bad()
    if settings["kind"] == "solve":
        return _solved(one)
    found = {"points": int(one.key[:6], 16), "plan": {"nav": "a"}}
    return Row(one.key, one.at, State.DONE, "", found, {"seconds": 0.0})


def _solved(one: Task) -> Row:
    """The toy under a weight that differs from run to run."""
    from regroup.params import Params
    from regroup.problem import Problem
    from regroup.read import read_model, read_scenario
    from regroup.solve import solve

    weight = 1 + dict(one.at)["number"] % 9  # type: ignore[operator]
    problem = Problem(read_scenario(one.scenario), read_model(one.model, (f"terms.synergy.weight={weight}",)))
    result = solve(problem, Params(second_opinion=False))
    found = {"status": str(result.status), "points": str(result.points)}
    return Row(one.key, one.at, State.DONE, "", found, {"seconds": 0.0})


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _memory() -> None:
    """Takes address space without end; what it takes is never touched, so that the machine is spared."""
    kept = []
    while True:
        kept.append(np.empty(2**30, dtype=np.uint8))


def _endless() -> None:
    while True:
        pass


def _exit() -> None:
    sys.exit(3)


def _output() -> None:
    """A gigabyte on either stream."""
    part = b"x" * 2**20
    for _ in range(1024):
        os.write(1, part)
        os.write(2, part)


def _raise() -> None:
    raise RuntimeError("as a test wants it")


def _huge() -> None:
    raise RuntimeError("x" * 10**7)


POISONED = {
    "crash": _crash,
    "memory": _memory,
    "endless": _endless,
    "exit": _exit,
    "output": _output,
    "killed": _killed,
    "raise": _raise,
    "huge": _huge,
}
