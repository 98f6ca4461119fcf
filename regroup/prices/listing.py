"""Prices that need no question of their own: all plans near the best settle every price within that distance.

Lists are made ever farther from the best while they are short: each takes about as long as one question, and most
prices of a list are small.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from regroup.core import Ints
from regroup.engines.base import Listing, Outcome
from regroup.prices.place import Place
from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Answer, Study
from regroup.verification import judged

FIRST_DISTANCE = Fraction(1, 40)
"""Of the points of the best plan."""
FARTHER = Fraction(4, 3)
LONGEST, SHORT = 10_000, 1_500
"""Plans in one list; a list of fewer than the second is followed by one that goes farther."""
WORK = 2.0
"""Work units for one list: about as many seconds."""
FEWEST_OPEN = 8
"""Where fewer prices are open, asking for each is as quick."""


def listed_prices(study: Study, problem: Problem, best: Answer, places: Sequence[Place]) -> dict[Place, Answer]:
    """The answers for places that plans near the best settle: nothing better has the unit there.

    Raises:
        Disagreement: a plan breaks a rule, or has other points than the engine counted on.
        KeyboardInterrupt: a person ended it.
    """
    found = dict[Place, Answer]()
    if best.status is not Status.BEST or best.points is None:
        return found
    distance = max(Fraction(1, problem.scale), abs(best.points) * FIRST_DISTANCE)
    while len(places) - len(found) >= FEWEST_OPEN:
        floor = int((best.points - distance) * problem.scale)
        outcome = study.listed(problem, Listing(floor, LONGEST), WORK)
        found |= _Settled(problem, outcome).answers([place for place in places if place not in found])
        if len(outcome.plans) >= SHORT or outcome.bound is None or outcome.bound >= floor:
            break
        distance *= FARTHER
    return found


class _Settled:
    """What one list settles."""

    def __init__(self, problem: Problem, outcome: Outcome) -> None:
        self._problem, self._rest = problem, outcome.bound
        self._plans: Ints = np.array(outcome.plans, dtype=np.int64).reshape(-1, problem.core.n)
        self._unit = {unit: at for at, unit in enumerate(problem.unit_ids)}
        self._area = {area: at for at, area in enumerate(problem.area_ids)}

    def answers(self, places: Sequence[Place]) -> dict[Place, Answer]:
        """For each place the first plan, which is the best, that has the unit there, unless others may be better."""
        return {place: answer for place in places if (answer := self._answer(place))}

    def _answer(self, place: Place) -> Answer | None:
        where = self._plans[:, self._unit[place.unit]]
        there = np.isin(where, [self._area[area] for area in place.alike])
        if place.away_from is not None:
            there &= where != self._plans[:, self._unit[place.away_from]]
        if not there.any():
            return None
        assignment = self._plans[int(there.argmax())]
        points = self._problem.core.points(assignment)
        if self._rest is None or points < self._rest:
            return None
        found = judged(self._problem, self._problem.plan_of(assignment.tolist()), points)
        return Answer(Status.BEST, found.plan, found.points, found.points)
