"""Fuzzes the readers, led by the lines that inputs reach: TOML, CSV, workbooks, results, plans, ``--set``.

    python tests/fuzz.py                                     100,000 inputs on two cores, some minutes
    python tests/fuzz.py --executions 1000000                before a release; --seed N for others
    python tests/fuzz.py --target parts --executions 5000    one reader; --list names them

Inputs are changed by bytes, by words of their grammar, by lines and by splicing; workbooks by the XML inside the zip
and by the cells of their sheets. What reaches new lines of the readers, or a new kind of fault, is built on. Whatever
is neither accepted nor an `InputError` in plain words, or takes more than two seconds, is a finding: it is made small
and saved. Exit 1 if there is any, 130 on Ctrl-C.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.errors import InputError
from regroup.intake.taking import take_in
from regroup.workbook.start import start_tables
from tests.campaign import Telling
from tests.fuzzing.judge import Outcome
from tests.fuzzing.lines import Line, all_lines
from tests.fuzzing.packed import packed
from tests.fuzzing.targets import TARGETS, Target, by_name
from tests.fuzzing.worker import Report, work

SILENT = 120.0
"""Seconds without a word after which a worker is taken for stuck."""
IN_A_ROW = 20
"""Workers that die one after the other without a word, after which no more are begun."""


@dataclass
class Sum:
    """What all workers came to; findings are saved in a folder."""

    done: int = 0
    died: int = 0
    kept: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    by_target: Counter[str] = field(default_factory=Counter)
    lines: set[Line] = field(default_factory=set)
    findings: dict[str, tuple[Outcome, bytes]] = field(default_factory=dict)
    saved_in: Path = Path()

    def add(self, report: Report) -> None:
        """A worker's report."""
        self.done += report.done
        self.kept += report.kept
        self.kinds += report.kinds
        self.by_target += report.by_target
        self.lines |= report.lines
        for name, outcome, content in report.findings:
            self.find(f"{name}: {outcome.finding}", outcome, content)

    def find(self, title: str, outcome: Outcome, content: bytes) -> None:
        """A finding: saved and told when it is new."""
        if title in self.findings:
            return
        self.findings[title] = outcome, content
        self.saved_in.mkdir(parents=True, exist_ok=True)
        path = self.saved_in / f"{title.partition(':')[0]}-{hashlib.sha256(title.encode()).hexdigest()[:8]}"
        path.write_bytes(content)
        lines = (title, str(path), repr(content[:400]), *outcome.detail.split("\n"))
        print("\n  ".join(line for line in lines if line), flush=True)


@dataclass
class Running:
    """One worker process."""

    process: BaseProcess
    reports: Connection
    note: Path
    left: int


class Fuzzing:
    """Workers, their reports, and new ones for those that died."""

    def __init__(self, targets: Sequence[Target], seed: int, folder: Path) -> None:
        self.sum = Sum()
        self._targets, self._seed, self._folder = targets, seed, folder
        self._running: list[Running] = []
        self._without_a_word = 0

    def begin(self, count: int) -> None:
        """Starts a worker for so many inputs."""
        mine, theirs = multiprocessing.Pipe(duplex=False)
        note = self._folder / f"note{self._seed}"
        words = (self._targets, self._seed, count, theirs, note)
        process = multiprocessing.get_context("fork").Process(target=work, args=words, daemon=True)
        process.start()
        theirs.close()
        self._running.append(Running(process, mine, note, count))
        self._seed += 1000

    def run(self, telling: Telling, known: int) -> None:
        """Until every worker is done."""
        while self._running:
            ready = wait([one.reports for one in self._running], timeout=SILENT)
            if not ready:
                self._kill(self._running[0])
                continue
            for one in [one for one in self._running if one.reports in ready]:
                self._hear(one)
            told = f"{len(self.sum.lines)} of {known} lines, {self.sum.kept} inputs kept"
            telling.progress(self.sum.done, len(self.sum.findings), told)

    def _hear(self, one: Running) -> None:
        try:
            report = one.reports.recv()
        except (EOFError, OSError):
            self._died(one)
            return
        if report is None:
            one.process.join()
            self._running.remove(one)
        else:
            self._without_a_word = 0
            self.sum.add(report)
            one.left -= report.done

    def _died(self, one: Running) -> None:
        """The library for workbooks may end the process it runs in, which is why regroup gives it one of its own."""
        one.process.join()
        self._running.remove(one)
        self.sum.died += 1
        self._without_a_word += 1
        name, _, content = one.note.read_bytes().partition(b"\n") if one.note.exists() else (b"?", b"", b"")
        if wrong := _for_real(name.decode(), content, self._folder):
            self.sum.find(wrong, Outcome("!died", wrong), content)
        if one.left > 0 and self._without_a_word < IN_A_ROW:
            self.begin(one.left)

    def _kill(self, one: Running) -> None:
        one.process.kill()
        self._died(one)

    def end(self) -> None:
        """Ends the workers that are left."""
        for one in self._running:
            one.process.kill()
            one.process.join()


def _for_real(name: str, content: bytes, folder: Path) -> str:
    """What is wrong when the input that a worker died of is read as regroup reads it; empty where nothing is."""
    if name not in ("parts", "zip"):
        return f"{name}: a worker died"
    path = folder / "died.xlsx"
    path.write_bytes(packed(content) if name == "parts" else content)
    try:
        take_in(path, "nb", start_tables(None, "nb"))
    except InputError:
        return ""
    except Exception as error:  # noqa: BLE001 - that is the question
        return f"{name}: {type(error).__name__}"
    return ""


def main() -> int:
    """Runs the campaign; findings decide the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("executions", 100_000), ("seed", 1), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--target", action="append", type=by_name, help="one reader, or several; all when absent")
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "regroup-fuzz")
    parser.add_argument("--list", action="store_true", help="names the readers")
    asked = parser.parse_args()
    if asked.list:
        print("\n".join(target.name for target in TARGETS))
        return 0
    return run(asked.target or TARGETS, asked.executions, asked.seed, asked.workers, asked.findings)


def run(targets: Sequence[Target], executions: int, seed: int, workers: int, findings: Path) -> int:
    """The campaign with its settings; the exit code."""
    telling, known, interrupted = Telling("fuzz", executions), all_lines(), False
    with tempfile.TemporaryDirectory(prefix="fuzz") as folder:
        fuzzing = Fuzzing(targets, seed, Path(folder))
        fuzzing.sum.saved_in = findings
        try:
            for worker in range(workers):
                fuzzing.begin(executions // workers + (worker < executions % workers))
            fuzzing.run(telling, len(known))
        except KeyboardInterrupt:
            interrupted = True
        finally:
            fuzzing.end()
    found = fuzzing.sum
    print(", ".join(f"{name} {count}" for name, count in sorted(found.by_target.items())))
    print(
        f"{found.done} inputs, {found.done / max(0.1, telling.seconds):.0f} a second; {dict(found.kinds)}; "
        f"{len(found.lines & known)} of {len(known)} lines reached; {found.kept} inputs kept; "
        f"{found.died} times the library for workbooks ended a worker"
    )
    code = telling.end(found.done, len(found.findings), interrupted=interrupted)
    if found.done < executions and not interrupted:
        print(f"ended after {found.done} of {executions}: {IN_A_ROW} workers in a row died", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
