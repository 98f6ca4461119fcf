"""The numbers that can overturn the plan, in two tables: facts to check, and values to discuss."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console

from regroup.overturn import Figure, Flip, Overturn, Turn
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.report.figures import MARKS, NOTHING
from regroup.report.page import heading, line, table
from regroup.robust import Robustness
from regroup.text import listing, number, percent, say

MOST_ROWS = 15
MOST_MOVES = 3
MOST_NAMED = 20
DECIMALS = 2


def print_numbers(console: Console, found: Robustness, language: str) -> None:
    """Both tables, what each unit's place hangs on, and how the numbers were found."""
    if not found.overturns or found.best.plan is None:
        return
    for name, overturns in (("facts", found.facts), ("values", found.values)):
        _print_table(console, name, overturns, found.problem, found.best.plan, language)
    _print_units(console, found, language)
    print_ranking(console, found.flips, found.problem, language)
    line(console, say("robust.numbers.how", language), style="dim")


def _print_table(
    console: Console, name: str, overturns: Sequence[Overturn], problem: Problem, plan: Plan, language: str
) -> None:
    turning = [entry for entry in overturns if entry.nearest]
    heading(console, say(f"robust.{name}.heading", language), say(f"robust.{name}.remark", language))
    if turning:
        words = [say(f"robust.numbers.{word}", language) for word in ("what", "now", "turns", "part", "then")]
        made = table(*words, numbers=(1, 3))
        for entry in turning[:MOST_ROWS]:
            made.add_row(*_row(entry, problem, plan, language))
        console.print(made)
    if len(turning) > MOST_ROWS:
        line(console, say("robust.numbers.more", language, count=len(turning) - MOST_ROWS))
    _print_rest(console, overturns, problem, language)


def _print_rest(console: Console, overturns: Sequence[Overturn], problem: Problem, language: str) -> None:
    """The numbers that overturn nothing, and those that were not settled."""
    never = [entry for entry in overturns if not entry.nearest and not entry.unknown]
    unit_of = problem.scenario.unit_of
    sizes = [unit_of[str(entry.figure.key[0])].name for entry in never if entry.figure.kind == "size"]
    if len(sizes) > MOST_NAMED:
        line(console, say("robust.numbers.never_many_sizes", language, count=len(sizes)))
    elif sizes:
        line(console, say("robust.numbers.never_sizes", language, sizes=listing(sizes, language)))
    if len(never) > len(sizes):
        others = len(never) - len(sizes)
        line(console, say(f"robust.numbers.{'never_one' if others == 1 else 'never'}", language, count=others))
    unknown = [entry for entry in overturns if entry.unknown]
    if unknown:
        line(console, say("robust.numbers.unknown", language, count=len(unknown)))


def _row(entry: Overturn, problem: Problem, plan: Plan, language: str) -> list[str]:
    turn = entry.nearest
    assert turn is not None  # noqa: S101 - only those that turn are here
    figure = entry.figure
    return [
        label(figure, problem, language),
        shown(figure, figure.value, language) + (MARKS["assumed"] if figure.doubtful else ""),
        turns(entry, language),
        percent(entry.part(turn), language),
        then(turn, problem, plan, language),
    ]


def _print_units(console: Console, found: Robustness, language: str) -> None:
    """For each unit that a single number moves, the number that is nearest to doing so."""
    hangs, plan, scenario = found.hangs_on(), found.best.plan, found.problem.scenario
    if not hangs or plan is None:
        return
    heading(console, say("robust.units.heading", language), say("robust.units.remark", language))
    made = table(*(say(f"robust.units.{word}", language) for word in ("unit", "place", "hangs", "goes")))
    for unit in scenario.unit_of:
        turn = hangs[unit].nearest if unit in hangs else None
        if turn and turn.rival:
            figure = hangs[unit].figure
            now = shown(figure, figure.value, language)
            what = f"{label(figure, found.problem, language)}: {now} → {turns(hangs[unit], language)}"
            names = scenario.area_names
            made.add_row(scenario.unit_of[unit].name, names[plan[unit]], what, names[turn.rival[unit]])
    console.print(made)


