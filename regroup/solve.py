"""solve(problem, params) -> Result: arithmetic, incumbent, bound, second opinion, verification. Wiring only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from regroup.conflict import minimal_conflict
from regroup.core import Assignment, Core
from regroup.diagnosis import band_of, diagnose
from regroup.engines.base import Budget, Claim, Event, Interrupted, Outcome, Refused, Report, Setting
from regroup.engines.process import Engines
from regroup.errors import Disagreement
from regroup.evaluation import Evaluation, evaluate
from regroup.impossible import arithmetic_reasons
from regroup.incumbent import Incumbent
from regroup.params import Params
from regroup.plan import Plan
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.provenance import provenance
from regroup.result import Assurance, Conflict, Result, Status, View

SEARCH_STEPS = 1500.0
"""Steps of local search before the exact engine starts."""
SEARCH_SHARE = 0.25
"""The most of a time limit that local search may use."""
EXACT = ("columns", "cpsat")
"""The engines that prove, in the order in which those that suit are asked."""
LEAST_WORK = 1.0
"""Work units that a later engine has at least, whatever the ones before have used."""
QUESTION_WORK = 5.0
"""Work units for settling one question of feasibility."""
SETTLED = (Claim.BEST, Claim.GOOD, Claim.IMPOSSIBLE)
"""What an engine says only with a plan in hand, or when it found that there is none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """News for whoever watches, in points of the model.

    Attributes:
        engine: which engine speaks.
        points: of the best plan so far, or None.
        bound: the best bound so far, or None.
        seconds: since the solve began.
    """

    engine: str
    points: Fraction | None
    bound: Fraction | None
    seconds: float


Watch = Callable[[Progress], None]


def solve(problem: Problem, params: Params | None = None, watch: Watch | None = None) -> Result:
    """The best plan under the problem's rules and terms, with a bound, verified.

    Args:
        problem: facts and values.
        params: limits, seed, workers; the defaults are repeatable.
        watch: is told of every better plan and bound.

    Returns:
        What was found. A person's interrupt (Ctrl-C) ends the search and keeps the best so far.

    Raises:
        Disagreement: two computations of the same thing differ; nothing is returned.
        EngineFailure: an engine's process ended without an answer, twice.
    """
    return _Solve(problem, params or Params(), watch).result()


