"""How far one bound must be turned before a plan is possible: the exact smallest change, by halving.

A bound that a plan keeps is possible, and so is every weaker one; so few questions find the tightest possible.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from regroup.holding import Holding, Rules, These
from regroup.placement import Placement
from regroup.problem import Problem, StatedRule
from regroup.repairs.dial import Dial, dials_of
from regroup.result import Status
from regroup.rules import Rule
from regroup.study import Answer


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One bound of one rule turned as little as it takes.

    Attributes:
        dial: the bound as it stands.
        to: where it must go, in the measure's unit, or a number.
        proven: whether any smaller change was shown to leave no plan.
        rule: the rule so turned.
        dropped: other rules that are dropped besides.
        problem: the problem so changed.
        answer: its best plan.
    """

    dial: Dial
    to: Fraction
    proven: bool
    rule: Rule
    dropped: tuple[StatedRule, ...]
    problem: Problem
    answer: Answer | None = None

    @property
    def change(self) -> Fraction:
        """How far it is turned, as a part of the bound as it stands; of 1 where that is 0."""
        return abs(self.to - self.dial.now) / (self.dial.now or 1)


def relaxations(holding: Holding, drop: Rules) -> Iterator[Relaxation]:
    """For rules whose absence makes a plan possible, each bound that can be turned instead of dropping its rule."""
    for at in sorted(drop):
        stated = holding.problem.rules[at]
        for dial in dials_of(holding.problem.scenario, stated):
            found = _Turning(holding, dial, drop).smallest()
            if found is not None:
                yield found


class _Turning:
    """One bound, with all rules of a drop but its own left out. Bounds are whole numbers of the dial's steps."""

    def __init__(self, holding: Holding, dial: Dial, drop: Rules) -> None:
        self._holding, self._dial, self._drop = holding, dial, drop
        whole = math.ceil if dial.side == "least" else math.floor
        self._shut = whole(dial.now / dial.step)
        self._proven = True

    def smallest(self) -> Relaxation | None:
        """The smallest change that leaves a plan; None where even without the bound there is none."""
        reached = self._reached(None)
        if reached is None:
            return None
        while abs(self._shut - reached) > 1:
            middle = (self._shut + reached) // 2
            further = self._reached(middle)
            if further is None:
                self._shut = middle
            else:
                reached = further
        return self._turned_to(reached * self._dial.step)

    def _reached(self, steps: int | None) -> int | None:
        """The tightest bound that some plan keeps, which keeps this one; None where none does, or nobody knows."""
        answer = self._holding.study.any_plan(self._problem(self._rule(steps)))
        if answer.plan is None:
            self._proven = self._proven and answer.status is Status.IMPOSSIBLE
            return None
        kept = self._dial.kept(Placement(self._dial.instance, answer.plan))
        return math.floor(kept / self._dial.step)

    def _rule(self, steps: int | None) -> Rule | None:
        return self._dial.turned(None if steps is None else steps * self._dial.step)

    def _problem(self, rule: Rule | None) -> Problem:
        """The problem without the rules of the drop, and with this one."""
        dropped = These(self._holding.stated(self._drop))
        return self._holding.problem.changed(drop=dropped, add=() if rule is None else (rule,))

    def _turned_to(self, to: Fraction) -> Relaxation | None:
        rule = self._dial.turned(to)
        if rule is None:
            return None
        others = tuple(stated for stated in self._holding.stated(self._drop) if stated is not self._dial.stated)
        return Relaxation(self._dial, to, self._proven, rule, others, self._problem(rule))
