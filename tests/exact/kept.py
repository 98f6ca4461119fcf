"""Mismatches that were found, made as small as they get, and kept as files that a quick test asks again for ever."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from regroup.inputs import canonical
from regroup.problem import Problem
from regroup.read.inputs import read_inputs
from regroup.write import as_json
from tests.exact.counting import Mismatch
from tests.exact.parts import wrongs
from tests.exact.shrinking import shrunk
from tests.exact.truth import stated

FOLDER = Path(__file__).resolve().parents[1] / "regressions"
Wrongs = Callable[[str, str, int, Problem], Iterable[str]]


def smallest(mismatch: Mismatch, asked: Wrongs = wrongs, seconds: float = 60.0) -> dict[str, Any]:
    """The mismatch on the smallest problem on which something is still said wrongly, as it is kept.

    Args:
        asked: what is wrong with a problem.
    """
    assert mismatch.problem is not None
    part, name, seed = mismatch.part, mismatch.name, mismatch.seed

    def wrong(problem: Problem) -> bool:
        return any(True for _ in asked(part, name, seed, problem))

    problem = shrunk(mismatch.problem, wrong, seconds)
    said = next(iter(asked(part, name, seed, problem)), mismatch.said)
    inputs = {key: value for key, value in stated(problem).items() if key in ("scenario", "model", "changed")}
    return {"part": part, "name": name, "seed": seed, "said": said, "inputs": inputs}


def keep(case: dict[str, Any], folder: Path = FOLDER) -> Path:
    """Writes a case; the same one gets the same name."""
    folder.mkdir(exist_ok=True)
    digest = sha256(canonical(case["inputs"]).encode()).hexdigest()[:8]
    words = "-".join("".join(letter if letter.isalnum() else " " for letter in case["name"]).split())
    path = folder / f"{case['part']}-{words}-{digest}.json"
    path.write_text(as_json(case), encoding="utf-8")
    return path


def cases(folder: Path = FOLDER) -> list[Path]:
    """All that are kept."""
    return sorted(folder.glob("*.json"))


def asked_again(path: Path) -> list[str]:
    """What is still said wrongly of a kept case."""
    case = json.loads(path.read_text(encoding="utf-8"))
    return list(wrongs(case["part"], case["name"], case["seed"], read_inputs(case["inputs"])))
