"""Adds the rows of the CSV tables that a scenario names to its own lists.

A heading is the same dotted path as in TOML: ``id``, ``size.fte.value``, ``fields``. A list in a cell is
separated by ``|``. An empty cell says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from regroup.errors import Fault, InputError, Place
from regroup.fields import MOST_PAIRS, MOST_UNITS, shown
from regroup.read.beside import open_beside
from regroup.read.bounded import Source, source_of
from regroup.read.cells import CellError, cell_value, kinds_of
from regroup.read.csv_table import CsvTable, Row
from regroup.read.keys import keys_of
from regroup.read.origin import FileOrigin
from regroup.read.toml import Tables
from regroup.rules.fitting import nearest
from regroup.scenario import Scenario

MOST_ROWS = {"units": MOST_UNITS, "synergies": MOST_PAIRS, "affinities": MOST_PAIRS}
"""The lists that may go on in a table, and how long."""


def add_tables(data: Tables, origin: FileOrigin, folder: Path) -> list[Fault]:
    """Takes ``tables`` out of ``data`` and puts the rows in; returns what is wrong with them.

    Args:
        folder: where the scenario stands, and the tables beside it.
    """
    if "tables" not in data:
        return []
    named = data.pop("tables")
    if not isinstance(named, dict):
        data.setdefault("units", [])
        return [Fault("not_a_table", {"key": "tables", "found": shown(named)}, origin.place("tables"))]
    faults: list[Fault] = []
    for key, file in named.items():
        try:
            faults += _add(key, file, data, origin, folder)
        except InputError as error:
            faults += [_placed(fault, origin.place("tables", key)) for fault in error.faults]
            data.setdefault(key, [])
    if faults:
        data.setdefault("units", [])  # not missing: misspelt, or in the table that could not be read
    return faults


def _placed(fault: Fault, place: Place) -> Fault:
    """A fault of the file as a whole stands where the scenario names the file."""
    return fault if fault.place else Fault(fault.code, fault.values, place)


def _add(key: str, file: Any, data: Tables, origin: FileOrigin, folder: Path) -> list[Fault]:
    if key not in MOST_ROWS:
        suggestion = nearest(key, MOST_ROWS)
        values = {"found": key, "table": "[tables]", "suggestion": suggestion, "accepted": ", ".join(MOST_ROWS)}
        return [Fault("unknown_key" + ("_near" if suggestion else ""), values, origin.key_place("tables", key))]
    if not isinstance(file, str):
        return [Fault("not_text", {"key": f"tables.{key}", "found": shown(file)}, origin.place("tables", key))]
    own = data.setdefault(key, [])
    if not isinstance(own, list):
        return []
    table = CsvTable(_source(folder, file), MOST_ROWS[key])
    return list(_rows(key, table, data, own, origin))


def _source(folder: Path, file: str) -> Source:
    return source_of(open_beside(folder, file), str(folder / file))


def _rows(key: str, table: CsvTable, data: Tables, own: list[Any], origin: FileOrigin) -> Iterator[Fault]:
    """Appends a row for each line. A line with a fault is left out, and all are with a fault in the headings:
    what the types would say of them only repeats it."""
    headings = [cell.text.strip(" \u00a0\t") for cell in table.headings]
    kinds = _accepted(key, data)
    paths = [heading.split(".") for heading in headings]
    wrong = [*_heading_faults(headings, kinds, table), *table.faults()]
    wanted = [kinds.get(heading, "") for heading in headings]
    first = len(own)
    kept: list[Row] = []
    for row in table.rows if not wrong else ():
        values: Tables = {}
        faults = list(_fill(values, row, paths, wanted, table))
        yield from faults
        if not faults:
            own.append(values)
            kept.append(row)
    columns = {heading: column for column, heading in enumerate(headings)}

    def place(row: int, *path: str | int) -> Place:
        for length in range(len(path), 0, -1):
            heading = ".".join(str(part) for part in path[:length])
            if heading in columns:
                return table.cell_place(kept[row], columns[heading])
        return table.cell_place(kept[row], 0)

    origin.add_rows(key, first, table.source, place)
    yield from wrong


def _fill(
    values: Tables, row: Row, paths: Sequence[Sequence[str]], kinds: Sequence[str], table: CsvTable
) -> Iterator[Fault]:
    """Puts the cells of one line into ``values``, each under its dotted path and of its column's kind."""
    for column, (path, kind, cell) in enumerate(zip(paths, kinds, row.cells, strict=True)):
        try:
            value = cell_value(cell.text, kind)
        except CellError as error:
            yield Fault(error.code, error.values, table.cell_place(row, column))
            continue
        if value is not None:
            here = values
            for part in path[:-1]:
                here = here.setdefault(part, {})
            here[path[-1]] = value


def _accepted(key: str, data: Tables) -> dict[str, str]:
    """Heading → kind of cell; ``size`` has a heading for each measure and each key of a size."""
    keys = keys_of(Scenario)
    kinds = kinds_of(keys.at((key, 0), {}))
    if key == "units":
        of_size = kinds_of(keys.at(("units", 0, "size", "any"), {}))
        measures = data.get("measures")
        for measure in measures if isinstance(measures, dict) else {}:
            kinds |= {f"size.{measure}.{name}": kind for name, kind in of_size.items()}
    return kinds


def _heading_faults(headings: list[str], kinds: dict[str, str], table: CsvTable) -> Iterator[Fault]:
    seen: set[str] = set()
    for column, heading in enumerate(headings):
        place = table.heading_place(column)
        if not heading:
            yield Fault("csv_heading_missing", {"column": column + 1}, place)
        elif heading in seen:
            yield Fault("csv_heading_twice", {"found": heading}, place)
        elif heading not in kinds:
            suggestion = nearest(heading, kinds)
            values = {"found": shown(heading).strip('"'), "suggestion": suggestion, "accepted": ", ".join(kinds)}
            yield Fault("csv_heading_unknown" + ("_near" if suggestion else ""), values, place)
        seen.add(heading)
