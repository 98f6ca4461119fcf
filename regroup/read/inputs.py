"""The inputs that stand in a result, read again: held against the same types as files, and against each other."""

from __future__ import annotations

import datetime
import functools
import operator
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from regroup.errors import Fault, InputError
from regroup.model import Model
from regroup.problem import Problem
from regroup.read.lines import visible
from regroup.rules import RULES
from regroup.scenario import Scenario
from regroup.terms import TERMS

_ANY_RULE: Any = functools.reduce(operator.or_, RULES.values())
_ANY_TERM: Any = functools.reduce(operator.or_, TERMS.values())
_RULE: Any = TypeAdapter(Annotated[_ANY_RULE, Field(discriminator="rule")])
_TERM: Any = TypeAdapter(Annotated[_ANY_TERM, Field(discriminator="term")])


def read_inputs(inputs: dict[str, Any]) -> Problem:
    """The problem that a result was made from.

    Args:
        inputs: of a result.

    Raises:
        InputError: they are no inputs; the first thing that is wrong with them.
    """
    try:
        scenario = Scenario.model_validate(_with_dates(inputs["scenario"]))
        model = Model.model_validate(inputs["model"])
        problem = Problem(scenario, model)
        return problem if inputs["changed"] is None else _changed(problem, inputs["changed"])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError([Fault("result_inputs", {"where": visible(where[:200]), "found": first["msg"]})]) from None
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        values = {"where": "inputs", "found": visible(str(error)[:200])}
        raise InputError([Fault("result_inputs", values)]) from None


def plain(stated: BaseModel) -> dict[str, Any]:
    """What was read, as JSON; what is not said is left out, defaults are filled in."""
    made: dict[str, Any] = stated.model_dump(mode="json", by_alias=True, exclude_none=True)
    return made


def in_full(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as regroup writes them: of the right form, with every default filled in.

    Raises:
        InputError: as `read_inputs`.
    """
    problem = read_inputs(inputs)
    changed = {
        "rules": [plain(stated.rule) for stated in problem.rules],
        "terms": [plain(term) for term in problem.terms],
    }
    return {
        "scenario": plain(problem.scenario),
        "model": plain(problem.model),
        "changed": changed if inputs["changed"] is not None else None,
    }


def _changed(problem: Problem, changed: dict[str, Any]) -> Problem:
    rules: list[Any] = [_RULE.validate_python(rule) for rule in changed["rules"]]
    terms: list[Any] = [_TERM.validate_python(term) for term in changed["terms"]]
    return problem.changed(add=rules, drop=problem.rules, terms=terms)


def _with_dates(scenario: dict[str, Any]) -> dict[str, Any]:
    """JSON has no dates: those of the scenario and of its proposals are texts."""
    proposals = [_dated(proposal) for proposal in scenario.get("proposals", ())]
    return {**_dated(scenario), "proposals": proposals}


def _dated(part: dict[str, Any]) -> dict[str, Any]:
    date = part.get("date")
    return {**part, "date": datetime.date.fromisoformat(date)} if isinstance(date, str) else part
