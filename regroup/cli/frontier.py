"""``regroup frontier``: how much of one thing has to be given for more of another."""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from typing import Annotated, Literal

import typer

from regroup.cli import options
from regroup.cli.asked import params_of, problem_of
from regroup.cli.documents import documents
from regroup.cli.steps import publishing, steps, tell
from regroup.cli.talk import INTERRUPTED, print_plain, speaking
from regroup.frontier import Frontier, frontier_document
from regroup.frontier import frontier as run
from regroup.frontier.axes import check_axes
from regroup.report.frontier import print_frontier
from regroup.report.page import console_on
from regroup.study import Study
from regroup.write import as_json as json_text
from regroup.write import check_writable, inputs_of

MOST_AREAS = 50
_RANGE = re.compile(r"(\d{1,3})(?:\.\.(\d{1,3}))?")


def as_counts(text: str) -> range:
    """``3..6`` or ``4`` as numbers of areas."""
    found = _RANGE.fullmatch(text)
    least, most = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= least <= most <= MOST_AREAS:
        raise typer.BadParameter(f"{text!r} is not a range such as 3..6, within 1..{MOST_AREAS}")
    return range(least, most + 1)


def as_points(text: str) -> Fraction:
    """Points as an exact number, not negative."""
    try:
        points = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise typer.BadParameter(f"{text!r} is not a number such as 3.5") from error
    if not 0 <= points <= 10**6:
        raise typer.BadParameter(f"{text!r} is not between 0 and 1000000")
    return points


Across = Annotated[
    Literal["moves", "areas", "balance", "synergy"] | None,
    typer.Option("--x", help="What is given or gained across; areas where --areas is given, else moves."),
]
Up = Annotated[
    Literal["points", "synergy", "moves", "areas", "balance"],
    typer.Option("--y", help="What counts upwards: the model, or a part of it."),
]
Counts = Annotated[
    range | None,
    typer.Option("--areas", metavar="LEAST..MOST", parser=as_counts, help="Compare these numbers of areas: 3..6."),
]
LeaderCost = Annotated[
    Fraction | None,
    typer.Option("--leader-cost", metavar="POINTS", parser=as_points, help="What each area in use costs besides."),
]
Points = Annotated[int, typer.Option("--points", min=1, max=100, metavar="N", help="How many plans to look for.")]


def frontier(
    scenario: options.Scenario,
    across: Across = None,
    up: Up = "points",
    counts: Counts = None,
    leader_cost: LeaderCost = None,
    points: Points = 9,
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
    """Show what has to be given for more: moves, synergy, even sizes or the number of areas against points.

    Every plan on the curve is proven, or says how much better one could be. Today's structure and the
    proposals are placed on it. --time-limit is for each of the solves. Ctrl-C keeps what is done.

    \b
    regroup frontier toy
    regroup frontier hamar --x balance --y synergy --lang en
    regroup frontier hamar --x areas --y balance
    regroup frontier kongsvinger-helse --areas 3..6 --leader-cost 4
    """
    across = across or ("areas" if counts and up != "areas" else "moves")
    with speaking(lang, scenario) as language:
        check_axes(across, up, counted=counts is not None, costed=bool(leader_cost))
        problem = problem_of(scenario, model, overrides)
        if out is not None:
            check_writable(out, inputs_of(problem))
        reports = documents(report, show, scenario, "frontier", out, problem)
        with Study(params_of(time_limit, gap, seed, workers)) as study, steps(language, quiet) as told:
            cost = leader_cost or Fraction(0)
            found = run(study, problem, across, up, counts=counts, leader_cost=cost, points=points, steps=told)
        document = frontier_document(found, language)
        with publishing(document, out, problem):
            if as_json:
                print_plain(json_text(document))
            else:
                print_frontier(console_on(sys.stdout), found, language)
        tell(document, reports, language, quiet)
        raise typer.Exit(exit_code(found))


def exit_code(found: Frontier) -> int:
    """0 a curve; 1 no plan keeps the rules; 3 none was found within the limit; 130 interrupted."""
    if found.interrupted:
        return INTERRUPTED
    if found.stops:
        return 0
    return 1 if found.impossible else 3
