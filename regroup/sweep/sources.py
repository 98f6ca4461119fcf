"""What the answers of a sweep rest on: versions, checksums of the files, and how sure each answer is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from regroup.sweep.base import Row, State

Counted = tuple[tuple[str, int], ...]
"""Values with the number of runs that have them, the most frequent first."""


@dataclass(frozen=True)
class Sources:
    """Counted over all runs that are kept.

    Attributes:
        versions: of programs, as ``regroup 0.1.0, …``.
        scenarios, models: SHA-256 of the files that the runs start from, before their changes.
        settings: of the search, ``seed``, ``work`` …, as far as they are the same in all runs.
        plan_by, bound_by: engines that found plans and bounds.
        proven: answers that no other can better, those without any plan among them.
        bounded: answers with a bound above them.
        widest: the largest gap of those; None where there is none, or one without a bound.
    """

    versions: Counted
    scenarios: Counted
    models: Counted
    settings: tuple[tuple[str, Any], ...]
    plan_by: Counted
    bound_by: Counted
    proven: int
    bounded: int
    widest: Fraction | None


def sources_of(rows: Iterable[Row]) -> Sources:
    """Reads the runs once."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("versions", *_TEXTS)}
    settings: dict[str, Any] | None = None
    proven, gaps = 0, list[float | None]()
    for row in rows:
        said = row.provenance
        counts["versions"].update([", ".join(f"{name} {at}" for name, at in (said.get("versions") or {}).items())])
        for name in _TEXTS:
            counts[name].update([str(said[name])] if said.get(name) else [])
        if isinstance(said.get("settings"), dict):
            settings = _shared(settings, said["settings"])
        if row.state is State.DONE:
            sure = row.found.get("status") in _SURE
            proven += sure
            gaps += [] if sure else [row.found.get("gap")]
    return Sources(
        **{field: _ranked(counts[name]) for field, name in _FIELDS.items()},
        settings=tuple((settings or {}).items()),
        proven=proven,
        bounded=len(gaps),
        widest=_widest(gaps),
    )


_TEXTS = ("scenario_sha256", "model_sha256", "plan_by", "bound_by")
_FIELDS = {
    "versions": "versions",
    "scenarios": "scenario_sha256",
    "models": "model_sha256",
    "plan_by": "plan_by",
    "bound_by": "bound_by",
}
_SURE = ("best", "impossible")


def _shared(known: dict[str, Any] | None, found: dict[str, Any]) -> dict[str, Any]:
    if known is None:
        return dict(found)
    return {name: value for name, value in known.items() if name in found and found[name] == value}


def _ranked(counts: Counter[str]) -> Counted:
    return tuple((value, count) for value, count in counts.most_common() if value)


def _widest(gaps: list[float | None]) -> Fraction | None:
    known = [gap for gap in gaps if gap is not None]
    return Fraction(str(max(known))) if known and len(known) == len(gaps) else None
