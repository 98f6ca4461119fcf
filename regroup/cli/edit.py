"""``regroup edit``: a stored result with its plan changed by hand, judged anew, and where it comes from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regroup.cli import options
from regroup.cli.documents import documents_at
from regroup.cli.talk import complain, print_plain, speaking
from regroup.document import document
from regroup.errors import Fault, InputError
from regroup.read.lines import visible
from regroup.read.result_file import read_result
from regroup.report import print_result
from regroup.report.edits import cost_words, print_refused
from regroup.report.page import console_on
from regroup.result import Result
from regroup.retold import retold
from regroup.write import as_json as json_text
from regroup.write import check_writable, write_text

if TYPE_CHECKING:
    from regroup.paper import Paper

ResultFile = Annotated[Path, typer.Argument(metavar="RESULT", help="A file that regroup solve or edit wrote.")]
Moves = Annotated[
    list[str], typer.Option("--move", metavar="UNIT=AREA", help="Put this unit there, ids; as often as you like.")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it stands in every document.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="ROLE", help="Who changes it: a role, such as arbeidsgruppen, no name.")
]


def edit(
    result: ResultFile,
    moves: Moves,
    why: Why,
    by: By = None,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
    out: options.Out = None,
    report: options.Report = None,
    show: options.Open = False,
    quiet: options.Quiet = False,
) -> None:
    """Change the plan of a stored result by hand, and say what that costs.

    The new result is written to --out, or to NAME.edited-1.json beside the old one, which stays as it is. What was
    proven of the best plan still holds, so the gap is what the change costs. The old result's hash, the moves, the
    reason, the role and the date are kept, and regroup verify follows them back. A plan that breaks a rule is not
    written: exit code 1.

    \b
    regroup edit hamar.result.json --move krisesenter=oppvekst --why "Ønsket i høringen" --by arbeidsgruppen
    """
    with speaking(lang) as language:
        stored = read_result(result)
        target = out or _beside(result, len(stored["provenance"]["edits"]) + 1)
        check_writable(target, [result])
        reports = documents_at(target.with_name(target.name.removesuffix(".json")), report, show, [result])
        from regroup.edited import edited

        before = retold(stored)
        language = lang or before.problem.scenario.language
        after, evaluation = edited(before, stored["sha256"], _wanted(moves), why, by)
        if after is None:
            print_refused(console_on(sys.stderr), evaluation, language)
            raise typer.Exit(1)
        made = document(after, language, stored["inputs"])
        write_text(json_text(made), target, [result])
        if as_json:
            print_plain(json_text(made))
        else:
            print_result(console_on(sys.stdout), after, language, target)
        if not quiet:
            complain(cost_words(before, after, language))
        reports.write(lambda: _paper(after, language), language, quiet)


def _paper(after: Result, language: str) -> Paper:
    from regroup.paper import paper_of

    return paper_of(after, language)


def _beside(result: Path, change: int) -> Path:
    """``hamar.result.json`` becomes ``hamar.edited-1.json``, and that ``hamar.edited-2.json``."""
    stem = result.name.removesuffix(".json").removesuffix(".result").removesuffix(f".edited-{change - 1}")
    return result.with_name(f"{stem}.edited-{change}.json")


def _wanted(moves: list[str]) -> dict[str, Any]:
    """Area by unit.

    Raises:
        InputError: one is not ``UNIT=AREA``, or a unit is named twice.
    """
    wanted: dict[str, str] = {}
    for move in moves:
        unit, equals, area = (part.strip() for part in move.partition("="))
        if not (unit and equals and area):
            raise InputError([Fault("edit_move_form", {"found": visible(move[:60])})])
        if unit in wanted:
            raise InputError([Fault("edit_move_twice", {"found": visible(unit[:60])})])
        wanted[unit] = area
    return wanted
