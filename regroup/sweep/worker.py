"""What a worker is sent to do: a run in a process apart, tried twice at most, always with an answer."""

from __future__ import annotations

import json
import os
import socket
import threading
from functools import cache

from regroup.provenance import versions
from regroup.sweep.base import State
from regroup.sweep.child import Call
from regroup.sweep.isolated import Ended, Isolated
from regroup.text import say

DECIDING = ("regroup", "ortools")
"""Packages of which another version may give another answer."""
MOST_TRIES = 2
MOST_STARTS = 8
"""Of the process, for one run; a process that ends before the run begins is no try of it."""
TRIED_ONCE = ("time", "size", "error")
"""What a second try would only repeat."""


class OtherVersion(Exception):
    """This worker's regroup is not the coordinator's."""


@cache
def own_version() -> str:
    """``regroup 0.1.0, ortools 9.15``, of what runs here."""
    found = versions()
    return ", ".join(f"{name} {found.get(name, '?')}" for name in DECIDING)


class _Own(threading.local):
    """Each thread of a worker has its own process for runs."""

    isolated: Isolated | None = None


_own = _Own()


def execute(call: Call, version: str, workers: int) -> str:
    """The row of a task as JSON text, without its key and place.

    Args:
        call: what to do, and how long it may take.
        version: the coordinator's; another here would give other answers under the same key.
        workers: how many share the memory of this machine.

    Raises:
        OtherVersion: this is another regroup.
    """
    if version != own_version():
        raise OtherVersion(f"{own_version()} ({socket.gethostname()})")
    if _own.isolated is None:
        _own.isolated = Isolated(workers)
    tries = starts = 0
    while tries < MOST_TRIES and starts < MOST_STARTS:
        tries, starts = tries + 1, starts + 1
        try:
            answer = _own.isolated.call(call)
        except Ended as ended:
            last = ended
            if ended.how == "start":
                tries -= 1
            elif ended.how in TRIED_ONCE:
                break
        else:
            answer["provenance"] = {**answer["provenance"], **_here(tries)}
            return json.dumps(answer, ensure_ascii=False)
    return failed(last.how, last.detail, tries)


def failed(how: str, detail: str, tries: int) -> str:
    """The row of a run that has no answer, as JSON text."""
    reason = say(f"sweep_run.reason.{how}", "en", detail=detail)
    kept = {"state": State.FAILED, "reason": reason, "found": {}, "provenance": {"ended": how, **_here(tries)}}
    return json.dumps(kept, ensure_ascii=False)


def _here(tries: int) -> dict[str, object]:
    return {"tries": tries, "worker": f"{socket.gethostname()}:{os.getpid()}"}
