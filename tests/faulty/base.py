"""One fault in a file that is right: where it stands, and what must be said of it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from regroup.errors import InputError

MACHINERY = ("pydantic", "NoneType", "Traceback", "site-packages", ".py", "class '", "object at 0x", "https:")


@dataclass(frozen=True)
class Faulty:
    """A file with one fault.

    Attributes:
        kind: which fault it is.
        command: "scenario", "model", "study", "sweep" or "workbook".
        files: name → content; the first is read.
        file, line: where the fault stands; for a workbook, ``Sheet!Cell`` stands in ``file``.
        key: the word that the message or the marked part of the line must hold.
    """

    kind: str
    command: str
    files: Mapping[str, bytes] = field(repr=False)
    file: str
    line: int
    key: str


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a fault.

    Attributes:
        line: whether the first fault names the very line of the very file.
        key: whether it names the key, or marks it in the line that it shows.
        machinery: words of the machinery in it; empty where there are none.
        text: all of it.
    """

    line: bool
    key: bool
    machinery: str
    text: str


def judged(faulty: Faulty, error: InputError) -> Told:
    """Compares what was told with what should be."""
    first = error.faults[0]
    place = first.place
    text = error.text("en")
    at = str(place.file) if place else ""
    if faulty.command == "workbook":
        line = at.endswith(faulty.file)
    else:
        line = bool(place) and at.endswith(faulty.file) and place is not None and place.line == faulty.line
    message = first.message("en") + first.remedy("en")
    key = faulty.key in message or faulty.key in _marked(first.text("en")) or (faulty.command == "workbook" and line)
    both = text + error.text("nb")
    return Told(line, key, next((word for word in MACHINERY if word in both), ""), text)


def _marked(text: str) -> str:
    """The line that is shown, from the key before the caret to the end of what the caret marks."""
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.lstrip(" |").startswith("^")), None)
    if at is None:
        return ""
    shown, carets = lines[at - 1], lines[at]
    start, end = carets.index("^"), carets.rindex("^") + 1
    before = max(shown.rfind(mark, 0, start) for mark in ("|", "{", ",", ";", "["))
    return shown[before + 1 : end] if "=" in shown[before + 1 : end] else shown[:end]


def misspelt(word: str, at: random.Random) -> str:
    """A word with one letter wrong: swapped, lost, doubled or another."""
    place = at.randrange(1, len(word)) if len(word) > 1 else 0
    ways = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + "q" + word[place + 1 :],
        word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
    ]
    found = [way for way in ways if way != word and way]
    return at.choice(found)
