"""What is asked of each number, and what is found: how far it must go before the plan is no longer best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol

from regroup.plan import Plan
from regroup.problem import Problem
from regroup.study import Answer

Kind = Literal["size", "strength", "affinity", "weight", "criterion", "edge", "limit"]
Method = Literal["line", "single", "grid", "limit"]
FACTS: tuple[Kind, ...] = ("size", "strength", "affinity")
"""Kinds that somebody can check; the others are values, for people to discuss."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that the plan rests on.

    Attributes:
        kind: what it is.
        key: which: unit and measure; place in the list of synergies or affinities; place of the term and name of the
            criterion or edge; place of the rule and name of the limit.
        value: as it stands.
        low, high: the range that is looked at.
        doubtful: whether the facts mark it as assumed or estimated.
        method: "single" and "line" where the points of every plan are linear in it, "limit" for rules, else "grid".
        at: the problem with another value.
    """

    kind: Kind
    key: tuple[str | int, ...]
    value: Fraction
    low: Fraction
    high: Fraction
    doubtful: bool
    method: Method
    at: Callable[[Fraction], Problem] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the plan is overturned in one direction.

    Attributes:
        value: beyond this number another plan is better, or the plan breaks a rule.
        within: the plan is still best when the number is this much nearer to what it is; 0 where ``value`` is exact;
            None where a limit came first, and the plan may be overturned sooner.
        rival: what is better beyond it; None where the plan only breaks a rule.
        breaks: whether it is a rule that the plan breaks.
    """

    value: Fraction
    within: Fraction | None
    rival: Plan | None
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Overturn:
    """What one number can do to the plan.

    Attributes:
        figure: the number.
        down, up: where it overturns the plan when it falls or rises; None where nothing in its range does.
        unknown: directions that were not settled within the limit, or before a person ended it.
    """

    figure: Figure
    down: Turn | None
    up: Turn | None
    unknown: tuple[str, ...] = ()

    @property
    def nearest(self) -> Turn | None:
        """The turn that takes the smaller part of the range."""
        turns = [turn for turn in (self.down, self.up) if turn]
        return min(turns, key=self.part, default=None)

    def part(self, turn: Turn) -> Fraction:
        """How much of the way to the end of the range the change is, 0 to 1."""
        end = self.figure.high if turn is self.up else self.figure.low
        whole = abs(end - self.figure.value)
        return abs(turn.value - self.figure.value) / whole if whole else Fraction(0)


class Search(Protocol):
    """A search in one direction, asked in rounds so that many go on side by side.

    Attributes:
        turn: what was found.
        known: whether the search came to its end.
    """

    turn: Turn | None
    known: bool

    def questions(self) -> list[Problem]:
        """What it wants to know next; nothing when it is done."""
        ...

    def take(self, answers: list[Answer]) -> None:
        """The answers, in order."""
        ...
