"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer

Language = Literal["nb", "en"]


def as_gap(text: str) -> Fraction:
    """A gap as an exact number; whether it is in range is for `Params` to say."""
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise typer.BadParameter(f"{text!r} is not a number such as 0.02") from error


Scenario = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="A scenario file, or the name of one that comes with regroup.")
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME|PATH", help="The model; the scenario's own when not given."),
]
Overrides = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change one value of the model, e.g. terms.moves.weight=3."),
]
Lang = Annotated[
    Language | None, typer.Option("--lang", help="Language of the output; the scenario's own when not given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]
TimeLimit = Annotated[
    float | None,
    typer.Option("--time-limit", metavar="SECONDS", help="Stop after this long. The answer may then vary."),
]
Gap = Annotated[
    Fraction | None,
    typer.Option("--gap", metavar="SHARE", parser=as_gap, help="Accept a plan this near the bound (0.02 = 2 %)."),
]
Seed = Annotated[int | None, typer.Option("--seed", metavar="N", help="Of every random choice.")]
Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", help="Threads. With more than one the answer may vary.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Write the result object to this file.")]
Report = Annotated[
    str | None,
    typer.Option("--report", metavar="FORMATS", help="Write documents of the answer too, e.g. html, beside --out."),
]
Open = Annotated[bool, typer.Option("--open", help="Show the document as a page in the browser.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")]
