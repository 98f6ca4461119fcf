"""Ctrl-C in every command at moments by chance: exit code 130, no traceback, whole files, nobody left behind.

    python tests/interrupts.py                             50 moments in each command; about an hour
    python tests/interrupts.py --each 6 --commands solve,new

Ctrl-C goes to the whole group of processes, as a terminal sends it. Moments lie within what the command took when
nobody disturbed it; more of them at its start, where libraries are loaded, and at its end, where files are written.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.faults.commands import Command, around, chosen, files, left_over, prepared
from tests.faults.told import Campaign, load, stoppable
from tests.faults.whole import fault

START = (
    "import sys; sys.argv = ['regroup', *sys.argv[1:]]; print('up', flush=True); from regroup.cli import main; main()"
)
"""What the installed script does, with a word before it: Ctrl-C while Python itself starts is not ours. From `OURS`
on each is answered with a word and exit code 130; none is excused."""
OURS = 0.01
"""Seconds in which Python looks for the package: measured, a traceback until 2 ms, regroup's own word from 5 ms on."""
PATIENCE, LINGERING = 90.0, 8.0
"""Seconds until it has to have ended, and until its processes have to be gone."""
STARTING = 0.6
"""Seconds in which libraries are loaded; a third of the moments lie there."""
MARK = "REGROUP_TESTS_MARK"
PLAN = re.compile(r"\bbeste? [-−]?\d")
"""What tells of a plan while it is looked for, in either language."""
BAD = ("Traceback", "ignored in", "Error in ", "Fatal Python")


@dataclass(frozen=True, slots=True)
class Ended:
    """How one command ended.

    Attributes:
        orphans: command lines of processes that outlived it.
    """

    code: int
    out: str
    errors: str
    seconds: float
    orphans: tuple[str, ...]


def marked(mark: str) -> dict[int, str]:
    """The processes whose environment has the mark, and their command lines."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if f"{MARK}={mark}".encode() in (entry / "environ").read_bytes():
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()[-120:]
        except OSError:
            continue
    return found


def ran(command: Command, folder: Path, delay: float | None) -> Ended:
    """One command; Ctrl-C so many seconds after it began, None for never."""
    mark = secrets.token_hex(8)
    child = subprocess.Popen(
        [sys.executable, "-c", START, *command.words],
        cwd=folder,
        env=around(folder, **{MARK: mark}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_listening,
    )
    assert child.stdout
    child.stdout.readline()
    began = time.monotonic()
    try:
        if delay is not None:
            time.sleep(delay)
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGINT)
        out, errors = child.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        out, errors = "", "did not end"
    seconds = time.monotonic() - began
    return Ended(child.poll() or 0, out, errors, seconds, _orphans(mark))


def _listening() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _orphans(mark: str) -> tuple[str, ...]:
    """Who is still there after a while; they are ended."""
    until = time.monotonic() + LINGERING
    while (left := marked(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in left:
        end(pid)
    return tuple(left.values())


def end(pid: int) -> None:
    """Ends a process that may have ended."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def wrong(command: Command, done: Ended, folder: Path, before: set[str], usual: int) -> str | None:
    """What is not as it should be after Ctrl-C; None where all is."""
    if done.code not in (130, usual):
        return f"exit code {done.code}: {done.errors[-400:]}"
    for word in BAD:
        if word in done.errors:
            return f"{word}: {done.errors[-600:]}"
    if done.code == 130 and not (done.errors.strip() or done.out.strip()):
        return "ended without a word"
    if done.orphans:
        return f"left processes behind: {done.orphans}"
    if left := left_over(folder, before, command.writes):
        return f"left files behind: {left}"
    for name in command.writes:
        if (folder / name).exists() and (words := fault(folder / name)):
            return words
        if done.code != 130 and not (folder / name).exists():
            return f"ended well without {name}"
    return _lost(command, done, folder)


def _lost(command: Command, done: Ended, folder: Path) -> str | None:
    """Whether a plan that it had told of is kept and told."""
    if not command.best or not PLAN.search(done.errors):
        return None
    kept = folder / command.writes[0]
    if not kept.exists():
        return f"had a plan and did not keep it: {done.errors[-300:]}"
    return None if json.loads(kept.read_bytes())["plan"] else "kept a result without its plan"


def moments(seconds: float, each: int, chance: random.Random) -> list[float]:
    """Delays: a third over all of it, a third at the start, a third at the end."""
    return [
        (
            chance.uniform(OURS, seconds),
            chance.uniform(OURS, min(STARTING, seconds)),
            chance.uniform(0.85 * seconds, 1.02 * seconds),
        )[at % 3]
        for at in range(each)
    ]


def disturbed(command: Command, made: Path, each: int, seed: int, campaign: Campaign) -> None:
    """One command as often as asked; each time in a fresh copy of the folder."""
    with tempfile.TemporaryDirectory() as place:
        usual = ran(command, fresh(made, Path(place) / "usual"), None)
        print(f"{command.name}: {usual.seconds:.1f} s undisturbed, exit code {usual.code}; {load()}", flush=True)
        chance = random.Random(f"{seed} {command.name}")
        for at, delay in enumerate(moments(usual.seconds, each, chance)):
            folder = fresh(made, Path(place) / str(at))
            before = files(folder)
            done = ran(command, folder, delay)
            words = wrong(command, done, folder, before, usual.code)
            campaign.heard(words, f"{command.name} at {delay:.3f} s")
            shutil.rmtree(folder)


def fresh(made: Path, where: Path) -> Path:
    """A copy of what was prepared."""
    shutil.copytree(made, where)
    return where


def main() -> int:
    """0 where Ctrl-C did what it should every time."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--each", type=int, default=50, help="moments in each command")
    asking.add_argument("--commands", default="", help="only these, separated by commas")
    asking.add_argument("--seed", type=int, default=1)
    asked = asking.parse_args()
    wanted, campaign = chosen(asked.commands), Campaign("interrupts")
    print(f"seed {asked.seed}, {asked.each} moments in each of {len(wanted)} commands; {load()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        made = prepared(Path(folder) / "made")
        for command in wanted:
            disturbed(command, made, asked.each, asked.seed, campaign)
    return campaign.ended()


if __name__ == "__main__":
    sys.exit(stoppable(main))
