"""Branch and bound for one level: a unit stays, or it does not; a part without better plans is closed."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from regroup.audit.levels import Level
from regroup.audit.search import Search
from regroup.audit.stay import changed_units
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.study import Steps, Study

WHY = "prøvd i en revisjon"


@dataclass(frozen=True, slots=True)
class Part:
    """Plans in which some units stay and some do not; of the others nothing is said."""

    stay: frozenset[str] = frozenset()
    move: frozenset[str] = frozenset()

    def rules(self, places: dict[str, str]) -> list[Rule]:
        """The part as rules."""
        kept = [Fixed(units=(unit,), area=places[unit], why=WHY) for unit in sorted(self.stay)]
        return [*kept, *(NotIn(units=(unit,), areas=(places[unit],), why=WHY) for unit in sorted(self.move))]


def levels_by_search(
    study: Study, problem: Problem, plan: Plan, most: int | None = None, told: Steps | None = None
) -> tuple[Level, ...]:
    """Every level up to the number of changes that the best plan needs, or up to ``most``, as far as proven.

    The general trade-off of points against a quantity parts plans by any sum; that a level is a whole number of units,
    each of which stays or does not, takes far fewer questions.
    """
    search = Search(study, problem, plan)
    search.supported()
    top = search.top if most is None else min(search.top, most)
    for changes in range(top + 1):
        if not search.level(changes).answer.settled:
            close(search, changes)
        if told:
            told(changes + 1, top + 1)
    return tuple(search.level(changes) for changes in range(top + 1))


def close(search: Search, changes: int) -> None:
    """Parts a level, the part with the highest bound first, until none can hold better plans."""
    start = search.bound(changes)
    if start is None:
        return
    price, order = search.price(changes), count()
    waiting, stuck = [(-start, next(order), Part())], []
    while waiting and not search.exhausted:
        bound, _, part = heapq.heappop(waiting)
        found = search.reached(changes)
        if found and -bound <= found[0]:
            break
        for inside, smaller in _asked(search, part, price, changes, -bound):
            if smaller is None:
                stuck.append(inside)
            else:
                heapq.heappush(waiting, (-inside, next(order), smaller))
    found = search.reached(changes)
    left = stuck + [-bound for bound, _, _ in waiting] + ([found[0]] if found else [])
    if left:
        search.prove(changes, max(left))
    else:
        search.fewest = max(search.fewest, changes + 1)


def _asked(
    search: Search, part: Part, price: Fraction, changes: int, above: Fraction
) -> Iterator[tuple[Fraction, Part | None]]:
    """The smaller parts that may still hold better plans, each with its bound; None for one that cannot be parted."""
    part = _full(search, part, changes)
    answer = search.ask(price, part.rules(search.places))
    if answer.status is Status.IMPOSSIBLE:
        return
    undecided = [unit for unit in search.places if unit not in part.stay | part.move]
    most = min(changes, search.counted - len(part.stay))
    bound = above
    if answer.bound is not None:
        bound = min(above, search.whole(answer.bound - price * (search.counted - most)))
    found = search.reached(changes)
    if found and bound <= found[0]:
        return
    unit = _next(search, answer.plan, undecided)
    if unit is None:
        yield bound, None
        return
    yield bound, Part(part.stay, part.move | {unit})
    yield bound, Part(part.stay | {unit}, part.move)


def _full(search: Search, part: Part, changes: int) -> Part:
    """The part itself, or, where as many units move as may, with all others staying."""
    elsewhere = search.counted - len(search.places)
    if elsewhere + len(part.move) < changes:
        return part
    return Part(frozenset(search.places) - part.move, part.move)


def _next(search: Search, plan: Plan | None, undecided: list[str]) -> str | None:
    """The unit to part by: one that the part's best plan moves, if there is any."""
    moved = set(changed_units(search.plan, plan)) if plan else set()
    return next((unit for unit in undecided if unit in moved), next(iter(undecided), None))
