"""``regroup solve``: the best plan under the model's weights and rules, and how sure that is."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from regroup import interrupt
from regroup.cli import options
from regroup.cli.asked import beside, params_of, problem_of
from regroup.cli.documents import documents
from regroup.cli.progress import progress
from regroup.cli.talk import INTERRUPTED, complain, print_plain, speaking
from regroup.document import document
from regroup.errors import InputError
from regroup.params import Params
from regroup.problem import Problem
from regroup.report import print_result
from regroup.report.page import console_on
from regroup.result import Result, Status
from regroup.text import say
from regroup.write import as_json as json_text
from regroup.write import check_writable, inputs_of, write_result

if TYPE_CHECKING:
    from regroup.paper import Paper


def solve(
    scenario: options.Scenario,
    model: options.Model = None,
    overrides: options.Overrides = None,
    time_limit: options.TimeLimit = None,
    gap: options.Gap = None,
    seed: options.Seed = None,
    workers: options.Workers = None,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
    out: options.Out = None,
    report: options.Report = None,
    show: options.Open = False,
    quiet: options.Quiet = False,
) -> None:
    """Find the best plan under the model's weights and rules, and say how sure that is.

    The result is printed on stdout; the whole result object is also written to --out, or beside a
    scenario given by path, as NAME.result.json. The same input and seed give the same answer, unless
    --time-limit or --workers trades that for speed. Ctrl-C keeps the best plan so far.

    \b
    regroup solve scenarios/hamar.toml
    regroup solve hamar --model strong-areas --lang en
    regroup solve hamar --set terms.moves.weight=3 --json --out hamar-moves.json
    """
    with speaking(lang, scenario) as language:
        problem = problem_of(scenario, model, overrides)
        params = params_of(time_limit, gap, seed, workers)
        if out is not None:
            check_writable(out, inputs_of(problem))
        reports = documents(report, show, scenario, "result", out, problem)
        result = _solved(problem, params, language, quiet)
        with interrupt.later(times=1):  # the plan is kept and told all the same: its document takes a moment
            written, failed = _write(result, scenario, out, language, quiet)
            if as_json:
                print_plain(json_text(document(result, language)))
            else:
                print_result(console_on(sys.stdout), result, language, written)
        if failed is not None:
            raise failed
        reports.write(lambda: _paper(result, language), language, quiet)
        raise typer.Exit(exit_code(result, gap))


def _solved(problem: Problem, params: Params, language: str, quiet: bool) -> Result:
    from regroup.solve import solve as run

    found: list[Result] = []
    try:
        with progress(language, quiet) as watch:
            found.append(run(problem, params, watch, began=interrupt.LOADED))
    except KeyboardInterrupt:  # while the line of progress is taken away
        if not found:
            raise
        found[0] = replace(found[0], interrupted=True)
    return found[0]


def _paper(result: Result, language: str) -> Paper:
    from regroup.paper import paper_of

    return paper_of(result, language)


def _write(
    result: Result, scenario: str, out: Path | None, language: str, quiet: bool
) -> tuple[Path | None, InputError | None]:
    """Writes the result object, before anything is printed: where it is, and why not, which is told after the answer.

    Where nobody asked for the file, not being able to write it is only worth a warning.
    """
    path = out or beside(scenario)
    if path is None:
        return None, None
    try:
        write_result(result, path, language)
    except InputError as error:
        if out is not None:
            return None, error
        if not quiet:
            complain(f"{say('cli.not_written', language)} {error.text(language)}")
        return None, None
    return path, None


def exit_code(result: Result, gap: Fraction | None) -> int:
    """0 a plan; 1 impossible, or a gap that was asked for and not reached; 3 no plan; 130 interrupted."""
    if result.interrupted:
        return INTERRUPTED
    if result.status is Status.GOOD and gap is not None:
        return 0 if result.gap is not None and result.gap <= gap else 1
    return {Status.IMPOSSIBLE: 1, Status.UNKNOWN: 3}.get(result.status, 0)
