"""Damages stores on purpose and shows that no damage goes unnamed and no wrong row is ever read.

    python tests/store_damage.py [--flips 2000] [--runs 60] [--seed 1]

A store is cut at every 512 bytes, and single bits are flipped. Each time it is opened to read and to write: every
row that is read must be one that was put in; where rows are missing, that must be said; and a store that lacks
anything must not be written to.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from regroup.errors import InputError
from regroup.sweep.base import Row
from regroup.sweep.store import Store
from tests.campaign_line import tell
from tests.sweep.rows import row, task

STEP = 512


@dataclass
class Seen:
    """What came of many damages.

    Attributes:
        tried: how many.
        harmless: every run was there, and nothing was said; the bit was in an unused byte or in the list of the sweep.
        refused: nothing could be read, and the store was refused by name.
        partly: it was said what is lost, and the rest was read.
        intact: the share of rows that were read, of all in the stores that were not refused.
    """

    tried: int = 0
    harmless: int = 0
    refused: int = 0
    partly: int = 0
    rows: int = 0
    intact: int = 0

    def __str__(self) -> str:
        share = 100 * self.intact / max(1, self.rows)
        return (
            f"{self.tried} damages: {self.harmless} without effect, {self.partly} told with the rest read, "
            f"{self.refused} refused; {share:.1f} % of the rows read where not refused"
        )


def made(path: Path, runs: int) -> dict[str, Row]:
    """A closed store and its rows by key."""
    with Store.open(path) as store:
        tasks = [task(number, {"n": number}) for number in range(runs)]
        for number, one in enumerate(tasks):
            store.put(one, row(number, {"n": number}, points=number, reason="grunn " * (number % 90)))
        store.note_sweep("alle", tasks)
        return {one.key: one for one in store.rows()}


def cuts(whole: bytes) -> Iterator[bytes]:
    """The file cut at every `STEP` bytes."""
    return (whole[:length] for length in range(0, len(whole), STEP))


def flips(whole: bytes, count: int, seed: int) -> Iterator[bytes]:
    """The file with one bit changed, anywhere."""
    random_ = random.Random(seed)
    for _ in range(count):
        place = random_.randrange(8 * len(whole))
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        yield bytes(changed)


def look(path: Path, damages: Iterator[bytes], expected: dict[str, Row]) -> Seen:
    """Opens the store after each damage.

    Raises:
        AssertionError: something was wrong and not said.
    """
    seen = Seen()
    for content in damages:
        seen.tried += 1
        path.write_bytes(content)
        told = _read(path, expected, seen)
        fault = _fault_in_writing(path)
        assert bool(fault) == told, f"reading and writing differ: {fault}"
    return seen


def _read(path: Path, expected: dict[str, Row], seen: Seen) -> bool:
    """Whether damage was told."""
    try:
        with Store.read(path, patience=0.1) as store:
            rows = list(store.rows())
            assert all(expected[one.key] == one for one in rows), "a row that was never put in"
            told = bool(store.warnings)
            _check_list(store, len(expected))
            assert told or len(rows) == len(expected), "rows are missing and nothing is said"
            assert not told or store.lost is None or store.lost >= 0
            seen.harmless += not told
            seen.partly += told
            seen.rows += len(expected)
            seen.intact += len(rows)
            return told
    except InputError as error:
        _check_named(error)
        seen.refused += 1
        return True


def _check_named(error: InputError) -> None:
    assert all(fault.code.startswith("store_") for fault in error.faults)


def _check_list(store: Store, runs: int) -> None:
    """The list of the sweep is what was noted, or its damage is told."""
    try:
        assert store.listed("alle") == [(task(number).key, (("n", number),)) for number in range(runs)]
    except InputError as error:
        _check_named(error)


def _fault_in_writing(path: Path) -> str:
    """The name of the fault that opening for writing tells; empty where there is none."""
    before = path.read_bytes()
    try:
        Store.open(path, patience=0.1).close()
    except InputError as error:
        (fault,) = error.faults
        assert fault.code.startswith("store_")
        assert path.read_bytes() == before, "a damaged store was changed"
        return fault.code
    return ""


def main() -> None:
    """Runs the campaign."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("flips", 2000), ("runs", 60), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked, began = parser.parse_args(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.sqlite"
        expected = made(path, asked.runs)
        whole = path.read_bytes()
        print(f"a store of {asked.runs} runs, {len(whole)} bytes")
        print("cut:    ", cut := look(path, cuts(whole), expected))
        print("flipped:", flipped := look(path, flips(whole, asked.flips, asked.seed), expected))
    tell("store_damage", cut.tried + flipped.tried, 0, began)


if __name__ == "__main__":
    main()
