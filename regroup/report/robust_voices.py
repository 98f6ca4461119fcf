"""Stakeholders: what each would choose, what each loses under the others' plans, and the plan in between."""

from __future__ import annotations

from rich.console import Console

from regroup.plan import Plan
from regroup.problem import Problem
from regroup.regret import Regret, Voice, Weighed
from regroup.report.figures import MARKS, points
from regroup.report.page import bullet, heading, line, table
from regroup.report.robust_numbers import moves
from regroup.text import percent, say


def print_voices(console: Console, regret: Regret, problem: Problem, plan: Plan, language: str) -> None:
    """Each one's plan, agreement, regrets and the least of the largest."""
    heading(console, say("robust.voices.heading", language), say("robust.voices.remark", language))
    for voice in regret.voices:
        assert voice.best.plan is not None  # noqa: S101 - only those with a plan have a voice
        words = _against(voice.best.plan, plan, problem, language)
        bullet(console, f"{voice.stakeholder.name}: {words}", voice.stakeholder.why)
    if any(voice.stakeholder.basis == "assumed" for voice in regret.voices):
        line(console, say("robust.voices.assumed", language), style="bold")
    _print_agreement(console, regret, language)
    _print_regrets(console, regret, problem, language)
    line(console, _least(regret, plan, problem, language), style="bold")
    line(console, say("robust.voices.values", language))


def voices_in_short(regret: Regret, language: str) -> str:
    """Whether they want the same plan; else how small the largest loss can be."""
    if regret.least.worst == 0:
        return say("robust.voices.short_agree", language, count=len(regret.voices))
    return say("robust.voices.short", language, worst=percent(regret.least.worst, language))


def _against(plan: Plan, model: Plan, problem: Problem, language: str) -> str:
    moved = moves(plan, model, problem)
    return say("robust.voices.other", language, moves=moved) if moved else say("robust.voices.same", language)


def _print_agreement(console: Console, regret: Regret, language: str) -> None:
    names = {voice.stakeholder.id: voice.stakeholder.name for voice in regret.voices}
    if not regret.agreement:
        return
    made = table(*(say(f"robust.voices.{word}", language) for word in ("one", "another", "alike")), numbers=(2,))
    for (one, other), share in regret.agreement.items():
        made.add_row(names[one], names[other], percent(share, language))
    console.print(made)


def _print_regrets(console: Console, regret: Regret, problem: Problem, language: str) -> None:
    line(console, say("robust.voices.regret", language))
    names = [voice.stakeholder.name for voice in regret.voices]
    words = [say(f"robust.voices.{word}", language) for word in ("plan", "worst")]
    made = table(words[0], *names, words[1], numbers=())
    for weighed in regret.weighed:
        losses = [_loss(weighed, voice, language) for voice in regret.voices]
        made.add_row(_name(weighed, regret, problem, language), *losses, percent(weighed.worst, language))
    console.print(made)
    if not all(weighed.allowed for weighed in regret.weighed):
        line(console, say("robust.voices.breaks", language, mark=MARKS["assumed"]))


def _loss(weighed: Weighed, voice: Voice, language: str) -> str:
    """Own points lost, and what share that is of the worst."""
    share = weighed.regrets[voice.stakeholder.id]
    return f"{points(share * voice.span, language)} ({percent(share, language)})"


def _name(weighed: Weighed, regret: Regret, problem: Problem, language: str) -> str:
    if weighed.kind == "stakeholder":
        names = {voice.stakeholder.id: voice.stakeholder.name for voice in regret.voices}
        return say("robust.voices.best_of", language, name=names[weighed.id])
    if weighed.kind == "proposal":
        name = next(proposal.name for proposal in problem.scenario.proposals if proposal.id == weighed.id)
        return name if weighed.allowed else name + MARKS["assumed"]
    return say(f"robust.voices.{weighed.kind}", language)


def _least(regret: Regret, plan: Plan, problem: Problem, language: str) -> str:
    words = _against(regret.least.plan, plan, problem, language)
    key = "least_proven" if regret.proven else "least_bound"
    figures = {"worst": percent(regret.least.worst, language, 1), "bound": percent(regret.bound, language, 1)}
    return say(f"robust.voices.{key}", language, which=words, **figures)
