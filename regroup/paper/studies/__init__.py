"""Studies as chapters: each file builds one from the object that a study wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from regroup.errors import Fault, InputError
from regroup.paper.base import Section, Slide, Table
from regroup.paper.studies.alternatives import alternatives, lists
from regroup.paper.studies.audit import audit
from regroup.paper.studies.compare import compare
from regroup.paper.studies.explain import explain
from regroup.paper.studies.findings import in_short, slides
from regroup.paper.studies.frontier import frontier
from regroup.paper.studies.robust import robust
from regroup.paper.studies.told import Studied

__all__ = ["CHAPTERS", "RESERVATIONS", "chapter_of", "in_short", "lists_of", "slides_of"]

CHAPTERS: dict[str, Callable[[Studied], Section]] = {
    "compare": compare,
    "audit": audit,
    "explain": explain,
    "alternatives": alternatives,
    "frontier": frontier,
    "robust": robust,
}
"""In reading order."""
Made = TypeVar("Made")
RESERVATIONS = ("robust",)
"""Those that belong to the reservations; the others to the assessment."""


def chapter_of(told: Studied) -> Section:
    """The chapter of a study.

    Raises:
        InputError: the object contradicts itself or what it was made from; it was changed after it was written.
    """
    return _sound(told, lambda: CHAPTERS[told.kind](told))


def lists_of(told: Studied) -> tuple[Table, ...]:
    """Tables for those who work on with a study's numbers.

    Raises:
        InputError: as `chapter_of`.
    """
    return _sound(told, lambda: tuple(lists(told)) if told.kind == "alternatives" else ())


def slides_of(told: Studied, chapter: Section) -> tuple[Slide, ...]:
    """What a study found, a slide for each finding.

    Raises:
        InputError: as `chapter_of`.
    """
    return _sound(told, lambda: tuple(slides(told, chapter)))


def _sound(told: Studied, make: Callable[[], Made]) -> Made:
    try:
        return make()
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise InputError([Fault("told_contradicts", {"kind": told.kind})]) from error
