"""How robust a plan is, on the terminal: in short first, then draws, numbers and stakeholders."""

from __future__ import annotations

from fractions import Fraction

from rich.console import Console

from regroup.draws import Draws
from regroup.overturn import Overturn
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.read import changes_of
from regroup.report.figures import points
from regroup.report.page import bullet, heading, line, table
from regroup.report.robust_numbers import label, moves, print_numbers, shown, then, turns
from regroup.report.robust_voices import print_voices, voices_in_short
from regroup.report.status import print_overrides
from regroup.robust import Robustness
from regroup.text import number, percent, say

MOST_OTHERS = 5


def print_robust(console: Console, found: Robustness, language: str) -> None:
    """The whole report."""
    problem = found.problem
    values = {"scenario": problem.scenario.name, "model": problem.model.name}
    line(console, say("robust.title", language, title=problem.model.title.in_language(language), **values))
    print_overrides(console, changes_of(problem.model), language)
    console.print()
    line(console, _status(found, language), style="bold")
    if found.best.plan is None:
        return
    for words in _in_short(found, language):
        bullet(console, words, style="")
    line(console, say("robust.not_an_answer", language))
    if found.draws:
        _print_draws(console, found.draws, problem, found.best.plan, language)
    print_numbers(console, found, language)
    if found.regret:
        print_voices(console, found.regret, problem, found.best.plan, language)


def _status(found: Robustness, language: str) -> str:
    best = found.best
    words = say("robust.interrupted", language) + " " if found.interrupted else ""
    figures = {
        name: points(v, language) for name, v in (("points", best.points), ("bound", best.bound)) if v is not None
    }
    key = str(best.status) if best.bound is not None or best.plan is None else "good_without_bound"
    return words + say(f"robust.status.{key}", language, **figures)


def _in_short(found: Robustness, language: str) -> list[str]:
    """One sentence for each way of looking."""
    said = []
    if found.draws:
        said.append(_draws_in_short(found.draws, language))
    if found.overturns:
        said += [_nearest(found, name, language) for name in ("facts", "values")]
    if found.regret:
        said.append(voices_in_short(found.regret, language))
    return said


def _nearest(found: Robustness, name: str, language: str) -> str:
    overturns: tuple[Overturn, ...] = getattr(found, name)
    first = next((entry for entry in overturns if entry.nearest), None)
    if first is None or first.nearest is None or found.best.plan is None:
        unsettled = any(entry.unknown for entry in overturns)
        return say(f"robust.{name}.{'unsettled' if unsettled else 'none'}", language)
    return say(
        f"robust.{name}.first",
        language,
        what=label(first.figure, found.problem, language),
        now=shown(first.figure, first.figure.value, language),
        turns=turns(first, language),
        then=then(first.nearest, found.problem, found.best.plan, language),
    )


def _draws_in_short(draws: Draws, language: str) -> str:
    if draws.share is None or draws.error is None:
        return say("robust.draws.nothing", language)
    figures = {"share": percent(draws.share, language), "count": number(draws.decided, language)}
    low, high = (percent(end, language, 1) for end in draws.error)
    return say("robust.draws.short", language, low=low, high=high, **figures)


def _print_draws(console: Console, draws: Draws, problem: Problem, plan: Plan, language: str) -> None:
    heading(console, say("robust.draws.heading", language), _how(draws, language))
    for key in ("broken", "impossible", "undecided"):
        if count := getattr(draws, key):
            line(console, say(f"robust.draws.{key}", language, count=count))
    _print_places(console, draws, problem, plan, language)
    if draws.others:
        line(console, say("robust.draws.others", language, count=len(draws.others)))
    for other, times in draws.others[:MOST_OTHERS]:
        bullet(console, say("robust.draws.other", language, times=times, moves=moves(other, plan, problem)), style="")


def _how(draws: Draws, language: str) -> str:
    key = {0: "how_none", 1: "how_one"}.get(draws.sizes, "how")
    words = say(f"robust.draws.{key}", language, sizes=draws.sizes, seed=draws.seed)
    return f"{words} {say('robust.draws.' + ('strengths' if draws.strengths else 'no_strengths'), language)}"


def _print_places(console: Console, draws: Draws, problem: Problem, plan: Plan, language: str) -> None:
    """Units that do not always stand where the plan has them."""
    scenario = problem.scenario
    moving = [unit for unit, places in draws.places.items() if set(places) - {plan[unit]}]
    if not moving:
        line(console, say("robust.draws.none_move", language))
        return
    made = table(*(say(f"robust.draws.{word}", language) for word in ("unit", "place", "stays", "else")), numbers=(2,))
    for unit in moving:
        places = draws.places[unit]
        elsewhere = sorted(((times, area) for area, times in places.items() if area != plan[unit]), reverse=True)
        words = [f"{scenario.area_names[area]} {_share(times, draws, language)}" for times, area in elsewhere]
        here = _share(places.get(plan[unit], 0), draws, language)
        made.add_row(scenario.unit_of[unit].name, scenario.area_names[plan[unit]], here, "\n".join(words))
    console.print(made)
    if rest := len(plan) - len(moving):
        key = "rest_one" if rest == 1 else "rest_stays"
        line(console, say(f"robust.draws.{key}", language, **({} if rest == 1 else {"count": rest})))


def _share(times: int, draws: Draws, language: str) -> str:
    return percent(Fraction(times, draws.decided), language)
