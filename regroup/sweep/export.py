"""A table as a file: CSV, Parquet or XLSX, whole or not at all, and the same bytes for the same table.

No cell becomes a formula: in CSV a text that a spreadsheet would calculate gets an apostrophe in front, and in XLSX
texts are written as texts. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import tempfile
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from regroup.errors import Fault, InputError
from regroup.sweep.table import Cell, Table
from regroup.write import write_filled

ACTS = re.compile("[\t\r\n]|[\\s\ufeff\u200b-\u200d\u2060\u00ad]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""What a text must not begin with in a spreadsheet, also behind signs that nobody sees, and in full width."""
HARMFUL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Signs that act on a terminal, that turn the text around them, or that no file may hold: one sign is shown instead."""
MOST_ROWS, MOST_COLUMNS = 2**20, 2**14
MADE = datetime.datetime(2000, 1, 1)
"""A fixed date keeps the bytes the same."""
_SURE = 2**53
"""Whole numbers above are not exact in a spreadsheet and are written as text."""
_LARGEST = 2**63


class Format(StrEnum):
    """Of a table's file."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


def write_table(made: Table, path: Path, form: Format, *, excel: bool = False) -> None:
    """Writes a table.

    Args:
        made: the table.
        path: the file.
        form: its format.
        excel: CSV as a Norwegian spreadsheet opens it: with a mark of UTF-8, semicolons and decimal commas.

    Raises:
        InputError: the extra is missing, the table does not fit, or the file cannot be written there.
    """
    fill: dict[Format, Callable[[BinaryIO], None]] = {
        Format.CSV: lambda file: fill_csv(made, file, excel=excel),
        Format.PARQUET: lambda file: _fill_parquet(made, file),
        Format.XLSX: lambda file: _fill_xlsx(made, file),
    }
    _refuse_missing(form)
    if form is Format.XLSX and (made.rows >= MOST_ROWS or len(made.columns) > MOST_COLUMNS):
        size = {"rows": made.rows, "columns": len(made.columns)}
        raise InputError([Fault("table_too_wide", size | {"most_rows": MOST_ROWS - 1, "most_columns": MOST_COLUMNS})])
    write_filled(fill[form], path, [made.chosen.store.path])


def fill_csv(made: Table, file: BinaryIO, *, excel: bool = False) -> None:
    """CSV in UTF-8, lines ending in a line feed."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if excel else "utf-8", errors="replace", newline="")
    lines = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\n")
    lines.writerow([_guarded(name) for name in made.columns])
    for cells in made.cells():
        lines.writerow([_csv_cell(cell, excel=excel) for cell in cells])
    text.flush()
    text.detach()


def _csv_cell(cell: Cell, *, excel: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return _guarded(cell)
    plain = f"{cell:f}" if isinstance(cell, Decimal) else repr(cell)
    return plain.replace(".", ",") if excel else plain


def _guarded(text: str) -> str:
    text = _shown(text)
    return f"'{text}" if ACTS.match(text) else text


def _shown(text: str) -> str:
    return HARMFUL.sub("\ufffd", text)


def _refuse_missing(form: Format) -> None:
    try:
        if form is Format.PARQUET:
            import fastparquet  # noqa: F401
        elif form is Format.XLSX:
            import xlsxwriter  # noqa: F401
    except ImportError as error:
        raise InputError([Fault("table_extra_missing", {"format": form.value})]) from error


def _fill_parquet(made: Table, file: BinaryIO) -> None:
    import fastparquet
    import pandas as pd

    columns = _gathered(made)
    frame = pd.DataFrame({name: _series(columns[name]) for name in made.columns}, columns=list(made.columns))
    content = _Kept()
    how: dict[str, Any] = {"open_with": lambda *_: content, "mkdirs": lambda *_: None}
    fastparquet.write("table.parquet", frame, write_index=False, compression="SNAPPY", **how)
    file.write(content.getbuffer())


class _Kept(io.BytesIO):
    """What was written stays when its writer closes it."""

    def close(self) -> None:
        """Nothing is closed."""


def _gathered(made: Table) -> dict[str, list[Cell]]:
    """Column by column; equal texts are kept once."""
    seen: dict[str, str] = {}
    columns: dict[str, list[Cell]] = {name: [] for name in made.columns}
    for cells in made.cells():
        for column, cell in zip(columns.values(), cells, strict=True):
            column.append(seen.setdefault(cell, cell) if isinstance(cell, str) else cell)
    return columns


def _series(cells: list[Cell]) -> Any:
    """A column of one kind; a mixed one becomes text."""
    import pandas as pd

    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return pd.array(cells, dtype="boolean")
    large = any(isinstance(cell, int) and abs(cell) >= _LARGEST for cell in cells)
    if kinds == {int} and not large:
        return pd.array(cells, dtype="Int64")
    if kinds and kinds <= {int, float, Decimal} and not large:
        return pd.Series([float("nan") if cell is None else float(cell) for cell in cells])
    texts = [cell if cell is None or isinstance(cell, str) else _csv_cell(cell, excel=False) for cell in cells]
    return pd.Series(texts, dtype=object)


def _fill_xlsx(made: Table, file: BinaryIO) -> None:
    """Row by row, through files of its own in a folder that goes away whatever happens."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    content = _Kept()  # after a failure the archive still ends in it, when it is taken away
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(content, {"constant_memory": True, "tmpdir": folder, **safe})
        _fill_book(made, book)
        try:
            book.close()
        except FileCreateError as error:  # what the disk said is within
            raise error.__context__ if isinstance(error.__context__, OSError) else OSError(str(error)) from error
    file.write(content.getbuffer())


def _fill_book(made: Table, book: Any) -> None:
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("runs")
    sheet.freeze_panes(1, 0)
    _write_row(sheet, 0, made.columns)
    for at, cells in enumerate(made.cells(), start=1):
        _write_row(sheet, at, cells)


def _write_row(sheet: Any, row: int, cells: Iterable[Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, str):
            sheet.write_string(row, column, _shown(cell)[:32767])
        elif isinstance(cell, int) and abs(cell) > _SURE:
            sheet.write_string(row, column, str(cell))
        elif cell is not None:
            sheet.write_number(row, column, float(cell))
