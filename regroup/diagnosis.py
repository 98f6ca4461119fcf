"""The diagnosis of every area: for liten, for stor, or both at the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from regroup.evaluation import Evaluation
from regroup.facts import Synergy
from regroup.placement import Placement
from regroup.problem import Problem
from regroup.rules.area_size import AreaSize
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm


@dataclass(frozen=True, slots=True)
class Band:
    """The sizes between which an area is neither too small nor too big.

    Attributes:
        measure: the measure.
        least, most: in the measure's unit; None where that side is open.
        rule_or_term: what the band was read from: "size_band" or "area_size".
    """

    measure: str
    least: Fraction | None
    most: Fraction | None
    rule_or_term: str


@dataclass(frozen=True, slots=True)
class AreaDiagnosis:
    """What is to be said of one area of one plan.

    Attributes:
        area: the area's id.
        size: in the band's measure, else in the scenario's main one.
        uncertain: whether any size in it is assumed or estimated.
        units, fields: how many units, how many different fields of work.
        kept: positive synergy between its units, weighted as the model does.
        conflict: negative synergy between its units, as a positive number.
        lost: positive synergy between its units and units of other areas.
        too_small, too_big: outside the band.
        too_different: at least two units, and less synergy kept inside than lost across the border.
        measured: False for areas outside, which size rules do not speak of.
    """

    area: str
    size: Fraction
    uncertain: bool
    units: int
    fields: int
    kept: Fraction
    conflict: Fraction
    lost: Fraction
    too_small: bool
    too_big: bool
    too_different: bool
    measured: bool

    @property
    def both(self) -> bool:
        """Too small to carry its own staff and too different to gain from being one, at the same time."""
        return self.too_small and self.too_different


def band_of(problem: Problem) -> Band | None:
    """The model's size band; else the bounds of its first rule on the size of all areas; else None."""
    for term in problem.terms:
        if isinstance(term, SizeBand):
            return _band(problem, term, term.id)
    for stated in problem.rules:
        if isinstance(stated.rule, AreaSize) and not stated.rule.areas:
            return _band(problem, stated.rule, stated.rule.id)
    return None


def _band(problem: Problem, bounds: SizeBand | AreaSize, source: str) -> Band:
    measure = bounds.measure or problem.scenario.measure
    least = bounds.least.size(problem.scenario, measure) if bounds.least else None
    most = bounds.most.size(problem.scenario, measure) if bounds.most else None
    return Band(measure, least, most, source)


def diagnose(problem: Problem, evaluation: Evaluation) -> tuple[AreaDiagnosis, ...]:
    """The diagnosis of every area that holds units, in the scenario's order."""
    placement = evaluation.placement
    band = band_of(problem)
    flows = _Flows(problem, placement)
    return tuple(_diagnose(placement, area, band, flows) for area in placement.areas if placement.members(area))


def _diagnose(placement: Placement, area: str, band: Band | None, flows: _Flows) -> AreaDiagnosis:
    measure = band.measure if band else placement.instance.measure
    size = placement.size(area, measure)
    members = placement.members(area)
    measured = area in placement.measured
    kept, conflict, lost = flows.of(area)
    return AreaDiagnosis(
        area=area,
        size=size,
        uncertain=any(placement.instance.unit_of[unit].size[measure].uncertain for unit in members),
        units=len(members),
        fields=len(placement.fields(area)),
        kept=kept,
        conflict=conflict,
        lost=lost,
        too_small=measured and band is not None and band.least is not None and size < band.least,
        too_big=measured and band is not None and band.most is not None and size > band.most,
        too_different=measured and len(members) > 1 and kept < lost,
        measured=measured,
    )


class _Flows:
    """Synergy kept inside, in conflict inside, and lost across the border of each area of a placement."""

    def __init__(self, problem: Problem, placement: Placement) -> None:
        self._kept = dict.fromkeys(placement.areas, Fraction(0))
        self._conflict = dict.fromkeys(placement.areas, Fraction(0))
        self._lost = dict.fromkeys(placement.areas, Fraction(0))
        place, held = placement.plan.get, _held(problem)
        counted: Counter[tuple[object, str, str | None, str | None]] = Counter(
            (held(synergy), synergy.criterion, place(synergy.between[0]), place(synergy.between[1]))
            for synergy in problem.scenario.synergies
        )
        values = _values(problem)
        for (strength, criterion, one, other), count in counted.items():
            self._count(one, other, count * values[strength, criterion])

    def of(self, area: str) -> tuple[Fraction, Fraction, Fraction]:
        """Kept, conflict and lost of one area."""
        return self._kept[area], self._conflict[area], self._lost[area]

    def _count(self, one: str | None, other: str | None, value: Fraction) -> None:
        if one is None or other is None:
            return
        if one == other:
            (self._kept if value > 0 else self._conflict)[one] += abs(value)
        elif value > 0:
            self._lost[one] += value
            self._lost[other] += value


def _values(problem: Problem) -> dict[tuple[object, str], Fraction]:
    """What synergies of a strength and criterion count, weighted where the model has a term on synergy."""
    scenario = problem.scenario
    term, held = _term(problem), _held(problem)
    known: dict[tuple[object, str], Fraction] = {}
    for synergy in scenario.synergies:
        kind = (held(synergy), synergy.criterion)
        if kind not in known:
            known[kind] = term.value(scenario, synergy) if term else Fraction(scenario.points_of(synergy.strength))
    return known


def _term(problem: Problem) -> SynergyTerm | None:
    return next((term for term in problem.terms if isinstance(term, SynergyTerm)), None)


def _held(problem: Problem) -> Callable[[Synergy], int | str]:
    """The strength that counts for a synergy: the model's term knows, else the scenario."""
    term = _term(problem)
    return term.held if term else lambda synergy: synergy.strength
