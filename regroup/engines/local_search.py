"""Local search: a good allowed assignment soon, with no claim on how good it is; and a pool of good ones."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Event, Outcome, Report, Setting, settled, silent, usable
from regroup.engines.local_pool import Pool
from regroup.engines.local_start import in_hand
from regroup.preprocess import Reduced, reduce

if TYPE_CHECKING:
    from regroup.engines.local_rounds import Rounds


def solve(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
) -> Outcome:
    """A good allowed assignment, or unknown. Repeatable unless ``budget.seconds`` ends it.

    A unit of work is a thousand moves judged; on a machine of 2025 a second has some 20,000 of them.
    """
    small = reduce(core)
    known = settled(core) or settled(small.core)
    if known:
        return known

    def report_whole(event: Event) -> None:
        if event.assignment is not None:
            report(Event(event.points, small.expand(event.assignment)))

    search = _searched(small, _contracted(small, core, starts), budget, report_whole, setting)
    if search.best is None:
        return Outcome(Claim.UNKNOWN, work=search.work)
    return Outcome(Claim.GOOD, small.expand(search.best), work=search.work)


def pool(core: Core, budget: Budget, starts: Sequence[Assignment] = ()) -> list[Assignment]:
    """Good allowed assignments, best first, no two alike but for the names of interchangeable areas; may be none.

    They are the local optima that a search of this budget meets. Repeatable unless ``budget.seconds`` ends it.
    """
    small = reduce(core)
    known = settled(core) or settled(small.core)
    if known:
        return [] if known.assignment is None else [known.assignment]
    found = Pool(small.core)
    search = _searched(small, _contracted(small, core, starts), budget, silent, Setting.USUAL, found)
    if search.best is not None:
        found.offer(search.best)
    return [small.expand(plan) for plan in found.plans()]


def _searched(
    small: Reduced,
    given: list[Assignment],
    budget: Budget,
    report: Report,
    setting: Setting,
    pool: Pool | None = None,
) -> Rounds:
    """A search of the whole budget. A first plan is told of before the compiled loops are loaded, or even made."""
    began = time.monotonic()
    seed = budget.seed + (setting is Setting.OTHER)
    first = in_hand(small.core, given, np.random.default_rng(seed))
    if first is not None:
        report(Event(small.core.points(first), first))
    from regroup.engines.local_rounds import Rounds

    search = Rounds(small.core, budget, report, seed, began, pool)
    search.run(first, given)
    return search


def _contracted(small: Reduced, core: Core, starts: Sequence[Assignment]) -> list[Assignment]:
    return [found for start in usable(core, starts) if (found := small.contract(start)) is not None]
