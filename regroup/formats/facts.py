"""What the first page and the foot of each page say of the document's facts: those that a reader asks for first."""

from __future__ import annotations

import re

from regroup.paper.base import Paper
from regroup.text import has, say

Fact = tuple[str, str]

ASKED_FIRST = ("scenario", "date", "model", "changes", "plan_by")
FIRST = 5
_HASH = re.compile("[0-9a-f]{64}")
SHORT = 12
"""Letters of a hash that tell files apart well enough on paper."""


def key_facts(paper: Paper) -> tuple[Fact, ...]:
    """Name, date, model and who found the answer; the first facts where a document has others."""
    keys = [f"paper.origin.{name}" for name in ASKED_FIRST]
    labels = {say(key, paper.language) for key in keys if has(key, paper.language)}
    named = tuple(fact for fact in paper.facts if fact[0] in labels)
    return named or tuple(fact for fact in paper.facts if not _HASH.fullmatch(fact[1]))[:FIRST]


def traces(paper: Paper) -> tuple[Fact, ...]:
    """The hashes of what the document rests on, shortened."""
    return tuple((label, value[:SHORT]) for label, value in paper.facts if _HASH.fullmatch(value))
