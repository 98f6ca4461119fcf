"""Files with one fault each, made of the shipped ones: does the message name the line, and the key?

    python tests/single_faults.py              300 files
    python tests/single_faults.py --show       every miss with what was told

Scenarios, models, a study, a sweep, tables beside a scenario, scenario workbooks: a misspelt key, a wrong type, an
unknown unit, a bad number, a missing quotation mark, an id twice, a wrong column and so on. At least 97 % of the first
faults must name the very line (in workbooks, the cell), all must name the key, and none may show words of the
machinery. Exit 1 otherwise, 130 on Ctrl-C.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.errors import InputError
from regroup.intake.taking import take_in
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, read_study
from regroup.sweep.plan import read_sweep
from regroup.workbook.start import start_tables
from tests.campaign import Telling
from tests.faulty.base import Faulty, Told, judged
from tests.faulty.cells import in_table, in_workbook
from tests.faulty.making import MAKERS, shipped

LINES = 0.97


def made(count: int, seed: int) -> Iterator[Faulty]:
    """Files with a fault: two thirds of text, and tables and workbooks."""
    at, files = random.Random(seed), shipped()
    done = 0
    while done < count:
        turn = done % 10
        found = in_workbook(at) if turn == 9 else in_table(at) if turn in (7, 8) else None
        found = found or MAKERS[(done + done // 10) % len(MAKERS)](at.choice(files), at)
        if found is None:
            found = next(f for file in at.sample(files, len(files)) if (f := at.choice(MAKERS)(file, at)))
        yield found
        done += 1


def told_of(faulty: Faulty, folder: Path) -> Told | None:
    """What is told of a file; None where it is accepted."""
    for name, content in faulty.files.items():
        (folder / name).write_bytes(content)
    path = folder / next(iter(faulty.files))
    try:
        match faulty.command:
            case "scenario":
                Problem(read_scenario(path), read_model("balanced"))
            case "model":
                Problem(read_scenario("example-60"), read_model(path))
            case "study":
                read_study(path, Problem(read_scenario("hamar"), read_model("balanced")))
            case "sweep":
                read_sweep(path)
            case _:
                take_in(path, "nb", start_tables(None, "nb"))
    except InputError as error:
        return judged(faulty, error)
    return None


def campaign(count: int, seed: int, *, show: bool) -> int:
    """Runs it; the exit code."""
    telling, sums, misses = Telling("single_faults", count), Counter[str](), list[str]()
    interrupted = False
    with tempfile.TemporaryDirectory(prefix="faults") as folder:
        try:
            for faulty in made(count, seed):
                told = told_of(faulty, Path(folder))
                _count(faulty, told, sums, misses)
                telling.progress(sums["tried"], len(misses))
        except KeyboardInterrupt:
            interrupted = True
    if show:
        print("\n\n".join(misses))
    tried = max(1, sums["tried"])
    share = sums["line"] / tried
    print(
        f"{sums['tried']} files; {100 * share:.1f} % name the very line, {100 * sums['key'] / tried:.1f} % the key, "
        f"{sums['machinery']} show words of the machinery, {sums['accepted']} were accepted"
    )
    wrong = sums["tried"] - sums["key"] + sums["machinery"] + (sums["tried"] - sums["line"] if share < LINES else 0)
    return telling.end(sums["tried"], wrong, interrupted=interrupted)


def _count(faulty: Faulty, told: Told | None, sums: Counter[str], misses: list[str]) -> None:
    sums["tried"] += 1
    if told is None:
        sums["accepted"] += 1
        misses.append(f"ACCEPTED {faulty}")
        return
    sums["line"] += told.line
    sums["key"] += told.key
    sums["machinery"] += bool(told.machinery)
    if not (told.line and told.key) or told.machinery:
        what = " ".join(("" if told.line else "LINE", "" if told.key else "KEY", told.machinery)).strip()
        misses.append(f"{what}: {faulty}\n{told.text[:1500]}")


def main() -> int:
    """Runs the campaign; misses decide the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="what was told wherever it is not as it should be")
    asked = parser.parse_args()
    return campaign(asked.files, asked.seed, show=asked.show)


if __name__ == "__main__":
    sys.exit(main())
