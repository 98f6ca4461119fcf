"""What the areas hold: synergy kept and cut, fields of work, conflicts, and purpose met."""

from __future__ import annotations

from fractions import Fraction
from math import comb

from regroup.criteria.base import Figure, Look, known, unknown


def synergy_kept(look: Look) -> Figure:
    """Sum of the strengths of the positive synergies inside areas, as the scenario states them."""
    return known(sum(_kept(look))) if _positive(look) else unknown("no_synergies")


def synergy_weighted(look: Look) -> Figure:
    """The same with each criterion weighted as the model does."""
    if not _positive(look) or not any(term.id == "synergy" for term in look.problem.terms):
        return unknown("no_term" if _positive(look) else "no_synergies")
    return known(sum((area.kept for area in look.all_areas), Fraction(0)))


def synergy_share(look: Look) -> Figure:
    """That sum as a part of all positive synergy there is."""
    return known(Fraction(sum(_kept(look)), sum(_positive(look)))) if _positive(look) else unknown("no_synergies")


def synergies_cut(look: Look) -> Figure:
    """Positive synergies whose two units are placed, in different areas."""
    cut = [strength for _, strength, inside in look.synergies if strength > 0 and not inside]
    return known(len(cut), len(_positive(look))) if _positive(look) else unknown("no_synergies")


def conflicts_kept(look: Look) -> Figure:
    """Negative synergies whose two units share an area."""
    stated = [s for s in look.scenario.synergies if look.scenario.points_of(s.strength) < 0]
    inside = [strength for _, strength, together in look.synergies if strength < 0 and together]
    return known(len(inside), len(stated)) if stated else unknown("no_conflicts")


def mean_synergy(look: Look) -> Figure:
    """Synergy less conflict inside areas, per pair of units that share one."""
    pairs = sum(comb(len(look.placement.members(area)), 2) for area in look.placement.areas)
    if not look.scenario.synergies:
        return unknown("no_synergies")
    kept = sum(strength for _, strength, inside in look.synergies if inside)
    return known(Fraction(kept, pairs)) if pairs else unknown("no_pairs")


def fields_mean(look: Look) -> Figure:
    """Different fields of work per area, on average over the areas in use."""
    fields = _fields(look)
    return known(Fraction(sum(fields), len(fields))) if fields else unknown("no_fields")


def fields_most(look: Look) -> Figure:
    """Different fields of work in the area that has the most."""
    fields = _fields(look)
    return known(max(fields)) if fields else unknown("no_fields")


def affinities_met(look: Look) -> Figure:
    """Pulls towards an area that are met."""
    return _affinities(look, 1)


def affinities_against(look: Look) -> Figure:
    """Units placed in an area that something speaks against."""
    return _affinities(look, -1)


def _affinities(look: Look, sign: int) -> Figure:
    stated = [a for a in look.scenario.affinities if sign * look.scenario.points_of(a.strength) > 0]
    met = [affinity for affinity in stated if look.plan.get(affinity.unit) == affinity.area]
    return known(len(met), len(stated)) if stated else unknown("no_affinities")


def _positive(look: Look) -> list[int]:
    strengths = (look.scenario.points_of(synergy.strength) for synergy in look.scenario.synergies)
    return [strength for strength in strengths if strength > 0]


def _kept(look: Look) -> list[int]:
    return [strength for _, strength, inside in look.synergies if strength > 0 and inside]


def _fields(look: Look) -> list[int]:
    stated = any(unit.fields for unit in look.scenario.units)
    return [area.fields for area in look.areas] if stated else []
