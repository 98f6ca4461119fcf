"""A plan in a file: a result that solve wrote, or areas with their units in JSON or TOML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from regroup.errors import Fault, InputError
from regroup.plan import Plan
from regroup.read.bounded import read_source
from regroup.read.lines import visible
from regroup.read.toml import parse
from regroup.rules.fitting import nearest
from regroup.scenario import Scenario


def read_plan(path: str | Path, scenario: Scenario) -> Plan:
    """The plan in a file.

    ``plan`` maps units to areas, as in a result; ``areas`` maps areas to lists of units, as in a proposal.

    Raises:
        InputError: the file cannot be read, holds no plan, or names a unit or an area that the scenario lacks, or a
            unit twice.
    """
    data, name = _read(path), visible(str(path))
    pairs = list(_pairs(data))
    if not pairs:
        raise InputError([Fault("plan_file_empty", {"file": name})])
    faults = list(_faults(pairs, scenario))
    if faults:
        raise InputError(faults)
    return Plan(dict(pairs)).in_order(scenario.unit_of)


def _read(path: str | Path) -> Any:
    source = read_source(path)
    if not str(path).casefold().endswith(".json"):
        return parse(source)
    try:
        return json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise InputError([Fault("plan_file_not_json", {"file": source.path})]) from error


def _pairs(data: Any) -> Iterator[tuple[str, str]]:
    """Unit and area, as the file says them; nothing where it is of another form."""
    placed = data.get("plan") if isinstance(data, dict) else None
    areas = data.get("areas") if isinstance(data, dict) else None
    if isinstance(placed, Mapping):
        yield from ((unit, area) for unit, area in placed.items() if isinstance(area, str))
    elif isinstance(areas, Mapping):
        for area, units in areas.items():
            yield from ((str(unit), area) for unit in (units if isinstance(units, list) else ()))


def _faults(pairs: list[tuple[str, str]], scenario: Scenario) -> Iterator[Fault]:
    seen: set[str] = set()
    for unit in (unit for unit, _ in pairs):
        if unit not in scenario.unit_of:
            yield _unknown("unit", unit, list(scenario.unit_of))
        elif unit in seen:
            yield Fault("plan_file_twice", {"found": unit})
        seen.add(unit)
    for area in dict.fromkeys(area for _, area in pairs):
        if area not in scenario.area_names:
            yield _unknown("area", area, list(scenario.area_names))


def _unknown(kind: str, found: str, known: list[str]) -> Fault:
    suggestion = nearest(found, known)
    values = {"found": visible(found), "suggestion": suggestion, "accepted": ", ".join(known)}
    return Fault(f"unknown_{kind}_near" if suggestion else f"unknown_{kind}", values)
