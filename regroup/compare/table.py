"""The table: a line for each criterion, a figure for each structure, and which of two figures is better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from regroup.criteria import Better, Criterion, Figure, Look

RELATIVE = ("standing", "robust")
"""Groups that speak of a structure beside the best plan, and so say nothing between the two."""


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion, for every structure in order.

    Attributes:
        model: place of the model it stands under; None where all models say the same.
    """

    criterion: Criterion
    model: int | None
    figures: tuple[Figure, ...]


Looks = Mapping[tuple[int, int], Look]
"""Structure and model, by their places, to what is seen."""


def rows_of(criteria: Sequence[Criterion], looks: Looks, structures: int, models: int) -> Iterator[Row]:
    """The lines in the order of the criteria; those that a model decides, once for each model."""
    for criterion in criteria:
        for at in range(models if criterion.by_model else 1):
            figures = tuple(criterion.measure(looks[place, at]) for place in range(structures))
            yield Row(criterion, at if criterion.by_model else None, figures)


class Verdict(StrEnum):
    """How one figure stands to another."""

    BETTER = "better"
    WORSE = "worse"
    VALUES = "values"
    """They differ, and neither way is better in itself."""
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Contrast:
    """One criterion for two structures.

    Attributes:
        ours, theirs: the figures.
        verdict: of ours.
    """

    row: Row
    ours: Figure
    theirs: Figure
    verdict: Verdict


def contrasts(rows: Sequence[Row], model: int, ours: int, theirs: int) -> tuple[Contrast, ...]:
    """Every criterion under one model, for the structures at two places of the table."""
    seen = [row for row in rows if row.model in (None, model) and row.criterion.group not in RELATIVE]
    return tuple(
        Contrast(row, row.figures[ours], row.figures[theirs], _verdict(row, row.figures[ours], row.figures[theirs]))
        for row in seen
    )


def _verdict(row: Row, ours: Figure, theirs: Figure) -> Verdict:
    if ours.value is None or theirs.value is None:
        return Verdict.UNKNOWN
    if ours.value == theirs.value:
        return Verdict.SAME
    if row.criterion.better is Better.VALUES:
        return Verdict.VALUES
    more = ours.value > theirs.value
    return Verdict.BETTER if more == (row.criterion.better is Better.MORE) else Verdict.WORSE
