"""The command ``regroup``: its commands, and what every run of it shares."""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

COMMANDS = {
    "solve": "solve",
    "check": "check",
    "compare": "compare",
    "audit": "audit",
    "alternatives": "alternatives",
    "explain": "explain",
    "frontier": "frontier",
    "robust": "robust",
    "edit": "edit",
    "verify": "verify",
    "reproduce": "reproduce",
    "report": "report",
    "schema": "schema",
    "new": "new",
    "import": "intake",
    "sweep": "sweep",
    "models": "models",
}
"""Each command, as a person writes it, and its file."""
FUNCTIONS = {"import": "take"}
"""The function of a command that has not its name."""


class _OnDemand(TyperGroup):
    """Loads the file of a command when that is asked for: a run needs one, and all of them take twice as long."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in COMMANDS}  # what a misspelt one is compared with

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; None where there is none."""
        return _loaded(cmd_name) if cmd_name in COMMANDS else None


@cache
def _loaded(name: str) -> Any:
    module = importlib.import_module(f"regroup.cli.{COMMANDS[name]}")
    found = getattr(module, FUNCTIONS.get(name, name))
    if isinstance(found, typer.Typer):
        group = get_group(found)
        group.name = name
        return group
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(found)
    return get_command(alone)


app = typer.Typer(
    name="regroup",
    cls=_OnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
