"""Reads a scenario: its TOML file, the tables beside it, and everything in it checked against the rest."""

from __future__ import annotations

from pathlib import Path

from regroup.crosscheck import faults_of
from regroup.read.bounded import read_source
from regroup.read.origin import FileOrigin
from regroup.read.shipped import resolve
from regroup.read.tables import add_tables
from regroup.read.toml import parse
from regroup.read.validate import refuse, validate
from regroup.scenario import Scenario


def read_scenario(name_or_path: str | Path) -> Scenario:
    """The scenario in a file, or a shipped one by its name.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    path = resolve("scenarios", name_or_path)
    source = read_source(path)
    data = parse(source)
    origin = FileOrigin(source)
    faults = add_tables(data, origin, path.parent)
    scenario = validate(Scenario, data, origin, faults).located(origin)
    refuse(faults_of(scenario), origin)
    return scenario
