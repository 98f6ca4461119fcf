"""``regroup schema``: the JSON Schemas of what regroup reads and writes."""

from __future__ import annotations

from importlib import resources
from typing import Annotated, Literal

import typer

from regroup.cli.talk import print_plain, speaking

Kind = Literal[
    "scenario",
    "model",
    "study",
    "sweep",
    "result",
    "compare",
    "audit",
    "alternatives",
    "explain",
    "frontier",
    "robust",
]


def schema(kind: Annotated[Kind, typer.Argument(help="Of which file or object; solve prints a result.")]) -> None:
    """Print the JSON Schema (Draft 4) of a scenario, model, study or sweep file, or of an object that --json prints.

    \b
    regroup schema scenario > scenario.json
    regroup schema compare
    """
    with speaking(None):
        path = resources.files("regroup").joinpath("schemas", f"{kind}.json")
        print_plain(path.read_text(encoding="utf-8"))
