"""From tables of plain values to a checked type, or all the faults there are, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from regroup.errors import Fault, InputError
from regroup.fields import shown
from regroup.read.describe import Describer
from regroup.read.origin import FileOrigin
from regroup.read.toml import Tables
from regroup.rules.fitting import nearest

SCHEMA = 1
"""The newest form of scenario and model files that this regroup reads."""

Checked = TypeVar("Checked", bound=BaseModel)
CAUSES = frozenset({"duplicate_id"})
"""Told before all others: an id that stands where another should leaves that one unknown wherever it is named."""


def validate(kind: type[Checked], data: Tables, origin: FileOrigin, before: Iterable[Fault] = ()) -> Checked:
    """``data`` as ``kind``.

    Args:
        before: faults found already, to be told together with those found here.

    Raises:
        InputError: every fault, in the order of file and line; what causes others comes first.
    """
    faults = [*before, *schema_faults(data, origin)]
    if any(fault.code == "schema_newer" for fault in faults):
        raise InputError([fault for fault in faults if fault.code == "schema_newer"])
    try:
        checked = kind.model_validate(data)
    except ValidationError as error:
        refuse([*faults, *Describer(kind, data, origin).faults(error)], origin)
        raise
    refuse(faults, origin)
    return checked


def refuse(faults: Iterable[Fault], origin: FileOrigin) -> None:
    """Raises all the faults, in order and each once; returns when there are none.

    Raises:
        InputError: there is a fault.
    """
    unique: dict[Any, Fault] = {}
    for fault in faults:
        unique.setdefault((fault.code, fault.place, str(fault.values)), fault)
    if unique:
        raise InputError(sorted(unique.values(), key=_in_order(origin)))


def _in_order(origin: FileOrigin) -> Callable[[Fault], tuple[bool, int, str, int, int]]:
    files = {file: number for number, file in enumerate(origin.hashes)}

    def order(fault: Fault) -> tuple[bool, int, str, int, int]:
        place, later = fault.place, fault.code not in CAUSES
        if place is None:
            return (later, 0, "", 0, 0)
        return (later, files.get(place.file, len(files)), place.file, place.line or 0, place.column or 0)

    return order


def schema_faults(data: Tables, origin: FileOrigin) -> list[Fault]:
    """What is wrong with the number that says in which form the file is written."""
    if "schema" not in data:
        if any(nearest(key, ["schema"]) for key in data):
            return []  # told as a misspelt key
        return [Fault("schema_missing", {"accepted": SCHEMA}, origin.place())]
    found, place = data["schema"], origin.place("schema")
    if isinstance(found, bool) or not isinstance(found, int):
        return [Fault("schema_not_whole", {"found": shown(found), "accepted": SCHEMA}, place)]
    if found > SCHEMA:
        return [Fault("schema_newer", {"found": shown(found), "accepted": SCHEMA}, place)]
    if found < SCHEMA:
        return [Fault("schema_unknown", {"found": shown(found), "accepted": SCHEMA}, place)]
    return []
