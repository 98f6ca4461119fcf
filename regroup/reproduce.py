"""A stored result made once more from the inputs and settings in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from regroup.document import document
from regroup.edits import from_object, unmoved
from regroup.errors import Fault, InputError
from regroup.news import Watch
from regroup.params import Params
from regroup.provenance import versions
from regroup.read.inputs import read_inputs
from regroup.result import Result
from regroup.solve import solve

Object = dict[str, Any]


class Sameness(StrEnum):
    """How a second run compares with the first."""

    IDENTICAL = "identical"
    """Status, plan, points, bound and what every engine said."""
    SAME_PLAN = "same_plan"
    """Status, plan, points and bound; engines went another way."""
    OTHER_PLAN = "other_plan"
    """Status and points, but another plan has them."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was.

    Attributes:
        what: the library, setting or key.
        then, now: what it was and is.
    """

    what: str
    then: object
    now: object


@dataclass(frozen=True, slots=True)
class Again:
    """A second run.

    Attributes:
        sameness: how it compares.
        result: what was found now.
        around: versions that are others than then; reasons why an answer may differ.
        found: what differs in the answer.
        repeatable: whether the settings promise the same answer.
    """

    sameness: Sameness
    result: Result
    around: tuple[Difference, ...]
    found: tuple[Difference, ...]
    repeatable: bool


ANSWER = ("status", "points", "bound", "plan")


def reproduce(stored: Object, watch: Watch | None = None) -> Again:
    """Solves again what a result was made from, with its settings; what people changed since is left out.

    Args:
        stored: a result with inputs.

    Raises:
        InputError: the inputs or the settings are none.
    """
    stored, settings = as_found(stored), stored["provenance"]["settings"]
    result = solve(read_inputs(stored["inputs"]), params_of(settings), watch)
    now = document(result)
    found = tuple(Difference(key, stored[key], now[key]) for key in ANSWER if stored[key] != now[key])
    around = tuple(
        Difference(name, stored["provenance"].get(name), version)
        for name, version in versions().items()
        if stored["provenance"].get(name) != version
    )
    return Again(_sameness(stored, now, found), result, around, found, bool(settings["repeatable"]))


def as_found(stored: Object) -> Object:
    """A result as the search left it, before people changed its plan.

    Raises:
        InputError: what is said of the changes is not of the right form.
    """
    edits = stored["provenance"]["edits"]
    if not edits:
        return stored
    try:
        plan = dict(unmoved(stored["plan"] or {}, map(from_object, edits)))
    except ValueError:
        raise InputError([Fault("result_fails", {"count": 1})]) from None
    points = edits[0]["points"]
    return stored | {"plan": plan, "points": points, "status": "best" if points == stored["bound"] else "good"}


def params_of(settings: Object) -> Params:
    """The settings of a stored result."""
    names = ("time_limit", "work", "seed", "workers", "second_opinion")
    return Params(**{name: settings[name] for name in names}, gap=Fraction(Decimal(repr(settings["gap"]))))


def _sameness(stored: Object, now: Object, found: tuple[Difference, ...]) -> Sameness:
    if not found:
        same = stored["provenance"]["engines"] == now["provenance"]["engines"]
        return Sameness.IDENTICAL if same else Sameness.SAME_PLAN
    only_plan = all(difference.what == "plan" for difference in found)
    return Sameness.OTHER_PLAN if only_plan else Sameness.DIFFERENT
