"""The fewest areas that allow each width: the narrowest plan of every number of areas, seen from the other side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from regroup.frontier.narrowest import narrowest
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Answer, Steps, Study


@dataclass(frozen=True, slots=True)
class Few:
    """A plan that is narrower than every one found with fewer areas.

    Attributes:
        plan: it.
        bound: no plan as narrow has fewer areas than this.
        open: whether one with fewer areas, or a narrower one with as many, may lie between this and the one before.
        extreme: whether it is proven that none is narrower with any number of areas.
    """

    plan: Plan
    bound: int
    open: bool
    extreme: bool


def fewest(study: Study, problem: Problem, counts: Sequence[int], steps: Steps) -> list[Few]:
    """The curve of width against the number of areas, from few areas to narrow plans.

    Args:
        study: answers the questions; Ctrl-C ends it with what is known.
        counts: numbers of areas, rising.
        steps: is told how many numbers are done.
    """
    told: list[tuple[int, Answer]] = []
    try:
        for count in counts:
            told.append((count, narrowest(study, problem, count)))
            steps(len(told), len(counts))
    except KeyboardInterrupt:
        study.interrupted = True
    return _curve(told, whole=len(told) == len(counts))


def _curve(told: Sequence[tuple[int, Answer]], *, whole: bool) -> list[Few]:
    found, seen = list[Few](), 0
    best: Fraction | None = None
    for at, (count, answer) in enumerate(told):
        if answer.plan is None or answer.points is None or (best is not None and answer.points <= best):
            continue
        may = [fewer for fewer, other in told[:at] if _may_reach(other, answer.points)]
        between = any(_may_exceed(other, best) for _, other in told[seen:at])
        narrower = any(_may_exceed(other, answer.points) for _, other in told)
        found.append(Few(answer.plan, min(may, default=count), between, whole and not narrower))
        best, seen = answer.points, at
    return found


def _may_reach(answer: Answer, points: Fraction) -> bool:
    """Whether a plan as narrow may exist, for all that is known; points are widths, negative."""
    return answer.status is not Status.IMPOSSIBLE and (answer.bound is None or answer.bound >= points)


def _may_exceed(answer: Answer, points: Fraction | None) -> bool:
    """Whether a narrower plan may; any plan where no points are given."""
    if answer.status is Status.IMPOSSIBLE:
        return False
    return answer.bound is None or points is None or answer.bound > points
