"""Every way of answering a problem: each engine in each setting, checked against the truth of tiny problems."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from regroup.core import Core
from regroup.engines import clique_bound, columns, cpsat, cpsat_sharing, feasibility, local_search, milp
from regroup.engines.base import Budget, Outcome, Refused, Setting
from regroup.engines.columns_pricing import Pricing
from tests.exact import whole
from tests.exact.counting import Skipped
from tests.exact.judging import Case, Judge, any_plan, bounded, exact, searched

if TYPE_CHECKING:
    from collections.abc import Iterator

EXACT, SEARCH, LONG_SEARCH = Budget(work=20), Budget(work=20), Budget(work=2000)
Solve = Callable[[Core, Budget], Outcome]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of answering.

    Attributes:
        name: in the table of the campaign.
        every: of how many problems it answers one; slow ways take fewer.
        fault: what it says wrongly of a case; None where nothing is.
    """

    name: str
    every: int
    fault: Callable[[Case], str | None]


def _by(solve: Solve, judge: Judge = exact) -> Callable[[Case], str | None]:
    def fault(case: Case) -> str | None:
        try:
            return judge(case, solve(case.core, EXACT))
        except Refused as refused:
            raise Skipped from refused

    return fault


def _reduced(solve: Solve) -> Callable[[Case], str | None]:
    """After preprocessing, its plan in the units of the whole."""

    def fault(case: Case) -> str | None:
        try:
            outcome = solve(case.reduced.core, EXACT)
        except Refused as refused:
            raise Skipped from refused
        found = outcome.assignment
        return exact(case, replace(outcome, assignment=None if found is None else case.reduced.expand(found)))

    return fault


def _road(config: cpsat.Config, workers: int = 1) -> Callable[[Case], str | None]:
    return _by(lambda core, budget: cpsat.run(core, replace(budget, workers=workers), config))


@contextmanager
def _no_literal_for_every_pair() -> Iterator[None]:
    usual = cpsat_sharing.MOST_NODES
    cpsat_sharing.MOST_NODES = 0
    try:
        yield
    finally:
        cpsat_sharing.MOST_NODES = usual


def _as_large(core: Core, budget: Budget) -> Outcome:
    with _no_literal_for_every_pair():
        return cpsat.solve(core, budget)


def _priced(pricing: Pricing) -> Callable[[Case], str | None]:
    return _by(lambda core, budget: columns.solve(core, budget, pricing=pricing))


def _from_starts(case: Case) -> str | None:
    """Starts that are good, bad and broken change nothing."""
    dice = np.random.default_rng(case.seed)
    n, k = case.core.n, case.core.k
    starts = [dice.integers(0, k, n), np.full(n, k), np.zeros(n + 1, dtype=np.int64)]
    if case.truth.points is not None:
        starts += list(case.truth.at_least(case.truth.points)[-1:])
    engine = (columns, cpsat, milp)[case.seed // 4 % 3]
    return _by(lambda core, budget: engine.solve(core, budget, starts=starts))(case)


def _local_search(case: Case) -> str | None:
    """Where a short search finds no plan, a long one must."""
    outcome = local_search.solve(case.core, SEARCH)
    if outcome.assignment is None and case.best is not None:
        outcome = local_search.solve(case.core, LONG_SEARCH)
    return searched(case, outcome)


def _clique_bound(case: Case) -> str | None:
    starts = [] if case.truth.points is None else list(case.truth.at_least(case.truth.points)[:1])
    return bounded(case, clique_bound.solve(case.core, Budget(work=0.02), starts=starts[: case.seed % 2]))


def _other(engine: Callable[..., Outcome]) -> Callable[[Case], str | None]:
    return _by(lambda core, budget: engine(core, budget, setting=Setting.OTHER))


WAYS: tuple[Way, ...] = (
    Way("plain checkers", 1, whole.checkers_agree),
    Way("columns by branching", 1, _priced(Pricing.BRANCH)),
    Way("columns by tables", 1, _priced(Pricing.TABLE)),
    Way("columns from what was known", 4, whole.columns_from_known),
    Way("columns, other setting", 8, _other(columns.solve)),
    Way("listing near the best", 8, whole.listing),
    Way("cpsat", 1, _road(cpsat.USUAL)),
    Way("cpsat after preprocessing", 4, _reduced(cpsat.solve)),
    Way("cpsat, other setting", 4, _road(cpsat.OTHER)),
    Way("cpsat, four workers", 4, _road(cpsat.USUAL, 4)),
    Way("cpsat, presolve off", 4, _road(cpsat.Config(presolve=False))),
    Way("cpsat, symmetry of its own", 4, _road(cpsat.Config(symmetry=2, ordered=False))),
    Way("cpsat, no symmetry broken", 4, _road(cpsat.Config(ordered=False))),
    Way("cpsat, all linear", 8, _road(cpsat.Config(linearization=2))),
    Way("cpsat as for large cases", 8, _by(_as_large)),
    Way("milp", 4, _by(milp.solve)),
    Way("milp, presolve off", 4, _other(milp.solve)),
    Way("milp after preprocessing", 4, _reduced(milp.solve)),
    Way("any plan", 4, _by(feasibility.solve, any_plan)),
    Way("starts good, bad and broken", 4, _from_starts),
    Way("local search", 2, _local_search),
    Way("clique bound", 4, _clique_bound),
    Way("portfolio", 8, whole.portfolio),
    Way("portfolio as for large cases", 16, whole.portfolio_as_large),
    Way("portfolio with a memory", 16, whole.portfolio_with_memory),
)


def ways_for(seed: int) -> list[Way]:
    """The ways that answer the problem of a seed: all turns of each come equally often."""
    return [way for at, way in enumerate(WAYS) if (seed + at) % way.every == 0]
