"""A core in plain integers and tuples, with the nodes that must be together made one. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regroup.core import Core


@dataclass(frozen=True, slots=True)
class Hinge:
    """Points lost per unit of size below and above a total."""

    measure: int
    at: int
    below: int
    above: int

    def lost(self, total: int) -> int:
        """The points lost at a total."""
        return self.below * max(self.at - total, 0) + self.above * max(total - self.at, 0)


@dataclass(frozen=True, slots=True)
class Area:
    """What one area makes of its members; equal areas can be exchanged in any plan.

    Attributes:
        allowed, pull: for each class.
        windows: the least and the most total, for each measure.
        labels: what each label costs.
    """

    allowed: tuple[bool, ...]
    pull: tuple[int, ...]
    windows: tuple[tuple[int, int], ...]
    hinges: tuple[Hinge, ...]
    labels: tuple[int, ...]
    open_cost: int
    must_use: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Guard:
    """Where the class is a member, the weights of all members sum to at most."""

    one: int
    weights: tuple[int, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Plain:
    """n classes and the areas for them.

    Attributes:
        class_of: for each node of the core.
        pairs: points of two classes in one area; the first is the smaller, none are zero.
        sizes: for each measure, of each class.
        carriers: the classes that carry each label.
        apart: classes that may not share an area; a class that is apart from itself may be nowhere.
        constant: points that every plan has.
    """

    n: int
    class_of: tuple[int, ...]
    areas: tuple[Area, ...]
    pairs: dict[tuple[int, int], int]
    sizes: tuple[tuple[int, ...], ...]
    carriers: tuple[frozenset[int], ...]
    guards: tuple[Guard, ...]
    apart: frozenset[tuple[int, int]]
    constant: int
    count_least: int
    count_most: int

    def step(self) -> int:
        """What divides the difference of any two plans' points; zero where all have the same."""
        return gcd(*self.pairs.values(), *(rate for area in self.areas for rate in _rates(area)))

    def lowest(self) -> int:
        """Points, without the constant, that no plan falls short of."""
        pulls = sum(min((area.pull[one] for area in self.areas), default=0) for one in range(self.n))
        return sum(min(0, points) for points in self.pairs.values()) + pulls - sum(map(self._most_lost, self.areas))

    def _most_lost(self, area: Area) -> int:
        whole = [sum(sizes) for sizes in self.sizes]
        hinges = sum(max(hinge.lost(0), hinge.lost(whole[hinge.measure])) for hinge in area.hinges)
        return max(0, area.open_cost) + sum(area.labels) + hinges

    def numbers(self) -> range:
        """How many counted areas a plan may use."""
        must = sum(area.counted and area.must_use for area in self.areas)
        return range(max(self.count_least, must), min(self.count_most, sum(area.counted for area in self.areas)) + 1)


def _rates(area: Area) -> Iterator[int]:
    yield from area.pull
    yield from area.labels
    yield area.open_cost
    for hinge in area.hinges:
        yield from (hinge.below, hinge.above)


def plain(core: Core) -> Plain:
    """The core in plain terms.

    Raises:
        ValueError: a size, a rate or a label's cost is negative, which no core may have.
    """
    class_of = _classes(core.n, core.together.tolist())
    n = max(class_of, default=-1) + 1
    pairs, constant = _pairs(core, class_of)
    sizes = tuple(_added(row, class_of, n) for row in core.sizes.tolist())
    made = Plain(
        n=n,
        class_of=tuple(class_of),
        areas=tuple(_area(core, area, class_of, n) for area in range(core.k)),
        pairs=pairs,
        sizes=sizes,
        carriers=tuple(
            frozenset(one for one, carries in zip(class_of, row, strict=True) if carries)
            for row in core.label_members.tolist()
        ),
        guards=tuple(
            Guard(class_of[node], _added(weights, class_of, n), most)
            for node, weights, most in zip(
                core.guard_node.tolist(), core.guard_weight.tolist(), core.guard_most.tolist(), strict=True
            )
        ),
        apart=frozenset(_ordered(class_of[i], class_of[j]) for i, j in core.apart.tolist()),
        constant=constant,
        count_least=int(core.count_least),
        count_most=int(core.count_most),
    )
    _refuse_negative(core)
    return made


def _refuse_negative(core: Core) -> None:
    for part in (core.sizes, core.hinge_below, core.hinge_above, core.label_cost):
        if any(value < 0 for value in part.ravel().tolist()):
            raise ValueError("a size, a rate or a label's cost is negative")


def _classes(n: int, together: list[list[int]]) -> list[int]:
    first = list(range(n))
    for i, j in together:
        low, high = _ordered(first[i], first[j])
        first = [low if one == high else one for one in first]
    number = {one: index for index, one in enumerate(sorted(set(first)))}
    return [number[one] for one in first]


def _ordered(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _added(values: list[int], class_of: list[int], n: int) -> tuple[int, ...]:
    total = [0] * n
    for one, value in zip(class_of, values, strict=True):
        total[one] += value
    return tuple(total)


def _pairs(core: Core, class_of: list[int]) -> tuple[dict[tuple[int, int], int], int]:
    """The points of pairs of classes, and the constant with those inside classes."""
    pairs, constant = dict[tuple[int, int], int](), int(core.constant)
    for i, j, points in zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True):
        pair = _ordered(class_of[i], class_of[j])
        if pair[0] == pair[1]:
            constant += points
        else:
            pairs[pair] = pairs.get(pair, 0) + points
    return {pair: points for pair, points in sorted(pairs.items()) if points}, constant


def _area(core: Core, area: int, class_of: list[int], n: int) -> Area:
    hinges = zip(
        core.hinge_area.tolist(),
        core.hinge_measure.tolist(),
        core.hinge_at.tolist(),
        core.hinge_below.tolist(),
        core.hinge_above.tolist(),
        strict=True,
    )
    barred = {one for one, may in zip(class_of, core.allowed[:, area].tolist(), strict=True) if not may}
    least, most = core.window_least[:, area].tolist(), core.window_most[:, area].tolist()
    return Area(
        allowed=tuple(one not in barred for one in range(n)),
        pull=_added(core.pull[:, area].tolist(), class_of, n),
        windows=tuple(zip(least, most, strict=True)),
        hinges=tuple(Hinge(*rest) for where, *rest in hinges if where == area),
        labels=tuple(core.label_cost[:, area].tolist()),
        open_cost=int(core.open_cost[area]),
        must_use=bool(core.must_use[area]),
        counted=bool(core.counted[area]),
    )
