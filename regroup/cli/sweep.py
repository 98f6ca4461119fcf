"""``regroup sweep``: many runs under changing facts and values, kept in one store."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from regroup.cli import options
from regroup.cli.documents import Documents
from regroup.cli.sweep_documents import Report, sweep_documents, tell_sweep
from regroup.cli.sweep_merge import merge
from regroup.cli.sweep_reading import StorePath, status, summary, table
from regroup.cli.talk import INTERRUPTED, complain, print_plain, speaking
from regroup.read.shipped import resolve
from regroup.report.page import console_on
from regroup.report.sweep_progress import announced, as_line, concluded, sweep_progress
from regroup.sweep.coordinate import Outcome, Planned, Shard, Step, planned
from regroup.text import say

if TYPE_CHECKING:
    from regroup.sweep.plan import Sweep
    from regroup.sweep.store import Store

RUN = "run"
MOST_PARTS = 1000
_PART = re.compile(r"(\d{1,4})/(\d{1,4})")


class _FileOrCommand(TyperGroup):
    """The first word is a command of the group, or else the file of a sweep to run."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts ``run`` before what is not a command of the group."""
        if args and args[0] not in {*self.commands, "--help", "-h"}:
            args = [RUN, *args]
        return super().parse_args(ctx, args)


sweep = typer.Typer(cls=_FileOrCommand, no_args_is_help=True, rich_markup_mode=None)


@sweep.callback()
def sweep_group() -> None:
    """Run many solves under changing facts, values and settings, and keep every answer in one store.

    The same command again does only what is missing: after Ctrl-C, after a crash, or when the sweep has become wider.

    \b
    regroup sweep scenarios/sweeps/hamar-weights.toml              run it
    regroup sweep scenarios/sweeps/hamar-weights.toml --dry-run    how many runs it is
    regroup sweep summary scenarios/sweeps/hamar-weights.toml      what came of it
    regroup sweep table scenarios/sweeps/hamar-weights.toml --out table.xlsx
    """


sweep.command("status")(status)
sweep.command("table")(table)
sweep.command("summary")(summary)
sweep.command("merge")(merge)


def as_shard(text: str) -> Shard:
    """``3/8``: the part and how many parts there are, counted from 0."""
    found = _PART.fullmatch(text)
    part, parts = (int(found[1]), int(found[2])) if found else (1, 0)
    if not (0 <= part < parts <= MOST_PARTS):
        raise typer.BadParameter(f"{text!r} is not a part such as 3/8, from 0/8 to 7/8")
    return Shard(part, parts)


SweepFile = Annotated[
    str, typer.Argument(metavar="SWEEP", help="A sweep file, or the name of one that comes with regroup.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, max=256, metavar="N", help="Processes; one for each core when not given."),
]
ClusterAt = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="A scheduler, tcp://host:port, or a TOML file (Slurm, Kubernetes)."
    ),
]
Stream = Annotated[bool, typer.Option("--json-stream", help="Print one JSON object for each run as it is done.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say how many runs there are and how many are missing.")]
Again = Annotated[bool, typer.Option("--retry-failed", help="Do the runs again that have failed before.")]
Part = Annotated[
    Shard | None,
    typer.Option("--shard", metavar="PART/PARTS", parser=as_shard, help="Only this part, 0/8 to 7/8, of the runs."),
]
Longest = Annotated[
    float | None,
    typer.Option("--run-limit", min=1.0, metavar="SECONDS", help="End a run that takes longer, as failed."),
]


