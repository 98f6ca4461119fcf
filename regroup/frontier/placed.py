"""Today's structure and the proposals on the picture: where they stand, and what beats them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from regroup.evaluation import Evaluation, evaluate
from regroup.frontier.axes import Axis, measured_by, worth
from regroup.plan import Plan
from regroup.problem import Problem

TODAY = "today"


@dataclass(frozen=True, slots=True)
class Placed:
    """A structure that people made or have.

    Attributes:
        id: "today" or the proposal's.
        evaluation: its broken rules and points, under the rules of the curve.
        x, y: its figures on the two axes.
        beaten_by: the place on the curve of the nearest plan that is as good in both and better in one; None where
            there is none, or where the structure leaves units out and cannot be compared.
    """

    id: str
    evaluation: Evaluation
    x: Fraction
    y: Fraction
    beaten_by: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every unit has a place."""
        return not self.evaluation.unplaced


def structures(problem: Problem) -> Iterator[tuple[str, Plan]]:
    """Today's structure where it is known, and each proposal."""
    if today := problem.scenario.today():
        yield TODAY, today
    for proposal in problem.scenario.proposals:
        yield proposal.id, problem.scenario.proposed(proposal)


def placed(problem: Problem, across: Axis, up: Axis, stops: Sequence[tuple[Fraction, Fraction]] = ()) -> list[Placed]:
    """Each structure with its figures, and the one of the ``stops`` (x, y) most like it across that beats it."""
    measure, found = measured_by(across), list[Placed]()
    for name, plan in structures(problem):
        evaluation = evaluate(problem, plan)
        x, y = measure(evaluation.placement), up.shown(worth(problem, up, evaluation.placement))
        beating = [at for at, stop in enumerate(stops) if beats((across, up), stop, (x, y))]
        nearest = min(beating, key=lambda at: abs(stops[at][0] - x), default=None)
        found.append(Placed(name, evaluation, x, y, None if evaluation.unplaced else nearest))
    return found


def beats(axes: tuple[Axis, Axis], one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> bool:
    """Whether one is as good on both axes and better on one."""
    gained = [axis.sign * (mine - theirs) for axis, mine, theirs in zip(axes, one, other, strict=True)]
    return min(gained) >= 0 and max(gained) > 0
