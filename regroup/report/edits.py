"""What people have changed in a plan, and why: a sentence for each change; and what a refused change would break."""

from __future__ import annotations

from fractions import Fraction

from rich.console import Console

from regroup.edits import Edit, Move
from regroup.evaluation import Evaluation
from regroup.problem import Problem
from regroup.read.lines import visible
from regroup.report.figures import points
from regroup.report.page import line
from regroup.result import Result
from regroup.text import in_words, say


def edit_words(problem: Problem, edit: Edit, language: str) -> str:
    """One change in a sentence: who in what role, when, which units from where to where, and why."""
    moves = "; ".join(_move(problem, move, language) for move in edit.moves)
    who = say("edit.role", language, role=visible(edit.by)) if edit.by else ""
    return say("edit.told", language, who=who, date=in_words(edit.date, language), moves=moves, why=visible(edit.why))


def _move(problem: Problem, move: Move, language: str) -> str:
    names = problem.scenario.area_names
    unit = problem.scenario.unit_of[move.unit].name
    return say("edit.move", language, unit=unit, source=names[move.source], target=names[move.target])


def print_refused(console: Console, evaluation: Evaluation, language: str) -> None:
    """Why a change was not made: each rule that the plan would break, and what to do."""
    line(console, say("edit.refused", language), style="bold red")
    for breach in evaluation.breaches:
        line(console, breach.words[language], indent=2)
    line(console, say("edit.refused_remedy", language))


def cost_words(before: Result, after: Result, language: str) -> str:
    """How many points the newest change costs."""
    lost = (before.points or Fraction(0)) - (after.points or Fraction(0))
    key = "no_cost" if not lost else "cost" if lost > 0 else "gain"
    return say(f"edit.{key}", language, points=points(abs(lost), language))
