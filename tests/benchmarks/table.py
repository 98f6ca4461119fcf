"""The table as Markdown: what was measured and how, a line per family, then every row."""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version

from tests.benchmarks import rows
from tests.benchmarks.instances import ROOT
from tests.benchmarks.rows import Row
from tests.benchmarks.seeds import HEAD, over_seeds

HOW = (
    "Seconds are those of the whole job: from sending the core to an engine's process to having its answer. "
    "The process was started, the engine loaded and a tiny problem solved before the clock was, so that no "
    "import and no compiling is counted. The machine is shared: figures are to be compared within a run, as ratios."
)
COLUMNS = {
    "instance": "instance",
    "n": "n",
    "k": "k",
    "engine": "engine",
    "workers": "workers",
    "seed": "seed",
    "value": "value",
    "bound": "bound",
    "gap": "gap",
    "status": "status",
    "seconds": "seconds",
    "limit": "limit",
    "reference": "reference",
    "reference_status": "reference status",
    "reached": "reached",
    "note": "note",
}


def machine() -> str:
    """What the figures were measured on and with, without names of machines or folders."""
    packages = []
    for name in ("ortools", "numpy", "scipy", "numba"):
        try:
            packages.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    where = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    return f"{where}; Python {platform.python_version()}, {', '.join(packages)}"


def markdown(title: str, table: Sequence[Row], skipped: dict[str, str], remarks: Iterable[str] = ()) -> str:
    """The whole page.

    Args:
        skipped: families that were asked for and not run, with the reason.
        remarks: lines to stand above the families, such as disagreements.
    """
    lines = [
        f"# {title}",
        "",
        f"{datetime.date.today().isoformat()}. {machine()}; regroup at {_commits(table)}.",
        "",
        HOW,
        "",
    ]
    lines += [f"- **{remark}**" for remark in remarks]
    lines += [
        f"- skipped: {family} ({why}); it counts as neither proved nor reached" for family, why in skipped.items()
    ]
    lines += ["", *table_of(SUMMARY, summary(table)), ""]
    several = over_seeds(table)
    lines += ["## Over seeds", "", *table_of(HEAD, several), ""] if several else []
    for family in dict.fromkeys(row.family for row in table):
        these = [row for row in table if row.family == family]
        shown = [name for name in COLUMNS if any(getattr(row, name) for row in these)]
        lines += [f"## {family}", ""]
        lines += table_of([COLUMNS[name] for name in shown], ([getattr(row, name) for name in shown] for row in these))
        lines.append("")
    return "\n".join(lines)


SUMMARY = ["family", "engine", "workers", "rows", "proved", "median s", "worst s", "reached", "not answered", "WRONG"]


def summary(table: Sequence[Row]) -> list[list[str]]:
    """One line per family, engine and number of workers, under `SUMMARY`."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in table:
        groups.setdefault((row.family, row.engine, row.workers), []).append(row)
    return [[*group, *_figures(these)] for group, these in groups.items()]


def table_of(head: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table, padded to be read as text too."""
    cells = [list(head), *([cell.replace("|", "/") for cell in line] for line in lines)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]

    def drawn(line: Sequence[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"

    return [drawn(cells[0]), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(drawn, cells[1:])]


def _figures(these: Sequence[Row]) -> list[str]:
    seconds = [float(row.seconds) for row in these if row.seconds and row.status != rows.REFUSED]
    compared = [row for row in these if row.reference]
    return [
        str(len(these)),
        f"{sum(row.proved for row in these)} of {len(these)}",
        f"{statistics.median(seconds):.2f}" if seconds else "",
        f"{max(seconds):.2f}" if seconds else "",
        f"{sum(row.reached in (rows.YES, rows.BETTER) for row in compared)} of {len(compared)}" if compared else "",
        str(sum(row.status in (rows.FAILED, rows.REFUSED, rows.NOT_ALLOWED) for row in these)),
        str(sum(row.status == rows.WRONG for row in these)),
    ]


def _commits(table: Sequence[Row]) -> str:
    """Those that the rows were measured with; several after a resumed run."""
    return ", ".join(dict.fromkeys(row.commit for row in table if row.commit)) or commit()


def commit() -> str:
    """The checkout's commit, and whether files differ from it."""
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except OSError:
        return "an unknown commit"
    return done.stdout.strip() or "an unknown commit"
