"""Plants one bug at a time in a copy of regroup and shows that some test fails for each.

    python3 run.py python tests/planted_bugs.py                 every plant, a table, exit 1 if one survives
    python3 run.py python tests/planted_bugs.py rules terms     only files whose path begins so
    python3 run.py python tests/planted_bugs.py --list          what would be planted
    python3 run.py python tests/planted_bugs.py --anew          also what an earlier run has tried already

A plant flips a comparison, swaps min and max or plus and minus, or drops a line. Those that change nothing a
caller could see are listed in ``EQUIVALENT``, each with its reason; a listed plant that is caught after all is
an error too, so that the list stays true.

Each plant is tested in a fork of a process that has the heavy packages loaded, and regroup not; that saves
seconds per plant. Where there is no fork, a new interpreter is started instead. The same is done first without any bug:
all tests must pass then, or everything would look caught.

Verdicts are kept below the system's folder for temporary files: a run that was ended goes on where it was. One holds
while the package, the models and scenarios, and the tests that were run for it have not changed by a byte.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.campaign_line import tell
from tests.planting.bugs import PACKAGE, Plant, plants
from tests.planting.kept import Kept
from tests.planting.tests import INTERPRETED, TESTS
from tests.planting.unseen import EQUIVALENT

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 120
"""Far more than the tests for any one file take without a bug; a plant that makes them endless costs as much."""
HEAVY = (
    "numpy",
    "numba",
    "scipy.optimize",
    "scipy.sparse",
    "ortools.linear_solver.pywraplp",
    "ortools.sat.python.cp_model",
    "pydantic",
    "hypothesis",
    "pytest",
)
"""What nearly every test imports, and what takes far longer to import than regroup does."""
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider")
ENDLESS = "--timeout=30"
"""Seconds for one test that runs interpreted, where a loop without end can be stopped from outside."""
FAILED = (1, 2, 3, 4)
"""What pytest returns when a test fails, or cannot even be collected; that all can be is made sure of first.

It is 3 at times where a test without end is stopped: between two lines of a loop there is no line to tell of.
"""
NOT_BEGUN = 99
"""What a fork returns that did not come as far as pytest: nothing is caught by that."""
UNHURRIED = 10
"""So many times the time of a plant is given to tests without any bug, which all run to their end."""
KEPT = Path(tempfile.gettempdir()) / "regroup-planted-bugs.jsonl"


def to_run(file: str) -> tuple[str, ...]:
    """The tests that should catch a bug in a file."""
    fitting = [start for start in TESTS if file.startswith(start)]
    return tuple(test for test in TESTS[max(fitting, key=len)] if (ROOT / test.split("::")[0]).exists())


def _whole(home: Path) -> Path:
    """A copy of the project without a bug; each process has one of its own of it."""
    root = home / "whole"
    if not root.exists():
        for name in ("regroup", "tests", "models", "scenarios"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy2(ROOT / name, root / name)
    return root


def _copy(home: Path) -> Path:
    """This process's own copy; bytecode stays in it, which takes longer to make than most tests."""
    root = home / str(os.getpid())
    if not root.exists():
        shutil.copytree(home / "whole", root)
    return root


def _put(target: Path, source: str) -> None:
    """Writes a source file and makes sure that no bytecode of another is taken for its own."""
    target.write_text(source, encoding="utf-8")
    for old in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
        old.unlink()


def tried(home: Path, seconds: int, file: str, source: str | None) -> tuple[int | None, float]:
    """What pytest returns with this source in a file's place, or with no bug, and seconds; None where out of time."""
    root, began = _copy(home), time.monotonic()
    target = root / "regroup" / file
    kept = target.read_text(encoding="utf-8")
    if source is not None:
        _put(target, source)
    try:
        code = (_forked if hasattr(os, "fork") else _anew)(root, file, seconds)
    finally:
        if source is not None:
            _put(target, kept)
    return code, time.monotonic() - began


