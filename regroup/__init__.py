"""regroup: groups the units of an organisation into areas, and says how good the plan is and how sure it is.

>>> from regroup import Problem, read_model, read_scenario, solve
>>> result = solve(Problem(read_scenario("toy"), read_model("balanced")))

Importing it loads no solver: engines run in a process of their own.
"""

from __future__ import annotations

try:  # first, so that Ctrl-C while the rest is loaded shows nobody a traceback
    import regroup.interrupt  # noqa: F401
except KeyboardInterrupt:  # nothing is loaded yet that knows a language
    import os

    os.write(2, b"Avbrutt. Interrupted.\n")
    raise SystemExit(130) from None

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
