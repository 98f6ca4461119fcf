"""Files that a person may have worked on are not written over unasked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regroup.errors import Fault, InputError
from regroup.read.lines import visible
from regroup.write import check_writable


def refuse_existing(paths: Iterable[Path], force: bool) -> None:
    """Refuses files that are there already, and places where nothing can be written.

    Raises:
        InputError: a file is there and ``force`` is not given, or writing would fail.
    """
    for path in paths:
        check_writable(path)
        if path.exists() and not force:
            raise InputError([Fault("output_exists", {"file": visible(str(path))})])
