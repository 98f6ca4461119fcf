"""Which bytes something was read from."""

from __future__ import annotations

from collections.abc import Mapping

from regroup.model import Model
from regroup.read.origin import FileOrigin
from regroup.scenario import Scenario


def source_hashes(read: Scenario | Model) -> Mapping[str, str]:
    """SHA-256 of each file it was read from, by name, the main file first; empty for one made in Python."""
    return read.origin.hashes if isinstance(read.origin, FileOrigin) else {}


def changes_of(read: Scenario | Model) -> tuple[str, ...]:
    """What was set on the command line on top of the file; its hash does not tell."""
    return read.origin.changes if isinstance(read.origin, FileOrigin) else ()


def source_hash(read: Scenario | Model) -> str | None:
    """SHA-256 of the file it was read from, or of all the hashes where tables stand beside it."""
    return read.origin.sha256 if isinstance(read.origin, FileOrigin) else None