@sweep.command(RUN, hidden=True)
def run_sweep(
    file: SweepFile,
    store: StorePath = None,
    workers: Workers = None,
    cluster: ClusterAt = None,
    shard: Part = None,
    run_limit: Longest = None,
    retry_failed: Again = False,
    dry_run: Dry = False,
    json_stream: Stream = False,
    report: Report = None,
    show: options.Open = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Run a sweep: how many runs is said first, and each is stored as soon as it is done.

    \b
    regroup sweep scenarios/sweeps/hamar-weights.toml
    regroup sweep hamar-weights --workers 2 --json-stream
    regroup sweep hamar-weights --report html,docx,pptx,xlsx
    regroup sweep hamar-weights --cluster tcp://10.0.0.5:8786 --shard 3/8
    """
    with speaking(lang) as language:
        from regroup.sweep.plan import read_sweep

        asked, path = read_sweep(file), store_of(file, store)
        if dry_run:
            plan = planned(asked, _known(path, retry_failed), shard)
            print_plain(announced(asked.name, plan, shard, path, language) + "\n")
            return
        documents = sweep_documents(path, report, show)
        running = _Running(language, quiet, json_stream, cluster, workers, run_limit)
        outcome = running.run(asked, shard, path, retry_failed)
        if not quiet:
            complain(concluded(outcome, language))
        if not outcome.interrupted:
            _tell(asked, path, documents, language, quiet, printed=not json_stream)
        raise typer.Exit(INTERRUPTED if outcome.interrupted else 0)


def store_of(file: str, given: Path | None) -> Path:
    """The store that was named, or the one beside a sweep file; of a shipped sweep, in the working folder."""
    path = resolve("sweeps", file)
    beside = path.parent if path == Path(file) else Path()
    return given or beside / f"{path.stem}.sweep.sqlite"


def _known(path: Path, retry_failed: bool) -> set[str]:
    from regroup.sweep.store import Store

    if not path.exists():
        return set()
    with Store.read(path) as kept:
        return kept.known(failed=not retry_failed)


def _tell(asked: Sweep, path: Path, documents: Documents, language: str, quiet: bool, *, printed: bool) -> None:
    """The summary, on the terminal and in the documents."""
    from regroup.report.sweep import print_summary
    from regroup.sweep.chosen import of_sweep
    from regroup.sweep.store import Store
    from regroup.sweep.summary import summarised

    with Store.read(path) as kept:
        chosen = of_sweep(kept, asked.name, asked, *asked.names())
        if printed:
            print_summary(console_on(sys.stdout), summarised(chosen), language)
        tell_sweep(chosen, documents, language, quiet)


@dataclass(frozen=True, slots=True)
class _Running:
    """What the command line says about how to run, apart from what."""

    language: str
    quiet: bool
    json_stream: bool
    cluster: str | None
    workers: int | None
    run_limit: float | None

    def run(self, asked: Sweep, part: Shard | None, path: Path, retry_failed: bool) -> Outcome:
        """Plans the sweep, says so, and does what is missing."""
        from regroup.sweep.held import Held

        with Held(path) as kept, kept:
            for fault in kept.warnings:
                complain(fault.text(self.language))
            known = kept.known(failed=not retry_failed)
            plan = planned(asked, known, part)
            if not self.quiet:
                complain(announced(asked.name, plan, part, path, self.language))
            kept.note_sweep(asked.name, asked)
            if not plan.missing:
                return Outcome(0, 0, 0, False, 0.0)
            return self._done(asked, plan, kept)

    def _done(self, asked: Sweep, plan: Planned, kept: Store) -> Outcome:
        from regroup.sweep.coordinate import sweep as coordinate
        from regroup.sweep.farm import GRACE_SECONDS, Farm
        from regroup.sweep.run import run

        stopping = say("sweep_run.stopping", self.language, seconds=f"{GRACE_SECONDS:.0f}")
        with Farm.open(self.cluster, self.workers, self.run_limit) as farm:
            if not self.quiet:
                complain(say("sweep_run.workers", self.language, workers=farm.workers))
            with sweep_progress(self.language, self.quiet) as progress:

                def told(step: Step) -> None:
                    if self.json_stream:
                        print_plain(as_line(step.row))
                    progress(step)

                return coordinate(asked, plan.missing, kept, farm, run, told, lambda: complain(stopping))
