"""The best points among plans whose quantity lies within bounds."""

from __future__ import annotations

import math
from fractions import Fraction

from regroup.problem import Problem
from regroup.rules import Rule
from regroup.rules.area_count import AreaCount
from regroup.study import Answer, Study
from regroup.terms import Term
from regroup.terms.areas_used import AreasUsed
from regroup.tradeoff.both import Both
from regroup.tradeoff.looking import Window
from regroup.tradeoff.search import QUESTIONS, WHY, Search


def best_within(
    study: Study,
    problem: Problem,
    quantity: Term,
    least: Fraction | None = None,
    most: Fraction | None = None,
    *,
    questions: int = QUESTIONS,
) -> Answer:
    """The best plan among those whose amount of the quantity lies within bounds.

    Args:
        study: answers the questions.
        problem: whose points count and whose rules hold.
        quantity: a term; its weight does not matter.
        least, most: of its amount, both included; None where it may be anything.
        questions: solves at most.

    Returns:
        BEST or IMPOSSIBLE where proven, else the best plan found and the bound.

    Raises:
        KeyboardInterrupt: a person ended it.
    """
    if isinstance(quantity, AreasUsed):
        return study.ask(problem.changed(add=_counted(problem, least, most)))
    return Search(Both(study, problem, quantity), Window(least, most), questions=questions).answer()


def _counted(problem: Problem, least: Fraction | None, most: Fraction | None) -> list[Rule]:
    """The bounds on the number of areas as a rule."""
    low = max(0, math.ceil(least)) if least is not None else 0
    high = math.floor(most) if most is not None else len(problem.scenario.areas)
    if high < low:
        return [AreaCount(least=len(problem.scenario.areas) + 1, why=WHY)]
    return [AreaCount(least=low, most=high, why=WHY)]
