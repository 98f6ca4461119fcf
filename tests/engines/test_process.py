"""Engines in their own process: many jobs, crashes, hangs, noise, Ctrl-C, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import connection, cpsat, local_search
from regroup.engines.base import Budget, Claim, Event, Interrupted, Refused
from regroup.engines.process import Engines, run
from regroup.errors import EngineFailure
from tests.engines import fake_engines
from tests.engines.municipal import municipal
from tests.engines.random_cores import empty_core

ROOT = Path(__file__).parents[2]
TINY = empty_core(2, 2)
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture(scope="module")
def hard() -> Core:
    """Far from solved in any time a test has."""
    return municipal(60, 5, 1)


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engines]:
    """Engines that misbehave."""
    monkeypatch.setattr(connection, "COMMAND", fake_engines.COMMAND)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with Engines() as engines:
        yield engines


def gone(pid: int, within: float) -> bool:
    """Whether a process ends in time."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return True
        time.sleep(0.05)
    return False


def test_the_parent_loads_no_solver():
    code = "import sys, regroup.engines.process; print([m for m in ('ortools', 'scipy', 'numba') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_many_jobs_in_one_process_give_what_the_engine_gives():
    core = municipal(12, 3, 1)
    with Engines() as engines:
        pids = set()
        for engine in (cpsat, local_search):
            events: list[Event] = []
            direct = engine.solve(core, Budget(work=200))
            there = engines.run(engine.__name__.split(".")[-1], core, Budget(work=200), report=events.append)
            pids.add(engines.pid)
            assert (there.claim, there.bound, there.work) == (direct.claim, direct.bound, direct.work)
            assert there.assignment is not None
            assert direct.assignment is not None
            assert there.assignment.tolist() == direct.assignment.tolist()
            assert there.assignment.dtype == np.int64
            assert events[-1].assignment is None or core.points(events[-1].assignment) == events[-1].points
        assert engines.run("feasibility", core, Budget(work=200)).claim is Claim.GOOD
        assert engines.run("milp", core, Budget(work=200)).claim is Claim.BEST
        assert pids == {engines.pid}


