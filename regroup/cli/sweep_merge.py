"""``regroup sweep merge``: the stores of parts of a sweep become one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.talk import complain, speaking
from regroup.read.lines import visible
from regroup.text import number, say

Into = Annotated[Path, typer.Argument(metavar="INTO", help="The store to add to; made where there is none.")]
Others = Annotated[list[Path], typer.Argument(metavar="OTHER...", help="Stores to take the runs from; they stay.")]


def merge(into: Into, others: Others, lang: options.Lang = None, quiet: options.Quiet = False) -> None:
    """Take the runs of other stores over into one, say of the parts that several machines did.

    A run that both have is kept once; where their answers differ, nothing of that store is taken.

    \b
    regroup sweep merge whole.sqlite part-0.sqlite part-1.sqlite
    """
    with speaking(lang) as language:
        from regroup.sweep.held import Held
        from regroup.sweep.store import Store

        with Held(into) as kept, kept:
            for path in others:
                with Store.read(path) as other:
                    taken = kept.take(other)
                if not quiet:
                    runs = number(taken, language)
                    complain(say("sweep_run.merged", language, runs=runs, file=visible(str(path))))
