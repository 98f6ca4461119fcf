"""What a check comes to: one line for a person, one object for a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What a check comes to."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    NOTE = "note"
    """Nothing is wrong, but there is something to know: not checked, or a file that has changed."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what was looked at; key of its words, under ``verify.check``.
        outcome: what came of it.
        about: which one, where there are several of the name: a rule's id, a term's, a proposal's, a file's.
        code: key of the words for what was found, under ``verify.found``; None where there is nothing to say.
        values: what those words name.
    """

    name: str
    outcome: Outcome
    about: str = ""
    code: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def passed(name: str, about: str = "") -> Check:
    """It is as it should be."""
    return Check(name, Outcome.PASS, about)


def failed(name: str, code: str, about: str = "", **values: object) -> Check:
    """It is not as it should be."""
    return Check(name, Outcome.FAIL, about, code, values)


def noted(name: str, code: str, about: str = "", **values: object) -> Check:
    """There is something to know."""
    return Check(name, Outcome.NOTE, about, code, values)


def compared(name: str, stored: object, found: object, about: str = "") -> Check:
    """Whether what is stored is what was found."""
    if stored == found:
        return passed(name, about)
    return failed(name, "differs", about, stored=_short(stored), found=_short(found))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "…"