def print_ranking(console: Console, flips: Sequence[Flip], problem: Problem, language: str) -> None:
    """The proposals by points, and for each two neighbours the number nearest to turning them around."""
    if not flips:
        return
    heading(console, say("robust.ranking.heading", language), say("robust.ranking.remark", language))
    names = {proposal.id: proposal.name for proposal in problem.scenario.proposals}
    words = [say(f"robust.ranking.{word}", language) for word in ("better", "worse", "ahead", "turns")]
    made = table(*words, numbers=(2,))
    for flip in flips:
        cells = (names[flip.better], names[flip.worse], number(flip.ahead, language, DECIMALS))
        made.add_row(*cells, _flipped(flip, problem, language))
    console.print(made)


def _flipped(flip: Flip, problem: Problem, language: str) -> str:
    figure = flip.figure
    if figure is None or flip.value is None:
        return say("robust.ranking.nothing", language)
    way = "down" if flip.value < figure.value else "up"
    beyond = say(f"robust.numbers.{way}", language, value=shown(figure, flip.value, language))
    if flip.value == figure.value:
        beyond = say("robust.numbers.tied", language)
    return f"{label(figure, problem, language)}: {shown(figure, figure.value, language)} → {beyond}"


def label(figure: Figure, problem: Problem, language: str) -> str:
    """What a number is, by the names that people know."""
    scenario, key = problem.scenario, figure.key
    names = {unit.id: unit.name for unit in scenario.units}
    if figure.kind == "size":
        measure = scenario.measures[str(key[1])].unit
        return say("robust.size", language, unit=names[str(key[0])], measure=measure)
    if figure.kind == "strength":
        synergy = scenario.synergies[int(key[0])]
        pair = " – ".join(names[unit] for unit in synergy.between)
        return f"{pair} ({scenario.criteria[synergy.criterion].in_language(language)})"
    if figure.kind == "affinity":
        affinity = scenario.affinities[int(key[0])]
        return f"{names[affinity.unit]} → {scenario.area_names[affinity.area]}"
    return _value_label(figure, problem, language)


def _value_label(figure: Figure, problem: Problem, language: str) -> str:
    at, name = int(figure.key[0]), str(figure.key[1])
    if figure.kind == "limit":
        rule, side = problem.rules[at].rule, name.partition("_")[0]
        return say(f"robust.limit_{side}", language, rule=rule.title[language])
    title = problem.terms[at].title[language]
    if figure.kind == "criterion":
        return say("robust.criterion", language, name=problem.scenario.criteria[name].in_language(language))
    return say("robust.weight" if figure.kind == "weight" else f"robust.edge_{name}", language, term=title)


def shown(figure: Figure, value: Fraction, language: str) -> str:
    """A value of a number, in per cent where it is a share."""
    share = figure.key[-1] == "share" or str(figure.key[-1]).endswith("_share")
    return percent(value, language, 1) if share else number(value, language, DECIMALS)


def turns(entry: Overturn, language: str) -> str:
    """Where a number overturns the plan: "under 2.7", "over 197 (found on a grid …)"."""
    turn = entry.nearest
    if turn is None:
        return NOTHING
    if turn.value == entry.figure.value:
        return say("robust.numbers.tied", language)
    way = "down" if turn is entry.down else "up"
    key = f"{way}_at_most" if turn.within is None else f"{way}_grid" if turn.within else way
    near = turn.value + (turn.within or 0) * (1 if way == "down" else -1)
    values = {"value": shown(entry.figure, turn.value, language), "near": shown(entry.figure, near, language)}
    return say(f"robust.numbers.{key}", language, **values)


def then(turn: Turn, problem: Problem, plan: Plan, language: str) -> str:
    """What is better then."""
    if turn.rival is None:
        return say("robust.numbers.breaks", language)
    moved = moves(turn.rival, plan, problem)
    return f"{say('robust.numbers.breaks', language)}: {moved}" if turn.breaks else moved


def moves(other: Plan, plan: Plan, problem: Problem) -> str:
    """The units that another plan has elsewhere, a few by name."""
    scenario = problem.scenario
    moved = other.moves_from(plan)
    words = [f"{scenario.unit_of[unit].name} → {scenario.area_names[other[unit]]}" for unit in moved[:MOST_MOVES]]
    more = len(moved) - MOST_MOVES
    return "; ".join(words) + (f" (+{more})" if more > 0 else "")
