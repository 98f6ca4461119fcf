"""The number of areas as a question: the rules that settle it are put aside, and areas nobody has named are added."""

from __future__ import annotations

from regroup.facts import Area
from regroup.problem import Problem
from regroup.rules.area_count import AreaCount
from regroup.rules.in_use import InUse
from regroup.scenario import Scenario
from regroup.study import Answer, Study

WHY = "en studie spør hva som følger"
NAMES = {"nb": "Nytt område {}", "en": "New area {}"}


def freed(problem: Problem, most: int) -> Problem:
    """The problem with any number of areas up to ``most``; every area may stand empty.

    Areas that are added are open: nobody has named them.
    """
    scenario = problem.scenario
    lacking = most - len(scenario.line_areas)
    free = Problem(_widened(scenario, lacking), problem.model) if lacking > 0 else problem
    drop = [stated for stated in free.rules if isinstance(stated.rule, AreaCount | InUse)]
    return free.changed(drop=drop)


def exactly(study: Study, problem: Problem, count: int) -> Answer:
    """The best plan with so many areas in use."""
    return study.ask(counted(problem, count))


def counted(problem: Problem, least: int, most: int | None = None) -> Problem:
    """The problem with so many areas in use, or between so many and so many."""
    return problem.changed(add=[AreaCount(least=least, most=least if most is None else most, why=WHY)])


def _widened(scenario: Scenario, lacking: int) -> Scenario:
    taken, found = set(scenario.area_names), list[Area]()
    number = 0
    while len(found) < lacking:
        number += 1
        if (name := f"new_{number}") not in taken:
            title = NAMES[scenario.language].format(len(found) + 1)
            found.append(Area(id=name, name=title, open=True, may_be_empty=True))
    facts = {field.alias or name: getattr(scenario, name) for name, field in Scenario.model_fields.items()}
    wider = Scenario(**{**facts, "areas": (*scenario.areas, *found)})
    return wider.located(scenario.origin) if scenario.origin else wider
