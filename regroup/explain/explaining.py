"""Puts an explanation together from the price list, the facts and the evaluations of the plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regroup.diagnosis import AreaDiagnosis, band_of, diagnose
from regroup.errors import InputError, Place
from regroup.evaluation import evaluate
from regroup.explain.base import Binding, Elsewhere, Explanation, Pull, Shift, Sizing, Tie, Why
from regroup.matched import matched
from regroup.plan import Plan
from regroup.prices import Place as Asked
from regroup.prices import Price, PriceList, price_list
from regroup.problem import Problem, StatedRule
from regroup.repairs import find_repairs
from regroup.result import Status
from regroup.rules.fitting import unknown
from regroup.rules.keep_parts import KeepParts
from regroup.study import Steps, Study


def explain(study: Study, problem: Problem, units: Sequence[str] = (), steps: Steps | None = None) -> Explanation:
    """The price list and, for the units named, why they are where they are; where there is no plan, why and what to do.

    Args:
        units: ids; where none is named, the price list is of all units.
        steps: is told of every question answered.

    Raises:
        InputError: a unit that the scenario does not have.
        KeyboardInterrupt: a person ended it before the best plan was found.
    """
    units = tuple(dict.fromkeys(units))
    faults = [unknown("unit", unit, problem.scenario.unit_of, _nowhere) for unit in units if _is_not(problem, unit)]
    if faults:
        raise InputError(faults)
    prices = price_list(study, problem, units or None, steps)
    if prices.best.status is Status.IMPOSSIBLE:
        return Explanation(prices, repairs=find_repairs(study, problem, steps))
    if prices.best.plan is None:
        return Explanation(prices)
    return Explanation(prices, tuple(_why(prices, prices.best.plan, unit) for unit in units))


def _is_not(problem: Problem, unit: str) -> bool:
    return unit not in problem.scenario.unit_of


def _nowhere(*key: str | int) -> Place | None:
    """The place of a word on the command line."""
    return None


def _why(prices: PriceList, best: Plan, unit: str) -> Why:
    scenario = prices.problem.scenario
    return Why(
        unit,
        best[unit],
        tuple(
            Tie(synergy, next(end for end in synergy.between if end != unit), best.together(*synergy.between))
            for synergy in scenario.synergies
            if unit in synergy.between
        ),
        tuple(Pull(one, best[unit] == one.area) for one in scenario.affinities if one.unit == unit),
        tuple(_bindings(prices, unit)),
        _sizing(prices.problem, best, unit),
        tuple(_elsewhere(prices, best, price) for price in prices.of(unit) if not price.place.own),
    )


def _bindings(prices: PriceList, unit: str) -> Iterator[Binding]:
    """In the problem's order."""
    gains = {id(gain.stated): gain for gain in prices.gains}
    for stated in prices.problem.rules:
        if _names(prices.problem, stated, unit):
            yield Binding(stated, gains.get(id(stated)))


def _names(problem: Problem, stated: StatedRule, unit: str) -> bool:
    """Whether a rule speaks of this very unit."""
    part = isinstance(stated.rule, KeepParts) and problem.scenario.unit_of[unit].part_of is not None
    return part or unit in getattr(stated.rule, "units", ())


def _sizing(problem: Problem, best: Plan, unit: str) -> Sizing:
    within = _area(problem, best, best[unit])
    without = _area(problem, Plan({other: area for other, area in best.items() if other != unit}), best[unit])
    assert within is not None  # noqa: S101 - the unit itself is in it
    return Sizing(band_of(problem), within, without)


def _area(problem: Problem, plan: Plan, area: str) -> AreaDiagnosis | None:
    """The diagnosis of one area; None where nobody is in it."""
    return next((one for one in diagnose(problem, evaluate(problem, plan)) if one.area == area), None)


def _elsewhere(prices: PriceList, best: Plan, price: Price) -> Elsewhere:
    if price.plan is None:
        return Elsewhere(price, None, (), ())
    problem = prices.problem
    plan = _nearer(problem, matched(problem, price.plan, best), best, price.place)
    after, before = evaluate(problem, plan), evaluate(problem, best)
    shifts = (Shift(a.term, a.points - b.points) for a, b in zip(after.terms, before.terms, strict=True))
    moves = tuple(unit for unit in plan.moves_from(best) if unit != price.place.unit)
    return Elsewhere(price, plan, moves, tuple(shift for shift in shifts if shift.points))


def _nearer(problem: Problem, plan: Plan, best: Plan, place: Asked) -> Plan:
    """As good a plan, in which others do not move where that gains nothing: each is put back where it may be."""
    points = evaluate(problem, plan).points
    for other in plan.moves_from(best):
        back = Plan({**plan, other: best[other]})
        apart = place.away_from is None or not back.together(place.unit, place.away_from)
        if other != place.unit and apart and (found := evaluate(problem, back)).allowed and found.points == points:
            plan = back
    return plan
