"""Who is compared: today's structure, proposals by id, and plans in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from regroup.plan import Plan
from regroup.problem import Problem
from regroup.read.named import named, told_apart
from regroup.scenario import Scenario
from regroup.text import say


@dataclass(frozen=True, slots=True)
class Structure:
    """One column of the table.

    Attributes:
        id: its name in requirements and in JSON; no two are the same.
        kind: where it comes from.
        plan: which area each unit is in.
        title: the proposal's name, or the file's; None for the kinds that have words of their own.
        model: place in the models of the one it is the best under; None for the other kinds.
        settled: whether that is proven; else it is the best that was found.
    """

    id: str
    kind: Literal["today", "proposal", "file", "best"]
    plan: Plan
    title: str | None = None
    model: int | None = None
    settled: bool = True

    def name(self, language: str, models: Sequence[str] = ()) -> str:
        """What it is called in reports; with several models, the best plan carries its model's name."""
        if self.kind == "today":
            return say("word.today", language)
        if self.model is None:
            return self.title or self.id
        key = ("best" if self.settled else "found") + ("_under" if len(models) > 1 else "")
        return say(f"compare.{key}", language, model=models[self.model] if models else "")


def asked_for(scenario: Scenario, names: Sequence[str]) -> tuple[Structure, ...]:
    """Today's structure where it is known, then what was named; every proposal where nothing was.

    Raises:
        InputError: a name is neither a proposal nor a file with a plan.
    """
    today = scenario.today()
    found = [Structure("today", "today", today)] if today else []
    found += [_named(scenario, name) for name in names or [proposal.id for proposal in scenario.proposals]]
    return tuple(_told_apart(found))


def best_ids(problems: Sequence[Problem]) -> list[str]:
    """The ids of the best plans, by model; a model's name that two files share gets a number."""
    names = [problem.model.name for problem in problems]
    before = [names[:at].count(name) for at, name in enumerate(names)]
    ids = [f"best-{name}" + (f"-{same + 1}" if same else "") for name, same in zip(names, before, strict=True)]
    return ids if len(problems) > 1 else ["best"]


def best_under(problems: Sequence[Problem], at: int, plan: Plan, *, settled: bool) -> Structure:
    """The best plan of one of the models, or the best that was found."""
    return Structure(best_ids(problems)[at], "best", plan, model=at, settled=settled)


def _named(scenario: Scenario, name: str) -> Structure:
    found = named(scenario, name)
    return Structure(found.id, found.kind, found.plan, found.title)


def _told_apart(found: list[Structure]) -> Iterator[Structure]:
    """The same structures; an id that is taken, or that a best plan may have, gets a number behind it."""
    ids = [structure.id for structure in found]
    taken = {one for one in ids if one == "best" or one.startswith("best-")}
    for structure, free in zip(found, told_apart(ids, taken), strict=True):
        yield replace(structure, id=free)
