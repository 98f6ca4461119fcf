"""The table of criteria: what consultants and planners compare models by, one line for each plain measure.

The condensed set is that of the documents themselves; a new criterion is one entry in `_FIXED` (or, where it is a
size, in `_sizes`) and the function it names. Nothing here is added up to a score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from regroup.criteria import change, content, shape, standing
from regroup.criteria.base import Better, Criterion, Figure, Kind, Look, Measure, Variant
from regroup.scenario import Scenario
from regroup.totals import measures_used

GROUPS = (
    *("whole", "alike", "staff", "span", "responsibility", "resources", "income"),
    *("change", "rules", "purpose", "standing", "robust"),
)
"""The questions, in the order they are printed; each has its words under ``criteria.group``."""

MORE, LESS, VALUES = Better.MORE, Better.LESS, Better.VALUES
COUNT, NUMBER, SHARE, SIZE = Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.SIZE


_FIXED = (
    Criterion("synergy_kept", "whole", MORE, NUMBER, content.synergy_kept),
    Criterion("synergy_weighted", "whole", MORE, NUMBER, content.synergy_weighted, by_model=True),
    Criterion("synergy_share", "whole", MORE, SHARE, content.synergy_share),
    Criterion("synergies_cut", "whole", LESS, COUNT, content.synergies_cut),
    Criterion("fields_mean", "alike", LESS, NUMBER, content.fields_mean),
    Criterion("fields_most", "alike", LESS, COUNT, content.fields_most),
    Criterion("mean_synergy", "alike", MORE, NUMBER, content.mean_synergy),
    Criterion("conflicts_kept", "alike", LESS, COUNT, content.conflicts_kept),
    Criterion("areas_too_small", "staff", LESS, COUNT, shape.areas_too_small, by_model=True),
    Criterion("areas_too_big", "staff", LESS, COUNT, shape.areas_too_big, by_model=True),
    Criterion("areas_both", "staff", LESS, COUNT, shape.areas_both, by_model=True),
    Criterion("units_per_leader", "span", VALUES, COUNT, shape.units_per_leader),
    Criterion("interfaces", "responsibility", LESS, COUNT, shape.interfaces),
    Criterion("splits", "responsibility", LESS, COUNT, shape.splits),
    Criterion("areas", "resources", LESS, COUNT, shape.areas),
    Criterion("volatile_income", "income", LESS, SHARE, shape.volatile_income),
    Criterion("moves", "change", LESS, COUNT, change.moves),
    Criterion("areas_ended", "change", LESS, COUNT, change.areas_ended),
    Criterion("broken", "rules", LESS, COUNT, standing.broken, by_model=True),
    Criterion("unplaced", "rules", LESS, COUNT, standing.unplaced),
    Criterion("affinities_met", "purpose", MORE, COUNT, content.affinities_met),
    Criterion("affinities_against", "purpose", LESS, COUNT, content.affinities_against),
    Criterion("points", "standing", MORE, NUMBER, standing.points, by_model=True),
    Criterion("behind", "standing", LESS, NUMBER, standing.behind, by_model=True),
    Criterion("gap", "standing", LESS, SHARE, standing.gap, by_model=True),
    Criterion("agreement", "standing", VALUES, SHARE, standing.agreeing, by_model=True),
    Criterion("stays_best", "robust", MORE, COUNT, standing.stays_best, by_model=True),
    Criterion("furthest", "robust", LESS, NUMBER, standing.furthest, by_model=True),
)


_Size = Callable[[Look, str], Figure]
_OF_SIZE: tuple[tuple[str, str, Better, _Size], ...] = (
    ("smallest", "staff", MORE, shape.smallest),
    ("largest", "span", VALUES, shape.largest),
    ("people_moved", "change", LESS, change.people_moved),
)


def criteria_of(scenario: Scenario, robust: bool = False) -> tuple[Criterion, ...]:
    """The lines of the table for a scenario, in the order of their groups; sizes once for each measure it uses."""
    lines = [*_FIXED, *_sizes(scenario)]
    return tuple(line for group in GROUPS if robust or group != "robust" for line in lines if line.group == group)


def _sizes(scenario: Scenario) -> Iterator[Criterion]:
    """Sizes in the main measure first; the others carry its name."""
    used = sorted(measures_used(scenario), key=lambda measure: measure != scenario.measure)
    for measure in (one for one in used if one != shape.VOLATILE):
        end = "" if measure == scenario.measure else f"_{measure}"
        for name, group, better, size in _OF_SIZE:
            unit = scenario.measures[measure].unit
            yield Criterion(name + end, group, better, SIZE, _in(size, measure), False, measure, unit, name)


def _in(size: _Size, measure: str) -> Measure:
    return lambda look: size(look, measure)


__all__ = ["GROUPS", "Better", "Criterion", "Figure", "Kind", "Look", "Variant", "criteria_of"]