class _Solve:
    """One run: what is known so far, and the steps that add to it."""

    def __init__(self, problem: Problem, params: Params, watch: Watch | None) -> None:
        self.problem, self.params, self.watch = problem, params, watch
        self.started = time.monotonic()
        self.reduced = reduce(problem.core)
        self.core: Core = self.reduced.core
        self.best = Incumbent(self.core)
        self.bound: int | None = None
        self.status = Status.UNKNOWN
        self.corroborated = False
        self.interrupted = False
        self.conflicts: tuple[Conflict, ...] = ()
        self.record: list[dict[str, object]] = []

    def result(self) -> Result:
        """Runs the steps and verifies what they found."""
        reasons = arithmetic_reasons(self.problem)
        if reasons:
            self.status = Status.IMPOSSIBLE
            self.conflicts = tuple(Conflict(reason.rules, False, reason) for reason in reasons)
            self.record.append({"engine": "arithmetic", "claim": str(Claim.IMPOSSIBLE)})
        else:
            self._search()
        return self._verified()

    def _search(self) -> None:
        try:
            with Engines() as engines:
                self._incumbent(engines)
                self._prove(engines)
        except KeyboardInterrupt as stop:
            self.interrupted = True
            if isinstance(stop, Interrupted):
                self._learn("interrupted engine", stop.outcome)
            self._settle()

    def _incumbent(self, engines: Engines) -> None:
        """Proposals that keep the rules, then local search: something in hand before anything else."""
        for plan in self._known_plans():
            areas = self.problem.areas_of(plan)
            if areas is not None and self.best.offer(self._small(np.array(areas, dtype=np.int64)), "proposal"):
                self._tell("proposal")
        seconds = self.params.time_limit * SEARCH_SHARE if self.params.time_limit else None
        self._run(engines, "local_search", self._budget(SEARCH_STEPS, seconds))

    def _prove(self, engines: Engines) -> None:
        """The exact engines by turns, those that suit the core, until one has settled it."""
        work = self.params.work
        for engine in (engine for engine in EXACT if engines.suits(engine, self.core)):
            outcome = self._run(engines, engine, self._budget(work))
            work = max(LEAST_WORK, work - outcome.work)
            if outcome.claim is Claim.IMPOSSIBLE:
                return self._conclude_impossible(engines, engine)
            self._settle()
            if self.status is Status.BEST:
                return self._corroborate(engines)
            if self._near_enough():
                return None
        return None

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
            outcome = engines.run(engine, self.core, budget, starts=starts, report=self._hear(engine))
        except Refused as refused:
            return self._refused(engine, refused)
        self._learn(engine, outcome)
        return outcome

    def _run_on_whole(self, engines: Engines, engine: str, budget: Budget) -> Outcome:
        """The same on the core as the problem states it, so that a fault in reducing it would show."""
        starts = [] if self.best.assignment is None else [self.reduced.expand(self.best.assignment)]
        try:
            outcome = engines.run(engine, self.problem.core, budget, starts=starts)
        except Refused as refused:
            return self._refused(engine, refused)
        if outcome.assignment is not None:
            outcome = replace(outcome, assignment=self._small(outcome.assignment))
        self._learn(engine, outcome)
        return outcome

    def _refused(self, engine: str, refused: Refused) -> Outcome:
        self.record.append({"engine": engine, "claim": "refused", "detail": refused.detail})
        return Outcome(Claim.UNKNOWN)

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
        self._tighten(outcome.bound)
        self.record.append(
            {"engine": engine, "claim": str(outcome.claim), "work": round(outcome.work, 6), "bound": outcome.bound}
        )
        self._tell(engine)

    def _settle(self) -> None:
        """The status that the best assignment and the bound allow."""
        if self.best.points is None:
            return
        if self.bound is not None and self.best.points > self.bound:
            raise Disagreement("points_above_bound", points=self.best.points, bound=self.bound)
        self.status = Status.BEST if self.best.points == self.bound else Status.GOOD

    def _corroborate(self, engines: Engines) -> None:
        """Asks a second, different engine what the first has settled, where the case is small enough for it."""
        if not self.params.second_opinion or not engines.suits("milp", self.problem.core):
            return
        other = self._run_on_whole(engines, "milp", self._budget(self.params.work))
        if (other.claim is Claim.IMPOSSIBLE) != (self.status is Status.IMPOSSIBLE) and other.claim in SETTLED:
            raise Disagreement("impossible_with_plan", engine="milp")
        if self.status is Status.IMPOSSIBLE:
            self.corroborated = other.claim is Claim.IMPOSSIBLE
        else:
            self._settle()
            self.corroborated = other.claim is Claim.BEST and other.bound == self.best.points

    def _conclude_impossible(self, engines: Engines, engine: str) -> None:
        """Impossible only where nobody has a plan and a second, different configuration agrees."""
        if self.best.assignment is not None:
            raise Disagreement("impossible_with_plan", engine=engine)
        whole = self.problem.core
        other = engines.run("feasibility", whole, self._budget(self.params.work), setting=Setting.OTHER)
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
        outcome = engines.run("feasibility", core, self._budget(QUESTION_WORK))
        if outcome.assignment is not None and core.allows(outcome.assignment):
            return True
        return False if outcome.claim is Claim.IMPOSSIBLE else None

    def _hear(self, engine: str) -> Report:
        def report(event: Event) -> None:
            better = self.best.offer(event.assignment, engine)
            tighter = self._tighten(event.bound)
            if better or tighter:
                self._tell(engine)

        return report

    def _tighten(self, bound: int | None) -> bool:
        if bound is None or (self.bound is not None and bound >= self.bound):
            return False
        self.bound = bound
        return True

    def _tell(self, engine: str) -> None:
        if self.watch:
            seconds = time.monotonic() - self.started
            self.watch(Progress(engine, self._in_points(self.best.points), self._in_points(self.bound), seconds))

    def _budget(self, work: float, seconds: float | None = None) -> Budget:
        left = self._left()
        limits = [limit for limit in (seconds, left) if limit is not None]
        params = self.params
        return Budget(work, min(limits) if limits else None, params.workers, params.seed, params.gap)

    def _left(self) -> float | None:
        """Seconds left of the time limit; never none at all, so that an engine can still say something."""
        if self.params.time_limit is None:
            return None
        return max(0.1, self.params.time_limit - (time.monotonic() - self.started))

    def _in_points(self, points: int | None) -> Fraction | None:
        return None if points is None else Fraction(points, self.problem.scale)

    def _verified(self) -> Result:
        """The result, after `evaluate` found no broken rule and exactly the core's points."""
        plan = None if self.best.assignment is None else self._plan(self.best.assignment)
        evaluation = None if plan is None else self._verify(plan)
        checked = (Assurance.CHECKED,) if evaluation else ()
        scenario = self.problem.scenario
        today = scenario.today()
        return Result(
            problem=self.problem,
            status=self.status,
            assurance=checked + ((Assurance.CORROBORATED,) if self.corroborated else ()),
            plan=self._view("plan", evaluation) if evaluation else None,
            bound=self._in_points(self.bound) if evaluation or self.status is Status.UNKNOWN else None,
            today=self._view("today", evaluate(self.problem, today)) if len(today) else None,
            proposals=tuple(
                self._view(proposal.id, evaluate(self.problem, scenario.proposed(proposal)))
                for proposal in scenario.proposals
            ),
            band=band_of(self.problem),
            provenance=provenance(self.problem, self.params, self.record, time.monotonic() - self.started),
            conflicts=self.conflicts,
            interrupted=self.interrupted,
        )

    def _plan(self, assignment: Assignment) -> Plan:
        return self.problem.plan_of(self.reduced.expand(assignment).tolist())

    def _verify(self, plan: Plan) -> Evaluation:
        evaluation = evaluate(self.problem, plan)
        if evaluation.breaches:
            raise Disagreement("breaks_a_rule", rule=evaluation.breaches[0].words["en"])
        if evaluation.points * self.problem.scale != self.best.points:
            raise Disagreement("points_differ", engine=str(self.best.points), evaluated=str(evaluation.points))
        return evaluation

    def _view(self, name: str, evaluation: Evaluation) -> View:
        return View(name, evaluation, diagnose(self.problem, evaluation))
