"""Names of sheets as Excel allows them: short, of their own, without the signs that mean something to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from regroup.formats.plain import in_one_line

LONGEST = 31
RESERVED = {"history"}
_MEANING = re.compile(r"[\[\]:*?/\\]+")


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """A name for each sheet, as near to what is wanted as may be; numbered where two would be the same."""
    taken = set(RESERVED)
    found = []
    for words in wanted:
        name = _allowed(words)
        at = 1
        while name.casefold() in taken:
            at += 1
            end = f" {at}"
            name = _allowed(words, LONGEST - len(end)) + end
        taken.add(name.casefold())
        found.append(name)
    return found


def _allowed(words: str, most: int = LONGEST) -> str:
    plain = " ".join(_MEANING.sub(" ", in_one_line(words[:200])).split())
    while len(plain.encode("utf-16-le")) > 2 * most:  # Excel counts some signs as two
        plain = plain[:most] if len(plain) > most else plain[:-1]
    return plain.strip("' ") or "–"
