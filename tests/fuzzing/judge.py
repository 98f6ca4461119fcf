"""Runs one input and says what came of it: accepted, refused with faults, or a finding."""

from __future__ import annotations

import contextlib
import re
import signal
import time
import traceback
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from regroup.errors import InputError
from regroup.text import LANGUAGES
from tests.fuzzing.targets import Target

SECONDS = 2.0
"""Of processor time; what takes longer is a finding."""
MACHINERY = re.compile(r"pydantic|NoneType|Traceback|https?:|class '|site-packages|\.py\b|object at 0x|Error\(")
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class TooSlow(BaseException):
    """An input took more than its time; no handler of plain errors may swallow it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an input.

    Attributes:
        kind: what tells outcomes apart: "accepted", or the codes of the first faults.
        finding: what is wrong; empty where nothing is.
        detail: the last lines of a traceback.
    """

    kind: str
    finding: str = ""
    detail: str = ""


def judged(target: Target, content: bytes, folder: Path, seconds: float = SECONDS) -> Outcome:
    """Runs one input."""
    began = time.process_time()
    try:
        with _limited(seconds):
            target.run(content, folder)
        kind, wrong = "accepted", ""
    except InputError as error:
        kind = "+".join(sorted({fault.code for fault in error.faults[:3]}))
        wrong = in_words(error)
    except TooSlow as error:
        return _found("too slow", error)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - everything else that escapes is what is looked for
        return _found(type(error).__name__, error)
    spent = time.process_time() - began
    return Outcome(kind, wrong or (f"too slow: {target.name}" if spent > seconds else ""))


def in_words(error: InputError) -> str:
    """What is wrong with the words of a fault; empty where nothing is."""
    if not error.faults:
        return "no fault is told"
    for language in LANGUAGES:
        text = error.text(language)
        if unseen := sorted({f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in _UNSAFE and c != "\n"}):
            return f"a message shows {', '.join(unseen[:3])}: {error.faults[0].code}"
        said = "".join(fault.message(language) + fault.remedy(language) for fault in error.faults[:20])
        if (found := MACHINERY.search(said)) and not _quoted(error, found.group()):
            return f"a message says {found.group()}: {error.faults[0].code}"
    return ""


def _quoted(error: InputError, word: str) -> bool:
    """Whether the word comes from the input itself."""
    return any(word in str(value) for fault in error.faults for key, value in fault.values.items() if key != "reason")


def _found(kind: str, error: BaseException) -> Outcome:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/regroup/" in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "?"
    lines = [f"{frame.filename.partition('/regroup/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    return Outcome(f"!{kind}", f"{kind} in {where}", "\n".join([*lines, str(error)[:300]]))


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Ends what takes more than ``seconds`` of processor time."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
