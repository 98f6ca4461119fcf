"""``regroup report``: stored results as documents for people."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.talk import complain, speaking
from regroup.text import say

Results = Annotated[list[Path], typer.Argument(metavar="RESULT...", help="Files that regroup solve wrote.")]
To = Annotated[str, typer.Option("--to", metavar="FORMATS", help="Formats, separated by commas: html.")]
Folder = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Where documents are written; beside each result if not.")
]
Open = Annotated[bool, typer.Option("--open", help="Show the page in the browser.")]


def report(
    results: Results,
    to: To = "html",
    out: Folder = None,
    show: Open = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Write documents from stored results: a page for the browser.

    A result that does not pass its own checks is refused. Numbers and texts come from the inputs in the file, so a
    result can be told in either language, whatever it was made in.

    \b
    regroup report hamar.result.json
    regroup report hamar.result.json --to html --lang en --out reports
    """
    with speaking(lang) as language:
        from regroup.formats import formats_in, rendered
        from regroup.paper import paper_of
        from regroup.read.result_file import read_result
        from regroup.retold import retold
        from regroup.write import write_bytes

        asked = formats_in(to)
        for path in results:
            result = retold(read_result(path))
            paper = paper_of(result, lang or result.problem.scenario.language)
            for name in asked:
                target = (out or path.parent) / f"{path.name.removesuffix('.json')}.{name}"
                write_bytes(rendered(paper, name), target, (path,))
                if not quiet:
                    complain(say("formats.written", language, path=target))
                if show and name == "html":
                    webbrowser.open(target.resolve().as_uri())
