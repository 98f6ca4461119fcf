"""What a cell says for an id: the name where it is one of a kind, else the id; and which id a cell means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from regroup.text import LANGUAGES, has, say


def labels_of(rows: Mapping[str, Sequence[Mapping[str, Any]]], language: str) -> dict[str, dict[str, str]]:
    """Sheet → id → what stands for it in cells that name it; unique, so that nothing is lost."""
    return {sheet: _unique(_names(sheet, rows.get(sheet, ()), language)) for sheet in REFERRED}


REFERRED = ("areas", "wholes", "units", "measures", "strengths", "criteria", "proposals")


def _names(sheet: str, rows: Sequence[Mapping[str, Any]], language: str) -> dict[str, str]:
    if sheet == "strengths":
        return {row["id"]: row.get("label") or label(row["id"], language) for row in rows if "id" in row}
    if sheet == "criteria":
        other = "en" if language == "nb" else "nb"
        return {row["id"]: str(row.get(language) or row.get(other) or row["id"]) for row in rows if "id" in row}
    if sheet == "measures":
        return {row["id"]: row["id"] for row in rows if "id" in row}
    return {row["id"]: str(row.get("name") or row["id"]) for row in rows if "id" in row}


def label(word: str, language: str) -> str:
    """A strength's word as people say it."""
    return say(f"strength.{word}", language) if has(f"strength.{word}", language) else word


def _unique(names: Mapping[str, str]) -> dict[str, str]:
    counted = Counter([*(fold(name) for name in names.values())])
    ids = {fold(found) for found in names}
    return {
        found: name if counted[fold(name)] == 1 and (fold(name) not in ids or fold(name) == fold(found)) else found
        for found, name in names.items()
    }


def fold(text: str) -> str:
    """A name as it is compared: case and spaces do not count."""
    return " ".join(text.split()).casefold()


class Meanings:
    """Which id each name means, for the rows of a workbook that was read."""

    def __init__(self, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
        self._meant: dict[str, dict[str, list[str]]] = {}
        for sheet in REFERRED:
            meant = self._meant.setdefault(sheet, {})
            for row in rows.get(sheet, ()):
                for name in {fold(name) for name in _said(sheet, row)}:
                    meant.setdefault(name, []).append(str(row["id"]))
            for row in rows.get(sheet, ()):
                meant[fold(str(row["id"]))] = [str(row["id"])]

    def ids(self, sheet: str, text: str) -> list[str]:
        """The ids that ``text`` may mean: one, none, or several where a name stands twice."""
        return self._meant[sheet].get(fold(text), [])

    def known(self, sheet: str) -> list[str]:
        """Every name that is understood."""
        return list(self._meant[sheet])


def _said(sheet: str, row: Mapping[str, Any]) -> list[str]:
    keys = {"criteria": ("nb", "en"), "strengths": ("label",)}.get(sheet, ("name",))
    said = [str(row[key]) for key in keys if row.get(key)]
    if sheet == "strengths":
        said += [label(str(row["id"]), language) for language in LANGUAGES]
    return said
