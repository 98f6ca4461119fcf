"""What `regroup alternatives` prints: how many plans are near, what they agree on, and where the choice is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console

from regroup.read import changes_of
from regroup.report.figures import points
from regroup.report.matrix import print_matrix
from regroup.report.page import bullet, heading, line, table
from regroup.report.status import STYLES, print_overrides
from regroup.text import listing, number, percent, say

if TYPE_CHECKING:
    from regroup.alternatives import Alternative, Alternatives, Settled

SHOWN = 15
"""Plans in the tables; all of them are in the object."""


def print_alternatives(console: Console, found: Alternatives, language: str) -> None:
    """The whole report: first what a planner can act on, then the plans themselves."""
    _print_head(console, found, language)
    if len(found.plans) > 1 and found.settled:
        _print_settled(console, found, found.settled, language)
        print_matrix(console, found.problem.scenario, found.settled, language)
        _print_different(console, found, language)
        _print_plans(console, found, language)
        _print_terms(console, found, language)
    if found.plans:
        console.print()
        line(console, say("alternatives.remark", language), style="dim")


def _print_head(console: Console, found: Alternatives, language: str) -> None:
    problem, best = found.problem, found.near.best
    title = problem.model.title.in_language(language)
    values = {"scenario": problem.scenario.name, "model": problem.model.name, "title": title}
    line(console, say("alternatives.title", language, **values))
    print_overrides(console, changes_of(problem.model), language)
    console.print()
    figures = {"points": _points(best.points, language), "bound": _points(best.bound, language)}
    line(console, say(f"alternatives.status.{best.status}", language, **figures), style=STYLES[best.status])
    if best.points is not None:
        line(console, _how_many(found, best.points, language))
    equal = sum(not plan.difference for plan in found.plans)
    if equal > 1:
        line(console, say("alternatives.equal", language, count=number(equal, language)))
    if found.interrupted:
        line(console, say("alternatives.interrupted", language))


def _how_many(found: Alternatives, best: Fraction, language: str) -> str:
    """How many plans are near, how near, and whether these are all."""
    near, within = found.near, found.within
    shown = number(found.within.points(best), language, 2)
    if within.relative:
        shown = say("alternatives.relative", language, points=shown, share=percent(within.value, language, 1))
    key = ("all" if near.complete else "some") + ("_one" if len(found.plans) == 1 else "")
    return say(
        f"alternatives.count.{key}",
        language,
        count=number(len(found.plans), language),
        within=shown,
        floor=_points(near.floor, language),
        rest=_points(near.rest, language),
    )


def _print_settled(console: Console, found: Alternatives, settled: Settled, language: str) -> None:
    """The units that are together whatever is chosen, and those whose place is the choice."""
    scenario = found.problem.scenario
    heading(console, say("alternatives.settled.heading", language), say("alternatives.settled.remark", language))
    pairs = {"always": settled.always, "never": settled.never, "sometimes": settled.sometimes}
    counts = {name: number(count, language) for name, count in pairs.items()}
    line(console, say("alternatives.settled.pairs", language, **counts))
    if settled.groups:
        line(console, say("alternatives.settled.together", language))
    for group in settled.groups:
        bullet(console, listing([scenario.unit_of[unit].name for unit in group], language), style="")
    if settled.deciding and settled.firm:
        names = listing([scenario.unit_of[unit].name for unit in settled.firm], language)
        line(console, say("alternatives.settled.firm", language, units=names))
    if not settled.deciding:
        line(console, say("alternatives.settled.no_choice", language))
        return
    heading(console, say("alternatives.deciding.heading", language), say("alternatives.deciding.remark", language))
    made = table(*(say(f"alternatives.deciding.{word}", language) for word in ("unit", "places")))
    for unit, places in settled.deciding.items():
        shares = [f"{scenario.area_names[area]} {_share(share, language)}" for area, share in places.items()]
        made.add_row(scenario.unit_of[unit].name, " · ".join(shares))
    console.print(made)


def _print_different(console: Console, found: Alternatives, language: str) -> None:
    """The plans that differ most: what moves, what is better for it and what is worse."""
    if not found.different:
        return
    heading(console, say("alternatives.different.heading", language), say("alternatives.different.remark", language))
    pairs = len(found.problem.scenario.units) * (len(found.problem.scenario.units) - 1) // 2
    for place, other in found.different:
        plan = found.plans[place]
        values = {"plan": place + 1, "pairs": number(other, language), "of": number(pairs, language)}
        words = say("alternatives.different.plan", language, difference=_signed(plan.difference, language), **values)
        bullet(console, words, "\n".join([*_moves(found, plan), *_better_and_worse(found, plan, language)]))


def _better_and_worse(found: Alternatives, plan: Alternative, language: str) -> Iterable[str]:
    for key, sign in (("better", 1), ("worse", -1)):
        terms = [
            f"{term.title[language]} {_signed(value, language)}"
            for term, value in zip(found.problem.terms, plan.by_term, strict=True)
            if value * sign > 0
        ]
        yield (
            say(f"alternatives.different.{key}", language, terms=", ".join(terms))
            if terms
            else say(f"alternatives.different.nothing_{key}", language)
        )


def _print_plans(console: Console, found: Alternatives, language: str) -> None:
    """The plans with the units that are elsewhere than in the best one."""
    heading(console, say("alternatives.plans.heading", language), say("alternatives.plans.remark", language))
    words = [say(f"alternatives.plans.{word}", language) for word in ("number", "points", "difference", "moves")]
    made = table(*words, numbers=(0, 1, 2))
    for place, plan in enumerate(found.plans[:SHOWN]):
        moves = "; ".join(_moves(found, plan)) or say(f"alternatives.plans.{'same' if place else 'best'}", language)
        figures = (_points(plan.evaluation.points, language), _signed(plan.difference, language))
        made.add_row(str(place + 1), *figures, moves)
    console.print(made)
    if len(found.plans) > SHOWN:
        line(console, say("alternatives.plans.more", language, count=number(len(found.plans) - SHOWN, language)))


def _print_terms(console: Console, found: Alternatives, language: str) -> None:
    """Where the points of each plan differ from the best, term by term; terms that never differ are left out."""
    shown = found.plans[:SHOWN]
    terms = [at for at in range(len(found.problem.terms)) if any(plan.by_term[at] for plan in shown)]
    if not terms:
        return
    heading(console, say("alternatives.terms.heading", language), say("alternatives.terms.remark", language))
    titles = [found.problem.terms[at].title[language] for at in terms]
    made = table(say("alternatives.plans.number", language), *titles, numbers=tuple(range(len(terms) + 1)))
    for column in made.columns[1:]:
        column.no_wrap = False
    for place, plan in enumerate(shown):
        made.add_row(str(place + 1), *(_signed(plan.by_term[at], language) for at in terms))
    console.print(made)


def _moves(found: Alternatives, plan: Alternative) -> Sequence[str]:
    """``A, B: Here → There`` for each way that units go, against the best plan."""
    scenario, best = found.problem.scenario, found.plans[0].evaluation.plan
    ways = {unit: (best[unit], plan.evaluation.plan[unit]) for unit in plan.moves}
    ordered = groupby(sorted(ways, key=lambda unit: ways[unit]), key=lambda unit: ways[unit])
    return [
        f"{', '.join(scenario.unit_of[unit].name for unit in units)}: "
        f"{scenario.area_names[before]} → {scenario.area_names[after]}"
        for (before, after), units in ordered
    ]


def _points(value: Fraction | None, language: str) -> str:
    return "–" if value is None else points(value, language)


def _signed(value: Fraction, language: str) -> str:
    return ("+" if value > 0 else "") + number(value, language, 2)


def _share(share: Fraction, language: str) -> str:
    """A share of plans that is neither none nor all, and never printed as either."""
    whole = min(max(round(share * 100), 1), 99)
    return percent(Fraction(whole, 100), language)
