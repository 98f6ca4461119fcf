"""Robust: how much of a plan hangs on numbers that nobody knows, and on weights that people disagree about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regroup.draws import Draws, robust_to_draws
from regroup.overturn import FACTS, Flip, Overturn, figures_of, flips, overturned
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.regret import Regret, least_regret
from regroup.stakeholders import Stakeholder
from regroup.study import Answer, Steps, Study


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at.

    Attributes:
        draws: how many; none where 0.
        seed: of the draws.
        strengths: whether strengths are drawn too.
        numbers: whether each number is changed by itself.
        stakeholders: who weighs otherwise; nobody where empty.
    """

    draws: int = 100
    seed: int = 1
    strengths: bool = False
    numbers: bool = True
    stakeholders: Sequence[Stakeholder] = ()


@dataclass(frozen=True, slots=True)
class Robustness:
    """What was found of the best plan.

    Attributes:
        problem: what was asked.
        best: its answer; the plan that all the rest is about.
        draws: how it fares under drawn numbers; None where not asked for, not reached, or it is not proven best.
        overturns: each number that could overturn it, the nearest first; empty in the same cases.
        regret: what the stakeholders come to; None where there are none, or not all got a plan.
        interrupted: whether a person ended it; what is here stands.
        flips: what would turn proposals around that are neighbours in the ranking; only of those that place all units.
    """

    problem: Problem
    best: Answer
    draws: Draws | None = None
    overturns: tuple[Overturn, ...] = ()
    regret: Regret | None = None
    interrupted: bool = False
    flips: tuple[Flip, ...] = ()

    @property
    def facts(self) -> tuple[Overturn, ...]:
        """Numbers that somebody can check."""
        return tuple(found for found in self.overturns if found.figure.kind in FACTS)

    @property
    def values(self) -> tuple[Overturn, ...]:
        """Numbers that are a matter of values."""
        return tuple(found for found in self.overturns if found.figure.kind not in FACTS)

    def hangs_on(self) -> dict[str, Overturn]:
        """For each unit that some single number moves, the number nearest to doing so."""
        found: dict[str, Overturn] = {}
        for overturn in self.overturns:
            turn = overturn.nearest
            if turn and turn.rival and self.best.plan:
                for unit in turn.rival.moves_from(self.best.plan):
                    found.setdefault(unit, overturn)
        return found


def robust(study: Study, problem: Problem, wanted: Wanted, steps: Steps | None = None) -> Robustness:
    """The best plan and how robust it is; without a plan, its answer alone.

    Numbers and draws are asked only of a plan that is proven best: another that is better already would overturn it
    by nothing at all.

    Raises:
        KeyboardInterrupt: a person ended it before there was a plan; later, what was found stands.
    """
    best = study.ask(problem)
    if best.plan is None:
        return Robustness(problem, best)
    overturns: tuple[Overturn, ...] = ()
    draws = regret = None
    if best.settled:
        overturns = _overturns(study, problem, best.plan, wanted, steps)
        draws = _draws(study, problem, best.plan, wanted, steps)
    if wanted.stakeholders and not study.interrupted:
        regret = least_regret(study, problem, best.plan, wanted.stakeholders, steps)
    ranked = flips(problem, _whole(problem), tuple(figures_of(problem))) if wanted.numbers else ()
    return Robustness(problem, best, draws, overturns, regret, study.interrupted, ranked)


def _whole(problem: Problem) -> dict[str, Plan]:
    """The proposals that place every unit, by id."""
    plans = {proposal.id: problem.scenario.proposed(proposal) for proposal in problem.scenario.proposals}
    return {name: plan for name, plan in plans.items() if not plan.unplaced(problem.scenario.unit_of)}


def _overturns(study: Study, problem: Problem, plan: Plan, wanted: Wanted, steps: Steps | None) -> tuple[Overturn, ...]:
    return overturned(study, problem, plan, figures_of(problem), steps) if wanted.numbers else ()


def _draws(study: Study, problem: Problem, plan: Plan, wanted: Wanted, steps: Steps | None) -> Draws | None:
    if not wanted.draws or study.interrupted:
        return None
    return robust_to_draws(study, problem, plan, wanted.draws, wanted.seed, wanted.strengths, steps)


__all__ = ["Robustness", "Wanted", "robust"]
