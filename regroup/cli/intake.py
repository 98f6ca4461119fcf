"""``regroup import``: a workbook or a list of units as a scenario file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.output import refuse_existing
from regroup.cli.talk import print_plain, speaking
from regroup.intake.taking import take_in
from regroup.read.lines import visible
from regroup.report.intake import print_understood
from regroup.report.page import console_on
from regroup.sheets.toml_text import toml_text
from regroup.text import say
from regroup.workbook.start import start_tables
from regroup.write import write_text

File = Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (.xlsx, .xlsm, .xls, .ods) or a CSV file.")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--columns", metavar="WHAT=HEADING", help='What a column is, e.g. "fte=Årsverk 2024".'),
]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet to read.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Write the scenario to this file.")]


def take(
    file: File,
    out: Out = None,
    columns: Columns = None,
    sheet: Sheet = None,
    force: options.Force = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Read a filled-in workbook, or a plain list of units, and write it as a scenario.

    Says what each column was taken as, how many units there are, their sum, and what was left out and why. Without
    --out the scenario goes to standard output, and what was understood to standard error.

    \b
    regroup import units.xlsx --out scenario.toml
    regroup import units.xlsx --columns "fte=Årsverk 2024" --sheet Budsjett
    """
    with speaking(lang) as language:
        if out:
            refuse_existing([out], force)
        understood = take_in(file, language, start_tables(None, language), columns or (), sheet)
        text = toml_text(understood.tables, understood.tables["language"], understood.comments)
        if out:
            write_text(text, out, [file])
        else:
            print_plain(text)
        if not quiet:
            print_understood(console_on(sys.stdout if out else sys.stderr), understood, language)
            told = (
                say("import.written", language, path=visible(str(out))) if out else say("import.not_written", language)
            )
            print(f"\n{told}", file=sys.stdout if out else sys.stderr)
