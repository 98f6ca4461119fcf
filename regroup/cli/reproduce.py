"""``regroup reproduce``: a stored result made once more from what is in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.progress import progress
from regroup.cli.talk import INTERRUPTED, print_plain, speaking
from regroup.errors import Fault, InputError
from regroup.read.lines import visible
from regroup.read.result_file import read_result
from regroup.report.page import console_on
from regroup.write import as_json as json_text

ResultFile = Annotated[Path, typer.Argument(metavar="RESULT", help="A file that regroup solve wrote.")]


def reproduce(
    result: ResultFile,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Solve again from the inputs and settings in a result, and say whether the answer is the same.

    Where it differs, the versions that are others than then are named. Exit code 0: identical, or the same plan;
    1: another plan, or another answer.

    \b
    regroup reproduce hamar.result.json
    """
    with speaking(lang) as language:
        stored = read_result(result)
        if stored["inputs"] is None:
            raise InputError([Fault("result_none", {"file": visible(str(result))})])
        from regroup.report.reproduce import print_again, reproduction
        from regroup.reproduce import Sameness
        from regroup.reproduce import reproduce as run

        with progress(language, quiet) as watch:
            again = run(stored, watch)
        if as_json:
            print_plain(json_text(reproduction(again, language)))
        else:
            print_again(console_on(sys.stdout), again, language)
        if again.result.interrupted:
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(0 if again.sameness in (Sameness.IDENTICAL, Sameness.SAME_PLAN) else 1)
