"""Stored results, genuine and changed, through the checks of ``regroup verify``: a slow campaign.

    python3 run.py python tests/tampering.py                 500 changed results, and 5,000 genuine ones by the clock

Results are of random small problems and of the shipped scenarios under every model. Every changed one must fail the
check that its change concerns, every genuine one must pass all. One line per miss; exit 1 if there is any.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.verify import failures, verify
from tests.campaign_line import tell
from tests.result_cases import at_once, random_problem
from tests.tampers import TAMPERS, tampered


def shipped() -> Iterator[Problem]:
    """Every shipped scenario under every shipped model."""
    for name in shipped_names("scenarios"):
        for model in shipped_names("models"):
            yield Problem(read_scenario(name), read_model(model))


def misses(result: dict[str, Any], kind: str, seed: int) -> str | None:
    """What went unseen; None where the right check fails, or where there is nothing of the kind to change."""
    made = tampered(result, kind, random.Random(seed), resealed=bool(seed % 2))
    if made is None:
        return None
    changed, name = made
    found = {check.name for check in failures(verify(changed, limit=20_000))}
    return None if name in found else f"{kind} {seed}: {name} passed; failed: {sorted(found)}"


def changed(many: int) -> tuple[int, list[str]]:
    """How many results were changed, and what went unseen."""
    done, wrong = 0, list[str]()
    seed = 0
    while done < many:
        result = at_once(random_problem(seed))
        seed += 1
        if result["plan"] is None or result["proof"]["kind"] != "proven":
            continue
        for kind in random.Random(seed).sample(sorted(TAMPERS), 5):
            if tampered(result, kind, random.Random(seed), resealed=False) is not None:
                miss = misses(result, kind, seed)
                wrong += [miss] if miss else []
                done += 1
    return done, wrong


def genuine(many: int) -> tuple[float, list[str]]:
    """Seconds of verifying, and what was refused wrongly."""
    wrong, seconds = list[str](), 0.0
    problems = [*shipped()]
    for at in range(many):
        result = at_once(problems[at] if at < len(problems) else random_problem(at))
        began = time.perf_counter()
        found = failures(verify(result))
        seconds += time.perf_counter() - began
        wrong += [f"{at}: {check.name} {check.about} {dict(check.values)}" for check in found]
    return seconds, wrong


def main() -> int:
    """Runs the campaign; misses decide the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changed", type=int, default=500, help="changed results")
    parser.add_argument("--genuine", type=int, default=5000, help="genuine results")
    asked = parser.parse_args()
    began = time.monotonic()
    done, unseen = changed(asked.changed)
    print(f"{done} changed, {len(unseen)} unseen", flush=True)
    seconds, refused = genuine(asked.genuine)
    print(f"{asked.genuine} genuine, {len(refused)} refused, {seconds:.0f} seconds of verifying", flush=True)
    for line in (*unseen, *refused):
        print(line)
    tell("tampering", done + asked.genuine, len(unseen) + len(refused), began)
    return 1 if unseen or refused else 0


if __name__ == "__main__":
    sys.exit(main())