def _anew(root: Path, file: str, seconds: int) -> int | None:
    """What pytest returns in an interpreter of its own; None when it is out of time."""
    command = [sys.executable, "-m", "pytest", *_words(file)]
    try:
        return subprocess.run(
            command, cwd=root, env=_environment(root, file), capture_output=True, timeout=seconds, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _forked(root: Path, file: str, seconds: int) -> int | None:
    """What pytest returns in a fork of this process; None when it is out of time."""
    if any(name.split(".")[0] == "regroup" for name in sys.modules):
        raise RuntimeError("regroup is loaded already: the fork would not see the bug")
    child = os.fork()
    if not child:
        _become_pytest(root, file)
    try:
        in_time = _ends(child, seconds)
    finally:
        with suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if in_time else None


def _words(file: str) -> list[str]:
    """What pytest is told for a file."""
    return [*OPTIONS, *([ENDLESS] if file.startswith(INTERPRETED) else []), *to_run(file)]


def _ends(child: int, seconds: int) -> bool:
    """Waits until a child has ended, or time is up; it stays a zombie, so that nothing else gets its number."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.02)
    return False


def _become_pytest(root: Path, file: str) -> NoReturn:
    """Runs pytest in a copy of the project, silently, and ends the process with its exit code."""
    code = NOT_BEGUN
    try:
        os.setsid()
        os.chdir(root)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.environ.update(_environment(root, file))
        import_module("numba.core.config").reload_config()
        for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
            del sys.modules[name]
        sys.path[:] = [str(root), *(path for path in sys.path if Path(path).resolve() not in (ROOT, ROOT / "tests"))]
        code = int(import_module("pytest").main(["--rootdir", str(root), *_words(file)]))
    finally:
        os._exit(code)


def _environment(root: Path, file: str) -> dict[str, str]:
    """Of the process that tests a file."""
    compiling = {"NUMBA_DISABLE_JIT": "1" if file.startswith(INTERPRETED) else "0"}
    return os.environ | {"PYTHONPATH": str(root)} | compiling


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that plant bugs; where there is fork, with the heavy packages loaded."""
    if not hasattr(os, "fork"):
        return ProcessPoolExecutor(jobs)
    for name in HEAVY:
        import_module(name)
    return ProcessPoolExecutor(jobs, mp_context=get_context("fork"))


def chosen(starts: list[str]) -> list[Plant]:
    """All plants in the files that are tested here, or in those whose path begins so."""
    files = sorted(path for path in PACKAGE.rglob("*.py"))
    names = [(path, path.relative_to(PACKAGE).as_posix()) for path in files]
    covered = [(path, name) for path, name in names if any(name.startswith(start) for start in TESTS)]
    wanted = [path for path, name in covered if not starts or any(name.startswith(start) for start in starts)]
    return [plant for path in wanted for plant in plants(path)]


class Run:
    """Plants bugs in several processes at a time, and asks what is kept of earlier runs before.

    Args:
        home: a folder for copies of the project.
        pool: the processes.
        seconds: for each plant; out of time is caught, and not kept, since it may be the machine's fault.
        anew: whether what is kept is left aside.
    """

    def __init__(self, home: Path, pool: ProcessPoolExecutor, seconds: int, kept: Kept, *, anew: bool) -> None:
        self._home, self._pool, self._seconds = home, pool, seconds
        self._kept, self._anew = kept, anew
        self.spent = 0.0
        """Seconds of the clock that plants took, of all processes and of earlier runs."""

    def refuse_failing_tests(self, every: list[Plant]) -> None:
        """Ends the campaign where a test fails without a bug."""
        first = {to_run(plant.file): plant.file for plant in reversed(every)}
        asked: list[tuple[str, str | None]] = [(file, None) for file in first.values()]
        failing = [file for (file, _), seen in zip(asked, self._verdicts(asked, UNHURRIED), strict=True) if seen]
        if failing:
            raise SystemExit(f"without any bug, some test already fails for: {', '.join(failing)}")

    def planted(self, every: list[Plant]) -> tuple[list[Plant], list[Plant]]:
        """The plants that survive, and those that are caught though listed as equivalent."""
        survivors, wrongly_listed = [], []
        verdicts = self._verdicts([(plant.file, plant.source) for plant in every])
        for number, (plant, seen) in enumerate(zip(every, verdicts, strict=True), 1):
            listed = plant.key in EQUIVALENT
            if not seen and not listed:
                survivors.append(plant)
                print(f"SURVIVED at line {plant.line} of {plant.key}", flush=True)
            if seen and listed:
                wrongly_listed.append(plant)
                print(f"CAUGHT THOUGH LISTED {plant.key}", flush=True)
            if number % 25 == 0:
                print(f"{number} of {len(every)} planted, {len(survivors)} survived", file=sys.stderr, flush=True)
        return survivors, wrongly_listed

    def _verdicts(self, asked: list[tuple[str, str | None]], longer: int = 1) -> Iterator[bool]:
        """Whether some test fails for each, in the order asked."""
        keys = [self._kept.key(source or "", file, to_run(file)) for file, source in asked]
        todo = [at for at, key in enumerate(keys) if self._anew or self._kept.known(key) is None]
        found = self._pool.map(
            partial(tried, self._home, self._seconds * longer),
            [asked[at][0] for at in todo],
            [asked[at][1] for at in todo],
        )
        new = set(todo)
        for at, key in enumerate(keys):
            if at in new:
                yield self._told(asked[at], key, *next(found))
            else:
                seen, seconds = self._kept.known(key) or (False, 0.0)
                self.spent += seconds
                yield seen

    def _told(self, asked: tuple[str, str | None], key: str, code: int | None, seconds: float) -> bool:
        """A verdict that is new, kept at once. Without a bug all but a pass is a failure, which is tried again.

        What a fork ends with besides a pass or a failure is told, counts as not caught, and is tried again.
        """
        self.spent += seconds
        if code is None:
            print(f"out of time in {asked[0]}", file=sys.stderr, flush=True)
            return True
        failed = bool(code) if asked[1] is None else code in FAILED
        if code and code not in FAILED:
            print(f"pytest ended with {code} in {asked[0]}", file=sys.stderr, flush=True)
        elif asked[1] is not None or not failed:
            self._kept.keep(key, failed, seconds)
        return failed


def main() -> int:
    """Runs the campaign; 0 when every plant is caught, and every listed equivalent is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("starts", nargs="*", help="beginnings of paths below the package")
    parser.add_argument("--list", action="store_true", help="only list the plants")
    parser.add_argument("--jobs", type=int, default=2, help="copies at work at a time")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each plant; out of time is caught")
    parser.add_argument("--anew", action="store_true", help="what was tried already is tried again")
    asked = parser.parse_args()
    every = chosen(asked.starts)
    if asked.list:
        print("\n".join(f"{plant.file}:{plant.line}: {plant.kind}: {plant.code}" for plant in every))
        return 0
    with tempfile.TemporaryDirectory(prefix="planted-") as home:
        _whole(Path(home))
        with _pool(asked.jobs) as pool:
            run = Run(Path(home), pool, asked.seconds, Kept(KEPT, ROOT), anew=asked.anew)
            run.refuse_failing_tests(every)
            survivors, wrongly_listed = run.planted(every)
    equivalent = sum(plant.key in EQUIVALENT for plant in every)
    print(
        f"{len(every)} plants: {len(every) - equivalent - len(survivors)} caught, {len(survivors)} survived, "
        f"{equivalent} listed as equivalent"
    )
    stale = [] if asked.starts else sorted(EQUIVALENT.keys() - {plant.key for plant in every})
    for key in stale:
        print(f"LISTED, BUT NOT PLANTED {key}")
    wrong = len(survivors) + len(wrongly_listed) + len(stale)
    tell("planted_bugs", len(every), wrong, time.monotonic() - run.spent / asked.jobs)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
