"""Reads a scenario workbook: every sheet by its headings, every fault with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from regroup.crosscheck import faults_of
from regroup.errors import Fault, InputError, Place
from regroup.intake.cell_origin import CellOrigin
from regroup.intake.form_cells import NoAmount, Refused, text_of, value_of
from regroup.intake.grid import Grid
from regroup.intake.grids import Opened
from regroup.intake.understood import Remark, Understood, totals_of
from regroup.read.bounded import Source
from regroup.read.validate import refuse, validate
from regroup.scenario import Scenario
from regroup.sheets.form import Column, column_of, sheets_of
from regroup.sheets.ids import id_of
from regroup.sheets.names import Meanings, fold
from regroup.sheets.plain import tables_of
from regroup.sheets.rows import Gathered, Row, Values
from regroup.text import LANGUAGES

_HEADINGS_WITHIN = 20
_NAMED_BY = {"strengths": ("label",), "criteria": ("nb", "en")}
_WITH_IDS = ("areas", "wholes", "units", "measures", "strengths", "criteria", "proposals")
_COUNTED = ("areas", "units", "synergies", "affinities", "requirements", "proposals")


def is_form(grids: tuple[Grid, ...]) -> bool:
    """Whether the sheets are those of a scenario workbook, in either language."""
    names = {fold(grid.name) for grid in grids}
    ours = {sheet.key: sheet for sheet in sheets_of({})}
    return any({fold(ours[key].title(language)) for key in ("case", "units")} <= names for language in LANGUAGES)


def read_form(opened: Opened) -> Understood:
    """The scenario of a workbook.

    Raises:
        InputError: everything that is wrong with it, each with its cell.
    """
    form = _Form(opened)
    gathered = Gathered(form.rows)
    gathered.tables.setdefault("schema", 1)
    gathered.tables.setdefault("units", [])
    origin = CellOrigin(Source(opened.name, "", opened.sha256), gathered.places)
    try:
        scenario = validate(Scenario, gathered.tables, origin, form.faults).located(origin)
    except InputError as error:
        raise InputError(_without_echoes(error.faults, form.faults)) from None
    refuse(faults_of(scenario), origin)
    tables = tables_of(scenario)
    counts = {key: len(tables.get(key, ())) for key in _COUNTED}
    return Understood(opened.file, tables, counts, totals_of(tables), tuple(form.remarks))


def _without_echoes(faults: Sequence[Fault], cells: Sequence[Fault]) -> list[Fault]:
    """Without what is only missing from a row because a cell of it was refused."""
    told = {_row(fault.place) for fault in cells}
    return [fault for fault in faults if fault in cells or _row(fault.place) not in told]


def _row(place: Place | None) -> tuple[str, str]:
    """The sheet and the row of a cell's place."""
    sheet, _, cell = str(place).rpartition("!")
    return sheet, cell.lstrip(ascii_uppercase)


class _Form:
    """The rows of every sheet, with faults of single cells and what was not read."""

    def __init__(self, opened: Opened) -> None:
        self.faults: list[Fault] = []
        self.remarks: list[Remark] = []
        self._found = {
            sheet.key: grid
            for sheet in sheets_of({})
            for grid in opened.grids
            if fold(grid.name) in {fold(sheet.title(language)) for language in LANGUAGES}
        }
        self._columns = {key: self._headings(key, grid) for key, grid in self._found.items()}
        self._ids: dict[tuple[str, int], str] = {}
        self._meanings = Meanings({key: list(self._named(key)) for key in _WITH_IDS if key in self._found})
        self.rows = {key: list(self._rows(key)) for key in self._found}

    def _headings(self, key: str, grid: Grid) -> tuple[int, dict[int, Column]]:
        """The row of headings, and what its columns hold."""
        best: tuple[int, dict[int, Column]] = (-1, {})
        for row, values in grid.rows.items():
            if row >= _HEADINGS_WITHIN or key == "case":
                break
            found = {at: column for at, value in values.items() if (column := column_of(key, text_of(value)))}
            if len(found) > len(best[1]):
                best = (row, found)
        for at, value in grid.rows.get(best[0], {}).items():
            if at not in best[1]:
                where = grid.where(best[0], at)
                self.remarks.append(Remark("column_not_read", {"heading": text_of(value)[:60], "cell": where}))
        return best

    def _named(self, key: str) -> Iterator[Values]:
        """Ids and names of a sheet's rows; an id that is missing is made of the name."""
        grid, (first, columns) = self._found[key], self._columns[key]
        at = {column.key: index for index, column in columns.items()}
        taken = {text_of(value) for row in grid.rows if (value := grid.get(row, at.get("id", -1))) is not None}
        for row in (row for row in grid.rows if row > first):
            said = {name: text_of(cell) for name, index in at.items() if (cell := grid.get(row, index)) is not None}
            name = next((said[k] for k in _NAMED_BY.get(key, ("name",)) if k in said), "")
            if "id" not in said and name:
                made = base = id_of(name, "id")
                number = 2
                while made in taken:
                    made, number = f"{base}_{number}", number + 1
                taken.add(made)
                self._ids[key, row] = said["id"] = made
            if "id" in said:
                yield said

    def _rows(self, key: str) -> Iterator[Row]:
        grid = self._found[key]
        if key == "case":
            yield self._case(grid)
            return
        first, columns = self._columns[key]
        for row in range(first + 1, grid.last_row + 1):
            values, places = self._cells(grid, {(row, at): column for at, column in columns.items()})
            if not values:
                continue
            if (key, row) in self._ids:
                values = {"id": self._ids[key, row], **values}
            for part in [name for name in values if name.endswith(".value")]:
                values.setdefault(f"{part.removesuffix('.value')}.basis", "stated")
            yield Row(values, places, grid.place(row, min(columns)))

    def _case(self, grid: Grid) -> Row:
        cells = {}
        for row, line in grid.rows.items():
            column = column_of("case", text_of(line.get(0, "")))
            if column:
                cells[row, 1] = column
        values, places = self._cells(grid, cells)
        return Row(values, places, grid.place(0, 0))

    def _cells(self, grid: Grid, cells: Mapping[tuple[int, int], Column]) -> tuple[Values, dict[str, Place]]:
        values: Values = {}
        places: dict[str, Place] = {}
        for (row, at), column in cells.items():
            found, place = grid.get(row, at), grid.place(row, at)
            if found is None:
                if fault := grid.fault(row, at):
                    self.faults.append(fault)
                continue
            try:
                value = value_of(found, column, place, self._meanings)
            except (Refused, NoAmount) as error:
                self.faults.append(error.fault)
                continue
            if value is not None and value != "":
                values[column.key], places[column.key] = value, place
        return values, places


def refuse_empty(opened: Opened) -> None:
    """Refuses a file without a single value.

    Raises:
        InputError: there is nothing in any sheet.
    """
    if not any(grid.cells or grid.odd.errors for grid in opened.grids):
        raise InputError([Fault("sheet_nothing", {"file": opened.name})])
