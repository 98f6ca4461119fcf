"""Reads a scenario: its TOML file, the tables beside it, and everything in it checked against the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from regroup.crosscheck import faults_of
from regroup.read.parsed import Parsed, parse_file
from regroup.read.shipped import resolve
from regroup.read.tables import add_tables
from regroup.read.validate import refuse, validate
from regroup.scenario import Scenario


def read_scenario(name_or_path: str | Path, overrides: Iterable[str] = ()) -> Scenario:
    """The scenario in a file, or a shipped one by its name.

    Args:
        overrides: changes such as ``units.nav.fte.likely=45``; an item of a list is named by its id, a pair by both
            its ids with + between them, anything by its number from 0.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    return scenario_of(parse_scenario(name_or_path).changed(overrides))


def parse_scenario(name_or_path: str | Path) -> Parsed:
    """The same file, with the rows of the tables beside it, before it is checked.

    Raises:
        InputError: it cannot be read, or is not TOML.
    """
    parsed = parse_file(resolve("scenarios", name_or_path))
    return replace(parsed, faults=tuple(add_tables(parsed.data, parsed.origin, parsed.path.parent)))


def scenario_of(parsed: Parsed) -> Scenario:
    """The scenario that a parsed file holds.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    scenario = validate(Scenario, parsed.data, parsed.origin, parsed.faults).located(parsed.origin)
    refuse(faults_of(scenario), parsed.origin)
    return scenario
