"""What a column must add up to beyond the table: labels, guards, and the measures that the table does not follow."""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_buckets import Followed, follow
from regroup.engines.columns_table_search import WORD, Exact, Found, Path


def exact_of(area: AreaType, main: Followed, others: list[Followed], order: Ints) -> Exact:
    """The exact part of an area type over an order of the nodes that may be members.

    Args:
        area: the area type.
        main: the measure that the table follows.
        others: the others; no window may be empty.
        order: (T,) node of each step.
    """
    sizes = _stacked([other.sizes[order] for other in others], len(order))
    labels = np.ascontiguousarray(area.labels[:, order])
    carriers = np.maximum(labels.sum(axis=1), 1)
    place = {node: step for step, node in enumerate(order.tolist())}
    guards = [g for g, node in enumerate(area.guard_node.tolist()) if node in place]
    weight = np.ascontiguousarray(area.guard_weight[guards][:, order])
    best = np.array([other.best_total() for other in others], dtype=np.int64)
    lost = [int(other.losses(best[[m]])[0]) for m, other in enumerate(others)]
    return Exact(
        node=order,
        size=main.sizes[order],
        least=main.least,
        most=main.most,
        at=main.at,
        below=main.below,
        above=main.above,
        other=sizes,
        ahead=_to_come(sizes),
        other_least=np.array([other.least for other in others], dtype=np.int64),
        other_most=np.array([other.most for other in others], dtype=np.int64),
        other_best=best,
        other_lost=np.array(lost, dtype=np.int64),
        turn_of=_joined([np.full(len(other.at), m) for m, other in enumerate(others)]),
        turn_at=_joined([other.at for other in others]),
        turn_below=_joined([other.below for other in others]),
        turn_above=_joined([other.above for other in others]),
        label=labels,
        share=area.label_cost // carriers,
        rest=area.label_cost % carriers,
        guard=np.array([place[int(area.guard_node[g])] for g in guards], dtype=np.int64),
        weight=weight,
        lightest=_to_come(np.minimum(weight, 0)),
        guard_most=np.array([area.guard_most[g] for g in guards], dtype=np.int64),
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
        other=room(steps + 1, len(exact.other)),
        due=np.zeros((steps + 1, len(exact.share)), dtype=np.bool_),
        missed=room(steps + 1, len(exact.share)),
        weight=room(steps + 1, len(exact.guard)),
    )


def room_for(columns: int, n: int) -> Found:
    """Room for so many columns of n nodes."""
    members = np.empty((columns, n // WORD + 1), dtype=np.uint64)
    return Found(members, np.empty(columns, dtype=np.int64))


def _stacked(rows: list[Ints], length: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(len(rows), length)


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _to_come(values: Ints) -> Ints:
    """(rows, T + 1): the sum from each step on."""
    padded = np.concatenate([values, np.zeros((len(values), 1), dtype=np.int64)], axis=1)
    return np.ascontiguousarray(padded[:, ::-1].cumsum(axis=1)[:, ::-1])
