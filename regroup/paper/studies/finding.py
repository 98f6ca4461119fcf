"""One finding of a study as a slide: the sentence that says it, and the block that shows it."""

from __future__ import annotations

from regroup.paper.base import Picture, Slide, Table
from regroup.paper.studies.told import Studied
from regroup.text import has, number, say

Shown = Table | Picture


def finding(told: Studied, key: str, count: int | None = None, **values: object) -> str:
    """The sentence under ``findings.<key>``; ``<key>_one`` or ``<key>_none`` where it speaks of one or none."""
    ending = {0: "_none", 1: "_one"}.get(-1 if count is None else count, "")
    name = f"findings.{key}{ending}"
    counted = {} if count is None else {"count": number(count, told.language)}
    return say(name if has(name, told.language) else f"findings.{key}", told.language, **counted, **values)


def slide(key: str, message: str, shown: Shown, *notes: str) -> Slide:
    """A slide that shows one block; what a picture shows stands in words for the speaker."""
    said = (shown.caption, shown.alt) if isinstance(shown, Picture) else (shown.caption,)
    return Slide(key, message, (shown,), (*notes, *said))
