"""How often each plan is best, as bars of letters on the terminal and as bars in a picture."""

from __future__ import annotations

from fractions import Fraction

from rich.console import Console
from rich.text import Text

from regroup.read.lines import visible
from regroup.report.page import heading, line
from regroup.report.sweep import Naming, short, shown, sweep_name
from regroup.report.sweep_map import SIGNS, sign
from regroup.report.sweep_svg import MARGIN, ROW, colour, drawn_box, drawn_text, picture
from regroup.sweep.naming import plan_names
from regroup.sweep.shares import Shares
from regroup.sweep.summary import Summary
from regroup.text import listing, percent, say

CELLS, BAR, LABEL = 40, 520.0, 18
MOST_TOLD = 6


def print_shares(console: Console, summary: Summary, made: Shares, language: str) -> None:
    """A bar of forty letters for each value, and the shares beside it."""
    heading(console, _heading(made, language))
    labels = _labels(summary, made, language)
    wide = max(map(len, labels))
    names = plan_names(summary)
    for label, (_, counts) in zip(labels, made.rows, strict=True):
        total = sum(count for _, count in counts)
        bar = "".join(sign(what) * length for (what, _), length in zip(counts, _lengths(counts), strict=True))
        told = [_told(names, what, count, total, language) for what, count in counts[:MOST_TOLD]]
        console.print(Text(f"{label:>{wide}} │{bar}│"), no_wrap=True, overflow="crop")
        line(console, ", ".join(told) + (" …" if len(counts) > MOST_TOLD else ""), indent=wide + 2)


def shares_svg(summary: Summary, made: Shares, language: str, named: Naming = short) -> str:
    """The same as a picture: colours with letters in them, and words for those who do not see it."""
    labels = [label[:LABEL] for label in _labels(summary, made, language)]
    left, top, names = MARGIN + 8.2 * max(map(len, labels)) + 12, MARGIN + 64.0, plan_names(summary)
    title = say("sweep.map.title", language, name=sweep_name(summary.name, language))
    body = [
        drawn_text(MARGIN, MARGIN + 16, title, bold=True),
        drawn_text(MARGIN, MARGIN + 40, _heading(made, language, named)),
    ]
    told = []
    for at, (label, (_, counts)) in enumerate(zip(labels, made.rows, strict=True)):
        total, x, y = sum(count for _, count in counts), left, top + at * (ROW + 10)
        body.append(drawn_text(left - 8, y + ROW - 9, label, anchor="end"))
        for what, count in counts:
            width = BAR * count / total
            body.append(drawn_box(x, y, width, colour(what)))
            words = _told(names, what, count, total, language)
            shown_words = words if width > 8.2 * len(words) + 6 else sign(what) if width > 14 else ""
            body.append(drawn_text(x + width / 2, y + ROW - 9, shown_words, anchor="middle"))
            told.append(f"{label}: {words}")
            x += width
    height = top + len(made.rows) * (ROW + 10) + MARGIN
    return picture(left + BAR + MARGIN, height, body, (title, "; ".join(told)))


def _heading(made: Shares, language: str, named: Naming = short) -> str:
    if made.axis is None:
        return say("sweep.shares.all", language)
    others = listing([named(other) for other in made.others], language)
    key = "over" if made.others else "plain"
    return say(f"sweep.shares.{key}", language, axis=named(made.axis.key), others=others)


def _labels(summary: Summary, made: Shares, language: str) -> list[str]:
    whole = visible(summary.name or "")
    return [whole if value is None else shown(value, language) for value, _ in made.rows]


def _told(names: tuple[str, ...], what: int | str, count: int, total: int, language: str) -> str:
    """``A 64 %``."""
    name = names[what] if isinstance(what, int) else SIGNS[what]
    return f"{name} {percent(Fraction(count, total), language)}"


def _lengths(counts: tuple[tuple[int | str, int], ...]) -> list[int]:
    """Cells of the bar for each, forty in all; the largest remainders are rounded up."""
    total = sum(count for _, count in counts)
    exact = [Fraction(count * CELLS, total) for _, count in counts]
    lengths = [int(size) for size in exact]
    order = sorted(range(len(exact)), key=lambda at: lengths[at] - exact[at])
    for at in order[: CELLS - sum(lengths)]:
        lengths[at] += 1
    return lengths
