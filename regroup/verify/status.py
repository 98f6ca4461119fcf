"""Whether status, bound and gap are what points and bound allow, and whether the record says the same."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from regroup.verify.base import Check, compared, failed, passed
from regroup.verify.stated import Object


def status_checks(result: Object) -> Iterator[Check]:
    """Bound, gap, status, and the record of engines and checks."""
    points, bound = result["points"], result["bound"]
    if points is not None and bound is not None:
        yield passed("bound") if bound >= points else failed("bound", "below_points", points=points, bound=bound)
    yield compared("gap", result["gap"], _gap(points, bound))
    allowed = _statuses(result)
    yield (
        passed("status")
        if result["status"] in allowed
        else failed("status", "not_allowed", stored=result["status"], found=", ".join(allowed) or "–")
    )
    yield from _record(result)


def _gap(points: int | None, bound: int | None) -> float | None:
    if points is None or bound is None:
        return None
    return float(Fraction(bound - points, max(1, abs(points))))


def _statuses(result: Object) -> list[str]:
    """What the status can be, with this plan, these points and this bound."""
    points, bound = result["points"], result["bound"]
    if (result["plan"] is None) != (points is None):
        return []
    if points is None:
        return ["impossible"] if result["conflict"] and bound is None else ["unknown"]
    if result["conflict"]:
        return []
    return ["best"] if bound == points else ["good"]


def _record(result: Object) -> Iterator[Check]:
    """Whether assurance, checks, proof and settings tell the same story as the record of engines."""
    provenance, proof, assurance = result["provenance"], result["proof"], result["assurance"]
    wrong = [
        provenance["seed"] != provenance["settings"]["seed"],
        ("checked" in assurance) != (result["plan"] is not None),
        ("second_engine" in provenance["checks"]) != ("corroborated" in assurance),
        ("rules" in provenance["checks"]) != ("checked" in assurance),
        ("certificate" in provenance["checks"]) != bool(proof and proof["checked"]),
        (proof is None) != (result["bound"] is None and result["status"] != "impossible"),
        proof is not None and proof["kind"] != _kind(proof),
        proof is not None and proof["second"] == proof["by"],
        "corroborated" in assurance and not (proof and proof["second"]),
    ]
    story = [name for at, name in enumerate(_STORY) if wrong[at]]
    yield failed("record", "contradicts", found=", ".join(story)) if story else passed("record")
    if proof is not None:
        yield _says(result, proof)


_STORY = ("seed", "assurance", "second_engine", "rules", "certificate", "proof", "kind", "second", "corroborated")


def _kind(proof: dict[str, Any]) -> str:
    """What a claim may call itself: proven where its certificate was checked, corroborated by a second engine."""
    if proof["checked"]:
        return "proven"
    return "corroborated" if proof["second"] else "claimed"


def _says(result: Object, proof: dict[str, Any]) -> Check:
    """Whether the engines that the proof names said so."""
    impossible = result["status"] == "impossible"
    said = {
        entry["engine"]
        for entry in result["provenance"]["engines"]
        if (entry["claim"] == "impossible" if impossible else entry.get("bound") == result["bound"])
    }
    if impossible:
        said |= {"arithmetic"}
    named = [engine for engine in (proof["by"], proof["second"]) if engine and engine != "interrupted engine"]
    silent = [engine for engine in named if engine not in said]
    if silent and not result["interrupted"] and not _heard_on_the_way(result):
        return failed("claim", "did_not_say", found=", ".join(silent))
    return passed("claim", proof["kind"])


def _heard_on_the_way(result: Object) -> bool:
    """Bounds that engines tell while they run are not on record; a good plan may rest on one."""
    return bool(result["status"] == "good")
