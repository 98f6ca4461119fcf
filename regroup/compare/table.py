"""The table: a line for each criterion, a figure for each structure, and which of two figures is better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from regroup.criteria import Better, Criterion, Figure, Look
from regroup.instance import Instance
from regroup.totals import total_of

RETOLD = ("synergy_share",)
"""Lines that say again what another one says, and so are left out in words."""
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
    UNSURE = "unsure"
    """They differ by less than the sizes of the units that they do not share are sure."""
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


def contrasts(instance: Instance, rows: Sequence[Row], model: int, ours: int, theirs: int) -> tuple[Contrast, ...]:
    """Every criterion under one model, for the structures at two places of the table."""
    seen = [
        row
        for row in rows
        if row.model in (None, model) and row.criterion.group not in RELATIVE and row.criterion.id not in RETOLD
    ]
    pairs = [(row, row.figures[ours], row.figures[theirs]) for row in seen]
    return tuple(Contrast(row, one, other, _verdict(instance, row, one, other)) for row, one, other in pairs)


def _verdict(instance: Instance, row: Row, ours: Figure, theirs: Figure) -> Verdict:
    if ours.value is None or theirs.value is None:
        return Verdict.UNKNOWN
    if ours.value == theirs.value:
        return Verdict.SAME
    if row.criterion.better is Better.VALUES:
        return Verdict.VALUES
    if not _sure(instance, row, ours, theirs):
        return Verdict.UNSURE
    more = ours.value > theirs.value
    return Verdict.BETTER if more == (row.criterion.better is Better.MORE) else Verdict.WORSE


def _sure(instance: Instance, row: Row, ours: Figure, theirs: Figure) -> bool:
    """Whether the same figure is larger with any sizes in range: units that both count cancel out."""
    if row.criterion.size_of is None or not (ours.total and theirs.total):
        return True
    mine = [unit for unit in ours.units if unit not in theirs.units]
    other = [unit for unit in theirs.units if unit not in ours.units]
    one, two = (total_of(instance, units, row.criterion.size_of) for units in (mine, other))
    return not (one and two) or one.low > two.high or two.low > one.high
