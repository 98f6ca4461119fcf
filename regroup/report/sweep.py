"""How far a sweep is, and which plans it found, on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from rich.console import Console
from rich.text import Text

from regroup.read.lines import visible
from regroup.report.page import bullet, heading, line, table
from regroup.sweep.axis import DRAW
from regroup.sweep.base import State, Value
from regroup.sweep.chosen import Chosen
from regroup.sweep.naming import moved, plan_names
from regroup.sweep.status import Status
from regroup.sweep.summary import Occurring, Plan, Region, Summary
from regroup.text import number, percent, say

Naming = Callable[[str], str]
"""From the key of an axis to what it is called."""
MOST_PLANS, MOST_PAIRS, MOST_MOVED, MOST_VALUES, MOST_REASONS = 12, 12, 4, 6, 10


def print_status(console: Console, chosen: Chosen, status: Status, language: str) -> None:
    """Runs by how they ended, reasons, and whether it goes on."""
    shown = {"done": len(chosen.runs) - status.missing, "runs": len(chosen.runs)}
    counts = {name: number(count, language) for name, count in shown.items()}
    heading(console, say("sweep.status.heading", language, name=sweep_name(chosen.name, language), **counts))
    _print_states(console, status.states, status.missing, language)
    _print_reasons(console, status.reasons, language)
    console.print()
    if status.process is not None:
        rate = number(Fraction(status.rate or 0).limit_denominator(1000), language)
        line(console, say("sweep.status.running", language, process=status.process, rate=rate))
    else:
        line(console, say("sweep.status.idle", language))
        if status.missing:
            line(console, say("sweep.status.again", language))


def print_summary(console: Console, summary: Summary, language: str) -> None:
    """States, plans with their regions, axes, and pairs."""
    runs = number(len(summary.at), language)
    heading(console, say("sweep.summary.heading", language, name=sweep_name(summary.name, language), runs=runs))
    _print_states(console, summary.states, summary.missing, language)
    _print_reasons(console, summary.reasons, language)
    if not summary.plans:
        line(console, say("sweep.summary.no_plans", language))
        return
    _print_plans(console, summary, language)
    _print_turning(console, summary, language)
    _print_pairs(console, summary, language)
    console.print()
    line(console, say("sweep.summary.values", language))


def sweep_name(name: str | None, language: str) -> str:
    """The name of a sweep, or words for a whole store."""
    return say("sweep.all_runs", language) if name is None else f"«{visible(name)}»"


def shown(value: Value, language: str) -> str:
    """A value of an axis, safe to print; numbers as the language writes them."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return visible(str(value).lower() if isinstance(value, bool) else value)
    return number(Fraction(str(value)), language, 6)


def differing(plan: Plan, first: Plan, language: str, unit: Naming = visible, area: Naming = visible) -> str:
    """Where a plan's units are that the first plan has elsewhere; ``unit`` and ``area`` call them by name."""
    if plan == first:
        return say("sweep.summary.first", language)
    if plan.keys() != first.keys():
        return say("sweep.summary.different_units", language)
    there = moved(plan, first)
    if len(there) > MOST_MOVED:
        return say("sweep.summary.moved_many", language, count=len(there))
    nowhere = say("sweep.summary.nowhere", language)
    words = [say("sweep.summary.moved", language, unit=unit(u), area=area(a) if a else nowhere) for u, a in there]
    return ", ".join(words)


def short(axis: str) -> str:
    """An axis without the kind of file it is in: ``terms.synergy.weight``."""
    return visible(axis.removeprefix("model.").removeprefix("scenario."))


def where(one: Occurring, language: str, named: Naming = short) -> str:
    """The values at which a plan is best, of the axes on which it is not best everywhere; ``named`` calls an axis."""
    parts = [_region(region, language, named) for region in one.regions if not region.everywhere]
    return "; ".join(parts) or say("sweep.summary.everywhere", language)


