"""Ids made of names: lower case, a to z, unique, and the same whenever the list is read again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 56
"""Characters; a number may follow where a name stands twice."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "n"})


def id_of(name: str, otherwise: str) -> str:
    """An id near to the name: "Oppvekst og læring" → ``oppvekst_og_laering``.

    Args:
        otherwise: what it begins with where the name does not begin with a letter.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not made[:1].isalpha():
        made = f"{otherwise}_{made}".strip("_")
    return made[:LONGEST].rstrip("_")


def unique_ids(names: Iterable[str], otherwise: str, taken: Iterable[str] = ()) -> list[str]:
    """An id for each name, in order; the second of the same gets ``_2``."""
    used, made = set(taken), []
    for name in names:
        found = first = id_of(name, otherwise)
        number = 2
        while found in used:
            found, number = f"{first}_{number}", number + 1
        used.add(found)
        made.append(found)
    return made
