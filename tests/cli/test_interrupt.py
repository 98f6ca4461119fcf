"""Ctrl-C at any moment: exit code 130, at most one line, never a traceback."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regroup.interrupt import guard, heard, was_interrupted
from tests.cli.run import ROOT, surroundings

START = (
    "import sys; sys.argv = ['regroup', *sys.argv[1:]]; import regroup.interrupt; "
    "print('up', flush=True); from regroup.cli import main; main()"
)
"""What the installed script does, with a word where it begins to listen: Ctrl-C while Python itself starts is not ours,
and how long that takes on a busy machine nobody knows."""
CHANCE = random.Random(4)
DELAYS = [0.02, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0, 1.25, 1.5]


def interrupted(delay: float, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command that is sent Ctrl-C so many seconds after it began."""
    child = subprocess.Popen(
        [sys.executable, "-c", START, *words],
        cwd=ROOT,
        env=surroundings(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=_listening,
    )
    assert child.stdout
    assert child.stdout.readline() == "up\n"
    time.sleep(delay)
    child.send_signal(signal.SIGINT)
    out, errors = child.communicate(timeout=100)
    return subprocess.CompletedProcess(words, child.returncode, out, errors)


def _listening() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("delay", [delay * CHANCE.uniform(0.8, 1.2) for delay in DELAYS])
def test_at_any_moment_of_a_solve(delay: float, tmp_path: Path):
    done = interrupted(delay, "solve", "toy", "--out", str(tmp_path / "toy.result.json"))
    assert done.returncode in (130, 0), done.stderr
    assert "Traceback" not in done.stderr
    assert "ignored in" not in done.stderr


@pytest.mark.parametrize("delay", [0.02, 0.15, 0.4])
@pytest.mark.parametrize("words", [("--help",), ("audit", "hamar", "-q"), ("explain", "hamar", "-q")])
def test_at_any_moment_of_other_commands(words: tuple[str, ...], delay: float):
    done = interrupted(delay, *words)
    assert done.returncode in (130, 0), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("env", "word"), [({}, "Interrupted."), ({"LC_ALL": "nb_NO.UTF-8"}, "Avbrutt.")])
def test_one_line_says_so(env: dict[str, str], word: str):
    done = interrupted(0.1, "solve", "example-60", **env)
    assert done.returncode == 130
    assert done.stderr in ("", f"{word}\n")


DROPPED = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["regroup"]
from regroup import interrupt
class Dropped:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        time.sleep(0)
try:
    with interrupt.heard():
        one = Dropped()
        del one
        time.sleep(20)
        print("not heard")
except KeyboardInterrupt:
    print("heard")
"""


def test_before_it_listens_it_still_says_so():
    early = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv = ['regroup']; "
    early += "import builtins; real = builtins.__import__\n"
    early += "def stop(name, *more):\n    if name == 'atexit': raise KeyboardInterrupt\n    return real(name, *more)\n"
    early += "builtins.__import__ = stop\nimport regroup"
    done = subprocess.run([sys.executable, "-c", early], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "Avbrutt. Interrupted.\n", 130)


def test_what_python_drops_comes_again():
    done = subprocess.run([sys.executable, "-c", DROPPED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("heard\n", "", 0)


def test_what_a_library_made_of_it_is_known():
    error = ImportError("half loaded")
    error.__context__ = KeyboardInterrupt()
    assert was_interrupted(error)
    assert not was_interrupted(ImportError())


def test_who_has_said_what_ctrl_c_is_to_do_is_left_alone():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        guard()
        with heard():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
