"""Time limits of 1, 2 and 5 seconds: an answer with the best known plan within limit × 1.05 + 3 s, whatever engines do.

    python tests/deadlines.py            65 cases up to 2,000 units in 30 areas; some eight minutes
    python tests/deadlines.py --only 12  a single case

Engines hang, take no notice of the time, crash, ask for too much memory or are killed, one of them or all. Time is
taken by the clock, from `solve` on; of a command from its start to its end. On a busy machine that can be too much
to ask: the load stands beside each case.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from regroup import Params, Problem, read_model, read_scenario, solve
from regroup.engines import connection
from regroup.engines.local_start import in_hand
from regroup.errors import RegroupError
from regroup.result import Result
from regroup.turns import GRACE_FACTOR, GRACE_SECONDS
from tests.cli.run import REGROUP, surroundings
from tests.faults.bad_engine import ENGINES, KINDS
from tests.faults.large import written
from tests.faults.told import Campaign, load, stoppable

SIZES = ((30, 4), (60, 6), (150, 8), (400, 12), (1000, 20), (2000, 30))
LIMITS = (1.0, 2.0, 5.0)
SOUND, COMMANDS = 18, 10
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Case:
    """What is solved, and what goes wrong meanwhile.

    Attributes:
        kind, engine: of `tests.faults.bad_engine`; "nothing" where nothing does.
        command: whether by the command line.
    """

    number: int
    n: int
    k: int
    limit: float
    kind: str = NOTHING
    engine: str = ""
    command: bool = False

    @property
    def within(self) -> float:
        """Seconds in which there has to be an answer."""
        return self.limit * GRACE_FACTOR + GRACE_SECONDS

    def __str__(self) -> str:
        how = "command" if self.command else f"{self.kind} {self.engine}".strip()
        return f"{self.number}: {self.n} units, {self.k} areas, {self.limit:.0f} s, {how}"


def cases(seed: int) -> list[Case]:
    """All of them, the same for the same seed."""
    chance = random.Random(seed)
    sound = [(NOTHING, "")] * SOUND
    bad = [(kind, engine) for kind in KINDS for engine in (*ENGINES[:4], "all")]
    bad += chance.sample(bad, 12)
    made = []
    for number, (kind, engine) in enumerate([*sound, *bad, *[(NOTHING, "")] * COMMANDS]):
        n, k = SIZES[number % len(SIZES)]
        limit = LIMITS[number // len(SIZES) % len(LIMITS)]
        made.append(Case(number, n, k, limit, kind, engine, number >= len(sound) + len(bad)))
    return made


def attempt(case: Case, folder: Path) -> tuple[float, str | None]:
    """Seconds that it took, and what is wrong with the answer."""
    scenario = written(folder / str(case.number), case.n, case.k, case.number)
    return _by_command(case, scenario) if case.command else _by_solve(case, scenario)


def _by_solve(case: Case, scenario: Path) -> tuple[float, str | None]:
    problem = Problem(read_scenario(str(scenario)), read_model(str(scenario.with_name("model.toml"))))
    command = connection.COMMAND if case.kind == NOTHING else ("-m", "tests.faults.bad_engine", case.kind, case.engine)
    told: list[object] = []
    began = time.monotonic()
    with patch.object(connection, "COMMAND", command):
        try:
            result = solve(problem, Params(time_limit=case.limit), lambda news: told.append(news.points))
        except RegroupError as error:
            return time.monotonic() - began, f"no answer: {error}"
    return time.monotonic() - began, _fault(problem, result, told)


def _fault(problem: Problem, result: Result, told: list[object]) -> str | None:
    if result.plan is None:
        return "no plan, and there is one" if _known(problem) else None
    best = [points for points in told if points is not None]
    return f"told of {best[-1]} points, gave {result.points}" if best and best[-1] != result.points else None


def _known(problem: Problem) -> bool:
    """Whether spreading units by size gives a plan."""
    random_ = np.random.default_rng(1)
    return any(
        plan is not None and problem.core.allows(plan)
        for plan in (in_hand(problem.core, (), random_) for _ in range(20))
    )


def _by_command(case: Case, scenario: Path) -> tuple[float, str | None]:
    out = scenario.with_name("out.json")
    model = str(scenario.with_name("model.toml"))
    words = ["solve", str(scenario), "--model", model, "--time-limit", str(case.limit), "--out", str(out), "-q"]
    began = time.monotonic()
    done = subprocess.run([*REGROUP, *words], env=surroundings(), capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    if done.returncode:
        return seconds, f"exit code {done.returncode}: {done.stderr[-300:]}"
    return seconds, None if json.loads(out.read_bytes())["plan"] else "no plan"


def main() -> int:
    """0 where every answer came in time, with a plan."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--only", type=int, help="the number of one case")
    asking.add_argument("--seed", type=int, default=1)
    asked = asking.parse_args()
    campaign, late, most = Campaign("deadlines"), 0, 0.0
    print(f"seed {asked.seed}; {load()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(asked.seed):
            if asked.only not in (None, case.number):
                continue
            seconds, words = attempt(case, Path(folder))
            late, most = late + (seconds > case.within), max(most, seconds / case.within)
            if seconds > case.within:
                words = f"late; {words or 'with a plan'}"
            print(f"{case}: {seconds:.1f} of {case.within:.1f} s; {load()}", flush=True)
            campaign.heard(words, str(case))
    print(f"{late} late, the slowest took {most:.0%} of its time; {load()}")
    return campaign.ended()


if __name__ == "__main__":
    sys.exit(stoppable(main))
