"""Options that the commands here share, and the cases that they choose."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks import families, session
from tests.benchmarks.families import FAMILIES, Case
from tests.benchmarks.instances import DATA
from tests.benchmarks.session import tell


def parser(about: str | None) -> argparse.ArgumentParser:
    """A parser with the shared options."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--family", nargs="+", choices=FAMILIES, metavar="NAME", help="these families; all if not given")
    made.add_argument("--only", metavar="TEXT", help="instances with this in their name")
    made.add_argument("--seeds", type=positive, metavar="N", help="seeds of each size or instance")
    made.add_argument("--limit", type=seconds, metavar="SECONDS", help="of every job, in place of the family's own")
    made.add_argument("--data", type=Path, default=DATA, metavar="FOLDER", help="public instances and reference.csv")
    made.add_argument(
        "--results", type=Path, default=session.RESULTS, metavar="FOLDER", help="where tables are written"
    )
    made.add_argument("--resume", action="store_true", help="go on with the newest table; do only what is missing")
    made.add_argument("--list", action="store_true", help="show what would be run")
    return made


def positive(word: str) -> int:
    """A whole number greater than zero."""
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def seconds(word: str) -> float:
    """A finite number greater than zero."""
    number = float(word)
    if not 0 < number < float("inf"):
        raise ValueError(word)
    return number


def chosen(words: argparse.Namespace) -> tuple[list[Case], dict[str, str]]:
    """The cases that were asked for, and the families that cannot be run, with the reason."""
    found, skipped = [], {}
    for name in words.family or FAMILIES:
        why = FAMILIES[name].missing(words.data)
        if why is not None:
            skipped[name] = why
            tell(f"skipped: {name}: {why}; see --data")
            continue
        found += [case for case in families.cases(FAMILIES[name], words.data, words.seeds) if _wanted(case, words.only)]
    return found, skipped


def listed(cases: list[Case], limit: float | None) -> None:
    """Prints the cases, by family."""
    for family in dict.fromkeys(case.family for case in cases):
        these = [case for case in cases if case.family == family]
        most = sum(limit or case.seconds for case in these) / 60
        print(f"{family}: {FAMILIES[family].about}; {len(these)} runs, at most {most:.0f} min")
        for case in these:
            print(
                f"    {case.name}  n={case.n} k={case.k} seed {case.seed}, {limit or case.seconds:g} s, {case.engine}"
            )


def unknown(engines: list[str]) -> list[str]:
    """Those engines of which regroup has no module."""
    return [engine for engine in engines if find_spec(f"regroup.engines.{engine}") is None]


def _wanted(case: Case, text: str | None) -> bool:
    return text is None or text in case.name
