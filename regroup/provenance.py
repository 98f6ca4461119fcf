"""Where a result comes from: versions, hashes of what was read, settings."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from regroup.params import Params
from regroup.problem import Problem
from regroup.read import changes_of, source_hash
from regroup.result import Provenance

LIBRARIES = ("regroup", "ortools", "numpy", "scipy", "numba")


def versions() -> dict[str, str]:
    """Versions of regroup, the libraries whose answers it passes on, Python and the platform."""
    found = {name: _version(name) for name in LIBRARIES}
    return found | {"python": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}


def provenance(
    problem: Problem,
    params: Params,
    engines: Iterable[Mapping[str, object]],
    seconds: float,
    *,
    plan_by: str = "",
    bound_by: str = "",
) -> Provenance:
    """The provenance of one solve.

    Args:
        plan_by, bound_by: who found the best plan and the best bound; empty where nobody did.
    """
    settings = {
        "seed": params.seed,
        "workers": params.workers,
        "threads": params.threads,
        "work": params.work,
        "time_limit": params.time_limit,
        "gap": float(params.gap),
        "second_opinion": params.second_opinion,
        "repeatable": params.repeatable,
        "overrides": [*(f"scenario.{text}" for text in changes_of(problem.scenario)), *changes_of(problem.model)],
    }
    return Provenance(
        versions=versions(),
        scenario_sha256=source_hash(problem.scenario),
        model_sha256=source_hash(problem.model),
        settings=settings,
        engines=tuple(engines),
        plan_by=plan_by or None,
        bound_by=bound_by or None,
        seconds=round(seconds, 3),
    )


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
