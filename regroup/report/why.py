"""Why a unit is where it is: synergies, affinities, size, rules, and what happens if it must go elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from regroup.diagnosis import AreaDiagnosis
from regroup.document import verdict
from regroup.explain import Elsewhere, Pull, Tie, Why
from regroup.problem import Problem
from regroup.report.conflict import print_rule, reasons
from regroup.report.figures import points
from regroup.report.page import bullet, heading, line
from regroup.report.prices import gain_words, place_words, price_words
from regroup.report.synergies import strength_words
from regroup.rules.base import sized
from regroup.text import say


def print_why(console: Console, problem: Problem, why: Why, language: str) -> None:
    """One unit, from what holds it to what it would cost to part with it."""
    scenario = problem.scenario
    names = {"unit": scenario.unit_of[why.unit].name, "area": scenario.area_names[why.area]}
    heading(console, say("explain.why.heading", language, **names))
    _print_ties(console, problem, why.ties, language)
    _print_pulls(console, problem, why.pulls, language)
    line(console, say("explain.why.size", language), style="bold")
    line(console, _size_words(problem, why, language), indent=2)
    _print_rules(console, problem, why, language)
    if why.elsewhere:
        line(console, say("explain.why.elsewhere", language), style="bold")
        for other in sorted(why.elsewhere, key=lambda one: not one.price.allowed):
            _print_elsewhere(console, problem, other, language)
        line(console, say("explain.why.values", language), style="dim")


def _print_ties(console: Console, problem: Problem, ties: Sequence[Tie], language: str) -> None:
    if not ties:
        line(console, say("explain.why.no_ties", language))
    groups = {"kept": (True, True), "cut": (True, False), "clash": (False, True), "avoided": (False, False)}
    scenario = problem.scenario
    for key, group in groups.items():
        found = [tie for tie in ties if (scenario.points_of(tie.synergy.strength) >= 0, tie.kept) == group]
        if found:
            line(console, say(f"explain.why.{key}", language), style="bold")
        for tie in found:
            label = scenario.criteria.get(tie.synergy.criterion)
            criterion = label.in_language(language) if label else tie.synergy.criterion
            strength = strength_words(scenario, tie.synergy.strength, language)
            words = f"{scenario.unit_of[tie.other].name} · {criterion} · {strength}"
            bullet(console, words, reasons(tie.synergy.why, tie.synergy.source, language), style="")


def _print_pulls(console: Console, problem: Problem, pulls: Sequence[Pull], language: str) -> None:
    if not pulls:
        line(console, say("explain.why.no_pulls", language))
        return
    line(console, say("explain.why.pulls", language), style="bold")
    for pull in pulls:
        one, scenario = pull.affinity, problem.scenario
        met = say(f"explain.why.{_met(scenario.points_of(one.strength) >= 0, pull.met)}", language)
        words = f"{scenario.area_names[one.area]} · {strength_words(scenario, one.strength, language)} · {met}"
        bullet(console, words, reasons(one.why, one.source, language), style="")


def _met(towards: bool, there: bool) -> str:
    """The key of what became of a pull, or of a push where it is not towards the area."""
    if towards:
        return "met" if there else "not_met"
    return "not_heeded" if there else "heeded"


def _size_words(problem: Problem, why: Why, language: str) -> str:
    """How big the area is with the unit and without it, and what the model calls that."""
    sizing, scenario = why.sizing, problem.scenario
    measure = sizing.band.measure if sizing.band else scenario.measure

    def words(area: AreaDiagnosis) -> dict[str, str]:
        size = sized(area.size, scenario, measure, language)
        return {"size": size, "verdict": say(f"verdict.{verdict(area)}", language)}

    values = {"area": scenario.area_names[why.area], **words(sizing.within)}
    if sizing.without is None:
        return say("explain.why.alone", language, **values)
    other = words(sizing.without)
    values |= {"without": other["size"], "verdict_without": other["verdict"]}
    return say(f"explain.why.{'with' if sizing.band else 'no_band'}", language, **values)


def _print_rules(console: Console, problem: Problem, why: Why, language: str) -> None:
    if not why.bindings:
        line(console, say("explain.why.no_rules", language))
        return
    line(console, say("explain.why.rules", language), style="bold")
    for binding in why.bindings:
        print_rule(console, problem.scenario, binding.stated, language)
        if binding.gain and binding.gain.most != 0:
            line(console, say("explain.why.gain", language, gain=gain_words(binding.gain, language)), indent=4)


def _print_elsewhere(console: Console, problem: Problem, other: Elsewhere, language: str) -> None:
    """What the place costs, what gets better and worse, and who moves along."""
    scenario, price = problem.scenario, other.price
    key = "in_shut" if not price.allowed else "in_unknown" if price.most is None else "in" if price.most else "in_even"
    place = place_words(scenario, price.place, language)
    bullet(console, say(f"explain.why.{key}", language, place=place, price=price_words(price, language)))
    for name, better in (("better", True), ("worse", False)):
        shifts = [shift for shift in other.shifts if (shift.points > 0) is better]
        if shifts:
            each = [f"{shift.term.title[language]} {'+' * better}{points(shift.points, language)}" for shift in shifts]
            line(console, say(f"explain.why.{name}", language, shifts="; ".join(each)), indent=4)
    for stated in price.conflict.rules if price.conflict else ():
        print_rule(console, scenario, stated, language)
    _print_moves(console, problem, other, language)


def _print_moves(console: Console, problem: Problem, other: Elsewhere, language: str) -> None:
    scenario, plan = problem.scenario, other.plan
    if plan is None:
        return
    moves = [f"{scenario.unit_of[unit].name} → {scenario.area_names[plan[unit]]}" for unit in other.moves]
    key = "moves" if moves else "no_moves"
    line(console, say(f"explain.why.{key}", language, moves="; ".join(moves)), indent=4)
