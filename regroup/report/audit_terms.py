"""A proposal beside the best plan, term by term: what is better, what is worse, and what is a choice of values."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console
from rich.text import Text

from regroup.audit import Audit, Audited
from regroup.report.figures import points
from regroup.report.page import heading, line, table
from regroup.terms import Term
from regroup.text import listing, say

VERDICTS = {1: ("better", "green"), -1: ("worse", "red"), 0: ("equal", "dim")}

Leads = Sequence[tuple[Term, Fraction]]
"""By how many points one plan is ahead of another, term by term."""


def signed(value: Fraction, language: str) -> str:
    """Points with their sign."""
    return ("+" if value > 0 else "") + points(value, language)


def print_terms(console: Console, audit: Audit, one: Audited, language: str) -> None:
    """A row for each term; then what that comes to in one sentence. Nothing where nothing can be compared."""
    rows = list(audit.terms(one))
    leads = [(theirs.term, theirs.points - best.points) for theirs, best in rows]
    if not rows or audit.behind(one) is None:
        return
    if not any(lead for _, lead in leads):
        if one.compared and one.compared.allowed and audit.behind(one):
            line(console, say("audit.terms.same", language))
        return
    heading(console, say("audit.terms.heading", language))
    words = [say(f"audit.terms.{word}", language) for word in ("term", "theirs", "best", "lead", "verdict")]
    made = table(*words, numbers=(1, 2, 3))
    for (theirs, best), (_, lead) in zip(rows, leads, strict=True):
        verdict, style = VERDICTS[(lead > 0) - (lead < 0)]
        figures = (points(theirs.points, language), points(best.points, language), signed(lead, language))
        made.add_row(theirs.term.title[language], *figures, Text(say(f"audit.terms.{verdict}", language), style=style))
    console.print(made)
    line(console, _sentence(leads, language))


def _sentence(leads: Leads, language: str) -> str:
    """A choice of values, or the best plan ahead on every term; then it is the best plan's lead that is told."""
    better = [(term, lead) for term, lead in leads if lead > 0]
    worse = [(term, lead) for term, lead in leads if lead < 0]
    key = "trade" if better and worse else "dominated" if worse else "ahead"
    if key == "dominated":
        worse = [(term, -lead) for term, lead in worse]
    return say(f"audit.terms.{key}", language, better=named(better, language), worse=named(worse, language))


def named(leads: Leads, language: str) -> str:
    """``«Synergi» (+3) og «Flytting» (+1)``."""
    shown = [(term.title[language], signed(lead, language)) for term, lead in leads]
    return listing([say("audit.terms.named", language, term=title, lead=lead) for title, lead in shown], language)
