"""Reads the cells of a workbook in a process of its own, whose memory and time are limited.

A program by itself: it imports nothing of regroup. The workbook comes on standard input; cells go to standard
output as one JSON object, or the kind of refusal as ``{"refused": ...}``.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MEMORY = 400 * 2**20
SECONDS = 10
MOST_CELLS = 1_000_000
MOST_CHARACTERS = 30_000_000
LONGEST_TEXT = 32_768
"""One more than a cell of Excel's can hold."""


def main() -> None:
    """Reads, and says what it found or why it did not."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    found = found_in(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=True).encode())


def found_in(content: bytes) -> dict[str, Any]:
    """The sheets of a workbook, or the kind of refusal."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        return {"sheets": list(_sheets(CalamineWorkbook.from_filelike(io.BytesIO(content))))}
    except PasswordError:
        return {"refused": "encrypted"}
    except (MemoryError, OverflowError):
        return {"refused": "too_large"}
    except Exception as error:  # noqa: BLE001 - whatever a broken file makes the library raise
        return {"refused": "broken", "kind": type(error).__name__}
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library's own failed assumption
            raise
        return {"refused": "broken", "kind": "panic"}


def _sheets(book: CalamineWorkbook) -> Iterator[dict[str, Any]]:
    left = [MOST_CELLS, MOST_CHARACTERS]
    for about in book.sheets_metadata:
        if str(about.typ).rpartition(".")[2] != "WorkSheet":
            continue
        sheet = book.get_sheet_by_name(about.name)
        hidden = str(about.visible).rpartition(".")[2] != "Visible"
        merged = [[list(first), list(last)] for first, last in (sheet.merged_cell_ranges or [])][:10_000]
        yield {"name": about.name, "hidden": hidden, "merged": merged, "cells": list(_cells(sheet, left))}


def _cells(sheet: CalamineSheet, left: list[int]) -> Iterator[list[Any]]:
    """Row, column and value of each cell that holds something, counted from A1 whatever the sheet's first cell is."""
    if sheet.total_height * sheet.total_width > 20 * MOST_CELLS:
        raise OverflowError
    first = sheet.start[1] if sheet.start else 0  # iter_rows gives blank rows above a table, not columns before it
    for row, values in enumerate(sheet.iter_rows()):
        for column, value in enumerate(values, first):
            if value != "" and value is not None:
                left[0] -= 1
                left[1] -= len(value) if isinstance(value, str) else 8
                if min(left) < 0:
                    raise OverflowError
                yield [row, column, _plain(value)]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime | datetime.date):
        return {"date": value.isoformat()[:10]}
    if isinstance(value, datetime.time | datetime.timedelta):
        return {"time": str(value)}
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


if __name__ == "__main__":
    main()
