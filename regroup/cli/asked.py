"""From the words of a command line to what they ask for: a problem, settings, a file to write."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.read.own_model import own_model
from regroup.read.shipped import resolve


def problem_of(scenario: str, model: str | None, overrides: list[str] | None) -> Problem:
    """The scenario under the model that was named, or under its own."""
    facts = read_scenario(scenario)
    chosen = model or own_model(facts.model, resolve("scenarios", scenario), facts.place("model"))
    return Problem(facts, read_model(chosen, overrides or ()))


def params_of(time_limit: float | None, gap: Fraction | None, seed: int | None, workers: int | None) -> Params:
    """The settings that were given; the defaults for the rest."""
    given: dict[str, Any] = {"time_limit": time_limit, "gap": gap, "seed": seed, "workers": workers}
    return Params(**{name: value for name, value in given.items() if value is not None})


def beside(scenario: str) -> Path | None:
    """Where a result goes when nobody says: beside a scenario given by path, nowhere for a shipped one."""
    path = resolve("scenarios", scenario)
    return path.with_name(f"{path.stem}.result.json") if path == Path(scenario) else None
