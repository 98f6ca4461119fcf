"""Every writer under a disk that fails at each of its calls: the old file or the new one, whole, and a plain message.

    python tests/broken_disk.py                        every call, five ways to fail, 300 kills; some ten minutes
    python tests/broken_disk.py --commands new,import  only these; --kills 0 for no kills

A command runs once to count its calls; then call after call fails: no room, input/output error, not allowed,
interrupted call, and Ctrl-C. Then a writer in a process of its own is killed at random.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from regroup.write import write_text
from tests.cli.run import inside
from tests.faults.commands import Command, chosen, files, left_over, prepared
from tests.faults.disk import CTRL_C, Disk, failing
from tests.faults.quick import remembering
from tests.faults.sqlite_calls import failing_sqlite
from tests.faults.told import Campaign, load, stoppable
from tests.faults.whole import fault

WAYS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES, "EINTR": errno.EINTR, "Ctrl-C": CTRL_C}
OLD = b"gammelt\n"
LONGEST_LIFE = 0.02
"""Seconds that a writer has before it is killed."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended on a disk, and what the disk was asked."""

    code: int
    errors: str
    calls: tuple[str, ...]


class Trial:
    """One command in one folder, again and again."""

    def __init__(self, command: Command, folder: Path) -> None:
        self._command, self._folder = command, folder
        self._targets = [folder / name for name in command.writes]
        self._before = files(folder)

    def run(self, fails: int | None, how: int) -> Done:
        """The command on a disk that fails at that call."""
        self._reset()
        disk = Disk(self._folder, fails, how)
        temporary = str(self._folder / "tmp")
        with patch.object(tempfile, "tempdir", temporary), failing(disk), failing_sqlite(disk):
            try:
                done = inside(*self._command.words, folder=self._folder, TMPDIR=temporary)
            except KeyboardInterrupt:  # it came when the command had ended
                return Done(130, "Interrupted.", tuple(disk.calls))
        return Done(done.returncode, done.stderr, tuple(disk.calls))

    def _reset(self) -> None:
        """Old files stand where new ones are to be; a store that was not there is not."""
        for name in sorted(files(self._folder) - self._before, reverse=True):
            path = self._folder / name
            path.rmdir() if path.is_dir() else path.unlink()
        for path in self._targets:
            if path.suffix != ".sqlite":
                path.write_bytes(OLD)

    def wrong(self, done: Done, usual: Done, how: int) -> str | None:
        """What is not as promised; None where all is."""
        if done.code not in (usual.code, 130 if how == CTRL_C else 2):
            return f"exit code {done.code}: {done.errors[-300:]}"
        if "Traceback" in done.errors or (done.code == 2 and not _is_plain(done.errors)):
            return f"not a plain message: {done.errors[-300:]}"
        if left := left_over(self._folder, self._before, self._command.writes):
            return f"left behind: {left}"
        halves = [words for path in self._targets if (words := _half(path))]
        if halves:
            return halves[0]
        stale = [path.name for path in self._targets if not path.exists() or path.read_bytes() == OLD]
        return f"says that all is well, and {stale[0]} is old" if done.code == usual.code and stale else None


def _is_plain(errors: str) -> bool:
    """What is wrong, with its name in brackets, and what to do."""
    return ("[output_" in errors or "[store_" in errors) and "      = " in errors


def _half(path: Path) -> str | None:
    """What is half about a file that is neither the old one nor missing."""
    if not path.exists() or path.read_bytes() == OLD:
        return None
    return fault(path)


def tried(command: Command, folder: Path, campaign: Campaign) -> None:
    """Every call of one command, every way."""
    trial = Trial(command, folder)
    trial.run(None, CTRL_C)  # what engines and renderers say is remembered from here on
    usual = trial.run(None, CTRL_C)
    if words := trial.wrong(usual, usual, CTRL_C):
        campaign.heard(words, f"{command.name} on a sound disk")
    print(f"{command.name}: {len(usual.calls)} calls", flush=True)
    for at, what in enumerate(usual.calls, start=1):
        for name, how in WAYS.items():
            done = trial.run(at, how)
            campaign.heard(trial.wrong(done, usual, how), f"{command.name} {name} at call {at}, {what}")


def killed(kills: int, seed: int, folder: Path, campaign: Campaign) -> None:
    """A writer that writes one file over and over is killed: a whole file each time, and the next one can write."""
    chance, path = random.Random(seed), folder / "written.json"
    sizes = [1, 1_000, 100_000, 3_000_000]
    texts = {f'{{"n": "{"x" * size}"}}\n' for size in sizes}
    for at in range(kills):
        child = os.fork()
        if not child:
            _write_on(path, sorted(texts, key=len))
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        words = "half a file" if path.exists() and path.read_text() not in texts else None
        campaign.heard(words, f"kill {at}")
    write_text("{}\n", path)
    campaign.heard(None if path.read_text() == "{}\n" else "cannot write after kills", "after kills")


def _write_on(path: Path, texts: list[str]) -> None:
    while True:
        for text in texts:
            write_text(text, path)


def main() -> int:
    """0 where no failure did what it should not."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--commands", default="", help="only these, separated by commas")
    asking.add_argument("--kills", type=int, default=300)
    asking.add_argument("--seed", type=int, default=1)
    asked = asking.parse_args()
    campaign = Campaign("broken_disk")
    wanted = [command for command in chosen(asked.commands) if command.writes and not command.best]
    print(f"{len(wanted)} commands, {len(WAYS)} ways to fail, seed {asked.seed}; {load()}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        made = prepared(Path(place) / "made")
        with remembering():
            for command in wanted:
                folder = Path(shutil.copytree(made, Path(place) / command.name))
                tried(command, folder, campaign)
        killed(asked.kills, asked.seed, Path(place), campaign)
    return campaign.ended()


if __name__ == "__main__":
    sys.exit(stoppable(main))
