"""What a listener must remember: one sentence about each side of the result."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from regroup.paper.base import Table
from regroup.paper.told import Told
from regroup.report.views import Column as Structure
from regroup.text import has, listing, number, say


def message(told: Told, key: str, count: int | None = None, **values: object) -> str:
    """The sentence under ``slides.<key>``; another one, ``<key>_one``, where it speaks of one thing."""
    one = f"slides.{key}_one"
    name = one if count == 1 and has(one, told.language) else f"slides.{key}"
    counted = {} if count is None else {"count": number(count, told.language)}
    return say(name, told.language, **counted, **values)


def rival(told: Told) -> Structure | None:
    """What the plan is compared with: the one with most points of today and the proposals that place every unit, and
    keep all rules where any does."""
    complete = [structure for structure in told.structures if structure.complete and structure.view.id != "plan"]
    allowed = [structure for structure in complete if structure.view.evaluation.allowed]
    return max(allowed or complete, key=lambda structure: structure.view.evaluation.points, default=None)


def compared(told: Told) -> str:
    """How far the plan is ahead of what else there is."""
    other, best = rival(told), told.result.points
    if best is None:
        return message(told, "no_plan")
    if other is None:
        return message(told, "alone", points=told.points(best).text)
    difference = best - other.view.evaluation.points
    broken = "" if other.view.evaluation.allowed else "_broken"
    key = "same" if not difference else "ahead" if difference > 0 else "behind"
    return message(told, key + broken, name=other.name, points=told.points(abs(difference)).text)


def areas(told: Told, structure: Structure) -> str:
    """How many units and areas there are."""
    members = structure.view.evaluation.plan.members()
    units = number(sum(map(len, members.values())), told.language)
    outside = len(set(members) - {area.id for area in told.scenario.line_areas})
    if not outside:
        return message(told, "areas", len(members), units=units)
    return message(told, "areas_outside", outside, units=units, areas=number(len(members) - outside, told.language))


def band(told: Told, structure: Structure) -> str:
    """How many areas are too small and too big."""
    measured = [area for area in structure.view.areas if area.measured]
    if told.result.band is None:
        return message(told, "no_band", name=structure.name)
    small, big = (sum(getattr(area, key) for area in measured) for key in ("too_small", "too_big"))
    whole = number(len(measured), told.language)
    words = [message(told, key, count, all=whole) for key, count in (("small", small), ("big", big)) if count]
    return message(told, "band", name=structure.name, words=listing(words or [message(told, "fits")], told.language))


def apart(told: Told) -> str:
    """The term that most parts the plan from what it is compared with."""
    other, plan = rival(told), told.result.plan
    if other is None or plan is None:
        return message(told, "points")
    pairs = zip(plan.evaluation.terms, other.view.evaluation.terms, strict=True)
    differences = [(mine.points - theirs.points, mine.term.title[told.language]) for mine, theirs in pairs]
    most, term = max(differences, key=lambda pair: abs(pair[0]), default=(Fraction(0), ""))
    if not most:
        return message(told, "points")
    key = "apart_more" if most > 0 else "apart_less"
    return message(told, key, term=term, points=told.points(abs(most)).text, name=other.name)


def moves(told: Told) -> str:
    """How many units move, and how much that is."""
    plan, before = told.result.plan, told.scenario.today()
    if plan is None or not before:
        return told.say("background.no_today") if plan else told.say("assessment.impossible")
    moved = plan.evaluation.plan.moves_from(before)
    if not moved:
        return told.say("consequences.none")
    total = told.total(moved)
    if total is None:
        return message(told, "moves_unsized", len(moved))
    return message(told, "moves", len(moved), size=told.size(total).text, unit=told.measure_unit)


def flow(told: Told) -> str:
    """Between how many areas the units go."""
    plan, before = told.result.plan, told.scenario.today()
    now = plan.evaluation.plan if plan else before
    pairs = {(before.get(unit), now[unit]) for unit in now.moves_from(before)}
    return message(told, "flow", len(pairs))


def kept(told: Told) -> str:
    """How many synergies the plan keeps, and how many conflicts."""
    plan = told.result.plan
    pairs = zip(told.scenario.synergies, plan.evaluation.placement.kept if plan else (), strict=True)
    signed = [(told.scenario.points_of(synergy.strength), within) for synergy, within in pairs]
    good = [within for strength, within in signed if strength > 0]
    bad = [within for strength, within in signed if strength < 0]
    key = "kept_conflicts" if bad else "kept"
    values = {"all": number(len(good), told.language), "conflicts": number(sum(bad), told.language)}
    return message(told, key, sum(good), **values, against=number(len(bad), told.language))


def tied(told: Told) -> str:
    """The unit with the most synergies and conflicts."""
    counts = Counter(unit for synergy in told.scenario.synergies for unit in synergy.between)
    unit, count = counts.most_common(1)[0]
    return message(told, "tied", count, unit=told.unit(unit))


def cut(told: Told, table: Table) -> str:
    """How many of the synergies the plan cuts."""
    positive = [synergy for synergy in told.scenario.synergies if told.scenario.points_of(synergy.strength) > 0]
    return message(told, "cut", len(table.rows), all=number(len(positive), told.language))


def sizes(told: Told, unsure: int, known: int) -> str:
    """How many sizes are not known."""
    return message(told, "sizes", unsure, all=number(known, told.language))
