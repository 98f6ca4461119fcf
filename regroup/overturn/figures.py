"""Every number of a problem that can be changed, with the range that is looked at.

Sizes that are a range go over it; stated ones 50 % down and up. Strengths go over the scenario's whole scale. Weights,
criteria and edges of the size band go from nothing to double. Rules' limits go from nothing to double, within what
can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from regroup.changed import affinities_with, sizes_with, strengths_with, with_facts, with_rule, with_term
from regroup.overturn.base import Figure, Kind
from regroup.overturn.limits import limits_of
from regroup.problem import Problem
from regroup.rules.base import Bound
from regroup.terms.affinity import AffinityTerm
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm

HALF = Fraction(1, 2)
STRONGEST = 5
"""The end of the scale where a scenario has no words for strengths and no larger number."""


def figures_of(problem: Problem) -> Iterator[Figure]:
    """All of them: sizes, strengths, affinities, weights, criteria, edges and limits."""
    yield from _sizes(problem)
    yield from _strengths(problem)
    for at, term in enumerate(problem.terms):
        yield _weight(problem, at)
        if isinstance(term, SynergyTerm):
            yield from _criteria(problem, at, term)
        if isinstance(term, SizeBand):
            yield from _edges(problem, at, term)
    yield from _limits(problem)


def _sizes(problem: Problem) -> Iterator[Figure]:
    used = set(problem.measure_rows)
    for unit in problem.scenario.units:
        for measure, size in unit.size.items():
            low, high = size.range
            if low == high:
                low, high = size.number * HALF, size.number * (1 + HALF)
            if measure in used and low < high:
                yield _size(problem, unit.id, measure, low, high)


def _size(problem: Problem, unit: str, measure: str, low: Fraction, high: Fraction) -> Figure:
    size = problem.scenario.unit_of[unit].size[measure]

    def at(value: Fraction) -> Problem:
        return with_facts(problem, sizes_with(problem.scenario, {(unit, measure): value}))

    return Figure("size", (unit, measure), size.number, low, high, size.uncertain, "grid", at)


def _strengths(problem: Problem) -> Iterator[Figure]:
    scenario = problem.scenario
    used = {type(term) for term in problem.terms if term.weight}
    stated = [synergy.strength for synergy in scenario.synergies]
    stated += [affinity.strength for affinity in scenario.affinities]
    scale = [abs(value) for value in scenario.strengths.values()]
    most = max([STRONGEST, *scale, *(abs(scenario.points_of(strength)) for strength in stated)])
    if SynergyTerm in used:
        for place in range(len(scenario.synergies)):
            yield _strength(problem, "strength", place, most)
    if AffinityTerm in used:
        for place in range(len(scenario.affinities)):
            yield _strength(problem, "affinity", place, most)


def _strength(problem: Problem, kind: Kind, place: int, most: int) -> Figure:
    scenario = problem.scenario
    if kind == "strength":
        strength, change = scenario.synergies[place].strength, strengths_with
    else:
        strength, change = scenario.affinities[place].strength, affinities_with

    def at(value: Fraction) -> Problem:
        return with_facts(problem, change(scenario, {place: value}))

    value = Fraction(scenario.points_of(strength))
    return Figure(kind, (place,), value, Fraction(-most), Fraction(most), False, "single", at)


def _weight(problem: Problem, at: int) -> Figure:
    value = Fraction(problem.terms[at].weight)
    return Figure(
        "weight",
        (at, problem.terms[at].id),
        value,
        Fraction(0),
        2 * value or Fraction(1),
        False,
        "line",
        lambda weight: with_term(problem, at, weight=weight),
    )


def _criteria(problem: Problem, at: int, term: SynergyTerm) -> Iterator[Figure]:
    for criterion in dict.fromkeys(synergy.criterion for synergy in problem.scenario.synergies):
        if term.weight:
            yield _criterion(problem, at, term, criterion)


def _criterion(problem: Problem, at: int, term: SynergyTerm, criterion: str) -> Figure:
    value = Fraction(term.criteria.get(criterion, term.others))

    def changed(weight: Fraction) -> Problem:
        return with_term(problem, at, criteria={**term.criteria, criterion: weight})

    return Figure("criterion", (at, criterion), value, Fraction(0), 2 * value or Fraction(1), False, "line", changed)


def _edges(problem: Problem, at: int, term: SizeBand) -> Iterator[Figure]:
    """An edge goes no further than the other edge."""
    least, most = term.least, term.most
    if least is not None and term.weight:
        yield _edge(problem, at, "least", least, Fraction(0), _as(problem, term, most, least))
    if most is not None and term.weight:
        yield _edge(problem, at, "most", most, _as(problem, term, least, most) or Fraction(0), None)


def _as(problem: Problem, term: SizeBand, other: Bound | None, like: Bound) -> Fraction | None:
    """The other edge, as a share or a value like this one."""
    if other is None:
        return None
    measure = term.measure or problem.scenario.measure
    size = other.size(problem.scenario, measure)
    return size / problem.scenario.total(measure) if like.value is None else size


def _edge(problem: Problem, at: int, name: str, bound: Bound, low: Fraction, high: Fraction | None) -> Figure:
    kind = "share" if bound.value is None else "value"
    value: Fraction = getattr(bound, kind)
    most = 2 * value if kind == "value" else min(Fraction(1), 2 * value)

    def changed(edge: Fraction) -> Problem:
        return with_term(problem, at, **{name: bound.model_copy(update={kind: edge})})

    ends = (low, most if high is None else min(most, high))
    return Figure("edge", (at, name, kind), value, *ends, False, "grid", changed)


def _limits(problem: Problem) -> Iterator[Figure]:
    for at, stated in enumerate(problem.rules):
        for limit in limits_of(stated.rule):
            yield _limit(problem, at, limit.name)


def _limit(problem: Problem, at: int, name: str) -> Figure:
    limit = next(limit for limit in limits_of(problem.rules[at].rule) if limit.name == name)
    low, high = limit.range(problem.scenario)
    return Figure(
        "limit",
        (at, name),
        limit.value,
        low,
        high,
        False,
        "limit",
        lambda value: with_rule(problem, at, limit.changed(value)),
    )
