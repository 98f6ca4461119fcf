"""One run, as a worker does it: reads (once in a process), changes, solves with one thread, and keeps the answer.

The engines run in a child process of the worker's, which stays from run to run. No run learns from another, so that
its answer does not depend on which worker did what before.
"""

from __future__ import annotations

import atexit
import os
import platform
import time
from typing import Any

from regroup.engines.process import Engines
from regroup.errors import Disagreement, Fault, InputError, RegroupError
from regroup.provenance import versions
from regroup.read.lines import visible
from regroup.result import Result, Status
from regroup.solve import solve
from regroup.sweep import content, setup
from regroup.sweep.base import Row, State, Task
from regroup.sweep.found import found_of
from regroup.sweep.key import run_key
from regroup.sweep.settings import params_of

LONGEST_REASON = 1000
MOST_NAMED = 3
"""Faults that a reason names."""


def run(task: Task) -> Row:
    """What a task comes to; whatever goes wrong is a row with its reason.

    Raises:
        KeyboardInterrupt: a person ended it.
        MemoryError, SystemExit: the worker itself is ending.
    """
    started = time.monotonic()
    try:
        result = _solved(task)
        found = found_of(result)
    except Disagreement as error:
        return _without(task, State.DISPUTED, error.text(_language(task)), started)
    except InputError as error:
        return _without(task, State.FAILED, _told(error, _language(task)), started)
    except RegroupError as error:
        return _without(task, State.FAILED, error.text(_language(task)), started)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one run must not end the others
        return _without(task, State.FAILED, f"{type(error).__name__}: {error}", started)
    if result.status is Status.UNKNOWN:
        reason = Fault("sweep_limit", {"work": params_of(task.settings).work}).message(_language(task))
        return _without(task, State.LIMIT, reason, started, _provenance(result))
    return Row(task.key, task.at, State.DONE, "", found, _when(started) | _provenance(result))


def close() -> None:
    """Ends the child process in which engines run; the next run starts one anew."""
    _engines.close()


def _solved(task: Task) -> Result:
    _same_files(task)
    result = solve(setup.problem_of(task), params_of(task.settings), engines=_own_engines())
    if result.interrupted:
        raise KeyboardInterrupt
    return result


def _same_files(task: Task) -> None:
    """Makes sure that the files hold what the key was made of.

    Raises:
        InputError: they do not.
    """
    if _key(task) == task.key:
        return
    content.forget()
    setup.forget()
    if _key(task) != task.key:
        raise InputError([Fault("sweep_file_changed", {"scenario": task.scenario, "model": task.model})])


def _key(task: Task) -> str:
    scenario, model = content.content("scenario", task.scenario), content.content("model", task.model)
    return run_key(scenario, model, task.changes, task.settings, task.draw)


_engines = Engines()
_owner = os.getpid()
atexit.register(close)


def _own_engines() -> Engines:
    """The engines of this process: never those of one that this was forked from."""
    global _engines, _owner
    if _owner != os.getpid() or _engines.stopped:
        _engines, _owner = Engines(), os.getpid()
    return _engines


def _without(task: Task, state: State, reason: str, started: float, provenance: dict[str, Any] | None = None) -> Row:
    shown = " ".join(visible(line.strip()) for line in reason.splitlines())[:LONGEST_REASON]
    return Row(task.key, task.at, state, shown or state.value, {}, _when(started) | (provenance or {}))


def _told(error: InputError, language: str) -> str:
    """The first faults in one line, without places on a command line that nobody wrote."""
    return "; ".join(
        f"{fault.place}: {fault.message(language)}" if fault.place and fault.place.line else fault.message(language)
        for fault in error.faults[:MOST_NAMED]
    )


def _language(task: Task) -> str:
    """The scenario's language; Norwegian where it cannot be read."""
    try:
        found = content.content("scenario", task.scenario).parsed.data.get("language", "nb")
    except InputError:
        return "nb"
    return found if found in ("nb", "en") else "nb"


def _when(started: float) -> dict[str, Any]:
    seconds = round(time.monotonic() - started, 3)
    return {"versions": versions(), "seconds": seconds, "host": platform.node(), "process": os.getpid()}


def _provenance(result: Result) -> dict[str, Any]:
    said = result.provenance
    return {
        "scenario_sha256": said.scenario_sha256,
        "model_sha256": said.model_sha256,
        "settings": dict(said.settings),
        "engines": [dict(entry) for entry in said.engines],
        "plan_by": said.plan_by,
        "bound_by": said.bound_by,
        "solve_seconds": said.seconds,
    }
