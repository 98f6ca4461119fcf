"""Whether what people changed in a plan leads back, step by step, to plans that had the points that are said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError

from regroup.edits import LONGEST
from regroup.fields import plain_text
from regroup.verify.base import Check, failed, noted, passed
from regroup.verify.origins import digest
from regroup.verify.stated import Stated
from regroup.verify.terms import points

Object = Mapping[str, Any]
Earlier = Mapping[str, Object]
"""Results at hand, by their hashes."""


def edit_checks(result: Object, stated: Stated, scale: int, earlier: Earlier) -> Iterator[Check]:
    """Each change undone, the newest first: the plan before it, its points, and the result it was, where at hand."""
    provenance, plan = result["provenance"], dict(result["plan"] or {})
    if (provenance["plan_by"] == "person") != bool(provenance["edits"]):
        yield failed("edits", "edits_and_plan_by")
        return
    for edit in reversed(provenance["edits"]):
        why_not = _undone(edit, plan, stated) or _wrong_points(edit, plan, stated, scale, result["bound"])
        yield failed("edits", why_not, edit["of"][:12]) if why_not else passed("edits", edit["of"][:12])
        if why_not:
            return
        yield _held_against(edit, plan, result, earlier)


def _undone(edit: Object, plan: dict[str, str], stated: Stated) -> str | None:
    """Undoes a change in ``plan``; why it cannot be one, else None."""
    try:
        datetime.date.fromisoformat(edit["date"])
    except ValueError:
        return "edit_date"
    if not all(_plain(text) for text in (edit["why"], edit["by"]) if text is not None):
        return "edit_words"
    units = [move["unit"] for move in edit["moves"]]
    if not units or len(set(units)) < len(units):
        return "edit_moves"
    for move in edit["moves"]:
        known = move["from"] in stated.area_of and move["to"] in stated.area_of and move["from"] != move["to"]
        if not known or plan.get(move["unit"]) != move["to"]:
            return "edit_moves"
        plan[move["unit"]] = move["from"]
    return None


def _plain(text: str) -> bool:
    """Whether a text is one that a person may give: nothing in it steers or hides."""
    try:
        return len(plain_text(text)) <= LONGEST
    except PydanticCustomError:
        return False


def _wrong_points(edit: Object, plan: Mapping[str, str], stated: Stated, scale: int, bound: int | None) -> str | None:
    found = sum(points(stated, plan), Fraction(0)) * scale
    if found != edit["points"] or (bound is not None and found > bound):
        return "edit_points"
    return None


def _held_against(edit: Object, plan: Mapping[str, str], result: Object, earlier: Earlier) -> Check:
    """The result that was changed, where it is at hand: its seal, plan and inputs."""
    before, about = earlier.get(edit["of"]), edit["of"][:12]
    if before is None:
        return noted("parent", "parent_away", about)
    sealed = digest({key: value for key, value in before.items() if key != "sha256"}) == before["sha256"]
    same = sealed and before["plan"] == plan and before["inputs"] == result["inputs"]
    return passed("parent", about) if same else failed("parent", "other_parent", about)
