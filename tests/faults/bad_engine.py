"""An engine's process in which one engine misbehaves: ``python -m tests.faults.bad_engine KIND ENGINE``.

Otherwise it is regroup's own; ``all`` stands for every engine.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np

from regroup.engines import child
from regroup.engines.memory import LEAST_LIMIT, SHARE, physical

ENGINES = ("local_search", "columns", "clique_bound", "cpsat", "milp")
LONG = 1000.0


def hang(engine: str, *given: Any, **named: Any) -> Any:
    """Says nothing and goes on for ever."""
    time.sleep(LONG)


def overshoot(engine: str, core: Any, budget: Any, **named: Any) -> Any:
    """Works as ever, and takes no notice of the time."""
    name = f"regroup.engines.{engine}"
    del sys.modules[name]
    return importlib.import_module(name).solve(core, replace(budget, seconds=LONG, work=1e9), **named)


def crash(engine: str, *given: Any, **named: Any) -> Any:
    """Ends as a fault in C++ ends it."""
    os.kill(os.getpid(), signal.SIGSEGV)


def memory(engine: str, *given: Any, **named: Any) -> Any:
    """Asks for more than it may have."""
    np.ones(max(int(SHARE * (physical() or 0)), LEAST_LIMIT) // 8 + 1)


def killed(engine: str, *given: Any, **named: Any) -> Any:
    """Ends as the system ends who takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


KINDS: dict[str, Callable[..., Any]] = {kind.__name__: kind for kind in (hang, overshoot, crash, memory, killed)}


def install(kind: str, engine: str) -> None:
    """Puts the misbehaviour in the engine's place."""
    module = ModuleType(f"regroup.engines.{engine}")
    module.solve = lambda *given, **named: KINDS[kind](engine, *given, **named)  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module


if __name__ == "__main__":
    for each in ENGINES if sys.argv[2] == "all" else (sys.argv[2],):
        install(sys.argv[1], each)
    child.main()
