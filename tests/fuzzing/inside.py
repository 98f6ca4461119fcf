"""Reads the cells of workbooks in this process, with the same code as the reading process, and bounded by nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from regroup.intake import cells_child, grids
from regroup.intake.guard import refusal


def use() -> None:
    """From now on workbooks are read in this process."""
    grids._read = _read


def _read(content: bytes, name: str) -> list[dict[str, Any]]:
    found = cells_child.found_in(content)
    if "refused" in found:
        raise refusal(f"sheet_{found['refused']}", name)
    sheets: list[dict[str, Any]] = found["sheets"]
    return sheets


def sheets_of_workbook(content: bytes) -> Iterator[tuple[str, list[list[object]]]]:
    """The sheets of a workbook: name and rows of cells."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield name, [[None if value == "" else value for value in row] for row in rows]


__all__ = ["sheets_of_workbook", "use"]
