"""``regroup new``: a workbook or a scenario file to begin with, or an existing scenario as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.output import refuse_existing
from regroup.cli.talk import speaking
from regroup.read import read_scenario
from regroup.read.lines import visible
from regroup.sheets.ids import id_of
from regroup.sheets.plain import tables_of
from regroup.text import say
from regroup.workbook import workbook_of
from regroup.workbook.start import start_tables, start_text
from regroup.write import write_bytes, write_text

EXAMPLE = "toy"

Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help="What the case is called.")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar="PATH", help="Write the workbook to this file.")]
Toml = Annotated[Path | None, typer.Option("--toml", metavar="PATH", help="Write a scenario file as well, or only.")]
Example = Annotated[bool, typer.Option("--example", help="Fill in a tiny example.")]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="SCENARIO", help="Fill in a scenario, by file or shipped name."),
]


def new(
    name: Name = None,
    xlsx: Xlsx = None,
    toml: Toml = None,
    example: Example = False,
    source: From = None,
    force: options.Force = False,
    lang: options.Lang = None,
) -> None:
    """Write a workbook to fill in: sheets for units, areas, synergies, requirements and proposals.

    Without --xlsx and --toml, the workbook is written to the current folder and named after the case.

    \b
    regroup new "Vår kommune"
    regroup new --example --xlsx example.xlsx --lang en
    regroup new --from hamar --xlsx hamar.xlsx
    """
    with speaking(lang, source) as language:
        shown = source or (EXAMPLE if example else None)
        tables = tables_of(read_scenario(shown)) if shown else start_tables(name, language)
        if shown and name:
            tables["name"] = name
        if xlsx is None and toml is None:
            xlsx = Path(f"{id_of(tables['name'], 'scenario')}.xlsx")
        wanted = [path for path in (xlsx, toml) if path]
        refuse_existing(wanted, force)
        if xlsx:
            write_bytes(workbook_of(tables, language, example), xlsx)
        if toml:
            write_text(start_text(tables, language), toml)
        for path in wanted:
            print(say("new.written", language, path=visible(str(path))))
        print(say(f"new.next_{'workbook' if xlsx else 'toml'}", language, path=visible(str(xlsx or toml))))
