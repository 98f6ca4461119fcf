"""Who can be where, and who with whom: by the sizes and the guards of those that an area has for certain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from regroup.verify.case import Case

MOST_CELLS = 10**7
MOST_GUARDED = 10**6
Table = list[list[bool]]


def possible_places(case: Case) -> Case:
    """Closes an area to a node that is too big for it, is barred from its company, or finds too little of it there."""
    holds = case.holds()
    closed = [[False] * case.k for _ in range(case.n)]
    _too_big(case, holds, closed)
    for i, j in case.apart:
        for a in range(case.k):
            closed[i][a] |= holds[j][a]
            closed[j][a] |= holds[i][a]
    for node, row in unwelcome(case, holds).items():
        for a in range(case.k):
            closed[node][a] |= row[node][a]
            for other in range(case.n):
                closed[other][a] |= row[other][a] and holds[node][a]
    _too_little(case, closed)
    allowed = [
        [may and not shut for may, shut in zip(*rows, strict=True)] for rows in zip(case.allowed, closed, strict=True)
    ]
    return replace(case, allowed=allowed)


def _too_big(case: Case, holds: Table, closed: Table) -> None:
    base = case.held_sizes(holds)
    for m, sizes in enumerate(case.sizes):
        for i, size in enumerate(sizes):
            for a in range(case.k):
                closed[i][a] |= base[m][a] + (0 if holds[i][a] else size) > case.most[m][a]


def _too_little(case: Case, closed: Table) -> None:
    """With all that may be there with it, the node's area stays below its window."""
    if len(case.apart) * case.k > MOST_CELLS:
        return
    for m, sizes in enumerate(case.sizes):
        for a in range(case.k):
            there = [size if row[a] else 0 for size, row in zip(sizes, case.allowed, strict=True)]
            left = [sum(there)] * case.n
            for i, j in case.apart:
                left[i] -= there[j]
                left[j] -= there[i]
            for i in range(case.n):
                closed[i][a] |= left[i] < case.least[m][a]


def unwelcome(case: Case, holds: Table) -> dict[int, Table]:
    """For each guarded node, by other node and area: whether it breaks a guard with it there, or alone (itself).

    Whoever else is there: the area has whom it holds, and of the others those who lighten the guard.
    """
    found: dict[int, Table] = {}
    if len(case.guards) * case.n * case.k > MOST_GUARDED:
        return found
    for guard in case.guards:
        table = found.setdefault(guard.one, [[False] * case.k for _ in range(case.n)])
        for a in range(case.k):
            certain = [holds[i][a] or (case.allowed[i][a] and weight < 0) for i, weight in enumerate(guard.weights)]
            extra = [0 if there else weight for there, weight in zip(certain, guard.weights, strict=True)]
            alone = sum(weight for there, weight in zip(certain, guard.weights, strict=True) if there)
            alone += extra[guard.one]
            for other in range(case.n):
                table[other][a] |= alone + (0 if other == guard.one else extra[other]) > guard.most
    return found


def can_share(case: Case) -> Callable[[int, int], bool]:
    """Whether two nodes fit in some area by size and by their guards."""
    holds = case.holds()
    base, broken = case.held_sizes(holds), unwelcome(case, holds)

    def breaks(node: int, other: int, a: int) -> bool:
        return node in broken and broken[node][other][a]

    def fit(i: int, j: int, a: int) -> bool:
        fresh = [node for node in (i, j) if not holds[node][a]]
        return all(
            base[m][a] + sum(sizes[node] for node in fresh) <= case.most[m][a] for m, sizes in enumerate(case.sizes)
        )

    def share(i: int, j: int) -> bool:
        return any(
            case.allowed[i][a] and case.allowed[j][a] and fit(i, j, a) and not breaks(i, j, a) and not breaks(j, i, a)
            for a in range(case.k)
        )

    return share
