"""Whether the journal of a store whose writer was killed is as it was written.

SQLite ends the journal without a word at the first frame whose checksum is wrong, and what was put in after it is gone.
The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
"""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

HEADER, FRAME = 32, 24
_MAGIC = 0x377F0682
_MASK = 0xFFFFFFFF
Sums = tuple[int, int]


def has_journal(store: Path) -> bool:
    """Whether there is a journal with anything in it."""
    with contextlib.suppress(OSError):
        return journal_of(store).stat().st_size > 0
    return False


def journal_of(store: Path) -> Path:
    """The journal's file."""
    return store.with_name(store.name + "-wal")


def journal_is_damaged(store: Path) -> bool:
    """Whether a frame of the journal is not what was written. Only for a store that nobody writes to at this moment.

    What a killed writer left of a change that it had not committed is no damage: its frames may stand behind those of
    the next writer, and no frame after the last whole one says that a change ends there. Where such an end was being
    written at that moment, it cannot be told from one that is damaged.
    """
    with contextlib.suppress(FileNotFoundError):
        raw = journal_of(store).read_bytes()
        return len(raw) > HEADER and _damaged(raw)
    return False


def _damaged(raw: bytes) -> bool:
    magic, _, page, _, one, other, *stated = struct.unpack(">8I", raw[:HEADER])
    order = ">" if magic & 1 else "<"
    sums = _added(raw[: HEADER - 8], (0, 0), order)
    if magic & ~1 != _MAGIC or sums != tuple(stated) or not 512 <= page <= 65536:
        return True
    for start in range(HEADER, len(raw) - FRAME - page + 1, FRAME + page):
        _, _, *salts, first, second = struct.unpack(">6I", raw[start : start + FRAME])
        if salts != [one, other]:  # of an earlier round, which has both others
            return bool(salts[0] == one or salts[1] == other)
        sums = _added(raw[start : start + 8], sums, order)
        sums = _added(raw[start + FRAME : start + FRAME + page], sums, order)
        if sums != (first, second):
            return _ends_a_change(raw, start, page, [one, other])
    return False


def _ends_a_change(raw: bytes, start: int, page: int, round_: list[int]) -> bool:
    """Whether a change was committed in a frame of this round at ``start`` or after it."""
    for at in range(start, len(raw) - FRAME - page + 1, FRAME + page):
        _, pages_after, *salts, _, _ = struct.unpack(">6I", raw[at : at + FRAME])
        if salts == round_ and pages_after:
            return True
    return False


def _added(raw: bytes, sums: Sums, order: str) -> Sums:
    one, other = sums
    for first, second in struct.iter_unpack(f"{order}2I", raw):
        one = (one + first + other) & _MASK
        other = (other + second + one) & _MASK
    return one, other
