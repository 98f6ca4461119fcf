"""Which lines of the readers an input reaches: a tracer that stops looking where there is nothing new to see.

Each code object is traced line by line only until all its lines have been reached, so that tracing becomes cheap soon.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import regroup

ROOT = Path(regroup.__file__).parent
WATCHED = ("read", "intake", "sheets", "fields.py", "crosscheck.py", "sweep_file.py", "stakeholders.py", "facts.py")
"""Parts of the package whose lines count."""

Line = tuple[str, int]


class Lines:
    """The lines that were reached.

    Attributes:
        seen: file, seen from the package's folder, and line.
    """

    def __init__(self) -> None:
        self.seen: set[Line] = set()
        self._left: dict[CodeType, set[int]] = {}
        self._known: set[CodeType] = set()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Within it lines are noted."""
        sys.settrace(self._called)
        try:
            yield
        finally:
            sys.settrace(None)

    def _called(self, frame: FrameType, event: str, found: Any) -> Callable[..., Any] | None:
        code = frame.f_code
        if code in self._left:
            return self._passed
        if code in self._known:
            return None
        self._known.add(code)
        if watched(code.co_filename):
            self._left[code] = {line for _, _, line in code.co_lines() if line and line > code.co_firstlineno}
            return self._passed
        return None

    def _passed(self, frame: FrameType, event: str, found: Any) -> Callable[..., Any] | None:
        code = frame.f_code
        left = self._left.get(code)
        if left is None:
            return None
        if frame.f_lineno in left:
            left.discard(frame.f_lineno)
            self.seen.add((code.co_filename[len(str(ROOT)) + 1 :], frame.f_lineno))
            if not left:
                del self._left[code]
        return self._passed


def watched(file: str) -> bool:
    """Whether the lines of a file count."""
    return file.startswith(str(ROOT)) and file[len(str(ROOT)) + 1 :].split("/")[0] in WATCHED


def all_lines() -> set[Line]:
    """Every line inside a function of the watched files."""
    found: set[Line] = set()
    for path in sorted(ROOT.rglob("*.py")):
        if watched(str(path)):
            name = str(path.relative_to(ROOT))
            top = compile(path.read_text(encoding="utf-8"), name, "exec")
            found |= {(name, line) for code in _inside(top) for line in _own(code)}
    return found


def _inside(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            if part.co_flags & 0x2:  # a function, not the body of a class, which runs when the module is loaded
                yield part
            yield from _inside(part)


def _own(code: CodeType) -> set[int]:
    return {line for _, _, line in code.co_lines() if line and line > code.co_firstlineno}
