"""The parts of the campaign, one seed at a time: what is asked, what came of it, and every mismatch."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from regroup.core import Core
from regroup.engines import columns
from regroup.engines.base import Budget, Claim, Refused
from regroup.engines.columns_pricing import Pricing
from regroup.engines.suitable import suits
from regroup.problem import Problem
from tests.engines.random_cores import plain_points, plainly_allowed, random_core
from tests.engines.random_cores import truth as core_truth
from tests.exact.answers import Answer, answer_of, asked, by_columns, by_cpsat, by_milp, equal
from tests.exact.counting import Found, Said, Skipped, count, told
from tests.exact.drawn import larger
from tests.exact.judging import Case
from tests.exact.laws import LAWS, broken
from tests.exact.truth import case_of, truth_of
from tests.exact.ways import WAYS, ways_for

LAW_WORK, CROSS_WORK = 0.4, 1.0
"""Work units of each solve: larger problems are not waited for, and count as not settled."""
MILP_EVERY = 3


Question = Callable[[Problem, int], Said]
"""Raises Skipped where it does not take the problem."""


def question(part: str, name: str) -> Question:
    """What is asked of a problem under a name of the campaign; a replay asks the same."""
    if part == "instances":
        return partial(_way, name)
    return partial(_law, name) if part == "laws" else _cross


def _way(name: str, problem: Problem, seed: int) -> Said:
    return _asked_of(Case(seed, problem, truth_of(problem)), name)


def _asked_of(case: Case, name: str) -> Said:
    fault = next(way.fault for way in WAYS if way.name == name)(case)
    return Said(wrong=() if fault is None else (fault,))


def _law(name: str, problem: Problem, seed: int) -> Said:
    settled, wrong = broken(name, problem, seed, _asking(problem))
    return Said(settled, tuple(wrong))


def _asking(base: Problem) -> Callable[[Problem], Answer]:
    """Asks of the problem itself only once."""
    known: list[Answer] = []

    def ask(problem: Problem) -> Answer:
        if problem is not base:
            return asked(problem, LAW_WORK)
        if not known:
            known.append(asked(base, LAW_WORK))
        return known[0]

    return ask


def _cross(problem: Problem, seed: int) -> Said:
    """Column generation and an engine that shares nothing with it: equal where both prove, no bound below a plan."""
    highs = seed % MILP_EVERY == 0 and suits("milp", problem.core)
    one = answer_of(problem, by_columns(problem.core, CROSS_WORK))
    other = answer_of(problem, (by_milp if highs else by_cpsat)(problem.core, CROSS_WORK))
    compared = equal(one, other)
    wrong = (f"columns {one.low}..{one.high}, other {other.low}..{other.high}",) if compared.broken else ()
    return Said(int(compared.settled), wrong)


def instances(seed: int) -> Found:
    """A tiny problem against brute force, by the ways whose turn it is."""
    found = Found()
    problem, truth = case_of(seed)
    case = Case(seed, problem, truth)
    found.row("problems").tried += 1
    found.row("problems").settled += truth.points is not None
    for way in ways_for(seed):
        count(found, "instances", way.name, seed, problem, lambda name=way.name: _asked_of(case, name))
    return found


def laws(seed: int) -> Found:
    """All laws on one problem."""
    found, problem = Found(), larger(seed, *_law_shape(seed))
    ask = _asking(problem)
    for name in LAWS:
        count(found, "laws", name, seed, problem, lambda name=name: Said(*_broken(name, problem, seed, ask)))
    return found


def _broken(name: str, problem: Problem, seed: int, ask: Callable[[Problem], Answer]) -> tuple[int, tuple[str, ...]]:
    settled, wrong = broken(name, problem, seed, ask)
    return settled, tuple(wrong)


def _law_shape(seed: int) -> tuple[int, int]:
    """10 to 30 units, every twentieth 31 to 80; about six in an area."""
    dice = random.Random(f"shape {seed}")
    n = dice.randint(31, 80) if seed % 20 == 19 else dice.randint(10, 30)
    return n, max(2, n // 6)


def cross(seed: int) -> Found:
    """One problem of up to 60 units, by two engines."""
    dice = random.Random(f"cross {seed}")
    n = dice.choice((dice.randint(12, 30), dice.randint(12, 60)))
    found, problem = Found(), larger(seed + 10**6, n, dice.randint(2, min(10, max(2, n // 4))))
    count(found, "cross", "two engines", seed, problem, lambda: _cross(problem, seed))
    return found


def cores(seed: int) -> Found:
    """A tiny core, also of what no scenario states, against brute force, by both ways of pricing."""
    found, core = Found(), random_core(seed)
    true = core_truth(core)
    for pricing in (Pricing.BRANCH, Pricing.TABLE):
        count(found, "cores", f"columns by {pricing}", seed, None, lambda way=pricing: _priced(core, true.points, way))
    return found


def _priced(core: Core, best: int | None, pricing: Pricing) -> Said:
    outcome = columns.solve(core, Budget(work=20), pricing=pricing)
    plan = None if outcome.assignment is None else tuple(outcome.assignment.tolist())
    claim = Claim.IMPOSSIBLE if best is None else Claim.BEST
    points = None if plan is None else plain_points(core, plan)
    right = outcome.claim is claim and points == best == outcome.bound and (plan is None or plainly_allowed(core, plan))
    return Said(wrong=() if right else (f"{outcome.claim} {points} within {outcome.bound}, true {best}",))


PARTS: dict[str, Callable[[int], Found]] = {"instances": instances, "cores": cores, "laws": laws, "cross": cross}


def over(part: str, seeds: range) -> Found:
    """Some seeds of a part, one after the other."""
    found = Found()
    for seed in seeds:
        found.add(PARTS[part](seed))
    return found


def wrongs(part: str, name: str, seed: int, problem: Problem) -> Iterator[str]:
    """What is wrong when the same is asked of a problem; an error is wrong too."""
    try:
        yield from question(part, name)(problem, seed).wrong
    except (Skipped, Refused):
        return
    except Exception as error:  # noqa: BLE001  whatever it is, it is a mismatch
        yield told(error)
