"""Runs made without a solver, for tests of what is done with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from regroup.sweep.base import Row, State, Task, Value
from regroup.sweep.record import At

UNITS, AREAS = "abcdef", "xyz"


def key(name: object) -> str:
    """A key as tasks have them."""
    return hashlib.sha256(str(name).encode()).hexdigest()


def task(name: object, at: Mapping[str, Value] | None = None) -> Task:
    return Task(key(name), "toy", "balanced", (), (), None, tuple((at or {}).items()))


def row(
    name: object, at: Mapping[str, Value] | None = None, plan: str = "xxyyzz", points: int = 1234, **facts: Any
) -> Row:
    """A run with an answer: one letter per unit, ``-`` for none; `facts` are of `Row`."""
    found: dict[str, Any] = {
        "status": "best",
        "points": points,
        "bound": points,
        "points_scale": 100,
        "gap": 0.0,
        "plan": {unit: None if area == "-" else area for unit, area in zip(UNITS, plan, strict=True)},
        "terms": {"synergy": points + 200, "moves": -200},
        "figures": {"areas": len(set(plan)), "moves": 2, "largest": 40.5, "smallest": 20},
    }
    made = {"state": State.DONE, "reason": "", "found": found, "provenance": {"seconds": 0.25}} | facts
    return Row(key(name), tuple((at or {}).items()), **made)


def unanswered(name: object, at: Mapping[str, Value] | None, state: State, reason: str) -> Row:
    """A run without an answer."""
    return row(name, at, state=state, reason=reason, found={})


def grid(across: str, up: str, plans: list[str]) -> list[Row]:
    """A row for each cell: ``plans`` has a word of area letters per value of ``up`` and, in it, one per ``across``."""
    made = []
    for y, letters in enumerate(plans):
        for x, letter in enumerate(letters):
            at: At = ((across, x), (up, y))
            made.append(row(at, dict(at), plan="xxyyz" + letter))
    return made
