"""Knows in which cell of a workbook each fact of a scenario stands."""

from __future__ import annotations

from collections.abc import Mapping

from regroup.errors import Place
from regroup.instance import Key
from regroup.read.bounded import Source
from regroup.read.origin import FileOrigin


class CellOrigin(FileOrigin):
    """Places by cell.

    Args:
        source: the workbook: its name and hash.
        places: key path → cell.
    """

    def __init__(self, source: Source, places: Mapping[Key, Place]) -> None:
        super().__init__(source)
        self._places = places

    def place(self, *key: str | int) -> Place:
        """The cell of the value under ``key``, or of the row around it."""
        for length in range(len(key), 0, -1):
            if key[:length] in self._places:
                return self._places[key[:length]]
        return Place(self.path)

    def key_place(self, *key: str | int) -> Place:
        """The same: a workbook's keys are its headings."""
        return self.place(*key)
