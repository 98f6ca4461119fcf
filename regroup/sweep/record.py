"""A row as the store keeps it: texts, with a checksum over all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from regroup.sweep.base import Row, State, Value

At = tuple[tuple[str, Value], ...]
COLUMNS = ("key", "at", "state", "reason", "found", "provenance")
_ALL = 2**256


class Damaged(ValueError):
    """What the store holds is not what was put in."""


def packed(row: Row) -> tuple[str, ...]:
    """The texts of `COLUMNS` and their checksum, 64 hexadecimal digits.

    Raises:
        ValueError: a figure is not finite.
    """
    reason = row.reason.encode("utf-8", "replace").decode("utf-8")
    texts = (row.key, at_text(row.at), str(row.state), reason, _json(row.found), _json(row.provenance))
    return (*texts, checksum(texts))


def unpacked(cells: Sequence[object]) -> Row:
    """The row of texts as `packed` made them.

    Raises:
        Damaged: the checksum does not fit, or the texts are none.
    """
    key, at, state, reason, found, provenance, _ = verified(cells)
    try:
        return Row(key, at_of(at), State(state), reason, json.loads(found), json.loads(provenance))
    except (ValueError, TypeError, RecursionError) as error:
        raise Damaged from error


def verified(cells: Sequence[object]) -> list[str]:
    """The texts of a row and their checksum, which fits.

    Raises:
        Damaged: it does not.
    """
    texts = [_text(cell) for cell in cells]
    if len(texts) != len(COLUMNS) + 1 or checksum(texts[:-1]) != texts[-1]:
        raise Damaged
    return texts


def at_text(at: At) -> str:
    """Where a run stands, as JSON: a list of pairs."""
    return _json([list(pair) for pair in at])


def at_of(text: str) -> At:
    """What `at_text` wrote."""
    return tuple((name, value) for name, value in json.loads(text))


def checksum(texts: Sequence[str]) -> str:
    """SHA-256 of the texts, each with its length, so that no two lists give the same."""
    summed = hashlib.sha256()
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        summed.update(b"%d:" % len(raw) + raw)
    return summed.hexdigest()


def tallied(tally: str, added: Sequence[str] = (), taken: Sequence[str] = ()) -> str:
    """A sum over checksums, whatever their order: it shows when a whole row is lost."""
    total = int(tally, 16) + sum(int(one, 16) for one in added) - sum(int(one, 16) for one in taken)
    return f"{total % _ALL:064x}"


def _text(cell: object) -> str:
    if not isinstance(cell, bytes):
        raise Damaged
    try:
        return cell.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Damaged from error


def _json(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "keys") and not isinstance(value, dict) else value
