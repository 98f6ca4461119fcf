"""``regroup verify``: stored results checked again, against the inputs in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from regroup.cli import options
from regroup.cli.talk import complain, print_plain, speaking
from regroup.errors import InputError
from regroup.read.result_file import read_result
from regroup.read.shipped import folder
from regroup.report.page import console_on
from regroup.write import as_json as json_text

Results = Annotated[list[Path], typer.Argument(metavar="RESULT...", help="Files that regroup solve wrote.")]


def verify(
    results: Results,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Check stored results again: plan, rules, points, bound, certificate and hashes.

    Everything is worked out anew from the inputs in the file, by plain code that shares nothing with the search.
    A file that was changed since is told of; it is no fault of the result.

    \b
    regroup verify hamar.result.json
    regroup verify *.result.json --json
    regroup verify hamar.edited-1.json hamar.result.json     a plan changed by hand, and what it was changed from
    """
    with speaking(lang) as language:
        from regroup.report.verify import print_checks, verification
        from regroup.verify import failures
        from regroup.verify import verify as run

        documents: list[dict[str, Any]] = []
        codes = [0]
        read: dict[Path, dict[str, Any]] = {}
        for path in results:
            try:
                read[path] = read_result(path)
            except InputError as error:
                complain(error.text(language))
                codes.append(error.exit_code)
        earlier = {stored["sha256"]: stored for stored in read.values()}
        for path, stored in read.items():
            folders = [path.parent, folder("scenarios"), folder("models")]
            checks = run(stored, folders, earlier=earlier)
            codes.append(1 if failures(checks) else 0)
            documents.append(verification(str(path), checks, language))
            if not as_json:
                print_checks(console_on(sys.stdout), str(path), checks, language, brief=quiet)
        if as_json:
            print_plain(json_text({"schema_version": 1, "kind": "verification", "results": documents}))
        raise typer.Exit(max(codes))
