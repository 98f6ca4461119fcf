"""Takes in a file: a scenario workbook as it is, or the list of units in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from regroup.errors import Fault, InputError
from regroup.intake.columns import Columns, columns_of, titled
from regroup.intake.form import is_form, read_form, refuse_empty
from regroup.intake.found import Table, find_table
from regroup.intake.grid import Grid, letters
from regroup.intake.grids import Opened, open_sheets
from regroup.intake.listing import Listing
from regroup.intake.understood import Remark, Taken, Understood, totals_of
from regroup.rules.fitting import nearest
from regroup.sheets.names import fold
from regroup.sheets.plain import Tables
from regroup.sheets.toml_text import Remarks
from regroup.text import say

_SHOWN_OTHERS = 4


def take_in(
    path: str | Path,
    language: str,
    start: Tables,
    columns: Sequence[str] = (),
    sheet: str | None = None,
) -> Understood:
    """What a file says.

    Args:
        language: of the scenario and its comments, for a plain list.
        start: what a scenario begins with: strengths, criteria, level.
        columns: what columns are, where the headings do not tell.
        sheet: the sheet to read, where it is not the one with most units.

    Raises:
        InputError: everything that is wrong with it, each with its cell.
    """
    opened = open_sheets(path)
    refuse_empty(opened)
    notes = [Remark(note) for note in opened.notes]
    if is_form(opened.grids) and sheet is None:
        found = read_form(opened)
        return Understood(found.file, found.tables, found.counts, found.totals, (*notes, *found.remarks))
    table, others = _table(opened, sheet)
    chosen = columns_of(table, columns)
    if "name" not in chosen.of:
        raise InputError([Fault("sheet_no_names", {}, table.grid.place(table.last, min(table.headings)))])
    listing = Listing(table, chosen, language)
    remarks = (*notes, *others, *_of_columns(table, chosen), *listing.remarks)
    tables = _whole(listing, start, Path(opened.name).stem)
    counts = {key: len(tables[key]) for key in ("areas", "units")}
    taken = tuple(Taken(role, titled(table, at), letters(at)) for role, at in chosen.of.items())
    comments = _comments(listing, opened.file, language)
    return Understood(
        file=opened.file,
        tables=tables,
        counts=counts,
        totals=totals_of(tables),
        remarks=remarks,
        sheet=table.grid.name,
        row=table.last + 1,
        columns=taken,
        comments=comments,
    )


def _table(opened: Opened, wanted: str | None) -> tuple[Table, list[Remark]]:
    """The table to read, and what is to be said of the other sheets."""
    grids = [grid for grid in opened.grids if not grid.hidden] or list(opened.grids)
    if wanted is not None:
        grids = [_named(opened, wanted)]
    tables = [table for grid in grids if (table := find_table(grid))]
    if not tables:
        grid = max(grids, key=lambda grid: len(grid.cells))
        first = min(grid.rows, default=0)
        shown = [str(value) for value in grid.rows.get(first, {}).values()]
        found = "; ".join(" ".join(text.split())[:30] for text in shown[:8])
        raise InputError([Fault("sheet_no_headings", {"found": found}, grid.place(first, 0))])
    best = max(tables, key=lambda table: (table.score, len(table.grid.rows)))
    rest = [table.grid.name for table in tables if table is not best]
    remarks = [Remark("other_sheets", {"names": ", ".join(rest[:8]), "first": rest[0]})] if rest else []
    hidden = [grid.name for grid in opened.grids if grid.hidden and grid.cells]
    if hidden and wanted is None:
        remarks.append(Remark("hidden_sheets", {"names": ", ".join(hidden[:8])}))
    return best, remarks


def _named(opened: Opened, wanted: str) -> Grid:
    for grid in opened.grids:
        if fold(grid.name) == fold(wanted):
            return grid
    names = [grid.name for grid in opened.grids]
    values = {"found": wanted[:60], "accepted": ", ".join(names[:12]), "suggestion": nearest(wanted, names)}
    raise InputError([Fault("sheet_unknown", values)])


def _of_columns(table: Table, columns: Columns) -> list[Remark]:
    remarks = []
    for role, others in columns.others.items():
        if role in columns.of and role not in columns.asked:
            names = ", ".join(f"«{titled(table, column)}»" for column in others[:_SHOWN_OTHERS])
            values = {"heading": titled(table, columns.of[role]), "others": names, "role": role}
            remarks.append(Remark("chosen", {**values, "example": titled(table, others[0])}))
    unused = [*columns.unused, *(at for role in ("code", "skip") for at in columns.others.get(role, ()))]
    if unused:
        names = ", ".join(f"«{titled(table, column)}»" for column in sorted(unused)[:8])
        remarks.append(Remark("unused", {"names": names}))
    return remarks


def _whole(listing: Listing, start: Tables, name: str) -> Tables:
    """A scenario: what the list says, on top of what every scenario begins with."""
    measures = listing.tables["measures"]
    title = " ".join(name.replace("_", " ").split()) or start["name"]
    made = {**start, **listing.tables, "name": title[:200], "measure": next(iter(measures))}
    return {**made, "about": say("import.toml.about", start["language"])}


def _comments(listing: Listing, file: str, language: str) -> Remarks:
    comments: dict[tuple[str | int, ...], list[str]] = {
        (): [say("import.toml.head", language, file=file)],
        **listing.comments,
    }
    if not listing.tables["areas"]:
        comments["areas",] = [say("import.toml.no_areas", language)]
    return comments
