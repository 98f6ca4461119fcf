"""An order of nodes in which few nodes ever wait for a neighbour: the path width of a graph, from above.

Placing nodes one by one, the **frontier** is the placed nodes with a neighbour still to come. A table over the
frontier's members costs two to the power of its size at every step, so orders are compared by the sum of that.
The search is a beam over sets of placed nodes; the order in which a set was placed does not matter beyond its cost,
so of two orders of the same set the cheaper is kept (Held and Karp's idea, cut to a beam). It draws no random numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regroup.core import Bools

BEAM, WIDER_BEAM = 64, 256
WIDEST = 13
COSTLY = 2**14
"""Where the first beam's order costs more rows than this, a wider beam is worth its time on graphs not too large."""
LARGE = 120


@dataclass(frozen=True, slots=True)
class _Placed:
    """A set of placed nodes, as bits; the frontier, as bits; the cost so far; the last node and how it came there."""

    nodes: int
    frontier: int
    cost: int
    last: int
    before: _Placed | None


def narrow_order(linked: Bools, widest: int = WIDEST) -> list[int] | None:
    """An order of all nodes with a frontier of at most ``widest``, or none where the search finds none.

    Args:
        linked: (n, n) whether two nodes are neighbours; symmetric, false on the diagonal.
        widest: the largest frontier to put up with.
    """
    neighbours = [sum(1 << int(other) for other in row.nonzero()[0]) for row in linked]
    if neighbours and min(bits.bit_count() for bits in neighbours) > widest:
        return None
    best = _search(neighbours, widest, BEAM)
    if len(linked) <= LARGE and (best is None or best.cost > COSTLY):
        found = [each for each in (best, _search(neighbours, widest, WIDER_BEAM)) if each is not None]
        best = min(found, key=lambda placed: placed.cost, default=None)
    return _read_back(best) if best else None


def _search(neighbours: list[int], widest: int, width: int) -> _Placed | None:
    beam = [_Placed(0, 0, 0, -1, None)]
    for _ in neighbours:
        reached: dict[int, _Placed] = {}
        for placed in beam:
            for after in _one_more(placed, neighbours, widest):
                other = reached.get(after.nodes)
                if other is None or after.cost < other.cost:
                    reached[after.nodes] = after
        beam = sorted(reached.values(), key=lambda placed: (placed.cost, placed.nodes))[:width]
    return beam[0] if beam else None


def _one_more(placed: _Placed, neighbours: list[int], widest: int) -> Iterator[_Placed]:
    for node in _candidates(placed, neighbours):
        nodes = placed.nodes | 1 << node
        waiting = placed.frontier & ~neighbours[node]
        for near in _bits((placed.frontier & neighbours[node]) | 1 << node):
            if neighbours[near] & ~nodes:
                waiting |= 1 << near
        width = waiting.bit_count()
        if width <= widest:
            yield _Placed(nodes, waiting, placed.cost + (1 << width), node, placed)


def _candidates(placed: _Placed, neighbours: list[int]) -> Iterator[int]:
    """The neighbours of the frontier; where it is empty, any node."""
    near = 0
    for node in _bits(placed.frontier):
        near |= neighbours[node]
    everything = (1 << len(neighbours)) - 1
    return _bits((near or everything) & ~placed.nodes)


def _bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _read_back(placed: _Placed) -> list[int]:
    order = []
    at: _Placed | None = placed
    while at is not None and at.before is not None:
        order.append(at.last)
        at = at.before
    return order[::-1]
