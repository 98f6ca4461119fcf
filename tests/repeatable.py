"""The same input and seed give the same bytes, and the order of the input changes no points: a slow campaign.

    python3 run.py python tests/repeatable.py                100 pairs of problem and seed, 3 hash seeds, shuffled input

Problems are the shipped scenarios and random small ones. Each is solved in processes with other hash seeds: the result
must be the same, byte by byte. Then units, areas, synergies and affinities are shuffled: status, points and bound must
be the same, and the plan where no other one has as many points. One line per miss; exit 1 if there is any.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.document import document
from regroup.engines.process import Engines
from regroup.inputs import inputs
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.read.inputs import read_inputs
from regroup.solve import solve
from regroup.write import as_json
from tests.result_cases import random_problem, through_json

HASH_SEEDS = ("0", "1", "4711")
SHUFFLED = ("units", "areas", "synergies", "affinities")


def pair(number: int) -> tuple[Problem, int]:
    """A problem and a seed; the shipped scenarios come first."""
    names = shipped_names("scenarios")
    if number < len(names):
        scenario = read_scenario(names[number])
        return Problem(scenario, read_model(scenario.model)), 1
    return random_problem(number, 9), number % 5


def fingerprints(first: int, many: int, *, shuffled: bool) -> list[dict[str, Any]]:
    """What solving each pair gives: the hash of the bytes, and the answer by itself."""
    found = []
    with Engines() as engines:
        for number in range(first, first + many):
            problem, seed = pair(number)
            if shuffled:
                problem = reordered(problem, number)
            result = document(solve(problem, Params(seed=seed), engines=engines))
            plan = None if result["plan"] is None else dict(sorted(result["plan"].items()))
            answer = {key: result[key] for key in ("status", "points", "bound")} | {"plan": plan}
            found.append({"bytes": sha256(as_json(result).encode()).hexdigest(), **answer})
    return found


def reordered(problem: Problem, seed: int) -> Problem:
    """The same facts in another order."""
    stated = through_json(inputs(problem) or {})
    at = random.Random(seed)
    for key in SHUFFLED:
        at.shuffle(stated["scenario"][key])
    return read_inputs(stated)


def elsewhere(hash_seed: str, first: int, many: int, *, shuffled: bool = False) -> list[dict[str, Any]]:
    """The same in a process with another hash seed."""
    words = [sys.executable, __file__, "--child", str(first), str(many), *(["--shuffled"] if shuffled else [])]
    around = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(words, env=around, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def misses(first: int, many: int) -> tuple[list[str], int]:
    """What was not the same, and how often a shuffled input gave another plan with as many points."""
    runs = [elsewhere(seed, first, many) for seed in HASH_SEEDS]
    shuffled = elsewhere(HASH_SEEDS[0], first, many, shuffled=True)
    wrong, other_plans = list[str](), 0
    for at in range(many):
        if len({run[at]["bytes"] for run in runs}) > 1:
            wrong.append(f"{first + at}: other bytes with another hash seed")
        here, there = runs[0][at], shuffled[at]
        if any(here[key] != there[key] for key in ("status", "points", "bound")):
            wrong.append(f"{first + at}: another answer in another order: {here} {there}")
        other_plans += here["plan"] != there["plan"]
    return wrong, other_plans


def main() -> int:
    """Runs the campaign; misses decide the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=100, help="how many")
    parser.add_argument("--child", type=int, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--shuffled", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(fingerprints(*asked.child, shuffled=asked.shuffled)))
        return 0
    wrong, other_plans = misses(0, asked.pairs)
    print(f"{asked.pairs} pairs, {len(wrong)} misses; {other_plans} times another plan with as many points")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
