"""A trade-off curve on the terminal: how sure it is, its plans, where today and the proposals stand, and a picture."""

from __future__ import annotations

from fractions import Fraction

from rich.console import Console
from rich.text import Text

from regroup.frontier import Frontier, Placed, Stop
from regroup.frontier.axes import Axis
from regroup.frontier.document import name_of
from regroup.read import changes_of
from regroup.report.figures import points
from regroup.report.frontier_steps import print_steps
from regroup.report.page import bullet, heading, line, table
from regroup.report.scatter import Labels, Mark, scatter
from regroup.report.status import print_overrides
from regroup.text import number, say

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BEYOND = "*"


def print_frontier(console: Console, found: Frontier, language: str) -> None:
    """The whole report."""
    problem = found.problem
    title = problem.model.title.in_language(language)
    line(console, say("report.title", language, scenario=problem.scenario.name, model=problem.model.name, title=title))
    print_overrides(console, changes_of(problem.model), language)
    words = {side: say(f"frontier.word.{axis.id}", language) for side, axis in _sides(found).items()}
    heading(console, say("frontier.heading", language, **words))
    _print_status(console, found, words, language)
    if found.stops:
        _print_stops(console, found, language)
        _print_placed(console, found, language)
        if len(found.stops) + len(found.placed) > 1:
            _print_picture(console, found, language)
        print_steps(console, found, [plan_name(at) for at in range(len(found.stops))], language)


def plan_name(at: int) -> str:
    """A letter for each plan; a number after those have been used."""
    return LETTERS[at] if at < len(LETTERS) else f"{BEYOND}{at + 1}"


def figure(axis: Axis, value: Fraction, language: str) -> str:
    """A figure on an axis with its unit."""
    plain = points(value, language) if axis.id == "points" else number(value, language)
    return say(f"frontier.figure.{axis.id}", language, number=plain)


def _sides(found: Frontier) -> dict[str, Axis]:
    return {"across": found.across, "up": found.up}


def _print_status(console: Console, found: Frontier, words: dict[str, str], language: str) -> None:
    for status in _status(found, words, language):
        line(console, status, style="bold")
    for axis in (found.across, found.up):
        unit = found.problem.scenario.measures[found.problem.scenario.measure].unit
        line(console, say(f"frontier.explain.{axis.id}", language, unit=unit))
    if found.freed:
        line(console, say("frontier.freed", language))
    if found.leader_cost:
        line(console, say("frontier.leader", language, cost=points(found.leader_cost, language)))
    if found.stops:
        only = len(found.stops) == 1 and found.whole
        line(console, say(f"frontier.{'one_only' if only else 'values'}", language))


def _status(found: Frontier, words: dict[str, str], language: str) -> list[str]:
    """How sure the curve is, sentence by sentence."""
    said = [say("frontier.status.interrupted", language)] if found.interrupted else []
    if not found.stops:
        return [*said, say(f"frontier.status.{'impossible' if found.impossible else 'unknown'}", language)]
    proven = sum(stop.proven for stop in found.stops)
    by_number = found.across.id == "areas"
    key = ("proven_count" if by_number else "proven") if found.proven else "partly"
    said.append(say(f"frontier.status.{key}", language, **words, proven=proven, count=len(found.stops)))
    if not by_number:
        said.append(say(f"frontier.status.{'whole' if found.whole else 'open'}", language))
    if found.impossible:
        said.append(_impossible(found, language))
    return said


def _impossible(found: Frontier, language: str) -> str:
    if found.across.id == "areas":
        return say(
            "frontier.status.no_count", language, counts=", ".join(number(x, language) for x in found.impossible)
        )
    return say("frontier.status.no_width", language, width=figure(found.across, max(found.impossible), language))


def _print_stops(console: Console, found: Frontier, language: str) -> None:
    axes = [say(f"frontier.axis.{axis.id}", language) for axis in (found.across, found.up)]
    gross = [say("frontier.table.before_leaders", language)] if found.leader_cost else []
    rest = [say(f"frontier.table.{key}", language) for key in ("sure", "between")]
    rest = rest if found.across.id != "areas" else rest[:1]
    numbers = tuple(range(1, 3 + len(gross)))
    made = table(say("frontier.table.plan", language), *axes, *gross, *rest, numbers=numbers)
    for at, stop in enumerate(found.stops):
        cells = [figure(found.across, stop.x, language), figure(found.up, stop.y, language)]
        if gross:
            used = len(set(stop.plan.values()) & {area.id for area in found.problem.scenario.line_areas})
            cells.append(figure(found.up, stop.y + found.up.sign * found.leader_cost * used, language))
        known = [_sure(found, stop, language), _between(stop, at, language)][: len(rest)]
        made.add_row(Text(plan_name(at), style="bold"), *cells, *known)
    console.print()
    console.print(made)