def _region(region: Region, language: str, named: Naming) -> str:
    values, axis = region.values, named(region.axis)
    if region.axis == DRAW:  # the number of a draw says nothing
        many = "draws" if len(values) > 1 else "draw"
        return say(f"sweep.summary.{many}", language, count=number(len(values), language))
    if region.unbroken and len(values) > 2:
        ends = {"low": shown(values[0], language), "high": shown(values[-1], language)}
        return say("sweep.summary.range", language, axis=axis, **ends)
    listed = " ".join(shown(value, language) for value in values[:MOST_VALUES])
    key = "values_of" if len(values) <= MOST_VALUES else "values_more"
    return say(f"sweep.summary.{key}", language, axis=axis, values=listed)


def _print_states(console: Console, states: dict[str, int], missing: int, language: str) -> None:
    for state, count in [*states.items(), ("missing", missing)]:
        if count:
            line(console, f"{number(count, language)} {say(f'sweep.state.{state}', language)}", indent=2)


def _print_reasons(console: Console, reasons: Iterable[tuple[State, str, int]], language: str) -> None:
    told = list(reasons)
    if not told:
        return
    heading(console, say("sweep.status.reasons", language))
    for state, reason, count in told[:MOST_REASONS]:
        words = visible(reason[:300]) or say(f"sweep.state.{state}", language)
        bullet(console, f"{number(count, language)} × {words}", style="")


def _print_plans(console: Console, summary: Summary, language: str) -> None:
    heading(console, say("sweep.summary.plans", language), say("sweep.summary.plans_remark", language))
    keys = ("plan", "runs", "share", "alone", "where", "differs")
    made = table(*(say(f"sweep.summary.{key}", language) for key in keys), numbers=(1, 2, 3))
    for name, one in list(zip(plan_names(summary), summary.plans, strict=True))[:MOST_PLANS]:
        shares = [percent(share, language) for share in (one.share, one.alone)]
        words = [where(one, language), differing(one.plan, summary.plans[0].plan, language)]
        made.add_row(Text(name, style="bold"), number(one.runs, language), *shares, *words)
    console.print(made)
    if len(summary.plans) > MOST_PLANS:
        line(console, say("sweep.summary.more_plans", language, count=len(summary.plans) - MOST_PLANS))


def _print_turning(console: Console, summary: Summary, language: str) -> None:
    heading(console, say("sweep.summary.turning", language), say("sweep.summary.turning_remark", language))
    keys = ("axis", "compared", "changed", "share")
    made = table(*(say(f"sweep.summary.{key}", language) for key in keys), numbers=(1, 2, 3))
    for one in summary.turning:
        share = say("sweep.summary.no_neighbours", language) if one.share is None else percent(one.share, language)
        axes = " + ".join(short(axis) for axis in one.axes)
        made.add_row(axes, number(one.compared, language), number(one.changed, language), share)
    console.print(made)


def _print_pairs(console: Console, summary: Summary, language: str) -> None:
    pairs = summary.pairs
    if pairs is None:
        console.print()
        line(console, say("sweep.summary.different_units", language))
        return
    heading(console, say("sweep.summary.always", language))
    for group in pairs.always:
        bullet(console, ", ".join(map(visible, group)), style="")
    if not pairs.always:
        line(console, say("sweep.summary.none", language), indent=2)
    count, every = len(pairs.never), len(pairs.units) * (len(pairs.units) - 1) // 2
    words = {"count": number(count, language), "pairs": number(every, language)}
    heading(console, say("sweep.summary.never", language, **words))
    told = [f"{visible(one)} – {visible(other)}" for one, other in pairs.never[:MOST_PAIRS]]
    line(console, "; ".join(told) or say("sweep.summary.none", language), indent=2)
    if count > MOST_PAIRS:
        line(console, say("sweep.summary.never_more", language, count=count - MOST_PAIRS), indent=2)
