"""All plans by points: a small histogram with the best plan and the proposals marked, and a sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console
from rich.text import Text

from regroup.audit import Audit, Audited
from regroup.census.sample import CHAINS
from regroup.report.figures import NOTHING
from regroup.report.page import heading, line
from regroup.standing import BINS, Landscape, Method, Rank
from regroup.text import NO_BREAK_SPACE, number, percent, say

WIDTH = 30
"""Characters of the longest bar."""
EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"
NEARLY = Fraction(999, 1000)


def print_standing(
    console: Console, audit: Audit, ranked: Sequence[Audited], names: dict[str, str], seed: int, language: str
) -> None:
    """Nothing where the plans were not looked at."""
    seen = audit.landscape
    if seen is None or audit.best.points is None:
        return
    heading(console, say("audit.standing.heading", language))
    values = {"plans": number(seen.plans, language), "seed": seed, "chains": CHAINS}
    line(console, say(f"audit.standing.{seen.method}", language, **values))
    console.print()
    _print_bars(console, audit, seen, ranked, names, language)
    console.print()
    for one in ranked:
        if one.rank is not None and one.compared is not None:
            line(console, _sentence(seen, one.rank, names[one.id], one.compared.allowed, language))


def above_in_brief(audit: Audit, one: Audited, language: str) -> str:
    """For a table: how many plans have more points, or their share."""
    if one.rank is None or audit.landscape is None:
        return NOTHING
    if audit.landscape.method is Method.COUNTED:
        return number(one.rank.above, language)
    return _range(one.rank, language)


def _sentence(seen: Landscape, rank: Rank, name: str, allowed: bool, language: str) -> str:
    key = "one" if seen.method is Method.COUNTED else "one_sampled"
    values = {"name": name, "below": _share(rank.share_below, language), "above": _above(seen, rank, language)}
    words = say(f"audit.standing.{key}", language, **values)
    return words if allowed else f"{words} {say('audit.standing.broken', language)}"


def _above(seen: Landscape, rank: Rank, language: str) -> str:
    if seen.method is not Method.COUNTED:
        return _range(rank, language)
    if rank.above < 2:
        return say(f"audit.standing.{'one_plan' if rank.above else 'no_plans'}", language)
    share = _share(Fraction(rank.above, max(1, seen.plans)), language)
    return f"{number(rank.above, language)} ({share})"


def _range(rank: Rank, language: str) -> str:
    low, high = (percent(Fraction(share), language, 2) for share in (rank.least_above, rank.most_above))
    return say(f"audit.standing.{'between' if rank.least_above else 'at_most'}", language, low=low, high=high)


def _share(share: Fraction, language: str) -> str:
    """A percentage with one decimal; what is not all is never shown as all."""
    if NEARLY < share < 1:
        return f">{NO_BREAK_SPACE}{percent(NEARLY, language, 1)}"
    return percent(share, language, 1)


def _print_bars(
    console: Console,
    audit: Audit,
    seen: Landscape,
    ranked: Sequence[Audited],
    names: dict[str, str],
    language: str,
) -> None:
    """A bar for each step of points, the most points on top, with the names of those who stand there."""
    marks: dict[int, list[str]] = {
        seen.step_of(audit.best.points or Fraction(0)): [say("audit.standing.best", language)]
    }
    for one in ranked:
        if one.compared is not None:
            marks.setdefault(seen.step_of(one.compared.points), []).append(f"«{names[one.id]}»")
    longest, wide = max(seen.bins, default=0), (seen.end - seen.start) / BINS
    edges = [number(seen.start + step * wide, language, 1) for step in range(BINS + 1)]
    room, count_room = max(map(len, edges)), len(number(longest, language))
    for step in reversed(range(len(seen.bins))):
        count = seen.bins[step]
        row = Text(f"{edges[step]:>{room}} – {edges[step + 1]:>{room}} ", style="dim")
        row.append(f"{_bar(count, longest):<{WIDTH}} ", style="cyan").append(f"{number(count, language):>{count_room}}")
        console.print(row, end="" if step in marks else "\n")
        if step in marks:
            _print_marks(console, f"  ← {', '.join(marks[step])}", len(row))


def _print_marks(console: Console, words: str, at: int) -> None:
    """Who stands at a bar: behind it where there is room, else beneath it."""
    if at + len(words) <= console.width:
        console.print(Text(words, style="bold"))
        return
    console.print()
    line(console, words.strip(), indent=2, style="bold")


def _bar(count: int, longest: int) -> str:
    """Blocks in proportion; the thinnest for the few, nothing for none."""
    eighths = count * WIDTH * 8 // max(1, longest)
    return (FULL * (eighths // 8) + EIGHTHS[eighths % 8]).strip() or (EIGHTHS[1] if count else "")
