"""Overturn: for each number that the plan rests on, the smallest change of it alone that makes another plan better.

Strengths, weights and criteria: exact (`lines`). Limits in rules: exact (`loosened`), but to a hundredth of a
percentage point for limits on company. Sizes and the edges of the size band: the first found on a grid (`grid`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from regroup.evaluation import evaluate
from regroup.matched import matched
from regroup.overturn.base import FACTS, Figure, Kind, Overturn, Search, Turn
from regroup.overturn.figures import figures_of
from regroup.overturn.grid import GridSearch
from regroup.overturn.limits import Limit, limits_of
from regroup.overturn.lines import LineSearch
from regroup.overturn.loosened import LooserSearch, tightened
from regroup.overturn.ranking import Flip, flips
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.study import Answer, Steps, Study

Pair = tuple[Search | None, Search | None]
"""The searches downwards and upwards; None where it is known without asking."""


def overturned(
    study: Study, problem: Problem, plan: Plan, figures: Iterable[Figure], steps: Steps | None = None
) -> tuple[Overturn, ...]:
    """For each number, where it overturns the plan; the smallest part of a range first, those that never do last.

    Args:
        plan: the best plan of the problem; it keeps all rules.
    """
    figures = tuple(figures)
    pairs = [_searches(figure, problem, plan) for figure in figures]
    _ask(study, [search for pair in pairs for search in pair if search], steps)
    found = [_found(figure, pair, problem, plan) for figure, pair in zip(figures, pairs, strict=True)]
    return tuple(sorted(found, key=_order))


def _order(found: Overturn) -> tuple[bool, object]:
    nearest = found.nearest
    return (nearest is None, found.part(nearest) if nearest else 0)


def _searches(figure: Figure, problem: Problem, plan: Plan) -> Pair:
    if figure.method == "grid":
        return GridSearch(figure, plan, figure.low), GridSearch(figure, plan, figure.high)
    if figure.method == "limit":
        limit = _limit(figure, problem)
        looser = LooserSearch(figure, limit, problem, plan)
        return (looser, None) if limit.loosens < 0 else (None, looser)
    down, up = LineSearch(figure, plan, figure.low), LineSearch(figure, plan, figure.high)
    if figure.method == "single":
        return (down, None) if _counts(figure, problem, plan) else (None, up)
    return down, up


def _counts(figure: Figure, problem: Problem, plan: Plan) -> bool:
    """Whether the plan keeps the pair, or meets the affinity: then more of it can only help the plan."""
    at = int(figure.key[0])
    if figure.kind == "strength":
        return plan.together(*problem.scenario.synergies[at].between)
    affinity = problem.scenario.affinities[at]
    return plan.get(affinity.unit) == affinity.area


def _limit(figure: Figure, problem: Problem) -> Limit:
    rule = problem.rules[int(figure.key[0])].rule
    return next(limit for limit in limits_of(rule) if limit.name == figure.key[1])


def _ask(study: Study, searches: Sequence[Search], steps: Steps | None) -> None:
    """Rounds of questions, all searches side by side, until none has more, or a person ends it."""
    while not study.interrupted:
        asking = [(search, search.questions()) for search in searches]
        asking = [(search, questions) for search, questions in asking if questions]
        if not asking:
            return
        answers = list(study.ask_all([problem for _, questions in asking for problem in questions], steps))
        _share(asking, [answer for _, answer in answers])


def _share(asking: Sequence[tuple[Search, list[Problem]]], answers: list[Answer]) -> None:
    """To each search its answers; those that a person's Ctrl-C left without all of theirs get none."""
    at = 0
    for search, questions in asking:
        if at + len(questions) <= len(answers):
            search.take(answers[at : at + len(questions)])
        at += len(questions)


def _found(figure: Figure, pair: Pair, problem: Problem, plan: Plan) -> Overturn:
    down, up = (search.turn if search else None for search in pair)
    unknown = tuple(way for way, search in zip(("down", "up"), pair, strict=True) if search and not search.known)
    if figure.method == "limit":
        breaks = tightened(figure, _limit(figure, problem), problem, plan)
        down, up = (down, breaks) if pair[0] else (breaks, up)
    return Overturn(figure, _renamed(down, figure, problem, plan), _renamed(up, figure, problem, plan), unknown)


def _renamed(turn: Turn | None, figure: Figure, problem: Problem, plan: Plan) -> Turn | None:
    """The rival with areas that are alike named by what they hold, where the number does not tell them apart."""
    if turn is None or turn.rival is None:
        return turn
    rival = matched(problem, turn.rival, plan)
    same = all(
        _judged(figure.at(value), rival) == _judged(figure.at(value), turn.rival)
        for value in (figure.value, turn.value, figure.low, figure.high)
    )
    return replace(turn, rival=rival) if same else turn


def _judged(problem: Problem, plan: Plan) -> tuple[bool, Fraction]:
    seen = evaluate(problem, plan)
    return seen.allowed, seen.points


__all__ = ["FACTS", "Figure", "Flip", "Kind", "Overturn", "Turn", "figures_of", "flips", "overturned"]
