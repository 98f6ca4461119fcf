"""The slow campaigns in one table: runs them one after another, and writes down what came of each.

    python3 run.py python tests/campaigns.py --list                what there is, and what is expected
    python3 run.py python tests/campaigns.py tampering injection   those alone
    python3 run.py python tests/campaigns.py                       all of them, hours
    python3 run.py python tests/campaigns.py --from-logs *.log     what they printed when run by hand

Results go to ``tests/campaign_results/DATE.csv`` and ``DATE.md``; a campaign that is run again that day takes its
earlier place. Exit 0 where each was run and found nothing, 1 where one was not or did, 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.benchmarks.table import commit
from tests.campaign_line import MARK, Line, lines_in
from tests.campaign_results.kept import Kept, Row, row_of

ROOT = Path(__file__).resolve().parents[1]
NOT_RUN = 2
"""The exit code of a campaign that lacks what it needs, such as a browser: as bad as a finding."""
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Campaign:
    """One command.

    Attributes:
        words: the script below ``tests``, and what follows it.
        expected: what it tries, of which none may be wrong.
        least: how many it must have tried in all, so that one that tried nothing does not pass.
    """

    name: str
    words: tuple[str, ...]
    expected: str
    least: int = 1


TABLE = (
    Campaign("oracle", ("oracle.py",), "small problems and cores against brute force, laws, other engines", 10_000),
    Campaign("studies_oracle", ("studies_oracle.py",), "300 problems, every study against brute force", 300),
    Campaign("tampering", ("tampering.py",), "500 changed results refused, 5,000 genuine ones not", 5_500),
    Campaign("repeatable", ("repeatable.py",), "100 problems, the same bytes under 3 hash seeds", 100),
    Campaign("planted_bugs", ("planted_bugs.py",), "every planted bug caught by a test", 2_600),
    Campaign("suppression", ("suppression.py",), "200 public documents attacked", 200),
    Campaign("injection", ("injection.py",), "hostile texts in every field, every format", 1_000),
    Campaign("paths", ("paths.py",), "links swapped while files are read and written", 400),
    Campaign("hostile", ("hostile.py",), "files that could do harm", 1_000),
    Campaign("fuzz", ("fuzz.py", "--executions", "1000000"), "a million files made by chance", 1_000_000),
    Campaign("single_faults", ("single_faults.py",), "files with one fault, told at its line", 300),
    Campaign("broken_disk", ("broken_disk.py",), "five faults at each of 700 calls that write, 300 kills", 3_000),
    Campaign("deadlines", ("deadlines.py",), "65 answers within their limit × 1.05 + 3 s", 65),
    Campaign("interrupts", ("interrupts.py",), "Ctrl-C at 50 moments in each of 29 commands", 1_450),
    Campaign("sweep_kills", ("sweep_kills.py",), "200 kills, nothing acknowledged lost", 200),
    Campaign("sweep_poison", ("sweep_poison.py",), "500 runs, 40 of them crash, hang or fill the memory", 500),
    Campaign("store_damage", ("store_damage.py",), "2,000 flipped bits, a cut at every 512 bytes", 2_000),
    Campaign("pages", ("pages.py", "pages"), "documents in two other programs, page by page", 80),
    Campaign("page_in_browser", ("page_in_browser.py",), "documents in Chromium with axe-core: give its path", 12),
)


def run(campaign: Campaign, more: Sequence[str] = ()) -> list[Row]:
    """Runs one and passes on what it prints; its rows."""
    script = ROOT / "tests" / campaign.words[0]
    if not script.is_file():
        return [_row(Line(campaign.name, 0, 0, 0), "not run: there is no such script")]
    load = _load()
    command = [sys.executable, str(script), *campaign.words[1:], *more]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        printed, code = _echoed(process)
    return judged(campaign, code, lines_in(printed), load)


def _echoed(process: subprocess.Popen[str]) -> tuple[str, int]:
    """What it printed and how it ended; after Ctrl-C it is left to end by itself, since it got the signal too."""
    assert process.stdout is not None
    printed, interrupted = list[str](), False
    while True:
        try:
            line = process.stdout.readline()
            if not line:
                code = process.wait()
                return "".join(printed), INTERRUPTED if interrupted else code
            printed.append(line)
            print(line, end="", flush=True)
        except KeyboardInterrupt:
            interrupted = True


def judged(campaign: Campaign, code: int, lines: Sequence[Line], load: str = "") -> list[Row]:
    """A row for each line, with how the command ended; one row where it said nothing."""
    lines = lines or [Line(campaign.name, 0, 0, 0)]
    tried = sum(line.tried for line in lines)
    why = "fine"
    if code == INTERRUPTED:
        why = "interrupted"
    elif code == NOT_RUN:
        why = "not run: something it needs is missing"
    elif code and not any(line.wrong for line in lines):
        why = f"ended with {code}"
    elif tried < campaign.least:
        why = f"tried fewer than {campaign.least}"
    return [_row(line, "WRONG" if line.wrong else why, load) for line in lines]


def from_logs(paths: Sequence[Path], at: str) -> list[Row]:
    """The rows of logs, of the commit that is said; cores and load then are not known."""
    rows = []
    for path in paths:
        lines = lines_in(path.read_text(encoding="utf-8", errors="replace"))
        if not lines:
            rows.append(row_of(Line(path.stem, 0, 0, 0), "no line in the log", at, "", ""))
        for line in lines:
            why = "WRONG" if line.wrong else "fine" if line.tried else "tried nothing"
            rows.append(row_of(line, why, at, "", ""))
    return rows


def _row(line: Line, why: str, load: str = "") -> Row:
    return row_of(line, why, commit(), str(os.cpu_count()), load)


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def _chosen(names: Sequence[str]) -> list[Campaign]:
    by_name = {campaign.name: campaign for campaign in TABLE}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise SystemExit(f"no such campaign: {', '.join(unknown)}; there are {', '.join(by_name)}")
    return [by_name[name] for name in names] or list(TABLE)


def main() -> int:
    """Runs what is asked for and writes the table after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="campaigns; all where none is named")
    parser.add_argument("--list", action="store_true", help="only say what there is")
    parser.add_argument("--from-logs", nargs="+", type=Path, metavar="LOG", help="files with what campaigns printed")
    parser.add_argument("--commit", default="", help="with --from-logs: what they were run at")
    parser.add_argument("--give", action="append", default=[], metavar="WORD", help="passed on to a campaign run alone")
    asked = parser.parse_args()
    if asked.list:
        print("\n".join(f"{one.name:<16} {' '.join(one.words):<20} {one.expected}" for one in TABLE))
        return 0
    kept = Kept.of_today()
    if asked.from_logs:
        return kept.add(from_logs(asked.from_logs, asked.commit))
    chosen, worst = _chosen(asked.names), 0
    for campaign in chosen:
        print(f"== {campaign.name}: {campaign.expected}", flush=True)
        rows = run(campaign, asked.give if len(chosen) == 1 else ())
        worst = max(worst, kept.add(rows))
        if any(row.verdict == "interrupted" for row in rows):
            return INTERRUPTED
    print(f"{MARK}s: {len(chosen)} run; the table is {kept.page.relative_to(ROOT)}")
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
