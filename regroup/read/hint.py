"""Guesses the language of a file that may be broken, so that its faults can be told in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from regroup.errors import InputError
from regroup.read.bounded import read_source
from regroup.read.shipped import resolve

_LANGUAGE = re.compile(r"""^[ \t]*language[ \t]*=[ \t]*["'](nb|en)["']""", re.MULTILINE)
_FIRST = 20_000
"""Characters looked at."""


def language_of(name_or_path: str | Path) -> Literal["nb", "en"] | None:
    """The language a scenario says it is in; None when that cannot be seen. Never raises."""
    try:
        text = read_source(resolve("scenarios", name_or_path)).text
    except InputError:
        return None
    found = _LANGUAGE.search(text[:_FIRST])
    if found is None:
        return None
    return "nb" if found[1] == "nb" else "en"
