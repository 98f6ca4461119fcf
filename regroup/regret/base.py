"""What stakeholders would each choose, and what each loses under other plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.stakeholders import Stakeholder
from regroup.study import Answer

Kind = Literal["model", "stakeholder", "least", "proposal"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One stakeholder with its best plan.

    Attributes:
        stakeholder: who.
        problem: the same facts and rules under its own weights and strengths.
        best: its best plan, settled or with a bound.
        span: how many of its own points it loses, at worst, where another stakeholder gets its best plan; what a
            loss is measured against. 1 where it loses nothing.
    """

    stakeholder: Stakeholder
    problem: Problem
    best: Answer
    span: Fraction

    def regret(self, plan: Plan) -> Fraction:
        """What it loses under a plan against its own best, as a share of its span (1 = as bad as the worst of them)."""
        assert self.best.points is not None  # noqa: S101 - only those with a plan have a voice
        return (self.best.points - evaluate(self.problem, plan).points) / self.span


@dataclass(frozen=True, slots=True)
class Weighed:
    """One plan and what each stakeholder loses under it.

    Attributes:
        kind: the best plan of the "model" or of a "stakeholder", the plan with the "least" largest regret, or a
            "proposal".
        id: of the stakeholder or the proposal; else the kind.
        plan: the plan.
        regrets: by stakeholder id, as a share of its span.
        allowed: whether it keeps all rules and places all units.
    """

    kind: Kind
    id: str
    plan: Plan
    regrets: Mapping[str, Fraction]
    allowed: bool = True

    @property
    def worst(self) -> Fraction:
        """The largest regret of all."""
        return max(self.regrets.values())


@dataclass(frozen=True, slots=True)
class Regret:
    """What the stakeholders come to together.

    Attributes:
        voices: each with its best plan, in the file's order.
        agreement: for each two of them, the share of pairs of units that both put together or both keep apart.
        least: the plan whose largest regret is smallest, of all plans that were found.
        bound: no plan has a smaller largest regret than this; equal to that of ``least`` where it is proven.
        weighed: the plans compared: the model's, each stakeholder's, the least, and the proposals.
    """

    voices: tuple[Voice, ...]
    agreement: Mapping[tuple[str, str], Fraction]
    least: Weighed
    bound: Fraction
    weighed: tuple[Weighed, ...]

    @property
    def proven(self) -> bool:
        """Whether no plan at all has a smaller largest regret."""
        return self.least.worst <= self.bound and all(voice.best.settled for voice in self.voices)


def weighed(kind: Kind, name: str, plan: Plan, voices: tuple[Voice, ...], allowed: bool = True) -> Weighed:
    """A plan with everybody's regret."""
    return Weighed(kind, name, plan, {voice.stakeholder.id: voice.regret(plan) for voice in voices}, allowed)
