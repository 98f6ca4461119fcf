"""A problem in whole numbers, as checks and reductions of it need it. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from regroup.certificate.plain import Area, Guard, Hinge, Plain

Pair = tuple[int, int]


@dataclass(slots=True)
class Case:
    """n nodes, k areas; see `regroup.certificate.plain.Plain`. Rows are by node or by measure, then by area."""

    n: int
    k: int
    scale: int
    constant: int
    pairs: dict[Pair, int]
    pull: list[list[int]]
    sizes: list[list[int]]
    least: list[list[int]]
    most: list[list[int]]
    hinges: list[tuple[int, Hinge]]
    labels: list[tuple[frozenset[int], list[int]]]
    open_cost: list[int]
    must_use: list[bool]
    counted: list[bool]
    count_least: int
    count_most: int
    guards: list[Guard]
    apart: set[Pair]
    together: set[Pair]
    allowed: list[list[bool]]

    def holds(self) -> list[list[bool]]:
        """By node and area: whether the node may be in this area and in no other."""
        return [[may and sum(row) == 1 for may in row] for row in self.allowed]

    def held_sizes(self, holds: list[list[bool]]) -> list[list[int]]:
        """By measure and area: the size that an area has for certain."""
        return [
            [sum(size for size, row in zip(sizes, holds, strict=True) if row[a]) for a in range(self.k)]
            for sizes in self.sizes
        ]

    def open_to_some(self) -> list[bool]:
        """By area: whether some node may be in it."""
        return [any(row[a] for row in self.allowed) for a in range(self.k)]

    def plain(self) -> Plain:
        """The same, as the check of certificates takes it."""
        return Plain(
            n=self.n,
            class_of=tuple(range(self.n)),
            areas=tuple(map(self._area, range(self.k))),
            pairs=dict(sorted(self.pairs.items())),
            sizes=tuple(map(tuple, self.sizes)),
            carriers=tuple(who for who, _ in self.labels),
            guards=tuple(self.guards),
            apart=frozenset(self.apart),
            constant=self.constant,
            count_least=self.count_least,
            count_most=self.count_most,
        )

    def _area(self, a: int) -> Area:
        return Area(
            allowed=tuple(row[a] for row in self.allowed),
            pull=tuple(row[a] for row in self.pull),
            windows=tuple((low[a], high[a]) for low, high in zip(self.least, self.most, strict=True)),
            hinges=tuple(hinge for area, hinge in self.hinges if area == a),
            labels=tuple(costs[a] for _, costs in self.labels),
            open_cost=self.open_cost[a],
            must_use=self.must_use[a],
            counted=self.counted[a],
        )
