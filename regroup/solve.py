"""solve(problem, params) -> Result: arithmetic, incumbent, bound, second opinion, verification. Wiring only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace

import numpy as np

from regroup.engines.base import Claim, Interrupted, usable
from regroup.engines.local_start import in_hand
from regroup.engines.process import Engines
from regroup.impossible import arithmetic_reasons
from regroup.known import contracted, expanded
from regroup.memory import Memory
from regroup.news import Watch
from regroup.params import Params
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.provenance import provenance
from regroup.proving import proof_of
from regroup.result import Conflict, Result, Status
from regroup.second_opinion import SecondOpinion
from regroup.verification import Found, verified

SPREADS, SPREAD = 10, "spread"
"""Attempts at a plan without an engine, and who has found it."""


def solve(
    problem: Problem,
    params: Params | None = None,
    watch: Watch | None = None,
    memory: Memory | None = None,
    engines: Engines | None = None,
    began: float | None = None,
) -> Result:
    """The best plan under the problem's rules and terms, with a bound, verified.

    Args:
        problem: facts and values.
        params: limits, seed, workers; the defaults are repeatable.
        watch: is told of every better plan and bound.
        memory: what earlier solves of the same units and areas left; this one adds to it.
        engines: a process to work in, which stays; absent, one is started, which takes a second or more.
        began: the moment, by `time.monotonic`, from which a time limit counts; this one when absent.

    Returns:
        What was found. A person's interrupt (Ctrl-C) ends the search and keeps the best so far.

    Raises:
        Disagreement: two computations of the same thing differ; nothing is returned.
        EngineFailure: an engine's process ended without an answer, twice, and nobody else has a plan.
        ValueError: the memory is of other units or areas.
    """
    memory = Memory() if memory is None else memory
    memory.open(problem)
    run = _Solve(problem, params or Params(), watch, memory, began)
    found: list[Result] = []
    working = engines or Engines()
    try:
        with nullcontext(working) if engines else working:
            found.append(run.result(working))
    except KeyboardInterrupt:
        if not found:
            raise
        if not engines:  # it was their end that took the moment
            working.close()
        found[0] = replace(found[0], interrupted=True)
    return found[0]


class _Solve(SecondOpinion):
    """One run: the steps that add to what is known so far."""

    def result(self, engines: Engines) -> Result:
        """Runs the steps and verifies what they found."""
        reasons = arithmetic_reasons(self.problem)
        if reasons:
            self.status = Status.IMPOSSIBLE
            self.conflicts = tuple(Conflict(reason.rules, False, reason) for reason in reasons)
            self.record.append({"engine": "arithmetic", "claim": str(Claim.IMPOSSIBLE)})
        else:
            self._search(engines)
        try:
            return self._verified()
        except KeyboardInterrupt:  # what was found is not lost by it; verifying takes a moment
            self.interrupted = True
            return self._verified()

    def _search(self, engines: Engines) -> None:
        try:
            self._incumbent(engines)
            self._prove(engines)
            self._refuse_nothing()
        except KeyboardInterrupt as stop:
            self.interrupted = True
            if isinstance(stop, Interrupted):
                self._learn("interrupted engine", stop.outcome)
            self._settle()

    def _incumbent(self, engines: Engines) -> None:
        """Plans of before, proposals that keep the rules, then local search: something in hand before anything else."""
        if self.memory:
            self._remember()
        remembered = self.best.points is not None
        for plan in self._known_plans():
            areas = self.problem.areas_of(plan)
            if areas is not None and self.best.offer(self._small(np.array(areas, dtype=np.int64)), "proposal"):
                self._tell("proposal")
        self._run(engines, "local_search", self.turns.search(remembered=remembered or bool(self.known.prices)))
        if self.best.points is None and (self.params.time_limit is not None or self.failures):
            self._spread()

    def _spread(self) -> None:
        """Units spread by size, without any engine's help, where an engine had no time or came to nothing."""
        random = np.random.default_rng(self.params.seed)
        for _ in range(SPREADS):
            if self.best.offer(in_hand(self.core, (), random), SPREAD):
                return self._tell(SPREAD)
        return None

    def _remember(self) -> None:
        """Takes what earlier solves left, as far as it fits this core."""
        whole = self.problem.core
        self.known = contracted(self.memory.known, whole, self.reduced)
        for areas in usable(whole, self.memory.plans):
            self.best.offer(self._small(areas), "memory")
        self.record.append({"engine": "memory", "claim": str(Claim.GOOD if self.best.found_by else Claim.UNKNOWN)})
        self._tell("memory")

    def _prove(self, engines: Engines) -> None:
        """The engines that prove by turns, until one has settled it; the best of their bounds counts."""
        for engine in self._provers(engines):
            outcome = self._run(engines, engine, self.turns.proof(engine))
            self.turns.used(engine, outcome.work)
            if outcome.claim is Claim.IMPOSSIBLE:
                return self._conclude_impossible(engines, engine)
            self._settle()
            if self.status is Status.BEST:
                return self._corroborate(engines)
            if self._near_enough():
                return None
        return None

    def _provers(self, engines: Engines) -> Iterator[str]:
        """Those that suit the core, in turn; where time is limited, exact pricing goes on with what is left of it.

        A bound alone is asked for once there is a plan, and that plan is made better first: it is what bounds aim at.
        """
        if engines.suits("columns", self.core):
            yield "columns"
        if engines.suits("clique_bound", self.core) and self.best.points is not None:
            yield "local_search"
            yield "clique_bound"
        if engines.suits("columns", self.core) and self.params.time_limit:
            yield "columns"
        yield "cpsat"

    def _near_enough(self) -> bool:
        """Whether the gap that was asked for is reached."""
        if self.best.points is None or self.bound is None:
            return False
        return self.bound - self.best.points <= self.params.gap * max(1, abs(self.best.points))

    def _known_plans(self) -> Iterator[Plan]:
        scenario = self.problem.scenario
        yield scenario.today()
        for proposal in scenario.proposals:
            yield scenario.proposed(proposal)

    def _verified(self) -> Result:
        plan = None if self.best.assignment is None else self.reduced.expand(self.best.assignment)
        proof = proof_of(
            self.problem, self.status, self.bound, self.bound_by, self.record, self.certificate, self.params
        )
        found = Found(
            status=self.status,
            plan=None if plan is None else self.problem.plan_of(plan.tolist()),
            points=self.best.points,
            bound=self.bound,
            corroborated=self.corroborated,
            conflicts=self.conflicts,
            interrupted=self.interrupted,
            provenance=provenance(
                self.problem,
                self.params,
                self.record,
                self._elapsed(),
                plan_by=self.best.found_by,
                bound_by=self.bound_by,
            ),
            proof=proof,
        )
        result = verified(self.problem, found)
        self.memory.keep(plan, expanded(self.known, self.problem.core, self.reduced))
        return result
