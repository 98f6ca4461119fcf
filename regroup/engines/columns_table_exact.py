"""What a column must add up to beyond the table: labels, guards, and the measures that the table does not follow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regroup.core import Bools, Ints
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_buckets import Followed, follow

Words = npt.NDArray[np.uint64]
WORD = 64


class Others(NamedTuple):
    """The O measures that the table does not follow.

    Attributes:
        size, ahead: (O, T), (O, T + 1) size of each step's node, and the sum of those still to come.
        least, most, best: (O,) windows, and the allowed total with the least loss.
        lost: (O,) that least loss, which the table has taken already.
        measure, at, below, above: (J,) hinges.
    """

    size: Ints
    ahead: Ints
    least: Ints
    most: Ints
    best: Ints
    lost: Ints
    measure: Ints
    at: Ints
    below: Ints
    above: Ints


class Labels(NamedTuple):
    """(L, T) whether each step's node carries a label; the cost of a label as a share from each carrier, and a rest."""

    carried: Bools
    share: Ints
    rest: Ints


class Guards(NamedTuple):
    """(G,) the step of the guarded node; (G, T) weights; (G, T + 1) the sum of negative ones to come; (G,) the most."""

    step: Ints
    weight: Ints
    lightest: Ints
    most: Ints


class Exact(NamedTuple):
    """The part that does not depend on prices, for the T nodes of an order.

    Attributes:
        node: (T,) the node of each step.
        size, least, most: (T,), then the window of the measure that the table follows.
        at, below, above: (H,) its hinges.
    """

    node: Ints
    size: Ints
    least: int
    most: int
    at: Ints
    below: Ints
    above: Ints
    others: Others
    labels: Labels
    guards: Guards


class Path(NamedTuple):
    """Where a search stands: for each step, what is known before its node is decided.

    Attributes:
        phase, choice: (T,) how many of the two choices were begun, and the present one.
        row, size, number, value: (T + 1,) row, total, number of members, and points as the table reckons them but
            for labels, where those that are due are charged in full.
        bound: (T, 2) what no completion of each choice can exceed.
        total: (T + 1, O) totals in the other measures.
        due, missed: (T + 1, L) whether a label has a member, and how many of its carriers were left out.
        weight: (T + 1, G) sums of the weights.
    """

    phase: Ints
    choice: Ints
    row: Ints
    size: Ints
    number: Ints
    value: Ints
    bound: Ints
    total: Ints
    due: Bools
    missed: Ints
    weight: Ints


class Found(NamedTuple):
    """Room for columns: (C, words) their members as bits, (C,) their values."""

    members: Words
    values: Ints


def exact_of(area: AreaType, main: Followed, others: list[Followed], order: Ints) -> Exact:
    """The exact part of an area type.

    Args:
        area: the area type.
        main: the measure that the table follows.
        others: the others; no window may be empty.
        order: (T,) node of each step.
    """
    return Exact(
        node=order,
        size=main.sizes[order],
        least=main.least,
        most=main.most,
        at=main.at,
        below=main.below,
        above=main.above,
        others=_others(others, order),
        labels=_labels(area, order),
        guards=_guards(area, order),
    )


def others_than(area: AreaType, main: int | None, nodes: Ints) -> list[Followed]:
    """The measures that a table does not follow."""
    return [follow(area, measure, nodes) for measure in range(len(area.sizes)) if measure != main]


def path_of(exact: Exact) -> Path:
    """Room for a search."""
    steps = len(exact.node)

    def room(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int64)

    return Path(
        phase=room(steps),
        choice=room(steps),
        row=room(steps + 1),
        size=room(steps + 1),
        number=room(steps + 1),
        value=room(steps + 1),
        bound=room(steps, 2),
        total=room(steps + 1, len(exact.others.size)),
        due=np.zeros((steps + 1, len(exact.labels.share)), dtype=np.bool_),
        missed=room(steps + 1, len(exact.labels.share)),
        weight=room(steps + 1, len(exact.guards.step)),
    )


def room_for(columns: int, n: int) -> Found:
    """Room for so many columns of n nodes."""
    members = np.empty((columns, n // WORD + 1), dtype=np.uint64)
    return Found(members, np.empty(columns, dtype=np.int64))


def _others(others: list[Followed], order: Ints) -> Others:
    sizes = np.array([other.sizes[order] for other in others], dtype=np.int64).reshape(len(others), len(order))
    best = _ints([other.best_total() for other in others])
    return Others(
        size=sizes,
        ahead=_to_come(sizes),
        least=_ints([other.least for other in others]),
        most=_ints([other.most for other in others]),
        best=best,
        lost=_ints([int(other.losses(best[[at]])[0]) for at, other in enumerate(others)]),
        measure=_joined([np.full(len(other.at), at) for at, other in enumerate(others)]),
        at=_joined([other.at for other in others]),
        below=_joined([other.below for other in others]),
        above=_joined([other.above for other in others]),
    )


def _labels(area: AreaType, order: Ints) -> Labels:
    carried = np.ascontiguousarray(area.labels[:, order])
    carriers = np.maximum(carried.sum(axis=1), 1)
    return Labels(carried, area.label_cost // carriers, area.label_cost % carriers)


def _guards(area: AreaType, order: Ints) -> Guards:
    """The guards whose node may be a member."""
    place = {node: step for step, node in enumerate(order.tolist())}
    guards = [g for g, node in enumerate(area.guard_node.tolist()) if node in place]
    weight = np.ascontiguousarray(area.guard_weight[guards][:, order])
    steps = _ints([place[int(area.guard_node[g])] for g in guards])
    return Guards(steps, weight, _to_come(np.minimum(weight, 0)), _ints([int(area.guard_most[g]) for g in guards]))


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _to_come(values: Ints) -> Ints:
    """(rows, T + 1): the sum from each step on."""
    padded = np.concatenate([values, np.zeros((len(values), 1), dtype=np.int64)], axis=1)
    return np.ascontiguousarray(padded[:, ::-1].cumsum(axis=1)[:, ::-1])
