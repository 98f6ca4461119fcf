"""evaluate(problem, plan): broken rules and points, in plain Python that shares nothing with the engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from regroup.errors import Fault, InputError
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules import Breach
from regroup.rules.base import area_name, names
from regroup.terms import Term
from regroup.text import LANGUAGES, say


@dataclass(frozen=True, slots=True)
class TermScore:
    """What one term says of a plan.

    Attributes:
        term: the term.
        amount: its plain measure, in the term's own unit.
        points: sign × weight × amount.
        by_area: the amount of each area.
    """

    term: Term
    amount: Fraction
    points: Fraction
    by_area: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A plan's broken rules and its points per term.

    Attributes:
        placement: the plan seen from its areas.
        breaches: every rule broken, each spot by itself.
        terms: points per term, in the model's order.
        unplaced: units the plan leaves out; then its points speak of the rest only.
    """

    placement: Placement
    breaches: tuple[Breach, ...]
    terms: tuple[TermScore, ...]
    unplaced: tuple[str, ...]

    @property
    def plan(self) -> Plan:
        """The plan that was evaluated, in the scenario's order."""
        return self.placement.plan

    @property
    def points(self) -> Fraction:
        """The sum over terms."""
        return sum((score.points for score in self.terms), Fraction(0))

    @property
    def allowed(self) -> bool:
        """Whether no rule is broken."""
        return not self.breaches


def evaluate(problem: Problem, plan: Plan) -> Evaluation:
    """Checks a plan against every rule and counts every term.

    Raises:
        InputError: the plan names a unit or an area that the scenario does not have.
    """
    _refuse_unknown(problem, plan)
    placement = Placement(problem.scenario, plan)
    breaches = [*_unavailable(placement)]
    for stated in problem.rules:
        breaches.extend(stated.rule.check(placement))
    scores = tuple(_score(term, placement) for term in problem.terms)
    return Evaluation(placement, tuple(breaches), scores, plan.unplaced(problem.scenario.unit_of))


def _score(term: Term, placement: Placement) -> TermScore:
    by_area = term.amounts(placement)
    amount = sum(by_area.values(), Fraction(0))
    return TermScore(term, amount, term.sign * term.weight * amount, by_area)


def _unavailable(placement: Placement) -> Iterator[Breach]:
    """Units that are nowhere, or in an area that no plan may use."""
    instance = placement.instance
    missing = placement.plan.unplaced(instance.unit_of)
    if missing:
        words = {lang: say("breach.unplaced", lang, units=names(missing, instance)) for lang in LANGUAGES}
        yield Breach("placed", words, units=missing)
    for area, units in placement.plan.members().items():
        if area not in instance.area_of:
            place = area_name(area, instance)
            words = {
                lang: say("breach.former_area", lang, area=place, units=names(units, instance)) for lang in LANGUAGES
            }
            yield Breach("placed", words, units=units, areas=(area,))


def _refuse_unknown(problem: Problem, plan: Plan) -> None:
    scenario = problem.scenario
    faults = [Fault("plan_unknown_unit", {"found": unit}) for unit in plan if unit not in scenario.unit_of]
    areas = sorted(set(plan.values()) - set(scenario.area_names))
    faults += [Fault("plan_unknown_area", {"found": area}) for area in areas]
    if faults:
        raise InputError(faults)