def _sure(found: Frontier, stop: Stop, language: str) -> str:
    if stop.proven:
        sure = say("frontier.sure.proven", language)
    elif stop.bound is None:
        sure = say("frontier.sure.unknown", language)
    else:
        key = "at_most" if found.up.sign > 0 else "at_least"
        sure = say(f"frontier.sure.{key}", language, bound=figure(found.up, stop.bound, language))
    if stop.beaten_by is None:
        return sure
    return say("frontier.sure.beaten", language, sure=sure, plan=plan_name(stop.beaten_by))


def _between(stop: Stop, at: int, language: str) -> str:
    if not at:
        return ""
    if not stop.open:
        return say("frontier.between.none", language)
    if stop.slack is None:
        return say("frontier.between.open", language)
    key = "slack" if stop.slack else "line"
    return say(f"frontier.between.{key}", language, slack=points(stop.slack, language))


def _print_placed(console: Console, found: Frontier, language: str) -> None:
    if not found.placed:
        return
    heading(console, say("frontier.placed.heading", language))
    axes = [say(f"frontier.axis.{axis.id}", language) for axis in (found.across, found.up)]
    mark, name, broken = (say(f"frontier.placed.{key}", language) for key in ("mark", "name", "broken"))
    made = table(mark, name, *axes, broken, numbers=(2, 3, 4))
    for at, one in enumerate(found.placed):
        figures = [figure(found.across, one.x, language), figure(found.up, one.y, language)]
        broken = number(len(one.evaluation.breaches), language)
        made.add_row(_mark(at), name_of(found, one.id, language), *figures, broken)
    console.print(made)
    line(console, say("frontier.placed.compared", language))
    for at, one in enumerate(found.placed):
        bullet(console, _verdict(found, one, language), mark=_mark(at), style="")


def _mark(at: int) -> str:
    return str(at + 1) if at < 9 else BEYOND


def _verdict(found: Frontier, one: Placed, language: str) -> str:
    if not one.complete:
        return say("frontier.placed.incomplete", language)
    if one.beaten_by is not None:
        stop = found.stops[one.beaten_by]
        x, y = figure(found.across, stop.x, language), figure(found.up, stop.y, language)
        across, up = (say(f"frontier.word.{axis.id}", language) for axis in (found.across, found.up))
        name = plan_name(one.beaten_by)
        return say("frontier.placed.beaten", language, plan=name, across=f"{across} {x}", up=f"{up} {y}")
    if one.evaluation.breaches:
        return say("frontier.placed.breaking", language)
    exact = any((stop.x, stop.y) == (one.x, one.y) and stop.proven for stop in found.stops)
    return say(f"frontier.placed.{'on_curve' if exact else 'unbeaten'}", language)


def _print_picture(console: Console, found: Frontier, language: str) -> None:
    marks = [Mark(plan_name(at)[0], stop.x, stop.y) for at, stop in enumerate(found.stops)]
    marks += [Mark(_mark(at), one.x, one.y) for at, one in enumerate(found.placed)]
    spots = [(stop.x, stop.y) for stop in found.stops] if found.across.id != "areas" else []
    heading(console, say("frontier.picture.heading", language), say("frontier.picture.remark", language))
    vertical = say(f"frontier.picture.{'up' if found.up.sign > 0 else 'down'}", language)
    horizontal = say(f"frontier.picture.{'right' if found.across.sign > 0 else 'left'}", language)
    line(console, say("frontier.picture.both_better", language, vertical=vertical, horizontal=horizontal))
    console.print()
    for row in scatter(marks, spots, _labels(found, marks, language), console.width):
        console.print(Text(row), no_wrap=True)


def _labels(found: Frontier, marks: list[Mark], language: str) -> Labels:
    xs, ys = [mark.x for mark in marks], [mark.y for mark in marks]
    return Labels(
        left=figure(found.across, min(xs), language),
        right=figure(found.across, max(xs), language),
        bottom=figure(found.up, min(ys), language),
        top=figure(found.up, max(ys), language),
        across=say(f"frontier.axis.{found.across.id}", language),
        up=say(f"frontier.axis.{found.up.id}", language),
    )
