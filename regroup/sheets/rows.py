"""Plain tables of a scenario as rows of each sheet, and rows back to tables. References are ids here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from regroup.errors import Place
from regroup.instance import Key
from regroup.sheets.form import put
from regroup.sheets.plain import Tables

Values = dict[str, Any]
_ONE_AREA = "fixed"
_WITH_BOUNDS = "area_size"
_REASONS = ("why.nb", "why.en")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Attributes:
        values: dotted key of the column → value.
        places: dotted key → where the cell stands.
        place: where the row begins.
    """

    values: Values
    places: Mapping[str, Place] = field(default_factory=dict)
    place: Place | None = None


def rows_of(tables: Tables) -> dict[str, list[Values]]:
    """The rows of every sheet."""
    rows: dict[str, list[Values]] = {
        "areas": [*tables.get("areas", []), *({**area, "former": True} for area in tables.get("former_areas", []))],
        "wholes": list(tables.get("wholes", [])),
        "units": [_flat(unit) for unit in tables.get("units", [])],
        "synergies": [_pair(synergy) for synergy in tables.get("synergies", [])],
        "affinities": list(tables.get("affinities", [])),
        "requirements": [_requirement(rule) for rule in tables.get("requirements", [])],
        "proposals": [_without(proposal, "areas") for proposal in tables.get("proposals", [])],
        "placements": [row for proposal in tables.get("proposals", []) for row in _placements(proposal)],
    }
    measures = tables.get("measures", {}).items()
    rows["measures"] = [{"id": key, "unit_of_measure": at["unit"], "basis": at["basis"]} for key, at in measures]
    rows["strengths"] = [{"id": word, "number": number} for word, number in tables.get("strengths", {}).items()]
    rows["criteria"] = [{"id": key, **words} for key, words in tables.get("criteria", {}).items()]
    case = ("name", "about", "language", "level", "date", "measure", "model", "schema")
    rows["case"] = [{key: tables[key] for key in case if key in tables}]
    return rows


def _flat(table: Mapping[str, Any], above: str = "") -> Values:
    found: Values = {}
    for key, value in table.items():
        found |= _flat(value, f"{above}{key}.") if isinstance(value, Mapping) else {above + key: value}
    return found


def _without(table: Mapping[str, Any], *keys: str) -> Values:
    return {key: value for key, value in table.items() if key not in keys}


def _pair(synergy: Mapping[str, Any]) -> Values:
    one, other = synergy["between"]
    return {"one": one, "other": other, **_without(synergy, "between")}


def _requirement(rule: Mapping[str, Any]) -> Values:
    row = _without(rule, "area", "least", "most", "why") | _flat({key: rule[key] for key in rule if key == "why"})
    if "area" in rule:
        row["areas"] = [rule["area"]]
    for end in ("least", "most"):
        bound = rule.get(end)
        if isinstance(bound, Mapping):
            row |= {f"{end}.share" if part == "share" else end: value for part, value in bound.items()}
        elif bound is not None:
            row[f"{end}.share" if rule["rule"] == "company_limit" else end] = bound
    return row


def _placements(proposal: Mapping[str, Any]) -> Iterator[Values]:
    for area, units in proposal["areas"].items():
        yield from ({"proposal": proposal["id"], "unit": unit, "area": area} for unit in units)
        if not units:
            yield {"proposal": proposal["id"], "area": area}


class Gathered:
    """Tables made of rows, and the place of everything in them.

    Attributes:
        tables: as from a file.
        places: key path → where it stands.
    """

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self.tables: Tables = {}
        self.places: dict[Key, Place] = {}
        for row in rows.get("case", ()):
            self.tables |= row.values
            self.places |= {(key,): place for key, place in row.places.items()}
        self._mapped("measures", rows, lambda row: {"unit": row.get("unit_of_measure"), "basis": row.get("basis")})
        self._mapped("strengths", rows, lambda row: row.get("number"))
        self._mapped("criteria", rows, lambda row: {key: row[key] for key in ("nb", "en") if key in row})
        for row in rows.get("areas", ()):
            former = row.values.get("former")
            self._add("former_areas" if former else "areas", row, _without(row.values, "former"))
        for key in ("wholes", "units", "affinities", "proposals"):
            for row in rows.get(key, ()):
                self._add(key, row, _nested(row.values))
        for row in rows.get("synergies", ()):
            self._synergy(row)
        for row in rows.get("requirements", ()):
            self._add("requirements", row, _rule(row.values))
        self._place_units(rows.get("placements", ()))

    def _mapped(self, key: str, rows: Mapping[str, Sequence[Row]], value: Callable[[Values], Any]) -> None:
        for row in rows.get(key, ()):
            made, name = value(row.values), row.values.get("id", "")
            if isinstance(made, dict):
                made = {part: found for part, found in made.items() if found is not None}
            self.tables.setdefault(key, {})[name] = made
            self._note((key, name), row)

    def _add(self, key: str, row: Row, made: Values) -> Key:
        items = self.tables.setdefault(key, [])
        items.append(made)
        path = (key, len(items) - 1)
        self._note(path, row)
        return path

    def _note(self, path: Key, row: Row) -> None:
        if row.place:
            self.places[path] = row.place
        self.places |= {(*path, *key.split(".")): place for key, place in row.places.items()}

    def _synergy(self, row: Row) -> None:
        both = [row.values[end] for end in ("one", "other") if end in row.values]
        path = self._add("synergies", row, {"between": both, **_without(row.values, "one", "other")})
        for index, end in enumerate(("one", "other")):
            if end in row.places:
                self.places[(*path, "between", index)] = row.places[end]

    def _place_units(self, rows: Sequence[Row]) -> None:
        index = {proposal.get("id"): at for at, proposal in enumerate(self.tables.get("proposals", []))}
        for proposal in self.tables.get("proposals", []):
            proposal["areas"] = {}
        for row in rows:
            at = index.get(row.values.get("proposal"))
            if at is None or "area" not in row.values:
                continue
            areas = self.tables["proposals"][at]["areas"]
            units = areas.setdefault(row.values["area"], [])
            if "unit" in row.values:
                path: Key = ("proposals", at, "areas", row.values["area"], len(units))
                units.append(row.values["unit"])
                self.places |= {path: row.places["unit"]} if "unit" in row.places else {}


def _nested(values: Values) -> Values:
    made: Values = {}
    for key, value in values.items():
        put(made, key, value)
    return made


def _rule(values: Values) -> Values:
    """The keys of a requirement; which of them it may hold is for its own type to say."""
    made = _without(values, "areas", "least", "most", "least.share", "most.share", *_REASONS)
    if reasons := {key.rpartition(".")[2]: values[key] for key in _REASONS if key in values}:
        made["why"] = reasons if "why" not in values else {"why": values["why"], **reasons}  # its type refuses both
    areas = values.get("areas")
    if areas is not None:
        made |= {"area": areas[0]} if values.get("rule") == _ONE_AREA and len(areas) == 1 else {"areas": areas}
    for end in ("least", "most"):
        share, value = values.get(f"{end}.share"), values.get(end)
        if values.get("rule") == _WITH_BOUNDS and (share is not None or value is not None):
            given = {"share": share, "value": value}
            made[end] = {part: found for part, found in given.items() if found is not None}
        elif share is not None or value is not None:
            made[end] = share if share is not None else value
    return made
