"""alternatives(study, problem, within): the plans near the best, verified, and what can be said of them together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from regroup.alternatives.aligned import Aligner
from regroup.alternatives.different import most_different
from regroup.alternatives.settled import Settled, settled
from regroup.alternatives.within import Within
from regroup.evaluation import Evaluation, evaluate
from regroup.near import Near, Pointed, near
from regroup.problem import Problem
from regroup.study import Steps, Study

MOST, DIFFERENT = 1000, 3
"""Plans listed, and most different ones named, where nobody says."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One plan near the best.

    Attributes:
        evaluation: its points, term by term.
        difference: its points less the best plan's, in points of the model; never positive.
        by_term: the same for each of the problem's terms; they sum to the difference.
        moves: units that are in another area than in the best plan.
    """

    evaluation: Evaluation
    difference: Fraction
    by_term: tuple[Fraction, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The plans near the best.

    Attributes:
        problem, within: what was asked.
        near: the plans as they were listed, and whether these are all.
        plans: the same, most points first; the first is the best one found. Where these are not all, only those above
            what others can have, if there are several: all of these are known. Where areas can be exchanged without
            changing anything, they have the names that agree best with the first.
        different: places in ``plans`` of the most different ones, with the pairs of units that each treats otherwise
            than the best.
        settled: what the plans have in common; None where there is no plan.
        interrupted: whether a person ended it.
    """

    problem: Problem
    within: Within
    near: Near
    plans: tuple[Alternative, ...]
    different: tuple[tuple[int, int], ...]
    settled: Settled | None
    interrupted: bool


def alternatives(
    study: Study,
    problem: Problem,
    within: Within,
    most: int = MOST,
    different: int = DIFFERENT,
    steps: Steps | None = None,
) -> Alternatives:
    """Every plan within a distance of the best.

    Args:
        most: plans to list; of more, those with most points.
        different: how many of the most different ones to name.
        steps: is told when the best is found, and when the list is made.

    Raises:
        KeyboardInterrupt: a person ended it before there was a best plan.
    """
    best = study.ask(problem)
    if steps:
        steps(1, 2)
    floor = Fraction(0) if best.points is None else best.points - within.points(best.points)
    found = near(study, problem, floor, most)
    if steps:
        steps(2, 2)
    made = _alternatives(problem, found)
    plans = [alternative.evaluation.plan for alternative in made]
    common = settled(plans, list(problem.scenario.area_of)) if plans else None
    chosen = most_different(plans, different) if plans else ()
    return Alternatives(problem, within, found, made, chosen, common, study.interrupted)


def _alternatives(problem: Problem, found: Near) -> tuple[Alternative, ...]:
    if not found.plans:
        return ()
    all_areas = [areas for _, plan in _known_to_be_all(found) if (areas := problem.areas_of(plan)) is not None]
    aligner = Aligner(problem, all_areas[0])
    judged = [evaluate(problem, problem.plan_of(aligner.aligned(areas))) for areas in all_areas]
    return tuple(_alternative(judged[0], evaluation) for evaluation in judged)


def _known_to_be_all(found: Near) -> tuple[Pointed, ...]:
    """The plans above what others can have; all that were found where that is at most one."""
    rest = found.rest
    above = found.plans if found.complete or rest is None else tuple(plan for plan in found.plans if plan[0] > rest)
    return above if len(above) > 1 else found.plans


def _alternative(best: Evaluation, evaluation: Evaluation) -> Alternative:
    pairs = zip(evaluation.terms, best.terms, strict=True)
    by_term = tuple(mine.points - theirs.points for mine, theirs in pairs)
    moves = evaluation.plan.moves_from(best.plan)
    return Alternative(evaluation, evaluation.points - best.points, by_term, moves)
