"""Checks of a stored result: a line each, and whether all passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from regroup.read.lines import visible
from regroup.report.page import heading, line
from regroup.rules import RULES, Rule
from regroup.terms import TERMS, Term
from regroup.text import say
from regroup.verify import Check, Outcome, failures

STYLES = {Outcome.PASS: "green", Outcome.FAIL: "bold red", Outcome.NOTE: "yellow"}


def print_checks(console: Console, file: str, checks: Sequence[Check], language: str, *, brief: bool = False) -> None:
    """What was checked in one file, and what came of it.

    Args:
        brief: only what did not pass, and the last line.
    """
    heading(console, visible(file))
    for check in checks:
        if not brief or check.outcome is Outcome.FAIL:
            line(console, words(check, language), indent=2, style=STYLES[check.outcome])
    wrong = len(failures(checks))
    done = sum(check.outcome is not Outcome.NOTE for check in checks)
    line(console, say("verify.some" if wrong else "verify.all", language, wrong=wrong, done=done), style="bold")


def words(check: Check, language: str) -> str:
    """One check in a line: what came of it, what was looked at, and what was found."""
    found = _found(check, language)
    text = f"{say(f'verify.outcome.{check.outcome}', language)}  {_what(check, language)}"
    return f"{text}: {found}" if found else text


def _what(check: Check, language: str) -> str:
    looked_at = say(f"verify.check.{check.name}", language)
    return f"{looked_at} ({_about(check, language)})" if check.about else looked_at


def _about(check: Check, language: str) -> str:
    """The rule or term by its title, else the name as it is."""
    *structure, last = check.about.split(" ")
    kinds: dict[str, type[Rule | Term]] = {**(RULES if check.name == "rule" else TERMS)}
    if check.name in ("rule", "term") and last in kinds:
        return ", ".join([*structure, kinds[last].title[language]])
    if check.name in ("hash", "file_hash"):
        return say(f"verify.part.{check.about}", language)
    if check.name == "claim":
        return say(f"verify.kind.{check.about}", language)
    return visible(say("word.today", language) if check.about == "today" else check.about)


def _found(check: Check, language: str) -> str:
    if check.code is None:
        return ""
    values = {name: _value(value, language) for name, value in check.values.items()}
    return say(f"verify.found.{check.code}", language, **values)


def _value(value: object, language: str) -> object:
    spoken = value[language] if isinstance(value, Mapping) else value
    return visible(spoken) if isinstance(spoken, str) else spoken


def verification(file: str, checks: Sequence[Check], language: str) -> dict[str, Any]:
    """The same as plain objects, ready for JSON."""
    return {
        "file": file,
        "passed": not failures(checks),
        "checks": [
            {
                "check": check.name,
                "about": check.about or None,
                "outcome": str(check.outcome),
                "found": check.code,
                "text": words(check, language),
            }
            for check in checks
        ],
    }
