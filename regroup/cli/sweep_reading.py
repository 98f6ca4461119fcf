"""What is read out of the store of a sweep: ``regroup sweep status``, ``table`` and ``summary``."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regroup.cli import options
from regroup.cli.sweep_documents import STORE_ENDINGS, Public, Report, sweep_documents, tell_sweep
from regroup.cli.talk import complain, print_plain, speaking
from regroup.read.shipped import resolve
from regroup.report.page import console_on
from regroup.sweep.export import Format
from regroup.sweep.table import Plans
from regroup.text import say
from regroup.write import as_json as json_text
from regroup.write import write_text

if TYPE_CHECKING:
    from regroup.sweep.chosen import Chosen
    from regroup.sweep.map import Map
    from regroup.sweep.plan import Sweep
    from regroup.sweep.summary import Summary

Target = Annotated[str, typer.Argument(metavar="STORE|SWEEP", help="A store (.sqlite), a sweep file, or its name.")]
StorePath = Annotated[
    Path | None,
    typer.Option("--store", metavar="PATH", help="The store; NAME.sweep.sqlite beside the file when not given."),
]
Which = Annotated[str | None, typer.Option("--sweep", metavar="NAME", help="Which sweep of a store that has several.")]
OutFile = Annotated[
    Path | None, typer.Option("--out", metavar="PATH", help="The file; standard output when not given.")
]
Form = Annotated[
    Format | None, typer.Option("--format", help="csv, parquet or xlsx; by the ending of --out when not given.")
]
PlanAs = Annotated[Plans, typer.Option("--plan", help="A column for each unit, one JSON column, or none.")]
About = Annotated[bool, typer.Option("--provenance", help="Add what may differ from run to run: seconds, versions …")]
Excel = Annotated[bool, typer.Option("--excel", help="CSV as a Norwegian spreadsheet opens it: ; and decimal comma.")]
MapFile = Annotated[Path | None, typer.Option("--map", metavar="FILE.svg", help="Write the map as a picture.")]
Across = Annotated[str | None, typer.Option("--x", metavar="KEY", help="The axis across; the first when not given.")]
Up = Annotated[str | None, typer.Option("--y", metavar="KEY", help="The axis upwards; the second when not given.")]


def status(
    target: Target,
    store: StorePath = None,
    sweep: Which = None,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """How far a sweep is: done, without an answer and why, missing, and how fast where it is running."""
    with speaking(lang) as language:
        from regroup.report.sweep import print_status
        from regroup.sweep.document import status_document
        from regroup.sweep.status import status_of

        asked = _Asked(target, store, sweep)
        found = status_of(asked.path, asked.open)
        with closing((chosen := asked.open()).store):
            _warn(chosen, language)
            if as_json:
                print_plain(json_text(status_document(chosen, found)))
            else:
                print_status(console_on(sys.stdout), chosen, found, language)


def table(
    target: Target,
    store: StorePath = None,
    sweep: Which = None,
    out: OutFile = None,
    form: Form = None,
    plan: PlanAs = Plans.COLUMNS,
    provenance: About = False,
    excel: Excel = False,
    lang: options.Lang = None,
) -> None:
    """All runs as one wide table, in the order of the sweep; the same runs give the same bytes.

    CSV has commas and decimal points, for programs; --excel is for a Norwegian spreadsheet. What has not been run yet
    is not in the table.

    \b
    regroup sweep table hamar-weights --out hamar-weights.xlsx
    regroup sweep table hamar-weights.sweep.sqlite --plan json > runs.csv
    """
    with speaking(lang) as language:
        from regroup.sweep.table import table as tabled

        with closing((chosen := _Asked(target, store, sweep).open()).store):
            _warn(chosen, language)
            made = tabled(chosen, plan, provenance=provenance)
            _write(made, out, form, excel, language)
            if chosen.missing:
                words = {"missing": chosen.missing, "runs": len(chosen.runs)}
                complain(say("sweep.table.missing", language, **words))


def summary(
    target: Target,
    store: StorePath = None,
    sweep: Which = None,
    map_file: MapFile = None,
    x: Across = None,
    y: Up = None,
    report: Report = None,
    show: options.Open = False,
    public: Public = False,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Which plans are best where, what changes the plan most, what is the same in all, and a map of two axes.

    \b
    regroup sweep summary hamar-weights
    regroup sweep summary hamar-weights --report html,docx,pptx,xlsx
    regroup sweep summary hamar-weights --map hamar.svg --x model.terms.synergy.weight --y model.terms.moves.weight
    """
    with speaking(lang) as language:
        from regroup.sweep.map import mapped
        from regroup.sweep.shares import laid_out
        from regroup.sweep.summary import summarised

        asked = _Asked(target, store, sweep)
        documents = sweep_documents(asked.path, report, show, public)
        with closing((chosen := asked.open()).store):
            _warn(chosen, language)
            found = summarised(chosen)
            made = mapped(found, x, y) if x or y or len(laid_out(found)) > 1 else None
            _publish(found, made, as_json, language)
            if map_file is not None:
                _draw(found, made, map_file, chosen, language)
            tell_sweep(chosen, documents, language, False, x, y)


