"""From a task to the problem that it asks about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from regroup.draws import draw
from regroup.model import Model
from regroup.problem import Problem
from regroup.scenario import Scenario
from regroup.sweep.base import Task
from regroup.sweep.content import content
from regroup.sweep.settings import params_of

Changes = tuple[tuple[str, str], ...]


def problem_of(task: Task) -> Problem:
    """The scenario under the model, with the task's changes, and its draw of the uncertain sizes.

    Raises:
        InputError: all that is wrong with the files, or with the changes.
    """
    problem = _stated(task.scenario, task.model, task.changes, content("scenario", task.scenario).digest)
    if task.draw is None:
        return problem
    return draw(problem, params_of(task.settings).seed, task.draw, strengths=False)


@lru_cache(2)
def _stated(scenario: str, model: str, changes: Changes, digest: str) -> Problem:
    """Kept, because the draws of one problem come one after another."""
    facts = content("scenario", scenario)
    values = content("model", model)
    changed, weighed = list(texts("scenario", changes)), list(texts("model", changes))
    read = facts.changed(changed) if changed else facts.checked
    weights = values.changed(weighed) if weighed else values.checked
    assert isinstance(read, Scenario)  # noqa: S101 - for the type checker
    assert isinstance(weights, Model)  # noqa: S101 - for the type checker
    return Problem(read, weights)


def texts(kind: str, changes: Iterable[tuple[str, str]]) -> Iterable[str]:
    """The changes to files of one kind, as ``--set`` takes them."""
    for name, text in changes:
        table, _, below = name.partition(".")
        if table == kind:
            yield f"{below}={text}"


def forget() -> None:
    """Problems are made anew from here on."""
    _stated.cache_clear()
