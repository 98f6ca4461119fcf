"""A result with its plan changed by a person: judged anew, under the old bound, and with where it comes from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from pydantic_core import PydanticCustomError

from regroup.diagnosis import diagnose
from regroup.edits import LONGEST, PERSON, Edit, Move, moved
from regroup.errors import Fault, InputError
from regroup.evaluation import Evaluation, evaluate
from regroup.fields import plain_text
from regroup.plan import Plan
from regroup.read.lines import visible
from regroup.result import Result, Status, View, integer_points
from regroup.rules.fitting import nearest

MOST_EDITS = 1000
"""Changes in a row; as many as the schema allows."""


def edited(
    result: Result,
    of: str,
    wanted: Mapping[str, str],
    why: str,
    by: str | None = None,
    date: datetime.date | None = None,
) -> tuple[Result | None, Evaluation]:
    """The result after a person's change, and how the new plan was judged.

    What was proven of other plans holds as before: the bound stays, and with it what it rests on.

    Args:
        result: that is changed; it has a plan.
        of: its hash.
        wanted: area by unit, ids.
        why: the reason; `by`: the person's role; `date`: today when absent.

    Returns:
        None in place of a result where the new plan breaks a rule: such a plan is a proposal, not an answer.

    Raises:
        InputError: there is no plan, or a unit, an area, the reason or the role is none; or nothing is moved.
    """
    if result.plan is None:
        raise InputError([Fault("edit_no_plan", {})])
    before, problem = result.plan.evaluation.plan, result.problem
    moves = _moves(result, before, wanted)
    texts = [_text(text, name) for name, text in (("why", why), ("by", by)) if text is not None]
    if len(result.provenance.edits) >= MOST_EDITS:
        raise InputError([Fault("edit_too_many", {"most": MOST_EDITS})])
    evaluation = evaluate(problem, moved(before, moves))
    if evaluation.breaches:
        return None, evaluation
    edit = Edit(
        of=of,
        points=None if result.points is None else integer_points(result.points, problem),
        moves=moves,
        why=texts[0],
        by=texts[1] if by is not None else None,
        date=date or datetime.date.today(),
    )
    return _after(result, edit, evaluation), evaluation


def _after(result: Result, edit: Edit, evaluation: Evaluation) -> Result:
    same = result.bound is not None and evaluation.points == result.bound
    return replace(
        result,
        status=Status.BEST if same else Status.GOOD,
        plan=View("plan", evaluation, diagnose(result.problem, evaluation)),
        provenance=replace(result.provenance, plan_by=PERSON, edits=(*result.provenance.edits, edit)),
    )


def _moves(result: Result, before: Plan, wanted: Mapping[str, str]) -> tuple[Move, ...]:
    scenario = result.problem.scenario
    areas = [area.id for area in scenario.areas]
    faults = [_unknown("unit", unit, list(scenario.unit_of)) for unit in wanted if unit not in scenario.unit_of]
    faults += [_unknown("area", area, areas) for area in dict.fromkeys(wanted.values()) if area not in areas]
    if faults:
        raise InputError(faults)
    moves = tuple(Move(unit, before[unit], area) for unit, area in wanted.items() if before[unit] != area)
    if not moves:
        raise InputError([Fault("edit_nothing", {})])
    return moves


def _unknown(kind: str, found: str, known: list[str]) -> Fault:
    suggestion = nearest(found[:60], known)
    values = {"found": visible(found[:60]), "suggestion": suggestion, "accepted": ", ".join(known[:12])}
    return Fault(f"unknown_{kind}_near" if suggestion else f"unknown_{kind}", values)


def _text(text: str, name: str) -> str:
    """A reason or a role, held to what any text in a scenario is held to."""
    try:
        found = plain_text(text.strip())
    except PydanticCustomError:
        raise InputError([Fault("edit_text", {"option": f"--{name}", "found": visible(text[:60])})]) from None
    if len(found) > LONGEST:
        raise InputError([Fault("edit_text_long", {"option": f"--{name}", "most": LONGEST, "found": len(found)})])
    return found
