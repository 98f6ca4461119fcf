"""A second run beside the first: the same, or what differs and what was different around it."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from regroup.read.lines import visible
from regroup.report.page import line
from regroup.reproduce import Again, Difference
from regroup.text import say


def print_again(console: Console, again: Again, language: str) -> None:
    """How the second run compares, and why it may differ."""
    same = not again.found
    line(console, say(f"verify.again.{again.sameness}", language), style="bold green" if same else "bold red")
    for difference in again.found:
        line(console, _words(difference, language), indent=2)
    if not again.repeatable:
        line(console, say("verify.again.not_repeatable", language))
    if again.around:
        line(console, say("verify.again.around", language))
        for difference in again.around:
            line(console, _words(difference, language), indent=2)
    elif not same:
        line(console, say("verify.again.nothing_around", language))


def _words(difference: Difference, language: str) -> str:
    if difference.what == "plan":
        return say("verify.again.units", language, units=", ".join(_moved(difference)) or "–")
    values = {"what": difference.what, "then": visible(str(difference.then)), "now": visible(str(difference.now))}
    return say("verify.again.difference", language, **values)


def _moved(difference: Difference) -> list[str]:
    """Units that the two plans have in different areas."""
    then = difference.then if isinstance(difference.then, dict) else {}
    now = difference.now if isinstance(difference.now, dict) else {}
    return [visible(str(unit)) for unit in {**then, **now} if then.get(unit) != now.get(unit)]


def reproduction(again: Again, language: str) -> dict[str, Any]:
    """The same as plain objects, ready for JSON."""
    return {
        "schema_version": 1,
        "kind": "reproduction",
        "sameness": str(again.sameness),
        "text": say(f"verify.again.{again.sameness}", language),
        "repeatable": again.repeatable,
        "found": [_object(difference) for difference in again.found],
        "versions": [_object(difference) for difference in again.around],
    }


def _object(difference: Difference) -> dict[str, Any]:
    return {"what": difference.what, "then": difference.then, "now": difference.now}
