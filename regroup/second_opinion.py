"""What one engine has settled is asked of a second, different one before it counts."""

from __future__ import annotations

from regroup.asking import Asking
from regroup.conflict import minimal_conflict
from regroup.core import Core
from regroup.engines.base import Claim, Setting
from regroup.engines.process import Engines
from regroup.engines.suitable import FEWEST_FOR_COLUMNS
from regroup.errors import Disagreement
from regroup.result import Status

QUESTION_WORK = 5.0
"""Work units for settling one question of feasibility."""
SETTLED = (Claim.BEST, Claim.GOOD, Claim.IMPOSSIBLE)
"""What an engine says only with a plan in hand, or when it found that there is none."""


class SecondOpinion(Asking):
    """The last word on what is best, and on what is impossible."""

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
