"""What is kept of an answer: plain JSON, the same for the same run on any machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from regroup.errors import Disagreement
from regroup.evaluation import Evaluation, evaluate
from regroup.matched import alike_areas, matched
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Result, integer_points, plain_number
from regroup.totals import total_of


def found_of(result: Result) -> dict[str, Any]:
    """Status, points, bound, gap, plan, points of each term and figures of a result, as `Row.found` says.

    Raises:
        Disagreement: the plan under other names of alike areas has other points.
    """
    problem = result.problem
    seen = _named(problem, result.plan.evaluation) if result.plan else None
    return {
        "status": str(result.status),
        "points": None if seen is None else integer_points(seen.points, problem),
        "bound": None if result.bound is None else integer_points(result.bound, problem),
        "points_scale": problem.scale,
        "gap": None if result.gap is None else float(result.gap),
        "plan": None if seen is None else dict(seen.plan),
        "terms": {} if seen is None else dict(_terms(problem, seen)),
        "figures": {} if seen is None else figures_of(problem, seen),
    }


def canonical(problem: Problem, plan: Plan) -> Plan:
    """The plan with alike areas named so that plans which differ in nothing but these names become equal.

    Each keeps what most of its units have today; what is left goes by the order of units.
    """
    groups = [group for group in alike_areas(problem) if len(group) > 1]
    if not groups:
        return plan
    names: dict[str, str] = {}
    for group in groups:
        used = dict.fromkeys(area for area in plan.values() if area in group)
        rest = [area for area in group if area not in used]
        names |= dict(zip([*used, *rest], group, strict=True))
    return matched(
        problem, Plan({unit: names.get(area, area) for unit, area in plan.items()}), problem.scenario.today()
    )


def figures_of(problem: Problem, seen: Evaluation) -> dict[str, int | float]:
    """Numbers to compare runs by; what the facts do not tell is left out.

    ``areas``: areas in use, ``moves``: units in another area than today; ``moved``: their size; ``largest``,
    ``smallest``, ``spread``: size of the largest and smallest area and the difference, in the scenario's own measure.
    """
    scenario, placement = problem.scenario, seen.placement
    moved = seen.plan.moves_from(scenario.today())
    found: dict[str, int | float] = {"areas": len(placement.measured)}
    if any(unit.today is not None for unit in scenario.units):
        found["moves"] = len(moved)
        found |= _known("moved", total_of(scenario, moved, scenario.measure))
    totals = [total_of(scenario, placement.members(area), scenario.measure) for area in placement.measured]
    sizes = [total.number for total in totals if total is not None]
    if sizes and len(sizes) == len(totals):
        ends = {"largest": max(sizes), "smallest": min(sizes), "spread": max(sizes) - min(sizes)}
        found |= {name: plain_number(size) for name, size in ends.items()}
    return found


def _named(problem: Problem, evaluation: Evaluation) -> Evaluation:
    plan = canonical(problem, evaluation.plan)
    if plan == evaluation.plan:
        return evaluation
    seen = evaluate(problem, plan)
    if seen.points != evaluation.points or not seen.allowed:
        raise Disagreement("sweep_names", points=_shown(evaluation.points), other=_shown(seen.points))
    return seen


def _terms(problem: Problem, seen: Evaluation) -> Iterator[tuple[str, int | None]]:
    """Points of each term, in whole parts; a term that stands twice gets a number."""
    count: Counter[str] = Counter()
    for score in seen.terms:
        count[score.term.id] += 1
        number = count[score.term.id]
        yield score.term.id + (f".{number}" if number > 1 else ""), integer_points(score.points, problem)


def _known(name: str, total: Any) -> Mapping[str, int | float]:
    return {} if total is None else {name: plain_number(total.number)}


def _shown(points: Fraction) -> str:
    return str(plain_number(points))
