"""Links put in the place of files while regroup reads and writes them: a campaign.

    python3 run.py python tests/paths.py                     200 swaps of each kind, a minute
    python3 run.py python tests/paths.py --swaps 1000

A second thread swaps a table, the folder of a table, and a file that is written, each for a link to a canary outside
and back, without a pause. Nothing of the canary may be read, and it may not change. One line per finding; exit 1 if
there is any, 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.errors import InputError
from regroup.read.beside import open_beside
from regroup.read.bounded import source_of
from regroup.write import write_text
from tests.campaign_line import tell

CANARY, MINE = "CANARY-4711", "mitt"
PAUSE = 0.0002
"""Seconds that each of the two stays, so that the other thread gets to see it."""
LONGEST_TRY = 2000
"""Tries for each swap that is asked for, at most, should the other thread hardly run."""


@contextlib.contextmanager
def swapping(name: Path, outside: Path, mine: Path) -> Iterator[list[int]]:
    """Lets ``name`` be now a link to what is outside, now one's own; counts how often."""
    stop, count = threading.Event(), [0]

    def swap() -> None:
        while not stop.is_set():
            with contextlib.suppress(OSError):  # the other thread may have put its own file there in between
                _swap(name, outside, mine)
                count[0] += 1
            time.sleep(PAUSE)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield count
    finally:
        stop.set()
        thread.join()


def _swap(name: Path, outside: Path, mine: Path) -> None:
    """One's own, then a link, then one's own again."""
    link = name.with_name("swap")
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    if name.is_dir() and not name.is_symlink():
        name.rename(mine)
    link.replace(name)
    time.sleep(PAUSE)
    name.unlink()
    if mine.is_dir():
        mine.rename(name)
    else:
        os.link(mine, name)


def reading(folder: Path, file: str) -> Callable[[], str]:
    """What is read of a table; empty where it was refused."""

    def act() -> str:
        try:
            return source_of(open_beside(folder, file), file).text
        except InputError:
            return ""

    return act


def writing(path: Path) -> Callable[[], str]:
    """Writes; nothing is read."""

    def act() -> str:
        with contextlib.suppress(InputError):
            write_text(MINE, path)
        return ""

    return act


def races(top: Path, swaps: int) -> tuple[int, list[str]]:
    """How many swaps there were, and what went wrong."""
    tried, wrong = 0, list[str]()
    for kind in ("file", "folder", "output"):
        root, outside = top / kind / "root", top / kind / "outside"
        for folder in (root, outside):
            folder.mkdir(parents=True)
        canary = outside / "c.csv"
        canary.write_text(CANARY, encoding="utf-8")
        count, found = _raced(kind, root, outside, swaps)
        tried += count
        wrong += [f"{kind}: {one}" for one in found]
        if canary.read_text(encoding="utf-8") != CANARY or len(list(outside.iterdir())) > 1:
            wrong.append(f"{kind}: something was written outside")
    return tried, wrong


def _raced(kind: str, root: Path, outside: Path, swaps: int) -> tuple[int, list[str]]:
    """Acts until there were swaps enough."""
    name, mine, there, act = _placed(kind, root, outside)
    found, tries, seen = set[str](), 0, 0
    with swapping(name, there, mine) as count:
        while count[0] < swaps and tries < LONGEST_TRY * swaps:
            tries += 1
            text = act()
            seen += text == MINE
            if CANARY in text:
                found.add("the canary was read")
    if kind != "output" and not seen and swaps > 50:
        found.add("one's own was never read, so nothing was tried")
    return count[0], sorted(found)


def _placed(kind: str, root: Path, outside: Path) -> tuple[Path, Path, Path, Callable[[], str]]:
    """What is swapped, where one's own is kept, what a link leads to, and what is done meanwhile."""
    own = root / "own"
    if kind == "folder":
        name = root / "below"
        name.mkdir()
        (name / "c.csv").write_text(MINE, encoding="utf-8")
        return name, own, outside, reading(root, "below/c.csv")
    own.write_text(MINE, encoding="utf-8")
    name = root / "c.csv"
    os.link(own, name)
    return name, own, outside / "c.csv", reading(root, "c.csv") if kind == "file" else writing(name)


def main() -> int:
    """Runs the campaign; findings decide the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--swaps", type=int, default=200, help="of each kind")
    asked, began = parser.parse_args(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tried, wrong = races(Path(folder), asked.swaps)
    print("\n".join([*wrong, f"{tried} swaps, {len(wrong)} findings"]))
    tell("paths", tried, len(wrong), began)
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
