"""The process in which peers and engines run: regroup's own, with each peer as an engine under its name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

from regroup.engines import child
from regroup.engines.base import Outcome
from tests.benchmarks import partitioners, textbook_solvers

PEERS: dict[str, Callable[..., Outcome]] = {
    "textbook_cpsat": textbook_solvers.cpsat,
    "highs": textbook_solvers.highs,
    "scip": textbook_solvers.scip,
    "metis": partitioners.metis,
    "kahip": partitioners.kahip,
    "mtkahypar": partitioners.mtkahypar,
}


def install() -> None:
    """Makes every peer an engine of this process."""
    for name, solve in PEERS.items():
        module = ModuleType(f"regroup.engines.{name}")
        module.solve = solve  # type: ignore[attr-defined]
        sys.modules[module.__name__] = module


if __name__ == "__main__":
    install()
    child.main()