def test_from_several_threads_at_once():
    core = municipal(12, 3, 2)
    claims: list[Claim] = []
    threads = [
        threading.Thread(target=lambda: claims.append(run("cpsat", core, Budget(work=100)).claim)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert claims == [Claim.BEST] * 3


def test_one_engines_does_one_job_at_a_time():
    core = municipal(12, 3, 2)
    claims: list[Claim] = []
    with Engines() as engines:
        job = lambda: claims.append(engines.run("cpsat", core, Budget(work=100)).claim)  # noqa: E731
        threads = [threading.Thread(target=job) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert claims == [Claim.BEST] * 3


def test_closing_leaves_no_process_and_no_file_open():
    with Engines() as engines:
        engines.run("local_search", TINY, Budget(work=5))
        pid = engines.pid
    assert pid is not None
    assert gone(pid, 2)
    time.sleep(0.2)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        run("local_search", TINY, Budget(work=5))
    time.sleep(0.2)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


@posix
def test_killed_once_it_is_tried_again(hard: Core):
    pids: list[int] = []
    with Engines() as engines:

        def kill_the_first(event: Event) -> None:
            if not pids and engines.pid is not None:
                pids.append(engines.pid)
                os.kill(engines.pid, signal.SIGKILL)

        start = local_search.solve(hard, Budget(work=300)).assignment
        assert start is not None
        outcome = engines.run("cpsat", hard, Budget(work=0.5), starts=[start], report=kill_the_first)
        assert outcome.claim is Claim.GOOD
        assert engines.pid not in pids


@posix
def test_killed_twice_it_is_a_failure_that_says_so(hard: Core):
    with Engines() as engines:

        def kill(event: Event) -> None:
            if engines.pid is not None:
                os.kill(engines.pid, signal.SIGKILL)

        start = local_search.solve(hard, Budget(work=300)).assignment
        assert start is not None
        with pytest.raises(EngineFailure, match=r"SIGKILL.*then.*SIGKILL"):
            engines.run("cpsat", hard, Budget(work=1e6), starts=[start], report=kill)


@posix
def test_a_crash_is_tried_again_with_the_other_setting(fakes: Engines):
    assert fakes.run("abort_at_first", TINY, Budget(work=1)).claim is Claim.GOOD


@posix
def test_a_second_crash_is_a_failure_with_the_last_words(fakes: Engines):
    with pytest.raises(EngineFailure, match=r"SIGABRT.*check failed: planted"):
        fakes.run("abort_always", TINY, Budget(work=1))
    assert fakes.run("print_much", TINY, Budget(work=1)).claim is Claim.GOOD


def test_what_is_printed_does_not_disturb(fakes: Engines):
    events: list[Event] = []
    outcome = fakes.run("print_much", TINY, Budget(work=1), report=events.append)
    assert outcome.bound == 5
    assert [event.points for event in events] == [3]


def test_an_error_in_the_engine_is_a_failure_by_name(fakes: Engines):
    with pytest.raises(EngineFailure, match="ZeroDivisionError: planted"):
        fakes.run("raise_error", TINY, Budget(work=1))


def test_an_unknown_engine_is_a_failure(fakes: Engines):
    with pytest.raises(EngineFailure, match="no_such_engine"):
        fakes.run("no_such_engine", TINY, Budget(work=1))


@posix
def test_memory_is_bounded(fakes: Engines):
    with pytest.raises(EngineFailure, match="Memory"):
        fakes.run("fill_memory", TINY, Budget(work=1))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="finds its pipe in /proc")
def test_nonsense_is_a_failure(fakes: Engines):
    with pytest.raises(EngineFailure, match="not news from an engine"):
        fakes.run("talk_nonsense", TINY, Budget(work=1))


def test_a_hang_ends_at_the_limit_with_what_was_found(fakes: Engines):
    began = time.monotonic()
    outcome = fakes.run("hang", TINY, Budget(work=1, seconds=0.3))
    assert time.monotonic() - began < 0.3 * 1.05 + 3 + 0.5
    assert (outcome.claim, outcome.bound) == (Claim.GOOD, 9)
    assert outcome.assignment is not None
    assert outcome.assignment.tolist() == [0, 1]


def test_stop_from_another_thread(fakes: Engines):
    threading.Timer(0.8, fakes.stop).start()
    with pytest.raises(Interrupted) as stopped:
        fakes.run("hang", TINY, Budget(work=1))
    assert stopped.value.outcome.bound == 9
    with pytest.raises(Interrupted):
        fakes.run("hang", TINY, Budget(work=1))


def test_an_error_in_the_listener_is_passed_on_and_ends_the_process(fakes: Engines):
    def complain(event: Event) -> None:
        raise LookupError("planted")

    with pytest.raises(LookupError):
        fakes.run("hang", TINY, Budget(work=1), report=complain)
    assert fakes.pid is None


def test_a_refusal_is_not_tried_again(monkeypatch: pytest.MonkeyPatch):
    core = municipal(400, 20, 1)
    with pytest.raises(Refused, match="too many"):
        run("milp", core, Budget(work=1))


@pytest.mark.parametrize("engine", ["cpsat", "local_search"])
def test_the_time_limit_is_kept_and_a_plan_in_hand_is_kept(engine: str, hard: Core):
    start = local_search.solve(hard, Budget(work=300)).assignment
    assert start is not None
    began = time.monotonic()
    outcome = run(engine, hard, Budget(work=1e9, seconds=2), starts=[start])
    assert time.monotonic() - began <= 2 * 1.05 + 3
    assert outcome.assignment is not None
    assert hard.points(outcome.assignment) >= hard.points(start)


def start_helper(engine: str, where: str) -> tuple[subprocess.Popen[str], int]:
    """A running helper, and the pid of its engine's process."""
    helper = subprocess.Popen(
        [sys.executable, "-m", "tests.engines.helper", engine, where],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert helper.stdout is not None
    word, pid = helper.stdout.readline().split()
    assert word == "pid"
    time.sleep(0.3)
    return helper, int(pid)


@posix
@pytest.mark.parametrize("where", ["main", "thread"])
@pytest.mark.parametrize("engine", ["cpsat", "local_search"])
def test_ctrl_c_keeps_the_best_so_far(engine: str, where: str):
    helper, pid = start_helper(engine, where)
    os.killpg(helper.pid, signal.SIGINT)  # to the whole group, as a terminal does
    said, complaint = helper.communicate(timeout=20)
    assert said.split() == ["interrupted", "good", "True"], complaint
    assert helper.returncode == 0
    assert gone(pid, 5)


@posix
@pytest.mark.parametrize("engine", ["cpsat", "local_search", "milp"])
def test_the_engine_ends_with_its_parent(engine: str):
    helper, pid = start_helper(engine, "main")
    helper.kill()
    helper.communicate()
    assert gone(pid, 10)


def test_a_module_in_the_users_folder_is_not_imported(tmp_path: Path):
    (tmp_path / "queue.py").write_text("raise RuntimeError('imported the user's file')")
    code = "import sys; sys.path[0] = sys.argv[1]; from tests.engines.test_process import once; print(once())"
    shown = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert shown.stdout.strip() == "good", shown.stderr


def once() -> Claim:
    """One small job."""
    return run("local_search", TINY, Budget(work=5)).claim
