"""regroup: groups the units of an organisation into areas, and says how good the plan is and how sure it is.

>>> from regroup import Problem, read_model, read_scenario, solve
>>> result = solve(Problem(read_scenario("toy"), read_model("balanced")))

Each name is loaded when it is asked for, and never a solver: engines run in a process of their own.
"""

from __future__ import annotations

try:  # first, so that Ctrl-C while the rest is loaded shows nobody a traceback
    import regroup.interrupt  # noqa: F401
except KeyboardInterrupt:  # nothing is loaded yet that knows a language
    import os

    os.write(2, b"Avbrutt. Interrupted.\n")
    raise SystemExit(130) from None

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regroup.document import document
    from regroup.engines.process import Engines
    from regroup.errors import Disagreement, EngineFailure, Fault, InputError, RegroupError
    from regroup.evaluation import Evaluation, evaluate
    from regroup.memory import Memory
    from regroup.model import Model
    from regroup.params import Params
    from regroup.plan import Plan
    from regroup.problem import Problem
    from regroup.read import read_model, read_scenario
    from regroup.result import Assurance, Result, Status
    from regroup.scenario import Proposal, Scenario
    from regroup.solve import solve

__all__ = [
    "Assurance",
    "Disagreement",
    "EngineFailure",
    "Engines",
    "Evaluation",
    "Fault",
    "InputError",
    "Memory",
    "Model",
    "Params",
    "Plan",
    "Problem",
    "Proposal",
    "RegroupError",
    "Result",
    "Scenario",
    "Status",
    "document",
    "evaluate",
    "read_model",
    "read_scenario",
    "solve",
]

_HOMES = {
    "Assurance": "result",
    "Disagreement": "errors",
    "EngineFailure": "errors",
    "Engines": "engines.process",
    "Evaluation": "evaluation",
    "Fault": "errors",
    "InputError": "errors",
    "Memory": "memory",
    "Model": "model",
    "Params": "params",
    "Plan": "plan",
    "Problem": "problem",
    "Proposal": "scenario",
    "RegroupError": "errors",
    "Result": "result",
    "Scenario": "scenario",
    "Status": "result",
    "document": "document",
    "evaluate": "evaluation",
    "read_model": "read",
    "read_scenario": "read",
    "solve": "solve",
}
"""Where each of them stands."""


class _Package(ModuleType):
    """Loads each name when asked for it. `solve` and `document` are functions here, not the modules that hold them."""

    def __getattr__(self, name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(f"{self.__name__}.{_HOMES[name]}"), name)
        setattr(self, name, found)
        return found

    def __setattr__(self, name: str, value: object) -> None:
        if name in _HOMES and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
