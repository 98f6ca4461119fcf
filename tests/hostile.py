"""Gives regroup every bad input of the list: TOML, CSV, workbooks, results, paths, the command line.

    python tests/hostile.py                    all of them, on one core
    python tests/hostile.py --only xlsx        those with the word in their name
    python tests/hostile.py --every 50         one in fifty

Each input is read by the command that a person would give, in a process of its own. It must be refused with exit code
2 and plain words, or be accepted and shown harmlessly; no traceback, no character that acts on a terminal, at most two
seconds of processor time and 500 MB. Files are made in a folder that is gone afterwards. Exit 1 if anything is wrong,
130 on Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.campaign import Telling
from tests.hostility import stored, syntax, texts, values, workbooks
from tests.hostility.base import Case
from tests.hostility.running import Ran, run, wrong


def every_case() -> list[Case]:
    """The whole list."""
    return [case for part in (syntax, texts, values, workbooks, stored) for case in part.cases()]


def campaign(cases: Sequence[Case], telling: Telling) -> int:
    """Runs the cases and tells what is wrong; the exit code."""
    found: list[str] = []
    all_: list[Ran] = []
    interrupted = False
    with tempfile.TemporaryDirectory(prefix="hostile") as folder:
        try:
            for case in cases:
                ran = run(case, Path(folder) / "case")
                all_.append(ran)
                if told := wrong(case, ran):
                    found.append(f"{case.name}: {told}")
                    print(found[-1], flush=True)
                telling.progress(len(all_), len(found))
        except KeyboardInterrupt:
            interrupted = True
    _sum(cases[: len(all_)], all_)
    return telling.end(len(all_), len(found), interrupted=interrupted)


def _sum(cases: Sequence[Case], all_: Sequence[Ran]) -> None:
    kinds = Counter(case.kind for case in cases)
    codes = Counter(ran.code for ran in all_)
    print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    print(
        f"{codes[2]} refused, {codes[0]} accepted, {codes[1]} answered with no; slowest "
        f"{max((ran.seconds for ran in all_), default=0):.2f} s of processor time, most "
        f"{max((ran.memory for ran in all_), default=0) / 2**20:.0f} MB"
    )


def main() -> int:
    """Runs the campaign; what is wrong decides the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="WORD", help="cases with this in their name")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one case in so many")
    asked = parser.parse_args()
    os.environ.pop("COLUMNS", None)
    cases = [case for case in every_case() if asked.only in case.name][:: asked.every]
    return campaign(cases, Telling("hostile", len(cases)))


if __name__ == "__main__":
    sys.exit(main())
