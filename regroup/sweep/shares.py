"""How often each plan is best at each value of an axis, over all other axes: what draws of unsure sizes come to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from regroup.sweep.axes_seen import Seen
from regroup.sweep.base import Value
from regroup.sweep.summary import Summary

COUNTED = ("draw", "search.seed")
"""Axes whose values only number the runs: they are counted over and never laid out."""


@dataclass(frozen=True)
class Shares:
    """How the runs came out, value by value.

    Attributes:
        axis: what is laid out; None where all runs are counted together.
        rows: a value of the axis (None without one), and in how many of its runs each plan is best, or how those
            without a plan ended; the most frequent first.
        others: the axes that are counted over.
    """

    axis: Seen | None
    rows: tuple[tuple[Value | None, tuple[tuple[int | str, int], ...]], ...]
    others: tuple[str, ...]


def laid_out(summary: Summary) -> list[Seen]:
    """The axes with more than one value that a picture can lay out."""
    return [axis for axis in summary.axes if len(axis.values) > 1 and axis.key not in COUNTED]


def shares(summary: Summary) -> Shares:
    """By the first axis that can be laid out."""
    wide = laid_out(summary)
    axis = wide[0] if wide else None
    at = summary.axes.index(axis) if axis else None
    counts: dict[int, Counter[int | str]] = {}
    for spot, what in summary.at:
        counts.setdefault(0 if at is None else spot[at], Counter())[what] += 1
    others = tuple(one.key for one in summary.axes if one is not axis and len(one.values) > 1)
    rows = tuple(
        (axis.values[place] if axis else None, _ranked(counts[place])) for place in sorted(counts) if place >= 0
    )
    return Shares(axis, rows, others)


def _ranked(counts: Counter[int | str]) -> tuple[tuple[int | str, int], ...]:
    """The most frequent first; of equally frequent ones a plan that is more frequent in the whole sweep."""
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], isinstance(each[0], str), str(each[0]).zfill(9))))
