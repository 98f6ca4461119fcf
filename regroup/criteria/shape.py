"""How the areas are shaped: their number and sizes, what a leader has, where the borders go, where the income lies."""

from __future__ import annotations

from regroup.criteria.base import Figure, Look, known, sized, unknown
from regroup.diagnosis import band_of

VOLATILE = "volatile_income"
"""A scenario that knows the income that may fall away (grants, refunds) states it as a measure of this name."""


def areas(look: Look) -> Figure:
    """Areas in use, those outside not counted: as many leaders."""
    return known(len(look.areas))


def areas_too_small(look: Look) -> Figure:
    """Areas below the model's band."""
    band = band_of(look.problem)
    small = [area for area in look.areas if area.too_small]
    return known(len(small), len(look.areas)) if band and band.least is not None else unknown("no_band")


def areas_too_big(look: Look) -> Figure:
    """Areas above the model's band."""
    band = band_of(look.problem)
    big = [area for area in look.areas if area.too_big]
    return known(len(big), len(look.areas)) if band and band.most is not None else unknown("no_band")


def areas_both(look: Look) -> Figure:
    """Areas too small to carry their own staff whose units have more synergy with others than with each other."""
    band = band_of(look.problem)
    both = [area for area in look.areas if area.both]
    return known(len(both), len(look.areas)) if band and band.least is not None else unknown("no_band")


def units_per_leader(look: Look) -> Figure:
    """Units in the area that has the most."""
    return known(max(area.units for area in look.areas)) if look.areas else unknown("no_areas")


def smallest(look: Look, measure: str) -> Figure:
    """The size of the smallest area."""
    found = _sizes(look, measure)
    return min(found, key=lambda figure: figure.value or 0) if found else unknown("size")


def largest(look: Look, measure: str) -> Figure:
    """The size of the largest area: what the leader with the most has."""
    found = _sizes(look, measure)
    return max(found, key=lambda figure: figure.value or 0) if found else unknown("size")


def interfaces(look: Look) -> Figure:
    """Pairs of areas with a positive synergy across the border between them: who must agree with whom."""
    if not any(strength > 0 for _, strength, _ in look.synergies):
        return unknown("no_synergies")
    across = [s.between for s, strength, inside in look.synergies if strength > 0 and not inside]
    return known(len({frozenset(look.plan[unit] for unit in units) for units in across}))


def splits(look: Look) -> Figure:
    """Units in declared parts whose parts are in different areas."""
    places = [{look.plan.get(part) for part in parts} - {None} for parts in look.scenario.parts.values()]
    return known(sum(len(spread) > 1 for spread in places), len(places))


def volatile_income(look: Look) -> Figure:
    """The largest part of the income that may fall away that one area carries."""
    found = _sizes(look, VOLATILE) if VOLATILE in look.scenario.measures else []
    shares = [figure.total.share for figure in found if figure.total and figure.total.share is not None]
    return known(max(shares)) if shares else unknown("no_income")


def _sizes(look: Look, measure: str) -> list[Figure]:
    """The size of each area; none where some size is not known."""
    found = [sized(look, look.placement.members(area.area), measure) for area in look.areas]
    return found if all(figure.total for figure in found) else []
