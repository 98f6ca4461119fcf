"""Office files are zip files, which hold the hour they were made; here that is always the same."""

from __future__ import annotations

import datetime
import io
import zipfile

MADE = datetime.datetime(2000, 1, 1)
"""The date of every file, so that the same document gives the same bytes; when it was made is in its own facts."""


def undated(content: bytes) -> bytes:
    """The same files in the same order, each dated `MADE`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for file in old.infolist():
            entry = zipfile.ZipInfo(file.filename, MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(file))
    return made.getvalue()
