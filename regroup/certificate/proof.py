"""Whether a certificate proves what it is for. Shares no code with what makes certificates; integers only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from regroup.certificate.base import WHOLE_SHARE, Certificate, Kind, Part
from regroup.certificate.cover import Choice, Item, Sort, coverable
from regroup.certificate.members import Search
from regroup.certificate.plain import Area, Plain, plain
from regroup.certificate.steps import OutOfSteps, Steps

if TYPE_CHECKING:
    from regroup.core import Core

LIMIT = 2_000_000
"""Steps after which checking is given up: some minutes."""


def check(core: Core, certificate: Certificate, points: int | None, limit: int = LIMIT) -> list[str]:
    """Reasons why a certificate does not prove that no allowed assignment has more points; none where it does.

    Args:
        points: the most there are; None where no assignment is allowed at all.
        limit: steps after which checking is given up, which is a reason too.
    """
    try:
        made = plain(core)
    except ValueError as error:
        return [f"not a core: {error}"]
    return check_plain(made, certificate, points, limit)


def check_plain(core: Plain, certificate: Certificate, points: int | None, limit: int = LIMIT) -> list[str]:
    """The same for a core in plain terms; sizes, rates and labels' costs may not be negative."""
    try:
        return list(_Checking(core, certificate, points, Steps(limit)).run())
    except (OutOfSteps, RecursionError):
        return [f"not checked within {limit} steps"]


class _Checking:
    def __init__(self, core: Plain, certificate: Certificate, points: int | None, steps: Steps) -> None:
        self._core, self._certificate, self._steps = core, certificate, steps
        self._target = _next(core, points) * certificate.scale

    def run(self) -> Iterator[str]:
        """Why the certificate is no proof; nothing where it is one."""
        if self._certificate.scale < 1:
            yield f"the scale is {self._certificate.scale}"
            return
        for number in self._core.numbers():
            if not any(part.least <= number <= part.most for part in self._certificate.parts):
                yield f"no part speaks of {number} areas"
        for index, part in enumerate(self._certificate.parts):
            faults = list(_misshapen(self._core, part)) or list(self._faults(part))
            yield from (f"part {index}: {fault}" for fault in faults)

    def _faults(self, part: Part) -> Iterator[str]:
        sorts = list(_sorts(self._core, part))
        numbers = [number for number in self._core.numbers() if part.least <= number <= part.most]
        choices = [Choice(tuple(sort for sort, _, _ in sorts), number) for number in numbers]
        wanted = self._target - sum(part.prices)
        items = list[Item]()
        for at, (sort, kind, area) in enumerate(sorts):
            above = self._needed(sort, choices, at, wanted)
            if above is None:
                continue
            listed = frozenset(kind.columns)
            for column, value in self._columns(part, kind, area, above):
                if value > kind.value:
                    yield f"areas {kind.areas}: column {column} has the value {value}, above {kind.value}"
                    return
                if column not in listed:
                    yield f"areas {kind.areas}: column {column} is missing"
                    return
                items.append(Item(at, frozenset(column), value))
        for choice in choices:
            if coverable(self._core.n, items, choice, wanted, self._steps):
                yield f"with {choice.number} areas there is a plan with more points"

    def _columns(self, part: Part, kind: Kind, area: Area, above: int) -> Iterator[tuple[tuple[int, ...], int]]:
        scale = self._certificate.scale
        return Search(self._core, area, scale, part.prices, kind.shares, above, self._steps).run()

    def _needed(self, sort: Sort, choices: Sequence[Choice], at: int, wanted: int) -> int | None:
        """The value above which all columns must be known: those that a better plan could hold, or that should not be.

        None where no plan may use such an area.
        """
        rest = [most for choice in choices if (most := choice.best_beside(at)) is not None]
        return min(sort.value, wanted - max(rest) - 1) if rest else None


def _next(core: Plain, points: int | None) -> int:
    """The fewest points, without the constant, of a plan that should not be."""
    if points is None:
        return core.lowest()
    step = core.step() or 1
    return ((points - core.constant) // step + 1) * step


def _sorts(core: Plain, part: Part) -> Iterator[tuple[Sort, Kind, Area]]:
    """Areas that can be exchanged and of which the same is said."""
    for kind in part.kinds:
        for area in dict.fromkeys(core.areas[at] for at in kind.areas):
            many = sum(core.areas[at] == area for at in kind.areas)
            yield Sort(kind.value, many if area.must_use else 0, many, area.counted), kind, area


def _misshapen(core: Plain, part: Part) -> Iterator[str]:
    if len(part.prices) != core.n:
        yield f"{len(part.prices)} prices for {core.n} classes"
    if sorted(at for kind in part.kinds for at in kind.areas) != list(range(len(core.areas))):
        yield "its kinds do not name every area once"
    shared = sum(points > 0 for points in core.pairs.values())
    if any(len(kind.shares) != shared for kind in part.kinds):
        yield f"not a share for each of {shared} pairs"
    if any(not 0 <= share <= WHOLE_SHARE for kind in part.kinds for share in kind.shares):
        yield "a share is not part of a whole"
