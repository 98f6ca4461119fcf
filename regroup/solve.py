"""solve(problem, params) -> Result: arithmetic, incumbent, bound, second opinion, verification. Wiring only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from fractions import Fraction

import numpy as np

from regroup.certificate import Certificate
from regroup.conflict import minimal_conflict
from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Event, Interrupted, Outcome, Refused, Report, Setting, usable
from regroup.engines.local_start import in_hand
from regroup.engines.process import Engines
from regroup.engines.suitable import FEWEST_FOR_COLUMNS
from regroup.errors import Disagreement, EngineFailure
from regroup.impossible import arithmetic_reasons
from regroup.incumbent import Incumbent
from regroup.known import NOTHING, Known, contracted, expanded
from regroup.memory import Memory
from regroup.news import Progress, Watch
from regroup.params import Params
from regroup.plan import Plan
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.provenance import provenance
from regroup.proving import proof_of
from regroup.result import Conflict, Result, Status
from regroup.turns import Turns
from regroup.verification import Found, verified

QUESTION_WORK = 5.0
"""Work units for settling one question of feasibility."""
SPREADS, SPREAD = 10, "spread"
"""Attempts at a plan without an engine, and who has found it."""
SETTLED = (Claim.BEST, Claim.GOOD, Claim.IMPOSSIBLE)
"""What an engine says only with a plan in hand, or when it found that there is none."""


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
    with nullcontext(engines) if engines else Engines() as working:
        return _Solve(problem, params or Params(), watch, memory, began).result(working)


class _Solve:
    """One run: what is known so far, and the steps that add to it."""

    def __init__(
        self, problem: Problem, params: Params, watch: Watch | None, memory: Memory, began: float | None
    ) -> None:
        self.problem, self.params, self.watch, self.memory = problem, params, watch, memory
        self.started = time.monotonic() if began is None else began
        self.reduced = reduce(problem.core)
        self.core: Core = self.reduced.core
        self.turns = Turns(params, self.core.n, self._elapsed)
        self.best = Incumbent(self.core)
        self.known: Known = NOTHING
        self.bound: int | None = None
        self.bound_by = ""
        self.status = Status.UNKNOWN
        self.certificate: tuple[int | None, Certificate] | None = None
        self.corroborated = False
        self.interrupted = False
        self.conflicts: tuple[Conflict, ...] = ()
        self.record: list[dict[str, object]] = []
        self.failures: list[EngineFailure] = []

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

    def _run(self, engines: Engines, engine: str, budget: Budget) -> Outcome:
        """Runs one engine from what is known, and adds what it found to it."""
        starts = [] if self.best.assignment is None else [self.best.assignment]
        try:
            outcome = engines.run(engine, self.core, budget, starts=starts, report=self._hear(engine), known=self.known)
        except Refused as refused:
            return self._refused(engine, refused)
        except EngineFailure as failure:
            return self._failed(engine, failure)
        self._learn(engine, outcome)
        return outcome

    def _run_on_whole(self, engines: Engines, engine: str, budget: Budget) -> Outcome:
        """The same on the core as the problem states it, so that a fault in reducing it would show."""
        starts = [] if self.best.assignment is None else [self.reduced.expand(self.best.assignment)]
        try:
            outcome = engines.run(engine, self.problem.core, budget, starts=starts)
        except Refused as refused:
            return self._refused(engine, refused)
        except EngineFailure as failure:
            return self._failed(engine, failure)
        if outcome.assignment is not None:
            outcome = replace(outcome, assignment=self._small(outcome.assignment))
        self._learn(engine, outcome)
        return outcome

    def _refused(self, engine: str, refused: Refused) -> Outcome:
        self.record.append({"engine": engine, "claim": "refused", "detail": refused.detail})
        return Outcome(Claim.UNKNOWN)

    def _failed(self, engine: str, failure: EngineFailure) -> Outcome:
        """An engine that is lost costs its answer alone: what the others find is checked as ever."""
        self.failures.append(failure)
        self.record.append({"engine": engine, "claim": "failed", "detail": failure.detail})
        return Outcome(Claim.UNKNOWN)

    def _refuse_nothing(self) -> None:
        """A plan in hand counts whoever failed; without one, the failure is all there is to tell."""
        if self.status is not Status.UNKNOWN:
            return
        self._settle()
        if self.failures and self.best.points is None:
            raise self.failures[0]

    def _small(self, assignment: Assignment) -> Assignment | None:
        """A whole assignment on the reduced core; None where it is not allowed.

        Raises:
            Disagreement: it is allowed, but not by the reduced core.
        """
        small = self.reduced.contract(assignment)
        allowed = small is not None and self.core.allows(small)
        if not allowed and self.problem.core.allows(assignment):
            raise Disagreement("lost_in_reduction")
        return small if allowed else None

    def _learn(self, engine: str, outcome: Outcome) -> None:
        """Adds an outcome to what is known, and to the record."""
        self.best.offer(outcome.assignment, engine)
        self._tighten(outcome.bound, engine)
        self._keep(outcome)
        self.known = self.known.after(outcome.known)
        self.record.append(
            {"engine": engine, "claim": str(outcome.claim), "work": round(outcome.work, 6), "bound": outcome.bound}
        )
        self._tell(engine)

    def _keep(self, outcome: Outcome) -> None:
        """Keeps what proves the bound, or that no plan exists, for the result."""
        if outcome.certificate is not None:
            bound = None if outcome.claim is Claim.IMPOSSIBLE else outcome.bound
            self.certificate = bound, outcome.certificate

    def _settle(self) -> None:
        """The status that the best assignment and the bound allow."""
        if self.best.points is None:
            return
        if self.bound is not None and self.best.points > self.bound:
            raise Disagreement("points_above_bound", points=self.best.points, bound=self.bound)
        self.status = Status.BEST if self.best.points == self.bound else Status.GOOD

    def _corroborate(self, engines: Engines) -> None:
        """Asks a second, different engine what the first has settled, where the case is small enough for it."""
        if not self.params.second_opinion:
            return
        self._certify(engines)
        if not engines.suits("milp", self.problem.core):
            return
        other = self._run_on_whole(engines, "milp", self.turns.budget(self.params.work))
        if (other.claim is Claim.IMPOSSIBLE) != (self.status is Status.IMPOSSIBLE) and other.claim in SETTLED:
            raise Disagreement("impossible_with_plan", engine="milp")
        if self.status is Status.IMPOSSIBLE:
            self.corroborated |= other.claim is Claim.IMPOSSIBLE
        else:
            self._settle()
            self.corroborated |= other.claim is Claim.BEST and other.bound == self.best.points

    def _certify(self, engines: Engines) -> None:
        """Asks for a certificate where the engine that settled it leaves none; a small case takes no time."""
        if self.certificate is not None or self.core.n >= FEWEST_FOR_COLUMNS:
            return
        outcome = self._run(engines, "columns", self.turns.budget(self.params.work))
        if (outcome.claim is Claim.IMPOSSIBLE) != (self.status is Status.IMPOSSIBLE) and outcome.claim in SETTLED:
            raise Disagreement("impossible_with_plan", engine="columns")
        self._settle()
        self.corroborated = outcome.claim in (Claim.BEST, Claim.IMPOSSIBLE)

    def _conclude_impossible(self, engines: Engines, engine: str) -> None:
        """Impossible only where nobody has a plan and a second, different configuration agrees."""
        if self.best.assignment is not None:
            raise Disagreement("impossible_with_plan", engine=engine)
        whole = self.problem.core
        other = engines.run("feasibility", whole, self.turns.budget(self.params.work), setting=Setting.OTHER)
        self.record.append({"engine": "feasibility", "claim": str(other.claim), "work": round(other.work, 6)})
        if other.assignment is not None and whole.allows(other.assignment):
            raise Disagreement("impossible_with_plan", engine=engine)
        if other.claim is not Claim.IMPOSSIBLE:
            return
        self.status = Status.IMPOSSIBLE
        self._corroborate(engines)
        conflict = minimal_conflict(self.problem, lambda core: self._feasible(engines, core))
        if conflict is None:
            raise Disagreement("impossible_without_conflict")
        self.conflicts = (conflict,)

    def _feasible(self, engines: Engines, core: Core) -> bool | None:
        outcome = engines.run("feasibility", core, self.turns.budget(QUESTION_WORK))
        if outcome.assignment is not None and core.allows(outcome.assignment):
            return True
        return False if outcome.claim is Claim.IMPOSSIBLE else None

    def _hear(self, engine: str) -> Report:
        def report(event: Event) -> None:
            better = self.best.offer(event.assignment, engine)
            tighter = self._tighten(event.bound, engine)
            if better or tighter or event.compiling:
                self._tell(engine, compiling=event.compiling)

        return report

    def _tighten(self, bound: int | None, engine: str) -> bool:
        if bound is None or (self.bound is not None and bound >= self.bound):
            return False
        self.bound, self.bound_by = bound, engine
        return True

    def _tell(self, engine: str, *, compiling: bool = False) -> None:
        if self.watch:
            points, bound = self._in_points(self.best.points), self._in_points(self.bound)
            self.watch(Progress(engine, points, bound, self._elapsed(), compiling))

    def _elapsed(self) -> float:
        return time.monotonic() - self.started

    def _in_points(self, points: int | None) -> Fraction | None:
        return None if points is None else Fraction(points, self.problem.scale)

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
