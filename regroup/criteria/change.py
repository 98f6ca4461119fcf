"""What changing over costs: units and people that get other company, and areas that end."""

from __future__ import annotations

from regroup.criteria.base import Figure, Look, known, sized, unknown


def moves(look: Look) -> Figure:
    """Units that change area; an area with the same content under another name is the same area."""
    return known(len(look.changes.moves)) if _has_today(look) else unknown("no_today")


def people_moved(look: Look, measure: str) -> Figure:
    """The size of the units that change area."""
    return sized(look, [move.unit for move in look.changes.moves], measure) if _has_today(look) else unknown("no_today")


def areas_ended(look: Look) -> Figure:
    """Areas of today that nothing goes on as: leaders whose post goes away."""
    return known(len(look.changes.dissolved)) if _has_today(look) else unknown("no_today")


def _has_today(look: Look) -> bool:
    return bool(look.scenario.today())
