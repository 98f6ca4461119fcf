"""Combinations of the values of axes: groups go in step, the rest is crossed, and filters leave some out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from regroup.errors import Fault, InputError
from regroup.read.lines import visible
from regroup.sweep.axis import SweepAxis
from regroup.sweep.filters import FilterError, Test, parse_filter
from regroup.sweep_file import FromFile, SweepFile

Combination = tuple[FromFile, ...]
"""A value for each axis, in their order."""


@dataclass(frozen=True, slots=True)
class Group:
    """Axes that go in step, or one axis alone.

    Attributes:
        axes: their places among all axes.
        rows: their values side by side, each row once.
    """

    axes: tuple[int, ...]
    rows: tuple[Combination, ...]


def groups_of(axes: tuple[SweepAxis, ...]) -> tuple[Group, ...]:
    """The axes in groups, each where its first axis stands."""
    together: dict[str | int, list[int]] = {}
    for at, axis in enumerate(axes):
        together.setdefault(at if axis.group is None else axis.group, []).append(at)
    return tuple(
        Group(tuple(group), tuple(dict.fromkeys(zip(*(axes[at].exact for at in group), strict=True))))
        for group in together.values()
    )


class Grid:
    """The combinations that are run; listed one by one, never all at once.

    Raises (on construction):
        InputError: a filter that cannot be understood.
    """

    def __init__(self, axes: tuple[SweepAxis, ...], file: SweepFile) -> None:
        self.axes = axes
        self.groups = groups_of(axes)
        self._keys = tuple(axis.key for axis in axes)
        self._tests = [_test(file, at, self._keys) for at in range(len(file.filters))]
        self._file = file

    def __iter__(self) -> Iterator[Combination]:
        """The first group changes slowest."""
        order = [at for group in self.groups for at in group.axes]
        back = [order.index(at) for at in range(len(order))]
        for rows in product(*(group.rows for group in self.groups)):
            flat = [value for row in rows for value in row]
            combination = tuple(flat[at] for at in back)
            if self._kept(combination):
                yield combination

    def _kept(self, combination: Combination) -> bool:
        if not self._tests:
            return True
        at = dict(zip(self._keys, combination, strict=True))
        for index, (test, wanted) in enumerate(self._tests):
            try:
                if test(at) is not wanted:
                    return False
            except FilterError as error:
                raise _refused(error, self._file, index) from error
        return True


def _test(file: SweepFile, index: int, keys: tuple[str, ...]) -> tuple[Test, bool]:
    entry = file.filters[index]
    try:
        return parse_filter(entry.keep or entry.drop or "", keys), entry.keep is not None
    except FilterError as error:
        raise _refused(error, file, index) from error


def _refused(error: FilterError, file: SweepFile, index: int) -> InputError:
    entry = file.filters[index]
    place = file.place("filters", index, "keep" if entry.keep is not None else "drop")
    values = {"text": visible((entry.keep or entry.drop or "")[:100]), **error.values}
    return InputError([Fault(error.code, values, place)])
