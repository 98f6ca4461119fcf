"""Regret: the plan whose largest regret among stakeholders is smallest, of all plans, proven where limits allow.

A stakeholder's regret is what it loses, in its own points, against its own best plan, as a share of what it would lose
at worst if another stakeholder got its best plan. For any factors, the mean regret of a plan is at most its largest,
so the best plan of the stakeholders' points added up gives a bound; the factors that give the highest come from a
linear program over the plans found so far, again and again (Kelley 1960). The gap that is left is closed by listing
every plan that could lie in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.matching import agreement
from regroup.near import near
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.regret.base import Regret, Voice, Weighed, weighed
from regroup.regret.shared import Shared, hardest
from regroup.stakeholders import Stakeholder, terms_of
from regroup.study import Steps, Study

MOST_ROUNDS = 40
MOST_LISTED = 10_000


def least_regret(
    study: Study, problem: Problem, best: Plan, stakeholders: Sequence[Stakeholder], steps: Steps | None = None
) -> Regret | None:
    """Everybody's best plan, what each loses under the others', and the plan with the least largest regret.

    Args:
        best: the best plan of the model itself, compared as one of them.

    Returns:
        None where somebody got no plan within the limit, or a person ended it before all had one.
    """
    voices = _voices(study, problem, stakeholders, steps)
    if voices is None:
        return None
    known = [weighed("model", "model", best, voices)]
    known += [weighed("stakeholder", voice.stakeholder.id, _plan(voice), voices) for voice in voices]
    search = _Search(study, voices, known)
    search.run()
    least = replace(search.least, kind="least", id="least")
    others = [*known, least, *_proposals(problem, voices)]
    return Regret(voices, _agreements(voices), least, min(search.bound, least.worst), tuple(others))


def _plan(voice: Voice) -> Plan:
    assert voice.best.plan is not None  # noqa: S101 - only those with a plan have a voice
    return voice.best.plan


def _voices(
    study: Study, problem: Problem, stakeholders: Sequence[Stakeholder], steps: Steps | None
) -> tuple[Voice, ...] | None:
    problems = [problem.changed(terms=terms_of(problem, stakeholder)) for stakeholder in stakeholders]
    answers = [answer for _, answer in study.ask_all(problems, steps)]
    if len(answers) < len(problems) or any(answer.plan is None for answer in answers):
        return None
    asked = zip(stakeholders, problems, answers, strict=True)
    alone = tuple(Voice(who, own, answer, Fraction(1)) for who, own, answer in asked)
    return tuple(replace(voice, span=_span(voice, alone)) for voice in alone)


def _span(voice: Voice, voices: Sequence[Voice]) -> Fraction:
    """What it loses at worst under the best plan of another; 1 where nothing."""
    worst = max(voice.regret(_plan(other)) for other in voices)
    return worst if worst > 0 else Fraction(1)


def _agreements(voices: Sequence[Voice]) -> dict[tuple[str, str], Fraction]:
    return {(one.stakeholder.id, other.stakeholder.id): _alike(one, other) for one, other in combinations(voices, 2)}


def _alike(one: Voice, other: Voice) -> Fraction:
    """1 where there are no two units to treat otherwise."""
    share = agreement(one.problem.scenario, _plan(one), _plan(other)).share
    return Fraction(1) if share is None else share


def _proposals(problem: Problem, voices: tuple[Voice, ...]) -> list[Weighed]:
    """The proposals that place every unit; those that break a rule are marked."""
    plans = {proposal.id: problem.scenario.proposed(proposal) for proposal in problem.scenario.proposals}
    looked = {name: evaluate(problem, plan) for name, plan in plans.items()}
    return [
        weighed("proposal", name, plans[name], voices, seen.allowed)
        for name, seen in looked.items()
        if not seen.unplaced
    ]


class _Search:
    """Bound from below by sums, from above by plans.

    Attributes:
        least: the plan with the smallest largest regret so far.
        bound: no plan has a smaller one.
    """

    def __init__(self, study: Study, voices: tuple[Voice, ...], known: Sequence[Weighed]) -> None:
        self._study, self._voices = study, voices
        self._known = list(known)
        self.least = min(known, key=lambda plan: plan.worst)
        self.bound = Fraction(0)
        self._tightest: Shared | None = None

    def run(self) -> None:
        """Rounds of sums, then the list; Ctrl-C ends either, and what is known stands."""
        try:
            for _ in range(MOST_ROUNDS):
                if self.bound >= self.least.worst or not self._round():
                    break
            if self.bound < self.least.worst and self._tightest:
                self._list(self._tightest)
        except KeyboardInterrupt:
            return

    def _round(self) -> bool:
        """One sum under the hardest factors for the known plans; whether it brought a new plan."""
        regrets = [[plan.regrets[voice.stakeholder.id] for voice in self._voices] for plan in self._known]
        shared = Shared(self._voices, hardest(self._voices, regrets))
        try:
            answer = self._study.ask(shared.problem)
        except InputError:  # the sum is too large to be told apart in 50 bits: the bound so far stands
            return False
        if answer.bound is not None and (self._tightest is None or shared.least_regret(answer.bound) > self.bound):
            self.bound, self._tightest = max(self.bound, shared.least_regret(answer.bound)), shared
        if answer.plan is None or any(plan.plan == answer.plan for plan in self._known):
            return False
        self._add(answer.plan)
        return True

    def _add(self, plan: Plan) -> None:
        found = weighed("least", "least", plan, self._voices)
        self._known.append(found)
        if found.worst < self.least.worst:
            self.least = found

    def _list(self, shared: Shared) -> None:
        """Every plan that could have a smaller largest regret, or as many as can be; the rest has a bound."""
        listed = near(self._study, shared.problem, shared.floor(self.least.worst), MOST_LISTED)
        for _, plan in listed.plans:
            self._add(plan)
        if listed.complete:
            self.bound = self.least.worst
        elif listed.rest is not None:
            self.bound = max(self.bound, shared.least_regret(listed.rest))


__all__ = ["Regret", "Voice", "Weighed", "least_regret"]
