"""Runs one bad input in a process of its own, with its memory and time measured, and judges what came of it."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import sys
import traceback
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from regroup.cli.app import app
from regroup.errors import InputError
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, read_study
from regroup.read.plan_file import read_plan
from regroup.read.result_file import read_told
from tests.fuzzing.judge import MACHINERY
from tests.hostility.base import Case

SECONDS = 2.0
"""Of processor time, children's included."""
MEMORY = 500 * 2**20
"""Bytes, at their highest."""
STOP_SECONDS = 30
STOP_MEMORY = 6 * 2**30
ESCAPED = 99
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a case.

    Attributes:
        code: the exit code; below zero where a signal ended it.
        memory: bytes at their highest.
    """

    code: int
    said: str
    seconds: float
    memory: int


def run(case: Case, folder: Path) -> Ran:
    """One case, in a fresh folder that is gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in case.files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content())
    if case.prepare:
        case.prepare(folder)
    child = os.fork()
    if child == 0:
        _in_child(case, folder)
    try:
        _, state, used = os.wait4(child, 0)
    except KeyboardInterrupt:
        os.kill(child, 9)
        os.wait4(child, 0)
        raise
    said = "".join(_text(folder / name) for name in (".out", ".err"))
    return Ran(os.waitstatus_to_exitcode(state), said, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""


def _in_child(case: Case, folder: Path) -> None:
    """Never returns."""
    code = ESCAPED
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (STOP_SECONDS, STOP_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (STOP_MEMORY, STOP_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.chdir(folder)
        for number, name in ((1, ".out"), (2, ".err")):
            file = os.open(name, os.O_WRONLY | os.O_CREAT)
            os.dup2(file, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ |= {"REGROUP_TRACE": "1", "LC_ALL": "C.UTF-8"}
        sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))
        code = _obey(case.command)
    except BaseException:  # noqa: BLE001 - whatever escapes is told to the parent
        traceback.print_exc()
    with contextlib.suppress(BaseException):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _obey(words: tuple[str, ...]) -> int:
    """Runs a command line; the exit code."""
    if words[0] in READERS:
        try:
            READERS[words[0]](words[1])
        except InputError as error:
            print(error.text("nb"), error.text("en"), sep="\n", file=sys.stderr)
            return 2
        return 0
    try:
        app(list(words), prog_name="regroup")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    return 0


def _study(path: str) -> None:
    study = read_study(path, Problem(read_scenario("toy"), read_model("balanced")))
    print([(one.name, one.why) for one in study.stakeholders])


READERS: dict[str, Callable[[str], object]] = {
    "read-study": _study,
    "read-plan": lambda path: print(read_plan(path, read_scenario("toy"))),
    "read-told": lambda path: print(len(read_told(path))),
}


def wrong(case: Case, ran: Ran) -> str:
    """What is wrong with what came of a case; empty where nothing is."""
    if ran.code not in (0, 1, 2) or "Traceback (most recent" in ran.said:
        return f"exit code {ran.code}: {ran.said.strip().splitlines()[-1][:200] if ran.said.strip() else ''}"
    if ran.seconds > SECONDS:
        return f"{ran.seconds:.1f} seconds of processor time"
    if ran.memory > MEMORY:
        return f"{ran.memory / 2**20:.0f} MB"
    if case.refused and ran.code != 2:
        return f"accepted (exit code {ran.code})"
    if case.refused is False and ran.code == 2:
        return f"refused: {ran.said[:200]}"
    if ran.code == 2 and case.code and f"[{case.code}]" not in ran.said:
        return f"not {case.code}: {ran.said[:200]}"
    return _words(ran)


def _words(ran: Ran) -> str:
    unseen = sorted({f"U+{ord(c):04X}" for c in ran.said if unicodedata.category(c) in _UNSAFE and c not in "\n\t"})
    if unseen:
        return f"prints {', '.join(unseen[:5])}"
    if ran.code == 2 and not ran.said.strip():
        return "says nothing"
    told = "\n".join(line for line in ran.said.splitlines() if "[" in line and "]" in line and " | " not in line)
    found = MACHINERY.search(told) if ran.code == 2 else None
    return f"says {found.group()}: {told[:200]}" if found else ""
