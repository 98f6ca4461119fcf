"""What a sweep hands around: a task that a worker can run by itself, and the row that is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = str | int | float | bool
"""A value of an axis, as a table shows it."""


class State(StrEnum):
    """How a run ended."""

    DONE = "done"
    """It has an answer: a plan with its bound, or that no plan keeps the rules."""
    LIMIT = "limit"
    """The limit came before any answer."""
    DISPUTED = "disputed"
    """Two computations differ; nothing of it may be used."""
    FAILED = "failed"
    """It crashed, ran out of memory, never ended, or what it was to read is wrong."""


@dataclass(frozen=True, slots=True)
class Task:
    """One run, with all that decides its answer; small, and of plain values, so that it travels and is hashed.

    Attributes:
        key: 64 hexadecimal digits, the hash of everything else here (`at` apart) and of what the files hold.
        scenario, model: names or paths, as `read_scenario` and `read_model` take them.
        changes: dotted keys with the text of a TOML value, ``("scenario.units.nav.fte.likely", "45")`` or
            ``("model.terms.synergy.weight", "5")``; applied in order.
        settings: of `Params`, by name.
        draw: which draw of the uncertain sizes; None where they stay as stated.
        at: where on the axes it stands, axis by axis, for tables and maps.
    """

    key: str
    scenario: str
    model: str
    changes: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, Value], ...]
    draw: int | None
    at: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of a run.

    Attributes:
        key: of its task.
        at: of its task.
        state: how it ended.
        reason: why it has no answer, for people; empty where it is done.
        found: of a run that is done, plain JSON: ``status``, ``points``, ``bound``, ``points_scale``, ``gap``, ``plan``
            (unit id to area id, None where there is none), ``terms`` (name to points), ``figures`` (name to number:
            areas used, moves, sizes of the largest and the smallest area); empty otherwise. The same for the same
            task on any machine.
        provenance: plain JSON: versions, hashes, seconds, work, tries, which worker; may differ from run to run.
    """

    key: str
    at: tuple[tuple[str, Value], ...]
    state: State
    reason: str
    found: Mapping[str, Any]
    provenance: Mapping[str, Any]
