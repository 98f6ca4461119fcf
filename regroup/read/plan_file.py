"""A plan in a file: a result that solve wrote, or areas with their units in JSON or TOML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from regroup.errors import MOST_FAULTS, Fault, InputError, Place
from regroup.instance import Key
from regroup.plan import Plan
from regroup.read.bounded import read_source
from regroup.read.lines import Lines, visible
from regroup.read.origin import FileOrigin
from regroup.read.toml import parse
from regroup.rules.fitting import nearest
from regroup.scenario import Scenario

Where = Callable[..., Place]
LONGEST_SHOWN = 60
MOST_WRONG = 1000
"""Values of a wrong kind, after which a file is read no further."""


@dataclass(frozen=True, slots=True)
class _Put:
    """A unit in an area, as the file says it; the paths are those of the unit and of the area."""

    unit: Any
    area: Any
    unit_at: Key
    area_at: Key


def read_plan(path: str | Path, scenario: Scenario) -> Plan:
    """The plan in a file.

    ``plan`` maps units to areas, as in a result; ``areas`` maps areas to lists of units, as in a proposal.

    Raises:
        InputError: the file cannot be read, holds no plan, or names a unit or an area that the scenario lacks, or a
            unit twice; every fault with its place.
    """
    data, where = _read(path)
    faults = list(islice(_shape_faults(data, where), MOST_WRONG))
    if faults:
        raise InputError(faults)
    puts = list(_puts(data))
    if not puts:
        raise InputError([Fault("plan_file_empty", {"file": visible(str(path))})])
    if len(puts) > len(scenario.unit_of) + MOST_FAULTS:
        values = {"file": visible(str(path)), "count": len(puts), "units": len(scenario.unit_of)}
        raise InputError([Fault("plan_file_too_many", values)])
    faults = list(_faults(puts, scenario, where))
    if faults:
        raise InputError(faults)
    return Plan({put.unit: put.area for put in puts}).in_order(scenario.unit_of)


def _read(path: str | Path) -> tuple[Any, Where]:
    """What the file holds, and what knows where; in JSON, only the file."""
    source = read_source(path)
    if not source.text.strip():
        json_file = str(path).casefold().endswith(".json")
        raise InputError([Fault("json_empty" if json_file else "plan_file_empty", {"file": source.path})])
    if not str(path).casefold().endswith(".json"):
        tables = parse(source)
        return tables, FileOrigin(source).key_place
    try:
        return json.loads(source.text), lambda *key: Place(source.path)
    except json.JSONDecodeError as error:
        place = Lines(source.path, source.text).place(min(error.pos, len(source.text)))
        raise InputError([Fault("plan_file_not_json", {"file": source.path}, place)]) from error
    except (ValueError, RecursionError) as error:
        raise InputError([Fault("plan_file_not_json", {"file": source.path})]) from error


def _tables(data: Any) -> tuple[Any, Any]:
    """What stands under ``plan`` and, where there is no plan, under ``areas``."""
    if not isinstance(data, Mapping):
        return None, None
    plan = data.get("plan")
    return (plan, None) if isinstance(plan, Mapping) else (None, data.get("areas"))


def _puts(data: Any) -> Iterator[_Put]:
    """Every unit with its area; nothing where the file is of another form."""
    plan, areas = _tables(data)
    for unit, area in (plan or {}).items():
        yield _Put(unit, area, ("plan", unit), ("plan", unit))
    for area, units in areas.items() if isinstance(areas, Mapping) else ():
        for at, unit in enumerate(units):
            yield _Put(unit, area, ("areas", area, at), ("areas", area))


def _shape_faults(data: Any, where: Where) -> Iterator[Fault]:
    """Values of another kind than a plan's: an area that is no text, units that are no list of texts."""
    plan, areas = _tables(data)
    for unit, area in (plan or {}).items():
        if not isinstance(area, str):
            yield _wrong_kind("plan_file_area", unit, area, where("plan", unit))
    for area, units in areas.items() if isinstance(areas, Mapping) else ():
        if not isinstance(units, list):
            yield _wrong_kind("plan_file_units", area, units, where("areas", area))
            continue
        for at, unit in enumerate(units):
            if not isinstance(unit, str):
                yield _wrong_kind("plan_file_unit", area, unit, where("areas", area, at))


def _wrong_kind(code: str, key: str, found: Any, place: Place) -> Fault:
    return Fault(code, {"key": _short(key), "found": _short(found)}, place)


def _short(found: Any) -> str:
    """A value for a message; what may be long or deep is not written out."""
    if isinstance(found, (str, bool, int, float)):
        return visible(str(found)[:LONGEST_SHOWN])
    return {dict: "{…}", list: "[…]", type(None): "null"}.get(type(found), visible(str(found)[:LONGEST_SHOWN]))


def _faults(puts: list[_Put], scenario: Scenario, where: Where) -> Iterator[Fault]:
    seen: set[str] = set()
    for put in puts:
        if put.unit not in scenario.unit_of:
            yield _unknown("unit", put.unit, list(scenario.unit_of), where(*put.unit_at))
        elif put.unit in seen:
            yield Fault("plan_file_twice", {"found": put.unit}, where(*put.unit_at))
        seen.add(put.unit)
    for area, at in {put.area: put.area_at for put in reversed(puts)}.items():
        if area not in scenario.area_names:
            yield _unknown("area", area, list(scenario.area_names), where(*at))


def _unknown(kind: str, found: str, known: list[str], place: Place) -> Fault:
    suggestion = nearest(found[:LONGEST_SHOWN], known)
    values = {"found": _short(found), "suggestion": suggestion, "accepted": ", ".join(known)}
    return Fault(f"unknown_{kind}_near" if suggestion else f"unknown_{kind}", values, place)
