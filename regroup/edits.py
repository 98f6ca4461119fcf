"""Changes that a person makes to a result's plan afterwards: what was moved, why, in what role, from which result."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from regroup.plan import Plan

Object = dict[str, Any]
LONGEST = 500
"""Characters of a reason or a role."""
PERSON = "person"
"""Who has made a plan that was changed by hand, where an engine's name stands otherwise."""


@dataclass(frozen=True, slots=True)
class Move:
    """One unit, from one area to another."""

    unit: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.

    Attributes:
        of: hash of the result that was changed.
        points: what its plan had, in the result's integer unit.
        moves: what was moved; at least one unit, each once.
        why: the reason, in the words of whoever changed it.
        by: that person's role; never a name.
        date: of the change.
    """

    of: str
    points: int | None
    moves: tuple[Move, ...]
    why: str
    by: str | None
    date: datetime.date


def moved(plan: Plan, moves: Iterable[Move]) -> Plan:
    """The plan after the moves, its units in their old order."""
    return Plan({**plan, **{move.unit: move.target for move in moves}})


def unmoved(plan: Mapping[str, str], edits: Iterable[Edit]) -> Plan:
    """The plan before the first of the edits."""
    before = dict(plan)
    for edit in reversed(tuple(edits)):
        before |= {move.unit: move.source for move in edit.moves}
    return Plan(before)


def to_object(edit: Edit) -> Object:
    """As a result holds it."""
    return {
        "of": edit.of,
        "points": edit.points,
        "moves": [{"unit": move.unit, "from": move.source, "to": move.target} for move in edit.moves],
        "why": edit.why,
        "by": edit.by,
        "date": edit.date.isoformat(),
    }


def from_object(stored: Object) -> Edit:
    """From a result of the right form.

    Raises:
        ValueError: the date is none.
    """
    return Edit(
        of=stored["of"],
        points=stored["points"],
        moves=tuple(Move(move["unit"], move["from"], move["to"]) for move in stored["moves"]),
        why=stored["why"],
        by=stored["by"],
        date=datetime.date.fromisoformat(stored["date"]),
    )
