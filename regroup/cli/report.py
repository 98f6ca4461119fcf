"""``regroup report``: stored results and studies as documents for people."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.talk import complain, speaking
from regroup.text import say

Results = Annotated[list[Path], typer.Argument(metavar="RESULT...", help="Files that regroup solve or a study wrote.")]
To = Annotated[
    str, typer.Option("--to", metavar="FORMATS", help="Formats, separated by commas: html, docx, pdf, pptx, xlsx.")
]
Folder = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Where documents are written; beside each result if not.")
]
Template = Annotated[
    Path | None, typer.Option("--template", metavar="FILE.docx", help="A Word template of your own, filled in.")
]
Public = Annotated[
    bool, typer.Option("--public", help="For the public: numbers of few people are hidden, and what gives them away.")
]
Below = Annotated[
    int | None,
    typer.Option("--public-below", metavar="N", min=2, max=1000, help="With --public: hide numbers below N, 5 if not."),
]
Open = Annotated[bool, typer.Option("--open", help="Show the page in the browser.")]


def report(
    results: Results,
    to: To = "html",
    out: Folder = None,
    template: Template = None,
    show: Open = False,
    lang: options.Lang = None,
    public: Public = False,
    below: Below = None,
    quiet: options.Quiet = False,
) -> None:
    """Write documents from stored results and studies: a page, a draft for Word, a PDF, slides, a workbook.

    Files of one scenario become one document: the result, with each study where it belongs.
    A result that does not pass its own checks is refused. Numbers and texts come from the inputs in the file, so a
    result can be told in either language, whatever it was made in.

    \b
    regroup report hamar.result.json
    regroup report hamar.result.json --to docx,pptx,xlsx --lang en --out reports
    regroup report hamar.result.json hamar.audit.json hamar.robust.json
    regroup report hamar.result.json --public --out published
    """
    with speaking(lang) as language:
        from regroup.data_warnings import FEWEST
        from regroup.formats import formats_in, rendered
        from regroup.formats.template import read_template
        from regroup.paper import groups, paper_of_all
        from regroup.read.lines import visible
        from regroup.read.result_file import read_told
        from regroup.write import write_bytes

        asked, own = formats_in(to), read_template(template) if template else None
        contents, ending = [read_told(path) for path in results], ".public" if public else ""
        hidden_below = (below or FEWEST) if public else None
        read = (*results, *([template] if template else []))
        for group in groups(contents):
            paper, path = paper_of_all([contents[at] for at in group], lang, hidden_below), results[group[0]]
            for name in asked:
                target = (out or path.parent) / f"{path.name.removesuffix('.json')}{ending}.{name}"
                write_bytes(rendered(paper, name, own), target, read)
                if not quiet:
                    complain(say("formats.written", language, path=visible(str(target))))
                if show and name == "html":
                    webbrowser.open(target.resolve().as_uri())
