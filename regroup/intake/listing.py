"""A plain list of units as a scenario: nothing is invented, and what is assumed is said."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from regroup.crosscheck import looks
from regroup.errors import Fault, InputError
from regroup.fields import ID_PATTERN, LONGEST_NAME, LONGEST_TEXT, MOST_UNITS, plain_text
from regroup.intake.columns import Columns, titled
from regroup.intake.found import Table
from regroup.intake.grid import Cell
from regroup.intake.lines import lines_of, text_of
from regroup.intake.sizes import Sizes
from regroup.intake.understood import Remark
from regroup.sheets.ids import unique_ids
from regroup.sheets.plain import Tables
from regroup.text import say

_LIST_MARKS = (";", "|")


class Listing:
    """A list that was read.

    Attributes:
        tables: areas, former areas and units, with the measures.
        remarks: what is to be said.
        comments: path → remarks for the scenario file.
    """

    def __init__(self, table: Table, columns: Columns, language: str) -> None:
        self.remarks: list[Remark] = []
        self.comments: dict[tuple[str | int, ...], list[str]] = {}
        self._table, self._columns, self._language = table, columns, language
        self._faults: list[Fault] = []
        self._numbers: list[str] = []
        self._sizes = Sizes(table, columns, language)
        self.lines = lines_of(table, columns)
        count = sum(line.kind == "unit" for line in self.lines)
        if count > MOST_UNITS:
            values = {"count": count, "allowed": MOST_UNITS}
            raise InputError([Fault("too_many_units", values, table.grid.place(table.last, 0))])
        units = list(self._units())
        self._refuse(units)
        self._tell_apart(units)
        self.tables = self._tables(units)

    def _refuse(self, units: list[Tables]) -> None:
        faults = [*self._faults, *self._sizes.faults]
        if not units and not faults:
            faults.append(Fault("sheet_no_units", {}, self._table.grid.place(self._table.last, 0)))
        if faults:
            raise InputError(faults)

    def _units(self) -> Iterator[Tables]:
        section, name = "", self._columns.of["name"]
        for line in self.lines:
            if line.kind == "section":
                section = line.name
            elif line.kind == "unit":
                unit: Tables = {"name": self._name(line.row, name)}
                area = self._text(line.row, "today") or section
                unit |= {"area": area} if area else {}
                if size := self._sizes.of(line.row):
                    unit["size"] = size
                if fields := self._fields(line.row):
                    unit["fields"] = fields
                if why := self._text(line.row, "why", LONGEST_TEXT):
                    unit["why"] = why
                unit["source"] = self._text(line.row, "source", LONGEST_TEXT) or self._table.grid.where(line.row, name)
                unit["row"] = line.row
                yield unit

    def _name(self, row: int, column: int) -> str:
        value = self._table.grid.get(row, column)
        if isinstance(value, float):
            self._numbers.append(self._table.grid.where(row, column))
        return self._said(value, row, column, LONGEST_NAME)

    def _text(self, row: int, role: str, longest: int = LONGEST_NAME) -> str:
        column = self._columns.of.get(role)
        if column is None:
            return ""
        if fault := self._table.grid.fault(row, column):
            self._faults.append(fault)
        return self._said(self._table.grid.get(row, column), row, column, longest)

    def _said(self, value: Cell | None, row: int, column: int, longest: int) -> str:
        """A text that a scenario may hold; else a fault is kept, and a stand-in returned."""
        text = unicodedata.normalize("NFC", text_of(value))
        place = self._table.grid.place(row, column)
        try:
            if text and plain_text(text) and len(text) > longest:
                values = {"key": titled(self._table, column), "length": len(text), "allowed": longest}
                self._faults.append(Fault("text_too_long", values, place))
        except PydanticCustomError as error:
            context = {"key": titled(self._table, column), "found": text[:40], **(error.context or {})}
            self._faults.append(Fault(error.type, context, place))
        return text

    def _fields(self, row: int) -> list[str]:
        text = self._text(row, "fields", LONGEST_TEXT)
        for mark in _LIST_MARKS:
            text = text.replace(mark, ";")
        return list(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))

    def _tell_apart(self, units: list[Tables]) -> None:
        """Gives units of the same name their area behind it, or their row; areas of the same name are one."""
        areas: dict[str, str] = {}
        for unit in units:
            if "area" in unit:
                unit["area"] = areas.setdefault(looks(unit["area"]), unit["area"])
        counts = Counter(looks(unit["name"]) for unit in units)
        twice = [unit for unit in units if counts[looks(unit["name"])] > 1]
        both = Counter((looks(unit["name"]), unit.get("area")) for unit in twice)
        names = list(dict.fromkeys(unit["name"] for unit in twice))
        for unit in twice:
            row = say("import.row", self._language, row=unit["row"] + 1)
            apart = unit["area"] if "area" in unit and both[looks(unit["name"]), unit["area"]] == 1 else row
            unit["name"] = f"{unit['name'][: LONGEST_NAME - len(apart) - 3]} ({apart})"
        if twice:
            self.remarks.append(Remark("names_twice", {"names": ", ".join(names[:8]), "count": len(names)}))

    def _tables(self, units: list[Tables]) -> Tables:
        names = list(dict.fromkeys(unit["area"] for unit in units if "area" in unit))
        areas = dict(zip(names, unique_ids(names, "omrade"), strict=True))
        for unit, made in zip(units, self._ids(units), strict=True):
            unit["id"] = made
        self._say(units, names)
        order = ("id", "name", "today", "size", "fields", "why", "source")
        for index, unit in enumerate(units):
            unit |= {"today": areas[unit["area"]]} if "area" in unit else {}
            self._note_unknown(index, unit)
        return {
            "measures": self._sizes.measures(),
            "areas": [{"id": areas[name], "name": name, "source": self._table.grid.file} for name in names],
            "units": [{key: unit[key] for key in order if key in unit} for unit in units],
        }

    def _ids(self, units: list[Tables]) -> list[str]:
        column = self._columns.of.get("id")
        given = [text_of(self._table.grid.get(unit["row"], column)) if column is not None else "" for unit in units]
        if all(re.match(ID_PATTERN, text) for text in given) and len(set(given)) == len(given):
            return given
        return unique_ids((unit["name"] for unit in units), "enhet")

    def _note_unknown(self, index: int, unit: Tables) -> None:
        for measure in self._sizes.counted:
            if measure not in unit.get("size", {}):
                cell = self._table.grid.where(unit["row"], self._columns.of[measure])
                words = say("import.toml.unknown_size", self._language, measure=measure, cell=cell)
                self.comments.setdefault(("units", index), []).append(words)

    def _say(self, units: list[Tables], areas: list[str]) -> None:
        kinds = Counter(line.kind for line in self.lines)
        self.remarks += self._sizes.remarks(self.lines)
        for kind in ("note", "unnamed", "heading"):
            if kinds[kind]:
                self.remarks.append(Remark(f"skipped_{kind}", {"count": kinds[kind], "cells": self._rows(kind)}))
        if self._numbers:
            self.remarks.append(Remark("number_as_name", {"count": len(self._numbers), "cell": self._numbers[0]}))
        if kinds["section"]:
            names = ", ".join(line.name for line in self.lines if line.kind == "section")
            self.remarks.append(Remark("sections", {"names": names[:200]}))
        if not areas:
            self.remarks.append(Remark("no_areas"))
        rows = {unit["row"] for unit in units} & self._table.grid.odd.hidden_rows
        if rows:
            self.remarks.append(Remark("hidden_rows", {"count": len(rows), "rows": _listed(rows)}))

    def _rows(self, kind: str) -> str:
        return _listed({line.row for line in self.lines if line.kind == kind})


def _listed(rows: set[int]) -> str:
    shown = ", ".join(str(row + 1) for row in sorted(rows)[:8])
    return shown + (" …" if len(rows) > 8 else "")
