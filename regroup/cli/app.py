"""The command ``regroup``: its commands, and what every run of it shares."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import Annotated

import typer

from regroup.cli.alternatives import alternatives
from regroup.cli.audit import audit
from regroup.cli.check import check
from regroup.cli.compare import compare
from regroup.cli.edit import edit
from regroup.cli.explain import explain
from regroup.cli.frontier import frontier
from regroup.cli.intake import take
from regroup.cli.models import models
from regroup.cli.new import new
from regroup.cli.report import report
from regroup.cli.reproduce import reproduce
from regroup.cli.robust import robust
from regroup.cli.schema import schema
from regroup.cli.solve import solve
from regroup.cli.sweep import sweep
from regroup.cli.verify import verify

app = typer.Typer(
    name="regroup",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(solve)
app.command()(check)
app.command()(compare)
app.command()(audit)
app.command()(alternatives)
app.command()(explain)
app.command()(frontier)
app.command()(robust)
app.add_typer(sweep, name="sweep")
app.command()(edit)
app.command()(verify)
app.command()(reproduce)
app.command()(report)
app.add_typer(models, name="models")
app.command()(schema)
app.command()(new)
app.command("import")(take)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"regroup {version('regroup')}")
        raise typer.Exit


@app.callback()
def regroup(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Group the units of an organisation into areas: synergy, size and rules, with how sure the answer is.

    \b
    regroup check scenarios/hamar.toml      what the data can and cannot carry
    regroup solve scenarios/hamar.toml      the best plan under the model's weights and rules
    regroup solve hamar --model few-moves   a shipped scenario under another model
    regroup compare hamar                   today, the proposals and the best plan, criterion by criterion
    regroup audit hamar                     what the proposals lack, and what it would take
    regroup alternatives hamar              what is settled and what is a choice
    regroup explain hamar nav               why there, and what it costs elsewhere
    regroup frontier hamar                  what more of one thing costs of another
    regroup robust hamar                    which numbers and weights the plan hangs on
    regroup sweep hamar-weights             many runs under changing weights, kept in one store
    regroup new                             a workbook to fill in
    regroup import units.xlsx               a workbook or a list of units as a scenario
    regroup edit hamar.result.json          a plan changed by hand, with its reason and what it costs
    regroup verify hamar.result.json        a stored result checked again, from what is in it
    regroup reproduce hamar.result.json     the same run once more, and whether it gives the same
    regroup report hamar.result.json        a document for those who decide

    Exit codes: 0 a plan, 1 the answer is no, 2 wrong input or usage, 3 limit reached without a plan,
    4 regroup's own fault, 130 interrupted.
    """


def main() -> None:
    """Entry point: runs the command line with output that no character can break."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(errors="replace")
    app(prog_name="regroup")
