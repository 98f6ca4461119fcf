"""The one error tree. Every fault in the input knows its place, what was found and what is accepted."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from regroup.text import has, say

MOST_FAULTS = 20
"""Faults shown in one run; more are counted, not listed."""
_ACTING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Kinds of characters that do not show or would act on a terminal."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands. Lines and columns count from 1, in characters.

    Attributes:
        excerpt: the line, or the part of a long line around the column, safe to print.
        width: how many characters of the excerpt the carets mark.
        caret: the column within the excerpt, where the excerpt is a part of the line.
    """

    file: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    width: int = 1
    caret: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in the input.

    Attributes:
        code: key of the text in the catalogue, under ``fault``; also shown as the fault's id.
        values: what the text's ``{names}`` stand for; a mapping is one text in each language.
        place: where it stands; None only for faults that stand nowhere in a file.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None

    def text(self, language: str = "en") -> str:
        """``file:line:column``, what was found, what is accepted, and the line with a caret."""
        return "\n".join(self._lines(language))

    def _lines(self, language: str) -> list[str]:
        lines = [f"{self.place}: {self.message(language)}" if self.place else self.message(language)]
        if self.place and self.place.excerpt is not None:
            gutter = f"{self.place.line:>5} | "
            lines.append(gutter + self.place.excerpt)
            caret = self.place.caret or self.place.column
            if caret is not None:
                lines.append(" " * (len(gutter) - 2) + "| " + " " * (caret - 1) + "^" * self.place.width)
        if remedy := self.remedy(language):
            lines.append("      = " + remedy)
        return lines

    def message(self, language: str = "en") -> str:
        """What was found, in one sentence, with the fault's id."""
        return f"{say(f'fault.{self.code}.found', language, **self._spoken(language))} [{self.code}]"

    def remedy(self, language: str = "en") -> str:
        """What to do about it; empty where nothing is to be said."""
        if not has(f"fault.{self.code}.remedy", language):
            return ""
        return say(f"fault.{self.code}.remedy", language, **self._spoken(language))

    def _spoken(self, language: str) -> dict[str, object]:
        said = {name: value[language] if isinstance(value, Mapping) else value for name, value in self.values.items()}
        return {name: harmless(value) if isinstance(value, str) else value for name, value in said.items()}


def harmless(text: str) -> str:
    """``text`` with a stand-in for every character that would act on a terminal; what merely looks odd stays."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(character) in _ACTING else character for character in text)


class RegroupError(Exception):
    """Root of everything regroup raises on purpose."""

    exit_code: ClassVar[int] = 2

    def text(self, language: str = "en") -> str:
        """The whole message in ``language``."""
        return str(self)


class InputError(RegroupError):
    """The input is wrong: one or more faults, each with its place and remedy."""

    exit_code: ClassVar[int] = 2

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """All faults, at most `MOST_FAULTS` of them, then how many more there are."""
        shown = [fault.text(language) for fault in self.faults[:MOST_FAULTS]]
        if len(self.faults) > MOST_FAULTS:
            shown.append(say("error.more_faults", language, count=len(self.faults) - MOST_FAULTS))
        return "\n".join(shown)


class Disagreement(RegroupError):
    """Two computations of the same thing differ: regroup's own fault, and nothing is published."""

    exit_code: ClassVar[int] = 4

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """What disagreed, and that nothing was published."""
        return say("error.disagreement", language, what=say(f"disagreement.{self.key}", language, **self.values))


class EngineFailure(RegroupError):
    """An engine's process ended without an answer (crash, memory, wrong parameters)."""

    exit_code: ClassVar[int] = 4

    def __init__(self, engine: str, detail: str) -> None:
        self.engine, self.detail = engine, detail
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """Which engine failed and what it said."""
        return say("error.engine", language, engine=self.engine, detail=self.detail)
