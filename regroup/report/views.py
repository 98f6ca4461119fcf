"""The structures that are shown side by side: today's, each proposal, and the plan."""

from __future__ import annotations

from dataclasses import dataclass

from regroup.problem import Problem
from regroup.result import View
from regroup.text import say

INCOMPLETE = "†"


@dataclass(frozen=True, slots=True)
class Column:
    """One structure and the name it goes by."""

    name: str
    view: View

    @property
    def complete(self) -> bool:
        """Whether every unit has a place in it, so that its points can be compared."""
        return not self.view.evaluation.unplaced

    @property
    def heading(self) -> str:
        """The name, marked where the structure is not complete."""
        return self.name if self.complete else f"{self.name} {INCOMPLETE}"


def columns_of(
    problem: Problem, today: View | None, proposals: tuple[View, ...], plan: View | None, language: str
) -> tuple[Column, ...]:
    """Today, each proposal in the scenario's order, then the plan."""
    names = {proposal.id: proposal.name for proposal in problem.scenario.proposals}
    found = [Column(say("word.today", language), today)] if today else []
    found += [Column(names.get(view.id, view.id), view) for view in proposals]
    if plan:
        found.append(Column(say("report.plan", language), plan))
    return tuple(found)
