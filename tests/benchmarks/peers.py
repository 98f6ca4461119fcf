"""Runs other solvers beside ours: the same cores, machine and run, in turn; writes a dated table with ratios.

    python3 run.py python tests/benchmarks/peers.py --family county handover --limit 30
    python3 run.py python tests/benchmarks/peers.py --family municipal --only n20 --peers highs scip textbook_cpsat:8

A peer may be given its number of threads after a colon. Graph partitioners are run only where they are
installed; regroup needs none of them. Exit codes as for `run.py`; a peer that is wrong is shown and no more.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from regroup.engines import connection
from tests.benchmarks import families, options, partitioners, rows, table
from tests.benchmarks.families import Case
from tests.benchmarks.instances import Sense
from tests.benchmarks.rows import Row
from tests.benchmarks.session import Job, Session, tell

NAME = "peers"
FAMILIES = ("municipal", "county", "handover", "mdgp", "nfl")
LIMIT = 30.0
CHILD = ("-m", "tests.benchmarks.peer_process")
SOLVERS = ("textbook_cpsat", "highs", "scip")
PARTITIONERS = ("metis", "kahip", "mtkahypar")
USUAL = ("textbook_cpsat:2", "textbook_cpsat:8", "highs", "scip", *PARTITIONERS)
SHORTEST = 0.001
"""Seconds; shorter times are taken for this in a ratio."""


def main(arguments: list[str]) -> int:
    """Runs; returns the exit code."""
    parser = options.parser(__doc__)
    parser.set_defaults(family=list(FAMILIES), seeds=1, limit=LIMIT)
    parser.add_argument("--engine", default=families.OURS, metavar="NAME", help="ours: a module of regroup.engines")
    parser.add_argument("--workers", type=options.positive, default=1, help="threads of ours")
    parser.add_argument("--peers", nargs="+", type=peer, default=[peer(word) for word in USUAL], metavar="NAME[:N]")
    words = parser.parse_args(arguments)
    cases, skipped = options.chosen(words)
    if words.list:
        options.listed(cases, words.limit)
        return 0
    if options.unknown([words.engine]) or not cases:
        tell(f"no engine called {words.engine}" if cases else "nothing to run")
        return 2
    connection.COMMAND = CHILD
    rivals, away = present(words.peers)
    jobs = [job for place, case in enumerate(cases) for job in turns(place, case, words, rivals)]
    session = Session(words.results, NAME, "Peers side by side", resume=words.resume)
    finished = session.run(jobs)
    session.write({**skipped, **away}, partial(_page, ours=words.engine))
    if not finished:
        return 130
    return 1 if session.wrong([words.engine]) else 0


def peer(word: str) -> tuple[str, int]:
    """A peer's name and its threads: "highs:2".

    Raises:
        ValueError: there is no such peer.
    """
    name, _, workers = word.partition(":")
    if name not in (*SOLVERS, *PARTITIONERS):
        raise ValueError(word)
    return name, options.positive(workers or "1")


def present(peers: Sequence[tuple[str, int]]) -> tuple[list[tuple[str, int]], dict[str, str]]:
    """The peers that can be used here, and why the others cannot."""
    away = {name: why for name, _ in peers if name in PARTITIONERS and (why := partitioners.absent(name))}
    for name, why in away.items():
        tell(f"skipped: {name}: {why}")
    return [pair for pair in peers if pair[0] not in away], away


def turns(place: int, case: Case, words: argparse.Namespace, rivals: Sequence[tuple[str, int]]) -> Iterator[Job]:
    """One job of each for a case; who comes first changes from case to case."""
    everyone = [(words.engine, words.workers), *rivals]
    for number in range(len(everyone)):
        engine, workers = everyone[(place + number) % len(everyone)]
        yield Job(case, engine, workers, words.limit)


def ratios(done: Sequence[Row], ours: str) -> tuple[list[str], list[list[str]]]:
    """Head and lines of the table: each instance, seconds of ours, and each peer's time and value against ours.

    A time ratio above 1 says that ours proved sooner. A peer without a proof has spent its whole limit, so its ratio
    is a least one (≥). Where ours has no proof there is no ratio of times. Values stand as how much worse the
    peer's is, in percent of ours; negative is better.
    """
    peers = list(dict.fromkeys((row.engine, row.workers) for row in done if row.engine != ours))
    head = ["instance", f"{ours} s", "status", "value"]
    head += [f"{name}:{workers} {what}" for name, workers in peers for what in ("time", "value")]
    lines = []
    times: dict[tuple[str, str], list[float]] = {pair: [] for pair in peers}
    for mine in (row for row in done if row.engine == ours):
        line = [f"{mine.family} {mine.instance}", mine.seconds, mine.status, mine.value]
        for pair in peers:
            theirs = _beside(done, mine, pair)
            slower = theirs and time_ratio(mine, theirs)
            if slower:
                times[pair].append(slower)
            mark = "" if theirs is None or theirs.proved else "≥ "
            line += [f"{mark}{slower:.3g}" if slower else _why(theirs), worse(mine, theirs) if theirs else ""]
        lines.append(line)
    means = ["geometric mean", "", "", ""]
    for pair in peers:
        means += [f"{math.exp(sum(map(math.log, times[pair])) / len(times[pair])):.3g}" if times[pair] else "", ""]
    return head, [*lines, means]


def time_ratio(mine: Row, theirs: Row) -> float | None:
    """How many times longer a peer took to its proof or its end; None where that says nothing."""
    if not mine.proved or theirs.engine in PARTITIONERS or theirs.status in (rows.REFUSED, rows.FAILED):
        return None
    return max(SHORTEST, float(theirs.seconds)) / max(SHORTEST, float(mine.seconds))


def worse(mine: Row, theirs: Row) -> str:
    """How much worse a peer's value is, such as "3.20 %"; negative where it is better."""
    if not mine.value or not theirs.value or theirs.status in (rows.NOT_ALLOWED, rows.WRONG):
        return ""
    sign = Sense(mine.sense).sign
    apart = (Fraction(mine.value) - Fraction(theirs.value)) * sign / max(Fraction(1), abs(Fraction(mine.value)))
    return f"{float(100 * apart):.2f} %"


def _beside(done: Sequence[Row], mine: Row, pair: tuple[str, str]) -> Row | None:
    same = (mine.family, mine.instance, mine.seed, mine.limit)
    found = (r for r in done if (r.family, r.instance, r.seed, r.limit) == same and (r.engine, r.workers) == pair)
    return next(found, None)


def _why(theirs: Row | None) -> str:
    if theirs is None:
        return "not run"
    return theirs.status if theirs.status in (rows.REFUSED, rows.FAILED, rows.WRONG) else ""


def _page(done: Sequence[Row], ours: str) -> str:
    head, lines = ratios(done, ours)
    about = ratios.__doc__ or ""
    told = " ".join(about.split("\n\n", 1)[1].split())
    return "\n".join(["", "## Ratios", "", told, "", *table.table_of(head, lines), ""])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
