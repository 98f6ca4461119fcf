"""Points and broken rules as they may be told: those that would give away a hidden size are hidden too."""

from __future__ import annotations

from fractions import Fraction

from regroup.evaluation import Evaluation, TermScore
from regroup.paper.base import Cell
from regroup.paper.told import HIDDEN_CELL, Told
from regroup.report.figures import points
from regroup.report.status import status_words
from regroup.result import Status
from regroup.rules import Breach
from regroup.terms.moves import Moves

COUNT_SHARES_OF_AREAS = {"company_limit"}
"""Rules whose words tell of sums that stand in no table."""


def score(told: Told, evaluation: Evaluation, one: TermScore) -> Cell:
    """The points of a term; hidden where it counts sizes that are not all told."""
    return HIDDEN_CELL if _hidden(told, evaluation, one) else Cell(points(one.points, told.language), one.points)


def summed(told: Told, evaluation: Evaluation) -> Cell:
    """The points of a plan; hidden where those of a term are."""
    return HIDDEN_CELL if not _open(told, evaluation) else told.points(evaluation.points)


def below(told: Told, evaluation: Evaluation, best: Fraction) -> Cell:
    """How many points fewer than the plan; hidden where either's are."""
    plan = told.result.plan
    known = _open(told, evaluation) and (plan is None or _open(told, plan.evaluation))
    return told.points(best - evaluation.points) if known else HIDDEN_CELL


def status(told: Told) -> str:
    """What was found, without points where they are hidden."""
    result = told.result
    if result.plan is None or _open(told, result.plan.evaluation):
        return status_words(result, told.language)
    return told.say(f"summary.hidden_{'best' if result.status is Status.BEST else 'good'}")


def broken(told: Told, evaluation: Evaluation, breach: Breach) -> str:
    """What is broken; only which rule where the words tell of a size that is hidden."""
    if not _tells(told, evaluation, breach):
        return breach.words[told.language]
    titles = [stated.rule.title for stated in told.result.problem.rules if stated.rule.id == breach.rule]
    return titles[0][told.language] if titles else HIDDEN_CELL.text


def _tells(told: Told, evaluation: Evaluation, breach: Breach) -> bool:
    if breach.rule in COUNT_SHARES_OF_AREAS:
        return told.hidden
    members = [evaluation.placement.members(area) for area in breach.areas]
    return breach.rule == "area_size" and any(told.hides(measure, members) for measure in told.scenario.measures)


def _open(told: Told, evaluation: Evaluation) -> bool:
    return not any(_hidden(told, evaluation, one) for one in evaluation.terms)


def _hidden(told: Told, evaluation: Evaluation, one: TermScore) -> bool:
    """A term that counts sizes rests on the sum of those that move, or on that of every area."""
    if not hasattr(one.term, "measure"):
        return False
    placement = evaluation.placement
    moved = evaluation.plan.moves_from(told.scenario.today())
    groups = [moved] if isinstance(one.term, Moves) else [placement.members(area) for area in placement.measured]
    return told.hides(one.term.measure or told.scenario.measure, groups)
