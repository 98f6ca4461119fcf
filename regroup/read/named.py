"""A structure that a person names: a proposal by its id, or a file with a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from regroup.errors import Fault, InputError
from regroup.plan import Plan
from regroup.read.lines import visible
from regroup.read.plan_file import read_plan
from regroup.rules.fitting import nearest
from regroup.scenario import Scenario

_FILES = (".toml", ".json")


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for.

    Attributes:
        id: the proposal's, or the file's name without its ending.
        kind: where it comes from.
        title: the proposal's name, or the file's.
    """

    id: str
    kind: Literal["proposal", "file"]
    plan: Plan
    title: str


def named(scenario: Scenario, name: str, besides: Sequence[str] = ()) -> Named:
    """The structure of a name.

    Args:
        besides: other names that would have been taken, for the message.

    Raises:
        InputError: a name is neither a proposal nor a file with a plan.
    """
    for proposal in scenario.proposals:
        if proposal.id == name:
            return Named(proposal.id, "proposal", scenario.proposed(proposal), proposal.name)
    if name.casefold().endswith(_FILES) or any(mark in name for mark in "/\\"):
        shown = visible(Path(name).name)
        return Named(shown.split(".")[0] or shown, "file", read_plan(name, scenario), shown)
    known = [*besides, *(proposal.id for proposal in scenario.proposals)]
    suggestion = nearest(name, known)
    values = {"found": visible(name[:100]), "suggestion": suggestion, "accepted": ", ".join(known) or "–"}
    raise InputError([Fault("unknown_proposal_near" if suggestion else "unknown_proposal", values)])


def told_apart(ids: Sequence[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """The same ids; one that is taken already, by another or by ``taken``, gets a number behind it."""
    used = set(taken)
    for one in ids:
        numbered = (f"{one}-{number}" for number in range(2, len(ids) + len(used) + 3))
        free = one if one not in used else next(other for other in numbered if other not in used)
        used.add(free)
        yield free
