"""Where a structure stands: rules, points, distance to the best plan, and the same under changed weights."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from regroup.criteria.base import Figure, Look, known, unknown
from regroup.evaluation import evaluate
from regroup.matching import agreement


def broken(look: Look) -> Figure:
    """Rules broken, each spot by itself; units without a place are one of them."""
    return known(len(look.evaluation.breaches))


def unplaced(look: Look) -> Figure:
    """Units that the structure has no place for."""
    return known(len(look.evaluation.unplaced))


def points(look: Look) -> Figure:
    """Points under the model."""
    return unknown("incomplete") if look.evaluation.unplaced else known(look.evaluation.points)


def behind(look: Look) -> Figure:
    """How many points more the best plan has; at most that where the best is not settled."""
    if (reason := _not_comparable(look)) or look.bound is None:
        return unknown(reason or "no_bound")
    return Figure(look.bound - look.evaluation.points, at_most=not look.settled)


def gap(look: Look) -> Figure:
    """The same as a part of the structure's own points: (bound − points) / max(1, |points|) in integer points."""
    missing = behind(look)
    if missing.value is None:
        return missing
    whole = max(Fraction(1, look.problem.scale), abs(look.evaluation.points))
    return Figure(missing.value / whole, at_most=missing.at_most)


def agreeing(look: Look) -> Figure:
    """Pairs of units that the structure and the best plan treat alike."""
    share = agreement(look.scenario, look.plan, look.best).share if look.best else None
    return known(share) if share is not None else unknown("no_bound")


def stays_best(look: Look) -> Figure:
    """Changed weights under which nothing is better than this structure."""
    distances = list(_distances(look))
    reason = _not_comparable(look) or (None if distances else "not_asked")
    if reason:
        return unknown(reason)
    unsure = any(distance.value is None or (distance.at_most and distance.value > 0) for distance in distances)
    best = sum(distance.value == 0 for distance in distances)
    return Figure(Fraction(best), of=len(distances), at_least=unsure)


def furthest(look: Look) -> Figure:
    """The most points that the best plan is ahead under some changed weight."""
    distances = list(_distances(look))
    if (reason := _not_comparable(look)) or not distances:
        return unknown(reason or "not_asked")
    if any(distance.value is None for distance in distances):
        return unknown("no_bound")
    return max(distances, key=lambda distance: (distance.value or 0, distance.at_most))


def _distances(look: Look) -> Iterator[Figure]:
    """Points behind the best under each changed weight."""
    for variant in look.variants or ():
        if variant.bound is None:
            yield unknown("no_bound")
        else:
            own = evaluate(variant.problem, look.plan).points
            yield Figure(variant.bound - own, at_most=not variant.settled)


def _not_comparable(look: Look) -> str | None:
    """Why its points cannot be held against those of plans that keep the rules."""
    if look.evaluation.unplaced:
        return "incomplete"
    return "breaks_rules" if look.evaluation.breaches else None
