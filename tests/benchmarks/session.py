"""Runs a list of jobs one at a time, tells how it goes, and keeps every row as it comes."""

from __future__ import annotations

import datetime
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from regroup.engines.base import Interrupted
from tests.benchmarks import chart, measure, rows, table
from tests.benchmarks.families import Case
from tests.benchmarks.instances import Instance
from tests.benchmarks.rows import Row

RESULTS = Path(__file__).resolve().parent / "results"
LEAST_SECONDS = 0.001
"""Shorter times are drawn as this."""


@dataclass(frozen=True, slots=True)
class Job:
    """A case for an engine.

    Attributes:
        limit: in seconds.
        refusal: why the engine is not asked at all, from the core; None where it is.
    """

    case: Case
    engine: str
    workers: int
    limit: float
    refusal: Callable[[Instance], str | None] = lambda instance: None

    def asked(self, date: str = "", commit: str = "") -> Row:
        """Its row, still empty."""
        return rows.asked(self.case, date, commit, self.engine, self.workers, self.limit)


class Session:
    """A file of rows and the jobs that are still to do for it.

    Attributes:
        path: of the CSV file; the page and the chart get the same name.
        done: rows so far, those of earlier runs too.
    """

    def __init__(self, folder: Path, name: str, title: str, *, resume: bool) -> None:
        """Args: resume: whether to go on with the newest file of that name."""
        folder.mkdir(parents=True, exist_ok=True)
        self.title = title
        now = datetime.datetime.now().astimezone()
        self.date, self.commit = now.strftime("%Y-%m-%d"), table.commit()
        earlier = sorted(folder.glob(f"*-{name}.csv")) if resume else []
        self.path = earlier[-1] if earlier else folder / f"{now:%Y-%m-%d-%H%M%S}-{name}.csv"
        self.done: list[Row] = rows.load(self.path) if earlier else []

    def run(self, jobs: Sequence[Job]) -> bool:
        """Runs what has no row yet; False if Ctrl-C ended it. The job under way then has no row."""
        over = {row.key for row in self.done if row.over}
        left = [job for job in jobs if job.asked().key not in over]
        if len(left) < len(jobs):
            tell(f"{len(jobs) - len(left)} of {len(jobs)} done before, in {self.path.name}")
        with ExitStack() as stack:
            try:
                self._run(left, stack)
            except (KeyboardInterrupt, Interrupted):
                tell("stopped; what is done is kept, and --resume goes on with it")
                return False
        return True

    def write(self, skipped: dict[str, str], extra: Callable[[Sequence[Row]], str] | None = None) -> None:
        """Writes the page and the chart, and prints the summary.

        Args:
            skipped: families that were not run, with the reason.
            extra: a further part of the page, made from the rows.
        """
        remarks = [f"disagree: {found}" for found in rows.disagreements(self.done)]
        page = table.markdown(self.title, self.done, skipped, remarks)
        if extra is not None:
            page += extra(self.done)
        self.path.with_suffix(".md").write_text(page, encoding="utf-8")
        if self.done:
            self.path.with_suffix(".svg").write_text(drawn(self.title, self.done), encoding="utf-8")
        print("\n".join(table.table_of(table.SUMMARY, table.summary(self.done))))
        for family, why in skipped.items():
            print(f"skipped: {family}: {why}; it counts as neither proved nor reached")
        for remark in remarks:
            print(remark)
        for row in self.done:
            if row.status == rows.WRONG:
                print(f"{rows.WRONG}: {row.family} {row.instance} {row.engine}: {row.note}")
        print(f"{self.path.stem}.csv, .md and .svg")

    def wrong(self, engines: Sequence[str]) -> bool:
        """Whether something that one of these engines said cannot be true, or two rows disagree."""
        bad = any(row.status in (rows.WRONG, rows.NOT_ALLOWED) for row in self.done if row.engine in engines)
        return bad or bool(rows.disagreements(self.done))

    def _run(self, left: Sequence[Job], stack: ExitStack) -> None:
        warm: dict[tuple[str, int], measure.Warm] = {}
        made: tuple[Case, Instance] | None = None
        for place, job in enumerate(left, start=1):
            if made is None or made[0] != job.case:
                made = (job.case, job.case.make())
            instance = made[1]
            asked = job.asked(self.date, self.commit)
            refusal = job.refusal(instance)
            if refusal is not None:
                row = measure.row(asked, instance, measure.Attempt(0.0, status=rows.REFUSED, note=refusal))
            else:
                process = (job.engine, job.workers)
                if process not in warm:
                    warm[process] = stack.enter_context(measure.Warm(*process))
                row = measure.measured(warm[process], job.case, instance, asked)
            rows.append(self.path, row)
            self.done = [*(other for other in self.done if other.key != row.key), row]
            tell(f"{place}/{len(left)} {_line(row)}; {self._remaining(left[place:])}")

    def _remaining(self, left: Sequence[Job]) -> str:
        """How long the rest takes, by the usual time of the family and engine so far, else by the limits."""
        seconds = 0.0
        for job in left:
            like = [row for row in self.done if (row.family, row.engine) == (job.case.family, job.engine)]
            seconds += min(job.limit, statistics.mean(float(row.seconds) for row in like)) if like else job.limit
        return f"about {seconds / 60:.0f} min left" if seconds >= 90 else f"about {seconds:.0f} s left"


def drawn(title: str, done: Sequence[Row]) -> str:
    """The chart of all rows: a strip of times for each family and engine."""
    groups: dict[str, list[chart.Dot]] = {}
    for row in done:
        if row.seconds and row.status != rows.REFUSED:
            dot = chart.Dot(max(float(row.seconds), LEAST_SECONDS), 1.0, row.proved, f"{row.instance}: {row.seconds} s")
            groups.setdefault(f"{row.family}, {_engine(row)}", []).append(dot)
    return chart.strips(title, "one dot per run; filled where it ended with a proof", list(groups.items()))


def tell(line: str) -> None:
    """News for who waits."""
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


def _engine(row: Row) -> str:
    return row.engine if row.workers == "1" else f"{row.engine}:{row.workers}"


def _line(row: Row) -> str:
    words = [row.family, row.instance, _engine(row), f"seed {row.seed}", row.status, f"{row.seconds} s"]
    words += [f"value {row.value}"] if row.value else []
    words += [f"gap {100 * float(row.gap):.2f} %"] if row.gap and float(row.gap) else []
    words += [f"reference {row.reference} ({row.reference_status}): {row.reached}"] if row.reference else []
    words += [row.note] if row.note else []
    return ", ".join(words)
