"""The same input and seed give the same bytes, and the order of the input changes no points: a slow campaign.

    python3 run.py python tests/repeatable.py                100 pairs of problem and seed, 3 hash seeds, shuffled input

Problems are the shipped scenarios and random small ones. Each is solved in processes with other hash seeds: the result
must be the same, byte by byte. Then units, areas, synergies and affinities are shuffled, in each of the processes in
another way: the result must again be the same, byte by byte, but for the inputs that stand in it, their hashes, and
lists that follow the order of the file, which are sorted first. One line per miss; exit 1 if there is any.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.document import document
from regroup.engines.process import Engines
from regroup.inputs import canonical, inputs
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.read.inputs import read_inputs
from regroup.solve import solve
from regroup.write import as_json
from tests.campaign_line import tell
from tests.result_cases import random_problem, through_json

HASH_SEEDS = ("0", "1", "4711")
SHUFFLED = ("units", "areas", "synergies", "affinities")
IN_FILE_ORDER = ("units", "areas", "moves", "cut", "unplaced", "fields", "text", "breaches")
"""Lists, and words that hold lists, that stand in the order of the scenario, which those who wrote it know."""
OF_THE_FILE = ("inputs", "sha256", "scenario_sha256", "model_sha256")
"""Keys of a result that hold the inputs as they were given, or hash them."""


def pair(number: int) -> tuple[Problem, int]:
    """A problem and a seed; the shipped scenarios come first."""
    names = shipped_names("scenarios")
    if number < len(names):
        scenario = read_scenario(names[number])
        return Problem(scenario, read_model(scenario.model)), 1
    return random_problem(number, 9), number % 5


def fingerprints(first: int, many: int, shuffle: int | None) -> list[dict[str, str]]:
    """What solving each pair gives: the hash of the bytes, and of what the order of the input should not change."""
    found = []
    with Engines() as engines:
        for number in range(first, first + many):
            problem, seed = pair(number)
            if shuffle is not None:
                problem = reordered(problem, number + 1000 * shuffle)
            result = document(solve(problem, Params(seed=seed), engines=engines))
            found.append({"bytes": digest(as_json(result)), "answer": digest(canonical(unordered(result)))})
    return found


def digest(text: str) -> str:
    """Of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def unordered(part: Any) -> Any:
    """A result without what the file's order decides by itself."""
    if isinstance(part, list):
        return [unordered(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: unordered(value) for key, value in part.items() if key not in OF_THE_FILE}
    return {key: _sorted(value) if key in IN_FILE_ORDER else value for key, value in kept.items()}


def _sorted(value: Any) -> Any:
    words = re.findall(r"\w+", value) if isinstance(value, str) else value
    return sorted(words, key=canonical) if isinstance(words, list) else words


def reordered(problem: Problem, seed: int) -> Problem:
    """The same facts in another order."""
    stated = through_json(inputs(problem) or {})
    at = random.Random(seed)
    for key in SHUFFLED:
        at.shuffle(stated["scenario"][key])
    return read_inputs(stated)


def elsewhere(hash_seed: str, first: int, many: int, shuffle: int | None = None) -> list[dict[str, str]]:
    """The same in a process with another hash seed."""
    how = [] if shuffle is None else ["--shuffle", str(shuffle)]
    words = [sys.executable, __file__, "--child", str(first), str(many), *how]
    around = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(words, env=around, capture_output=True, text=True, check=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def misses(first: int, many: int) -> list[str]:
    """What was not the same."""
    runs = [elsewhere(seed, first, many) for seed in HASH_SEEDS]
    shuffled = [elsewhere(seed, first, many, shuffle) for shuffle, seed in enumerate(HASH_SEEDS)]
    wrong = list[str]()
    for at in range(many):
        if len({run[at]["bytes"] for run in runs}) > 1:
            wrong.append(f"{first + at}: other bytes with another hash seed")
        if len({run[at]["answer"] for run in (runs[0], *shuffled)}) > 1:
            wrong.append(f"{first + at}: another answer in another order")
    return wrong


def main() -> int:
    """Runs the campaign; misses decide the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=100, help="how many")
    parser.add_argument("--child", type=int, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--shuffle", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(fingerprints(*asked.child, asked.shuffle)))
        return 0
    began = time.monotonic()
    wrong = misses(0, asked.pairs)
    print(f"{asked.pairs} pairs, {len(HASH_SEEDS)} hash seeds, as many orders of the input: {len(wrong)} misses")
    for line in wrong:
        print(line)
    tell("repeatable", asked.pairs, len(wrong), began)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