def _publish(found: Summary, made: Map | None, as_json: bool, language: str) -> None:
    from regroup.report.sweep import print_summary
    from regroup.report.sweep_map import print_map
    from regroup.report.sweep_shares import print_shares
    from regroup.sweep.document import summary_document
    from regroup.sweep.shares import shares

    if as_json:
        print_plain(json_text(summary_document(found, made)))
        return
    console = console_on(sys.stdout)
    print_summary(console, found, language)
    if made is not None:
        print_map(console, found, made, language)
    elif found.plans:
        print_shares(console, found, shares(found), language)


def _draw(found: Summary, made: Map | None, path: Path, chosen: Chosen, language: str) -> None:
    from regroup.report.sweep_shares import shares_svg
    from regroup.report.sweep_svg import map_svg
    from regroup.sweep.shares import shares

    drawn = shares_svg(found, shares(found), language) if made is None else map_svg(found, made, language)
    write_text(drawn, path, [chosen.store.path])
    complain(say("sweep.map.written", language, file=path))


def _write(made: Any, out: Path | None, form: Format | None, excel: bool, language: str) -> None:
    from regroup.errors import Fault, InputError
    from regroup.sweep.export import fill_csv, write_table

    ending = out.suffix.lower().removeprefix(".") if out else ""
    chosen = form or (Format(ending) if ending in list(Format) else Format.CSV)
    if out is not None:
        write_table(made, out, chosen, excel=excel)
        words = {"rows": made.rows, "columns": len(made.columns), "file": out}
        complain(say("sweep.table.written", language, **words))
    elif chosen is Format.CSV:
        sys.stdout.flush()
        fill_csv(made, sys.stdout.buffer, excel=excel)
    else:
        raise InputError([Fault("table_needs_file", {"format": chosen.value})])


class _Asked:
    """The store that is meant, and which of its runs."""

    def __init__(self, target: str, store: Path | None, sweep: str | None) -> None:
        self._file: Sweep | None = None
        self._wanted = sweep
        if target.lower().endswith(STORE_ENDINGS):
            self.path = Path(target)
            return
        from regroup.sweep.plan import read_sweep

        file = resolve("sweeps", target)
        self._file = read_sweep(target)
        self.path = store or (file.parent if file == Path(target) else Path()) / f"{file.stem}.sweep.sqlite"

    def open(self) -> Chosen:
        """Opens the store for reading; the caller closes it."""
        from regroup.sweep.chosen import of_store, of_sweep
        from regroup.sweep.store import Store

        store = Store.read(self.path)
        try:
            if self._file is None:
                return of_store(store, self._wanted)
            return of_sweep(store, self._file.name, self._file, *self._file.names())
        except BaseException:
            store.close()
            raise


def _warn(chosen: Chosen, language: str) -> None:
    for fault in chosen.store.warnings:
        complain(fault.text(language))
